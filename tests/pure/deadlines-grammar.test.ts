/** What holds for any words; what single phrases mean is in the corpus (deadlines-corpus.test.ts). */
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { hostileTexts } from '../../bench/hostile.ts';
import { CONVENTIONS, corpusOf, windowText } from '../../src/deadlines/corpus.ts';
import {
  type DeadlineAnchor,
  type DeadlineOptions,
  type DeadlineReading,
  families,
  parseDeadline,
  supportedLanguages,
  windowFromAnchor,
} from '../../src/deadlines/index.ts';

const FRIDAY = '2025-08-15';

function read(phrase: string, options: Partial<DeadlineOptions> = {}): DeadlineReading {
  return parseDeadline(phrase, { reference_date: FRIDAY, ...options });
}

describe('the families', () => {
  it('has one row per key, each with an example', () => {
    expect(new Set(families.map(({ key }) => key)).size).toBe(families.length);
    const shown = supportedLanguages
      .flatMap(({ code }) => corpusOf(code))
      .filter(({ section }) => section === CONVENTIONS)
      .map(({ phrase, options }) => parseDeadline(phrase, options));
    for (const { key, kind } of families) {
      const kinds = new Set(shown.filter(({ family }) => family === key).map((reading) => reading.kind));
      expect([...kinds], key).toEqual([kind]);
    }
  });

  it('gives every reading the words of its row', () => {
    expect(read('within 100 days').explanation).toBe(
      'A limit runs from the day it was said to the last day of the length: 2025-08-15 to 2025-11-23.',
    );
  });
});

it('says so where another reading was fair, and trusts two deadlines little', () => {
  expect(read('by 2030').explanation).toContain('another reading was fair');
  expect(read('We will publish it in two weeks and finish by the end of the year').confidence).toBe('low');
});

describe('events', () => {
  const anchor = (
    relation: DeadlineAnchor['relation'],
    offset: DeadlineAnchor['offset'] = null,
  ): DeadlineAnchor => ({
    phrase: 'the event',
    key: null,
    relation,
    offset,
  });
  test.each<[DeadlineAnchor, string, string]>([
    [anchor('before'), '2026-11-03', '2025-08-15..2026-11-02'],
    [anchor('by'), '2026-11-03', '2025-08-15..2026-11-03'],
    [anchor('on'), '2026-11-03', '2026-11-03'],
    [anchor('after'), '2026-11-03', '2026-11-04..'],
    [anchor('within', { amount: 2, unit: 'week' }), '2026-11-03', '2026-11-03..2026-11-17'],
    [anchor('within', { amount: 100, unit: 'day' }), '2025-07-01', '2025-08-15..2025-10-09'],
    [anchor('before', { amount: 2, unit: 'week' }), '2026-11-03', '2026-10-20'],
    [anchor('after', { amount: 1, unit: 'month' }), '2026-01-31', '2026-02-28'],
    [anchor('by', { amount: -1, unit: 'year' }), '2028-11-07', '2025-08-15..2027-11-07'],
    [anchor('before'), '2025-08-15', ''],
    [anchor('within'), '2027-01-20', '2027-01-20..'],
  ])('opens a window once the event has a date (%o, %s)', (given, date, expected) => {
    expect(windowText(windowFromAnchor(given, date, FRIDAY))).toBe(expected);
  });
});

describe('options', () => {
  it('only suggests when to look again', () => {
    expect(read('soon').explanation).toContain('only a suggestion');
  });

  it('refuses a language it has no table for', () => {
    expect(read('in two weeks', { language: 'xx' })).toMatchObject({ kind: 'none', language: 'xx' });
    expect(read('in two weeks', { language: 'en-GB' }).kind).toBe('duration');
  });

  it('refuses a reference date that is none', () => {
    for (const date of ['2025-02-30', '2025-8-15', 'today', '', '2025-08-15T00:00:00Z', '0000-01-01'])
      expect(() => read('soon', { reference_date: date })).toThrow(RangeError);
  });

  it('reads the same words in any dress', () => {
    for (const dress of [
      'IN TWO WEEKS',
      '“in two weeks”',
      'in\u00a0two\u2009weeks',
      'in tw\u200bo weeks',
      'ｉｎ ｔｗｏ ｗｅｅｋｓ',
      'in two\n\nweeks…',
      'in 2 weeks!!!',
    ])
      expect(windowText(read(dress)), dress).toBe('2025-08-29');
  });
});

