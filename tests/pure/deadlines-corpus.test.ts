/** What the words of politicians mean in days: every line of the corpus is a guarantee. */
import { describe, expect, test } from 'vitest';
import { corpusOf, rowOf } from '../../src/deadlines/corpus.ts';
import { parseDeadline, supportedLanguages } from '../../src/deadlines/index.ts';

describe.each(supportedLanguages)('in $title', ({ code }) => {
  const sections = Map.groupBy(corpusOf(code), ({ section }) => section);

  test.each([...sections])('%s', (_section, phrases) => {
    const read = phrases.map(({ phrase, options }) => [
      phrase,
      rowOf(options, parseDeadline(phrase, options)),
    ]);
    expect(read).toEqual(phrases.map(({ phrase, row }) => [phrase, row]));
  });

  test('no phrase stands there twice', () => {
    const keys = corpusOf(code).map(({ phrase, options }) => JSON.stringify([phrase, options]));
    expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([]);
  });
});
