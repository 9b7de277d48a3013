/** Keys sort as the Unicode collation algorithm does, which the engine’s own collator follows too. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LIMITS } from '../../src/limits.ts';
import { sortKey } from '../../src/text/collation.ts';

const byKey = (names: readonly string[]) =>
  names.toSorted((a, b) => (sortKey(a) < sortKey(b) ? -1 : sortKey(a) > sortKey(b) ? 1 : 0));
const sign = (difference: number) => Math.sign(difference);
const compareKeys = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

test('names stand in the order in which readers look for them', () => {
  const names = [
    '1950 Group',
    '20 Minutes',
    'Ada Norwell',
    'ada Norwell',
    'Äda Norwell',
    'Adam',
    'Ærlig',
    'Åsa',
    'Banana',
    'de la Cruz',
    'Del Mar',
    'Éclair',
    'Élysée',
    'Hans Gross',
    'Hans Groß',
    'Iğdır',
    'Łucja',
    'Lukas',
    'Ödön',
    'Oleg',
    'Øystein',
    'zebra',
    'Żółtowski',
    'Ñuñez',
    'Ольга',
    'Ёлкин',
    'Єва',
    'Αλέξης',
    'محمد',
    'אבי',
    'नया',
    'กขค',
    'เกม',
    '김철수',
    'ひかり',
    'カナ',
    '王小明',
    '李',
  ];
  const collator = new Intl.Collator('und');
  expect(byKey(names)).toEqual(names.toSorted(collator.compare));
});

const letters = 'aàäåæbcçdđeéèfghiıjklłmnñoöøœpqrsßtuüvwxyýzž';
const unit = fc.constantFrom(
  ...(letters + letters.toUpperCase()).split(''),
  ...' -\'".,&0123456789',
  ...'абвгґдеёєжзиіїйклмнопрстуфхцчшщьюя',
  ...'αάβγδεέζηθικλμνξοπρσςτυφχψω',
  ...'אבגדהוזחטיכלמנסעפצקרשתابتثجحخدذرزسشصضطظعغفقكلمنهوي',
  ...'कखगघचछजझटठडढणतथदधनपफबभमयरलवशषसहঅআইকখগঘ',
  ...'กขคงจฉชซ가나다라마바사あいうえおアイウエオ王李張陳',
);

test('letters compare as the collator has them, whatever their script', () => {
  const base = new Intl.Collator('und', { sensitivity: 'base' });
  const name = fc.array(unit, { minLength: 1, maxLength: 12 }).map((units) => units.join(''));
  fc.assert(
    fc.property(name, name, (a, b) => {
      const expected = sign(base.compare(a, b));
      if (expected !== 0) expect(compareKeys(sortKey(a), sortKey(b))).toBe(expected);
    }),
    { numRuns: 5_000 },
  );
});

test('where the letters are the same, accents decide, then case', () => {
  const collator = new Intl.Collator('und');
  const pair = fc.array(
    fc.constantFrom(
      ['e', 'é'],
      ['e', 'E'],
      ['o', 'ö'],
      ['L', 'Ł'],
      ['n', 'ñ'],
      ['a', 'a'],
      ['u', 'Ü'],
      ['c', 'ç'],
    ),
    { minLength: 1, maxLength: 8 },
  );
  fc.assert(
    fc.property(pair, fc.array(fc.boolean(), { minLength: 16, maxLength: 16 }), (pairs, choices) => {
      const spell = (from: number) => pairs.map((two, i) => two[choices[i + from] ? 1 : 0]).join('');
      const [a, b] = [spell(0), spell(8)];
      expect(compareKeys(sortKey(a), sortKey(b))).toBe(sign(collator.compare(a, b)));
    }),
    { numRuns: 3_000 },
  );
});

test('composition makes no difference, no name is too long, and every key is ASCII', () => {
  expect(sortKey('Élysée'.normalize('NFD'))).toBe(sortKey('Élysée'));
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
      const key = sortKey(text);
      expect(key.length).toBeLessThanOrEqual(LIMITS.sort_key_length);
      expect(key).toMatch(/^[0-9a-z ]*$/);
    }),
  );
});
