/** Tables of others: hostile ones are refused with their place, untidy ones mended, and unknown ones guessed. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { dayOf } from '../../src/features/import/evaluate.ts';
import { formOf } from '../../src/features/import/csv-form.ts';
import { guessMapping } from '../../src/features/import/guess.ts';
import { type Mapping, mappingSchema } from '../../src/features/import/mapping.ts';
import {
  openTable,
  type RowFormat,
  type Sample,
  sampleOf,
  TableError,
} from '../../src/features/import/rows.ts';
import { translate } from '../../src/features/import/translate.ts';
import { LIMITS } from '../../src/limits.ts';

async function* pieces(bytes: Buffer): AsyncGenerator<Buffer> {
  const length = Math.max(5, bytes.length >> 8);
  for (let from = 0; from < bytes.length; from += length) yield bytes.subarray(from, from + length);
}
const tableOf = async (text: string | Buffer, format: RowFormat, delimiter = ','): Promise<Sample> => {
  const bytes = Buffer.from(text);
  const table = await openTable(pieces(bytes), format, { delimiter, place: '' });
  return sampleOf(table, Number.POSITIVE_INFINITY);
};
const csv = (text: string | Buffer, delimiter = ',') => tableOf(text, 'csv', delimiter);
const lines = (...rows: object[]) => tableOf(rows.map((row) => JSON.stringify(row)).join('\n'), 'jsonl');
async function* batchesOf({ rows }: Sample) {
  yield rows;
}
/** A table by a mapping; the bundle's lists as arrays. */
const translated = async (mapping: Mapping, table: Sample) => {
  const { bundle, close, ...rest } = await translate(mapping, { batches: batchesOf(table) });
  const [claims, speakers, sources] = [[...bundle.claims], [...bundle.speakers], [...bundle.sources]];
  close();
  return { ...rest, bundle: { ...bundle, claims, speakers, sources } };
};
const mappingOf = (name: string) =>
  mappingSchema.parse(
    JSON.parse(readFileSync(new URL(`../../seed/mappings/${name}.json`, import.meta.url), 'utf8')),
  );

describe('a table that cannot be read is refused with the line of the fault', () => {
  test.each([
    ['another encoding', Buffer.from('a,b\r\n1,2\r\nM\xfcller,3\r\n', 'latin1'), 3, /UTF-8/],
    ['UTF-16', Buffer.from('\ufeffa,b\n1,2\n', 'utf16le'), 1, /UTF-16/],
    ['two columns of one name', 'a,b,a\n1,2,3\n', 1, /named “a”/],
    ['a row too short', 'a,b\n1,2\n3\n4,5\n6\n', 3, /1 cells.*lines 5/],
    ['a quote that nothing closes', 'a,b\n1,"2\n3,4\n', 2, /quote/],
    ['a lone carriage return', 'a,b\n1,2\r3,4\n', 2, /carriage return/],
    [
      'more columns than a table has',
      `${'a'.repeat(3)}${Array.from({ length: LIMITS.import_columns }, (_, i) => `,c${i}`).join('')}\n`,
      1,
      /columns/,
    ],
    ['nothing', '', null, /empty/],
  ])('%s', async (_, bytes, line, detail) => {
    let fault: unknown;
    try {
      await csv(bytes);
    } catch (error) {
      fault = error;
    }
    expect(fault).toBeInstanceOf(TableError);
    expect(fault).toMatchObject({ line, message: expect.stringMatching(detail) });
  });

  test('a byte order mark and both line ends are no faults', async () => {
    const { columns, rows } = await csv('\ufeffa,b\r\n1,2\n"3","x\r\ny"\r\n');
    expect(columns).toEqual(['a', 'b']);
    expect(rows.map(({ value }) => value)).toEqual([
      { a: '1', b: '2' },
      { a: '3', b: 'x\r\ny' },
    ]);
  });

  test('a cell that no claim could hold is a fault of its row, and the others are read', async () => {
    const row = (text: string, i: number) => ({
      vclaim_id: `c${i}`,
      vclaim: text,
      title: 'A',
      author: 'B',
      date: '1 May 2020',
    });
    const { bundle, faults } = await translated(
      mappingOf('snopes'),
      await lines(row('x'.repeat(5_000_000), 1), row('It rained.', 2)),
    );
    expect(bundle.claims.map(({ text }) => text)).toEqual(['It rained.']);
    expect(faults).toMatchObject([{ row: 1, line: 1, column: 'vclaim' }]);
  });
});