/* ---- properties ---- */

const WORDS =
  'in within by before after until from on at the a next last this first second end of early mid late two three 5 100 2030 week weeks day months year years - – , . and or to between for since every ago now today tomorrow Friday March May fall Christmas election term maybe about soon half few couple quarter Q3 9/5/2025 $ % not when 5th noon pm will was is'.split(
    ' ',
  );
const word = fc.constantFrom(...WORDS);
const language = fc.constantFrom(...supportedLanguages.map(({ code }) => code));
const date = fc
  .date({ min: new Date('1600-01-01'), max: new Date('2400-12-31'), noInvalidDate: true })
  .map((day) => day.toISOString().slice(0, 10));

function holds(phrase: string, options: DeadlineOptions): void {
  const reading = parseDeadline(phrase, options);
  const { kind, window_start, window_end } = reading;
  const hasWindow = window_start !== null || window_end !== null;
  expect(hasWindow).toBe(kind === 'calendar' || kind === 'duration');
  for (const window of [reading, ...reading.alternatives]) {
    if (window.window_start === null) expect(window.window_end).toBeNull();
    else {
      expect(window.window_start).toMatch(/^\d{4}-\d{2}-\d{2}$/);
      expect(window.window_start >= options.reference_date).toBe(true);
      if (window.window_end !== null) expect(window.window_end >= window.window_start).toBe(true);
    }
  }
  expect(reading.anchor !== null).toBe(kind === 'event');
  expect(reading.review_on !== null).toBe(kind === 'event' || kind === 'vague');
  expect(reading.explanation.length).toBeGreaterThan(20);
  expect(families.some(({ key }) => key === reading.family)).toBe(true);
}

describe('for any words at all', () => {
  it('never throws and keeps its promises on grammar words in any order', () => {
    fc.assert(
      fc.property(fc.array(word, { maxLength: 14 }), date, language, (words, reference_date, code) =>
        holds(words.join(' '), { reference_date, language: code }),
      ),
      { numRuns: 3000 },
    );
  });

  it('never throws and keeps its promises on any characters', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 300 }),
        date,
        language,
        (text, reference_date, code) => holds(text, { reference_date, language: code }),
      ),
      { numRuns: 1500 },
    );
  });

  it('reads long texts, and refuses those over the limit', () => {
    fc.assert(
      fc.property(fc.array(word, { minLength: 200, maxLength: 400 }), (words) =>
        holds(words.join(' '), { reference_date: FRIDAY }),
      ),
      { numRuns: 60 },
    );
    expect(read(`${'a'.repeat(2000)} in two weeks`).kind).toBe('none');
    expect(read('in '.repeat(100_000)).kind).toBe('none');
    expect(read('\ufdfa'.repeat(2000)).kind).toBe('none'); // each would expand to 18 characters
    expect(read('1,'.repeat(900)).kind).toBe('none');
    expect(read(`in two weeks ${'-'.repeat(1500)}`).explanation).toContain('mostly marks');
  });

  it('keeps its promises on texts made to break it', () => {
    for (const text of hostileTexts(300))
      for (const { code } of supportedLanguages) holds(text, { reference_date: FRIDAY, language: code });
  });

  it('gives the same reading for the same words, whatever the clock says', () => {
    fc.assert(
      fc.property(fc.array(word, { maxLength: 8 }), (words) => {
        expect(read(words.join(' '))).toEqual(read(words.join(' ')));
      }),
      { numRuns: 200 },
    );
  });
});
