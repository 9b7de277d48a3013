import { CONVENTIONS, corpusOf } from '../deadlines/corpus.ts';
import { families, parseDeadline, supportedLanguages } from '../deadlines/index.ts';

/** The languages' own names for the column of examples. */
const titleOf = (code: string): string =>
  supportedLanguages.find((language) => language.code === code)?.title ?? code;

const window = (start: string | null, end: string | null): string => {
  if (start === null && end === null) return 'none';
  if (end === null) return `${start} to open`;
  return start === end ? `${end}` : `${start} to ${end}`;
};

const escaped = (text: string): string => text.replaceAll('|', '\\|');

interface Example {
  phrase: string;
  title: string;
  said_on: string;
  reading: ReturnType<typeof parseDeadline>;
}

const examples = (): Example[] =>
  supportedLanguages.flatMap(({ code }) =>
    corpusOf(code)
      .filter(({ section }) => section === CONVENTIONS)
      .map(({ phrase, options }) => ({
        phrase,
        title: titleOf(code),
        said_on: options.reference_date,
        reading: parseDeadline(phrase, options),
      })),
  );

const section = (
  { key, title, reads, kind }: (typeof families)[number],
  shown: readonly Example[],
): string => {
  const rows = shown
    .filter(({ reading }) => reading.family === key)
    .map(
      ({ phrase, title: language, said_on, reading }) =>
        `| “${escaped(phrase)}” | ${language} | ${said_on} | ${window(reading.window_start, reading.window_end)} |`,
    );
  return [
    `## ${title.charAt(0).toUpperCase()}${title.slice(1)}`,
    `${reads}. Kind: \`${kind}\`.`,
    ['| phrase | language | said on | window |', '| --- | --- | --- | --- |', ...rows].join('\n'),
  ].join('\n\n');
};

/** docs/deadlines.md: every family of phrases with its convention, out of the grammar's own table. */
export const deadlinesPage = (): string => {
  const shown = examples();
  return `${[
    '# Deadlines: what the words mean in days',
    'This page is written by `npm run docs:deadlines` from the table that the grammar itself works with (`src/deadlines/tables/families.ts`) and from its corpus (`src/deadlines/corpus/`); a test fails when they differ.',
    'A window is the set of days on which doing the thing would keep the word: from `window_start` to `window_end`, both inclusive, calendar days in the newsroom’s timezone. Where two readings are fair, the window is the one kinder to the speaker, and `alternatives` holds the other. Where the words name no day, there is no window, only a day to look again (`review_on`). Whatever is read is a suggestion until a named person accepts it.',
    `Languages: ${supportedLanguages.map(({ code, title }) => `${title} (\`${code}\`)`).join(', ')}. Try a phrase:`,
    [
      '```sh',
      'curl -s localhost:3000/v1/deadlines/parse -H "content-type: application/json" \\',
      `  -d '{"phrase": "maybe in two weeks, three weeks", "reference_date": "2025-08-15"}'`,
      '```',
    ].join('\n'),
    'Events (“before the midterms”) get their window from the newsroom’s own table of anchors, `/v1/anchors`; see [Promises](promises.md#events).',
    ...families.map((family) => section(family, shown)),
  ].join('\n\n')}\n`;
};

/** Prints the page; `docs/deadlines.md` is its output. */
export const printDeadlinesPage = (): void => {
  process.stdout.write(deadlinesPage());
};