describe('the collections of others', () => {
  const statement = {
    vclaim_id: 'vclaim-pol-1',
    url: '/factchecks/2019/oct/30/treasury/a-page/',
    speaker: 'U.S. Department of the Treasury',
    vclaim: 'It\u0092s a\u0000\u0081\u0081 statement.',
    truth_label: 'barely-true',
    date: 'stated on October 22, 2019 in a campaign mailer.:',
    title: 'A title',
  };

  test('PolitiFact: ratings on scales of their own, days out of words, control characters mended and counted', async () => {
    const flop = { ...statement, vclaim_id: 'vclaim-pol-2', truth_label: 'full-flop', date: 'some day' };
    const { bundle, faults, mended, otherwise } = await translated(
      mappingOf('politifact'),
      await lines(statement, flop),
    );
    expect(faults).toEqual([]);
    expect(mended).toBe(2);
    expect(bundle.claims).toMatchObject([
      {
        text: 'It’s a statement.',
        first_said_on: '2019-10-22',
        publication: 'draft',
        verdicts: [
          { rating_scale: 'politifact_truth_o_meter', rating: 'mostly_false', decided_on: '2019-10-30' },
        ],
      },
      { first_said_on: null, verdicts: [{ rating_scale: 'politifact_flip_o_meter', rating: 'full_flop' }] },
    ]);
    expect(otherwise).toContainEqual({ column: 'date', value: 'some day', rows: 1 });
  });

  test('Snopes: every row, dates where there are any', async () => {
    const row = (date: string, i: number) => ({
      vclaim_id: `c${i}`,
      vclaim: `Claim ${i}.`,
      title: 'A',
      author: 'B',
      date,
    });
    const { bundle, faults } = await translated(
      mappingOf('snopes'),
      await lines(row('26 May 2015', 1), row('', 2), row('2 May  2015', 3), row('long ago', 4)),
    );
    expect(faults).toEqual([]);
    expect(bundle.sources.map(({ published_on }) => published_on)).toEqual([
      '2015-05-26',
      null,
      '2015-05-02',
      null,
    ]);
  });
});

