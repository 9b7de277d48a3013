/**
 * npm run bench:deadlines   the slowest of a thousand hostile phrases, each read once
 *
 * No round warms up and no best of several is taken: these are the first calls after the start. Wall
 * time includes what else the machine does; the time of the thread does not.
 */
import { parseDeadline } from '../src/deadlines/index.ts';
import { hostileTexts } from './hostile.ts';

const COUNT = 1000;
const SHOWN = 5;
const TARGET_MS = 5;

const readings = hostileTexts(COUNT).map((text, nth) => {
  const language = { 8: 'es', 9: 'de' }[nth % 10] ?? 'en';
  const cpu = process.threadCpuUsage();
  const start = performance.now();
  parseDeadline(text, { reference_date: '2025-08-15', language });
  const wall_ms = performance.now() - start;
  const { user, system } = process.threadCpuUsage(cpu);
  return { text: text.slice(0, 40), wall_ms, cpu_ms: (user + system) / 1000 };
});

const bySlowness = readings.toSorted((a, b) => b.wall_ms - a.wall_ms);
for (const { text, wall_ms, cpu_ms } of bySlowness.slice(0, SHOWN))
  console.log(`${wall_ms.toFixed(2)} ms, thread ${cpu_ms.toFixed(2)} ms: ${JSON.stringify(text)}`);
const over = readings.filter(({ wall_ms }) => wall_ms > TARGET_MS).length;
const median = bySlowness[COUNT / 2]?.wall_ms ?? 0;
console.log(`${COUNT} phrases, median ${median.toFixed(2)} ms, ${over} took more than ${TARGET_MS} ms.`);
