/** Both engines give the same answers: those that the API description shows, one of every operation. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { describeOn } from '../src/commands/openapi.ts';
import { freshDatabase } from './setup/server.ts';

test('a claim’s whole story, from draft to withdrawal, reads the same on every engine, byte for byte', async () => {
  const { url, drop } = await freshDatabase();
  try {
    const committed = readFileSync(new URL('../openapi.yaml', import.meta.url), 'utf8');
    // As data, so that a difference is shown by its place.
    expect(parse(await describeOn(url))).toEqual(parse(committed));
  } finally {
    await drop();
  }
});