describe('a mapping is guessed', () => {
  test.each([
    [
      'German',
      'Nr.;Politiker;Versprechen;Datum;Thema;Stand;Quelle URL\n1;Ein Ministerium;Wir bauen 100 Schulen.;3. März 2021;Bildung, Bau;offen;https://example.org/1\n2;Ein Ministerium;Wir senken die Steuer.;17. Oktober 2021;Steuern, Haushalt;gebrochen;https://example.org/2\n',
      ';',
      '2021-03-03',
    ],
    [
      'Spanish',
      'promesa,quién,fecha,tema,enlace\nConstruiremos 100 escuelas.,Un ministerio,3 de mayo de 2024,educación,https://example.org/1\n',
      ',',
      '2024-05-03',
    ],
    [
      'Ukrainian',
      'обіцянка,хто,дата,тема,посилання\nПобудуємо 100 шкіл.,Міністерство,3 травня 2024,освіта,https://example.org/1\n',
      ',',
      '2024-05-03',
    ],
    [
      'English',
      'id,Claim,Said on,Claimant,Verdict,Link\n7,It rained.,2024-05-03,A ministry,False,https://example.org/1\n',
      ',',
      '2024-05-03',
    ],
  ])('out of %s columns, and what it gives is read', async (_, text, delimiter, day) => {
    expect(await formOf(Buffer.from(text))).toEqual({ delimiter, header_line: 1 });
    const table = await csv(text, delimiter);
    const { mapping } = guessMapping(table, 'promises');
    const parsed = mappingSchema.parse({ ...mapping, delimiter });
    const { bundle, faults } = await translated(parsed, table);
    expect(faults).toEqual([]);
    expect(bundle.claims).toHaveLength(table.rows.length);
    expect(bundle.claims[0]).toMatchObject({ first_said_on: day, publication: 'draft' });
    expect(bundle.speakers).toHaveLength(1);
    expect(bundle.sources[0]?.url).toBe('https://example.org/1');
  });

  test.each([
    ['a title and a note', 'Promises of the ministry;;;;\n"As of May 2024; see the ""notes"""; ;;;\n\n', 4],
    ['a title alone in its line', '"What was promised, 2021\nto 2024"\n', 3],
    ['nothing', '', 1],
  ])(
    'below %s, the names of the columns are found, and the table is read from there',
    async (_, above, line) => {
      const text = `${above}No.;Promise;Minister;Date;Status\n1;We build 100 schools.;A ministry;3 May 2024;\n2;We build.;;;\n`;
      const form = await formOf(Buffer.from(text));
      expect(form).toEqual({ delimiter: ';', header_line: line });
      const table = await openTable(pieces(Buffer.from(text)), 'csv', { ...form, place: '' });
      expect(table.columns).toEqual(['No.', 'Promise', 'Minister', 'Date', 'Status']);
      const { rows } = await sampleOf(table, 10);
      expect(rows.map((row) => [row.number, row.line])).toEqual([
        [1, line + 1],
        [2, line + 2],
      ]);
    },
  );

  const guessed = async (text: string, delimiter = ',') => {
    const table = await csv(text, delimiter);
    const guess = guessMapping(table, 'promises');
    const read = await translated(mappingSchema.parse({ ...guess.mapping, delimiter }), table);
    return { ...guess, ...read };
  };

  test('German, as a spreadsheet hands it out: rows that lack something, blank rows, a column without a name', async () => {
    const { bundle, faults, skipped, notes } = await guessed(
      [
        'lfd. Nr.;Politiker/in;Was wurde versprochen?;Wann;Quelle;Link;Frist;Status;Bemerkung;;',
        '1;Das Ministerium;Wir bauen für das Land 100 Schulen und die Straßen.;Donnerstag, 24. Nov. 2022;Vertrag, S. 88;www.example.org/a;bis Ende 2025;nicht erfüllt;Es sind 12.;;',
        '2;Das Ministerium / Die Kammer;Wir senken die Steuer, und das ist nicht für alle.;3. März 2021;;;;in Arbeit;;;',
        '3;;Wir öffnen den Hafen für die Schiffe.;Mai 2021;Rede;www.example.org/b;2027;offen;;;',
        ';;;;;;;;;;',
        '',
      ].join('\n'),
      ';',
    );
    expect(faults).toEqual([]);
    expect(skipped).toEqual([{ because: 'no text', rows: 1 }]);
    expect(notes.join(' ')).toContain('offen');
    const [first, second, third] = bundle.claims;
    expect(first).toMatchObject({
      ...{ key: '1', kind: 'promise', language: 'de', first_said_on: '2022-11-24' },
      promise: { deadline: { phrase: 'bis Ende 2025' } },
      outcomes: [{ kind: 'ruling', result: 'not_kept', note: 'Es sind 12.' }],
    });
    expect(second).toMatchObject({
      ...{ first_said_on: '2021-03-03', claimants: ['das-ministerium', 'die-kammer'], sources: [] },
      ...{ promise: { deadline: null }, outcomes: [{ kind: 'update', progress: 'in_progress' }] },
    });
    expect(third).toMatchObject({ first_said_on: '2021-05', claimants: [], outcomes: [] });
    expect(bundle.sources).toMatchObject([
      { title: 'Vertrag, S. 88', url: 'https://www.example.org/a' },
      { title: 'Rede', url: 'https://www.example.org/b' },
    ]);
    expect(bundle.speakers.map(({ name }) => name)).toEqual(['Das Ministerium', 'Die Kammer']);
  });

  test('Spanish: several promises of one page that is named otherwise, and a number that is not one', async () => {
    const { bundle, faults, notes } = await guessed(
      [
        'N.º,Compromiso,Responsable,Fecha del anuncio,Plazo,Estado,Fuente,Página',
        '1,"Construiremos 50.000 viviendas públicas para todos los que no las tienen",El ministerio,15 de abril de 2023,antes de 2027,En marcha,El programa (ver https://example.org/p),https://example.org/p',
        '1,"Bajaremos el precio de la luz para las familias, y será en un año",El ministerio,1 de mayo del 2023,en un año,Cumplida,El programa,https://example.org/p',
      ].join('\n'),
    );
    expect(faults).toEqual([]);
    expect(notes.join(' ')).toContain('N.º');
    expect(bundle.claims).toMatchObject([
      {
        kind: 'promise',
        language: 'es',
        first_said_on: '2023-04-15',
        outcomes: [{ progress: 'in_progress' }],
      },
      { first_said_on: '2023-05-01', outcomes: [{ kind: 'ruling', result: 'kept' }] },
    ]);
    expect(bundle.sources).toHaveLength(1);
  });

  test('French and English in one table, with a column that says which; months by their beginnings', async () => {
    const { bundle, faults } = await guessed(
      [
        'Promesse\tAuteur\tDate de l’annonce\tThème\tStatut\tLangue',
        'La retraite sera de 1 100 € pour tous\tLe ministère\t17 mars 2022\tretraites, social\tpartiellement tenue\tfr',
        'We will plant a tree for every child\tThe ministry\t1er sept. 2022\tclimat\ten cours\ten',
      ].join('\n'),
      '\t',
    );
    expect(faults).toEqual([]);
    expect(bundle.claims).toMatchObject([
      {
        language: 'fr',
        first_said_on: '2022-03-17',
        topics: ['retraites', 'social'],
        outcomes: [{ result: 'partly_kept' }],
      },
      {
        language: 'en',
        first_said_on: '2022-09-01',
        topics: ['climat'],
        outcomes: [{ progress: 'in_progress' }],
      },
    ]);
  });

  test('Ukrainian: who, when and how it stands, by the words of the language', async () => {
    const { bundle, faults } = await guessed(
      [
        '№;Обіцянка;Хто обіцяв;Коли;Строк;Стан виконання;Джерело',
        '1;Ми побудуємо сто шкіл, і це буде для всіх;Міністерство освіти;24 листопада 2021 р.;до кінця 2025 року;Не виконано;https://example.org/1',
        '2;Ми відкриємо лікарню, що не буде закрита;Міністерство освіти;03.02.2022;;Виконується;https://example.org/2',
      ].join('\n'),
      ';',
    );
    expect(faults).toEqual([]);
    expect(bundle.claims).toMatchObject([
      { key: '1', language: 'uk', first_said_on: '2021-11-24', outcomes: [{ result: 'not_kept' }] },
      {
        key: '2',
        first_said_on: '2022-02-03',
        promise: { deadline: null },
        outcomes: [{ progress: 'in_progress' }],
      },
    ]);
    expect(bundle.speakers).toMatchObject([{ name: 'Міністерство освіти' }]);
  });

  test('a day before a month, or after it, where any row tells which', async () => {
    const days = (rows: string) =>
      guessed(`claim,date\n${rows}`).then(({ bundle }) => bundle.claims.map((claim) => claim.first_said_on));
    expect(await days('It rained.,02/03/2024\nIt snowed.,25/05/2024\n')).toEqual([
      '2024-03-02',
      '2024-05-25',
    ]);
    expect(await days('It rained.,02/03/2024\nIt snowed.,05/25/2024\n')).toEqual([
      '2024-02-03',
      '2024-05-25',
    ]);
    expect(await days('It rained.,2024-05-03 14:00\nIt snowed.,2024-05-04T09:30:00Z\n')).toEqual([
      '2024-05-03',
      '2024-05-04',
    ]);
  });

  test('and says what it cannot know', async () => {
    const { notes } = guessMapping(
      await csv('claim,date\nIt rained.,02/03/2024\nIt snowed.,04/05/2024\n'),
      'rain',
    );
    expect(notes.join(' ')).toContain('cannot be told apart');
  });
});

test.each([
  ['3 de mayo de 2024', "D 'de' MMMM 'de' YYYY", '2024-05-03'],
  ['17. Oktober 2021', 'D. MMMM YYYY', '2021-10-17'],
  ['1er août 2020', "D'er' MMMM YYYY", '2020-08-01'],
  ['5 січ 2023', 'D MMM YYYY', '2023-01-05'],
  ['30/oct/2019', 'DD/MMM/YYYY', '2019-10-30'],
  ['31 juin 2020', 'D MMMM YYYY', null],
  ['5 jui 2020', 'D MMM YYYY', null],
  ['5 sept 2020', 'D MMM YYYY', '2020-09-05'],
  ['March 3rd,\u00a02021', 'MMMM D, YYYY', '2021-03-03'],
  ['1.º de mayo de 2024', "D 'de' MMMM 'de' YYYY", '2024-05-01'],
  ['3th mayo 2024 x', 'D MMMM YYYY', null],
])('%s as %s is %s', (word, format, day) => {
  expect(dayOf(word, [format])).toBe(day);
});
