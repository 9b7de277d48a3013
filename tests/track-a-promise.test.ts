/** Sends every request of docs/track-a-promise.md and compares the answers. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { startServer } from './setup/server.ts';

/** The keys of the first start bear other names than those of a test. */
const GUIDE = readFileSync(new URL('../docs/track-a-promise.md', import.meta.url), 'utf8').replaceAll(
  'First editor',
  'The editor',
);
const STEP =
  /<!-- (?<command>clock|keep) (?<argument>[^>]+?) -->|```(?<language>http|json)\n(?<content>[\s\S]*?)\n```/g;
const WHO = { REPORTER: 'reporter', EDITOR: 'editor' } as const;

test('every request of the guide is answered as the guide says', async () => {
  const server = await startServer({
    now: '2025-08-16T08:00:00.000Z',
    settings: { ONRECORD_TIMEZONE: 'Europe/Kyiv' },
  });
  const kept = new Map<string, string>();
  const filled = (text: string) => text.replaceAll(/\{(\w+)\}/g, (whole, name) => kept.get(name) ?? whole);
  let answer = { status: 0, json: {} as Record<string, string> };
  let compared = 0;
  for (const { groups } of GUIDE.matchAll(STEP)) {
    const { command, argument = '', language, content = '' } = groups ?? {};
    if (command === 'clock') server.clock.set(argument);
    else if (command === 'keep') {
      const [name = '', member = ''] = argument.split(' = ');
      kept.set(name, answer.json[member] ?? '');
    } else if (language === 'http') {
      const [, method = '', url = '', key, body] =
        /^(\w+) (\S+)(?:\nAuthorization: Bearer (\w+))?(?:\n([\s\S]+))?$/.exec(filled(content)) ?? [];
      const as = key === 'REPORTER' || key === 'EDITOR' ? WHO[key] : null;
      answer = await server.ask(method, url, { as, ...(body ? { body: JSON.parse(body) } : {}) });
    } else {
      const [status, ...json] = filled(content).split('\n');
      expect(answer.status, content).toBe(Number(status));
      expect(answer.json).toMatchObject(JSON.parse(json.join('\n')));
      compared += 1;
    }
  }
  expect(compared).toBe(GUIDE.match(/```http/g)?.length);
  await server.close();
});
