/** What every thread runs before its own module (src/db/worker.ts), as bin/main.js does for the process. */
import { setPriority } from 'node:os';
import './commonjs.js';

/** What runs in a thread takes long: where processors are scarce, the short answers of the event loop go first. */
const GIVES_WAY = 10;
// Elsewhere than on Linux it would be the priority of the whole process.
if (process.platform === 'linux') {
  try {
    setPriority(GIVES_WAY);
  } catch {
    // A sandbox may forbid it: then all are as important.
  }
}

const collect = () => globalThis.gc?.({ type: 'major', execution: 'sync', flavor: 'last-resort' });

await import(process.argv[2]);
// What loading leaves behind is a third of what the thread takes, and V8 would keep it.
collect();
// So would what its work leaves behind: over hours of work tens of megabytes in each thread.
const [COLLECTED_EACH_MS, WORKED_MS] = [60_000, 10];
let worked_ms = performance.eventLoopUtilization().active;
setInterval(() => {
  const { active } = performance.eventLoopUtilization();
  if (active - worked_ms < WORKED_MS) return;
  collect();
  worked_ms = performance.eventLoopUtilization().active;
}, COLLECTED_EACH_MS).unref();
