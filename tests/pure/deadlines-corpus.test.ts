/** What the words of politicians mean in days: every line of the corpus is a guarantee. */
import { describe, expect, test } from 'vitest';
import { whyText } from '../../src/commands/deadlines-why.ts';
import { corpusOf, rowOf } from '../../src/deadlines/corpus.ts';
import { supportedLanguages, whyDeadline } from '../../src/deadlines/index.ts';
import { VETOES } from '../../src/deadlines/vetoes.ts';

test.each(VETOES)('the veto “$name” refuses its examples', ({ name, examples, language = 'en' }) => {
  const refused = examples.map((example) => {
    const { reading, times } = whyDeadline(example, { reference_date: '2025-08-15', language });
    return [example, reading.kind, times[0]?.veto];
  });
  expect(refused).toEqual(examples.map((example) => [example, 'none', name]));
  expect(examples).not.toEqual([]);
});

describe.each(supportedLanguages)('in $title', ({ code }) => {
  const sections = Map.groupBy(corpusOf(code), ({ section }) => section);

  test.each([...sections])('%s', (_section, phrases) => {
    const read = phrases.map(({ phrase, options }) => [phrase, rowOf(options, whyDeadline(phrase, options))]);
    expect(read).toEqual(phrases.map(({ phrase, row }) => [phrase, row]));
  });

  test('no phrase stands there twice', () => {
    const keys = corpusOf(code).map(({ phrase, options }) => JSON.stringify([phrase, options]));
    expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([]);
  });
});

test('every reading names the rule that made it, and what was refused the veto', () => {
  const text = whyText('He was given until Friday and he missed it', '2025-08-15', 'en');
  expect(text).toContain('read by the rule “weekday”');
  expect(text).toContain('refused by the veto “missed gift”');
  expect(whyText('in two weeks', '2025-08-15', 'en')).toContain(
    '2025-08-29, in_length, by the rule “length”',
  );
  expect(() => whyText('in two weeks', 'soon', 'en')).toThrow(RangeError);
});
