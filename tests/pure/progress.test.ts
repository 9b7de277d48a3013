import { expect, test } from 'vitest';
import { createProgress } from '../../src/commands/progress.ts';

const listen = (isTTY: boolean) => {
  const said: string[] = [];
  return { said, stream: { isTTY, write: (text: string) => said.push(text) } };
};

test('on a terminal one line shows a bar, and ends when all is done', () => {
  const { said, stream } = listen(true);
  const progress = createProgress('a.json', stream);
  progress(25, 100);
  progress(100, 100);
  expect(said).toEqual([
    `\ra.json: ${'█'.repeat(7)}${'░'.repeat(23)} 25 of 100 (25 %)`,
    `\ra.json: ${'█'.repeat(30)} 100 of 100 (100 %)\n`,
  ]);
});

test('elsewhere each tenth of something long is one line, and what is short says nothing', () => {
  const long = listen(false);
  const progress = createProgress('a.json', long.stream);
  for (let done = 25; done <= 2_000; done += 25) progress(done, 2_000);
  expect(long.said).toHaveLength(10);
  expect(long.said[0]).toBe('a.json: 200 of 2000 (10 %)\n');
  expect(long.said[9]).toBe('a.json: 2000 of 2000 (100 %)\n');
  const short = listen(false);
  createProgress('b.json', short.stream)(20, 20);
  expect(short.said).toEqual([]);
});

test('a file with nothing in it ends its line', () => {
  const { said, stream } = listen(true);
  createProgress('a.json', stream)(0, 0);
  expect(said.at(-1)?.endsWith('0 of 0 (100 %)\n')).toBe(true);
});
