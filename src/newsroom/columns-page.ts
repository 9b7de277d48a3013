/** Prints docs/columns.md: every column of every spreadsheet. `npm run docs:columns`. */
import type { NamedColumn } from '../record/sheet.ts';
import { sheets } from './sheets.ts';

const table = (columns: readonly NamedColumn[]): string[] => [
  '| column | what stands in it |',
  '| --- | --- |',
  ...columns.map(({ name, about }) => `| \`${name}\` | ${about} |`),
];

/** The page, as Markdown. */
export const columnsPage = (): string =>
  [
    '# The columns of spreadsheets',
    '',
    'What is in the files of [spreadsheets.md](spreadsheets.md). Printed by `npm run docs:columns`.',
    ...sheets.flatMap(({ name, columns, part }) => [
      '',
      `## ${name}`,
      '',
      ...(name === 'claims' ? ['Of `/v1/claims.csv` and of `/v1/promises.csv`.', ''] : []),
      ...table(columns),
      ...(part ? ['', `With \`rows=${part.name}\` these follow:`, '', ...table(part.columns)] : []),
    ]),
    '',
  ].join('\n');

if (import.meta.main) process.stdout.write(columnsPage());
