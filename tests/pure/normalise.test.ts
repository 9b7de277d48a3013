/** A text as a reader sees it: what looks the same is the same, and every unit knows where it stood. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hyphenatedWords, type Normalised, normalise } from '../../src/text/normalise.ts';

const plain = (text: string): string => normalise(text).text;

describe('what a reader cannot see makes no difference', () => {
  test.each([
    ['composition', 'une très belle réforme, Київ', 'une très belle réforme, Київ'.normalize('NFD')],
    ['the order of accents', 'Vi\u1EC7t', 'Vie\u0302\u0323t'],
    ['ligatures', 'It was the first office.', 'It was the ﬁrst oﬃce.'],
    ['full width', 'FULL 2', 'ＦＵＬＬ\u3000２'],
    ['letters drawn bold', 'Bold 9', '𝗕𝗼𝗹𝗱 𝟗'],
    ['Arabic presentation forms', 'لا', 'ﻻ'],
    ['soft hyphens', 'Verkehrskonzept', 'Ver\u00ADkehrs\u00ADkonzept'],
    ['a tatweel', 'المدارس', 'الـمـدارس'],
    ['zero-width signs', 'naming', 'na\u200Bm\u200Di\uFEFFng'],
    ['directional signs', 'the vote', '\u202Athe\u202C \u200Evote'],
    ['blanks of every kind', 'a b c d', ' a\u00A0b\u202F\t c\r\n\u2028d\u3000'],
    ['quote marks', '"We", he said, \'now\'', '“We”, he said, ‚now’'],
    ['quote marks and their blanks', '"oui", dit-il', '«\u202Foui\u202F», dit-il'],
    ['apostrophes', "п'ять", 'пʼять'],
    ['dashes', 'twice - no, well-known', 'twice—no, well\u2011known'],
    ['ellipses', 'so … well', 'so. . . . well'],
    ['blanks before signs', 'Quoi? 15%', 'Quoi\u00A0? 15\u202F%'],
    ['words divided at a line’s end', 'the landing of all', 'the land-\n  ing of\r\nall'],
    ['words in capitals too', 'LANDING', 'LAND-\nING'],
    ['a line’s end in Chinese', '今天天气好', '今天\n天气好'],
  ])('%s', (_, one, other) => {
    expect(plain(other)).toBe(plain(one));
  });

  test.each([
    ['letters', 'a', 'b'],
    ['accents', 'resume', 'résumé'],
    ['superscripts', 'm2', 'm²'],
    ['exponents', '10-5', '10⁻⁵'],
    ['fractions', '1 1/2', '1½'],
    ['a numero sign and a no', 'No', '№'],
    ['capitals', 'May', 'may'],
    ['a blank inside a word', 'nowhere', 'now here'],
    ['hyphens inside a word', 're-sign', 'resign'],
    ['a range of years', '20192020', '2019-\n2020'],
    ['names joined by a hyphen', 'NordSüd', 'Nord-\nSüd'],
  ])('but %s do', (_, one, other) => {
    expect(plain(other)).not.toBe(plain(one));
  });
});

test('a word that is written with a hyphen keeps it at a line’s end where one says so', () => {
  const hyphenated = hyphenatedWords(plain('A well-known state-of-the-art land'));
  expect([...hyphenated]).toEqual(['well-known', 'state-of', 'of-the', 'the-art']);
  expect(normalise('well-\nknown land-\ning', { hyphenated }).text).toBe('well-known landing');
});

test('capitals are folded in every script, where it is asked for', () => {
  const folded = (text: string) => normalise(text, { foldCase: true }).text;
  expect(folded('STRASSE ΌΔΟΣ КИЇВ Ａ')).toBe(folded('straße όδος київ a'));
});

const signs = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...'abcZ . . , - ’ “ ” – — … 0 9 é ß ﬁ'.split(' '), ' ', '\n') },
  fc.constantFrom(
    '\u0301',
    '\u0323',
    '\u00AD',
    '\u200B',
    '\u2028',
    '-\n',
    'と',
    '市',
    'ﷺ',
    '🎉',
    '\uD800',
    'İ',
  ),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 3 }),
);
const texts = fc.array(signs, { maxLength: 60 }).map((parts) => parts.join(''));

/** Offsets between two signs of the original, where neither a blank nor a quote mark looks at the other side. */
const beginnings = ({ text, start, end }: Normalised): number[] =>
  Array.from(text, () => 0)
    .map((_, i) => i)
    .concat(text.length)
    .filter((i) => i === 0 || i === text.length || (start[i] ?? 0) >= (end[i - 1] ?? 0))
    .filter((i) => !/[ ']/.test(`${text[i] ?? ''}${text[i - 1] ?? ''}`));

test('places only go forward, and lie within the text', () => {
  fc.assert(
    fc.property(texts, fc.boolean(), (text, foldCase) => {
      const { text: plainText, start, end } = normalise(text, { foldCase });
      expect([start.length, end.length]).toEqual([plainText.length, plainText.length]);
      for (let i = 0; i < plainText.length; i += 1) {
        expect(end[i]).toBeGreaterThan(start[i] ?? 0);
        expect(start[i]).toBeGreaterThanOrEqual(start[i - 1] ?? 0);
        expect(end[i]).toBeGreaterThanOrEqual(end[i - 1] ?? 0);
      }
      expect(end.at(-1) ?? 0).toBeLessThanOrEqual(text.length);
    }),
    { numRuns: 5000 },
  );
});

test('a piece of the original normalises to the piece that stands for it', () => {
  fc.assert(
    fc.property(texts, fc.nat(), fc.nat(), (text, a, b) => {
      const whole = normalise(text);
      const cuts = beginnings(whole);
      const [one, other] = [cuts[a % cuts.length] ?? 0, cuts[b % cuts.length] ?? 0];
      const [from, to] = one < other ? [one, other] : [other, one];
      fc.pre(to > from);
      const piece = text.slice(whole.start[from], whole.end[to - 1]);
      expect(plain(piece)).toBe(whole.text.slice(from, to));
    }),
    { numRuns: 5000 },
  );
});

test.each(['…․', '‥.', '．．．', '︙', '…․\0'])('%s is one ellipsis, as it looks', (text) => {
  expect(normalise(text).text).toBe('…');
});

test.each(['ﹻ', 'ŉ', 'ẚ', 'ẞ', 'Ꞌ'])('normalising %s again changes nothing', (text) => {
  for (const foldCase of [false, true]) {
    const once = normalise(text, { foldCase }).text;
    expect(normalise(once, { foldCase }).text).toBe(once);
  }
});

test('normalising again changes nothing', () => {
  fc.assert(
    fc.property(texts, fc.boolean(), (text, foldCase) => {
      const once = normalise(text, { foldCase }).text;
      expect(normalise(once, { foldCase }).text).toBe(once);
    }),
    { numRuns: 5000 },
  );
});
