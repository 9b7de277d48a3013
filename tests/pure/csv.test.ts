import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CsvError, type CsvRow, csvRows } from '../../src/features/import/csv.ts';
import { dayOf, distinctSlug } from '../../src/features/import/evaluate.ts';

/** A text as a file gives it, in pieces of so many bytes. */
async function* pieces(text: string, length: number): AsyncGenerator<Buffer> {
  const bytes = Buffer.from(text);
  for (let from = 0; from < bytes.length; from += length) yield bytes.subarray(from, from + length);
}

const parseCsv = async (text: string, delimiter = ',', length = 65_536): Promise<CsvRow[]> => {
  const rows: CsvRow[] = [];
  for await (const batch of csvRows(pieces(text, length), delimiter)) rows.push(...batch);
  return rows;
};
/** Wherever pieces end. */
const length = fc.integer({ min: 1, max: 50 });

/** As RFC 4180 section 2 has it, quoting what needs it and some that does not. */
const written = (rows: string[][], delimiter: string, end: string, quote_all: boolean): string =>
  rows
    .map((cells) =>
      cells
        .map((cell) =>
          quote_all || cell === '' || new RegExp(`["\r\n${delimiter === '|' ? '\\|' : delimiter}]`).test(cell)
            ? `"${cell.replaceAll('"', '""')}"`
            : cell,
        )
        .join(delimiter),
    )
    .join(end);

const cell = fc.oneof(
  fc.string({
    unit: fc.constantFrom('"', ',', ';', '|', '\t', '\n', '\r', 'a', ' ', 'é', '😀'),
    maxLength: 12,
  }),
  fc.string({ unit: 'grapheme', maxLength: 20 }),
);
const rows = fc.array(fc.array(cell, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 8 });

test('what is written by RFC 4180 is read back to the character', async () => {
  await fc.assert(
    fc.asyncProperty(
      length,
      rows,
      fc.constantFrom(',', ';', '\t', '|'),
      fc.constantFrom('\r\n', '\n'),
      fc.boolean(),
      fc.boolean(),
      async (length, table, delimiter, end, quote_all, ends) => {
        const text = written(table, delimiter, end, quote_all) + (ends ? end : '');
        const read = await parseCsv(text, delimiter, length);
        expect(read.map(({ cells }) => cells)).toEqual(table);
      },
    ),
    { numRuns: 400 },
  );
});

test('any text is read or refused with a line that it has', async () => {
  const awkward = fc.string({ unit: fc.constantFrom('"', ',', '\n', '\r', 'a'), maxLength: 40 });
  await fc.assert(
    fc.asyncProperty(awkward, length, async (text, length) => {
      try {
        for (const { line } of await parseCsv(text, ',', length))
          expect(line).toBeLessThanOrEqual(text.split('\n').length);
      } catch (error) {
        if (!(error instanceof CsvError)) throw error;
        expect(error.line).toBeGreaterThanOrEqual(1);
        expect(error.line).toBeLessThanOrEqual(text.split('\n').length);
      }
    }),
    { numRuns: 400 },
  );
});

test('rows know the line they start on, past line ends inside cells', async () => {
  expect((await parseCsv('a,b\n"1\n2",3\n\n4,5')).map(({ line }) => line)).toEqual([1, 2, 5]);
});

test('a date is read as written, and never guessed', () => {
  expect(dayOf('October 22, 2019', ['MMMM D, YYYY'])).toBe('2019-10-22');
  expect(dayOf('5 sep 2020', ['D MMM YYYY'])).toBe('2020-09-05');
  expect(dayOf('2020-02-29', ['YYYY-MM-DD'])).toBe('2020-02-29');
  expect(dayOf('01/02/2020', ['DD/MM/YYYY'])).toBe('2020-02-01');
  for (const word of [
    '2021-02-29',
    '2020-2-9',
    '2020-13-01',
    '0000-00-00',
    'x2020-01-01',
    '2020-01-01 ',
    '',
  ]) {
    expect(dayOf(word, ['YYYY-MM-DD'])).toBeNull();
  }
  expect(dayOf('5 foo 2020', ['D MMM YYYY'])).toBeNull();
});

test('a slug is a key, and tells apart what is different', () => {
  expect(distinctSlug('Élise  Müller, Jr.')).toBe('elise-muller-jr');
  expect(distinctSlug('Володимир')).toBe('volodimir');
  expect(distinctSlug('…')).toMatch(/^[0-9a-f]{10}$/);
  expect(distinctSlug('…')).not.toBe(distinctSlug('!!'));
  expect(distinctSlug(`${'x'.repeat(200)}a`)).not.toBe(distinctSlug(`${'x'.repeat(200)}b`));
  fc.assert(
    fc.property(fc.string({ unit: 'binary', minLength: 1 }), (word) => {
      expect(distinctSlug(word)).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
      expect(distinctSlug(word).length).toBeLessThanOrEqual(91);
    }),
  );
});
