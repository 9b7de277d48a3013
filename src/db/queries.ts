/** What queries need that the engines spell differently. */
import { type AnyColumn, type SQL, type SQLWrapper, sql } from 'drizzle-orm';
import type { Search, Term } from '../text/search.ts';
import { engine } from './kit.ts';
import { relevanceTo } from './relevance.ts';
import { readJson } from './stored-json.ts';

/**
 * An ORDER BY term that carries the query's LIMIT as a literal. A bound LIMIT makes SQLite plan the
 * statement anew at each execution, and Drizzle's `.limit()` always binds.
 */
export const literalLimit = (order: SQL, limit: number): SQL =>
  sql`${order} limit ${sql.raw(String(Math.trunc(limit)))}`;

const asBuffer = (value: unknown): Buffer | null => {
  if (value === null) return null;
  if (typeof value === 'string') return Buffer.from(value);
  // What comes from the search thread is a plain array of bytes.
  const bytes = value as Uint8Array;
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
};

/**
 * Rows gathered into one: a text column of all as bytes with commas between, and JSON values of each.
 * Reading a page as one value takes a third of the time that its texts take one by one. Rows come in the
 * order of the ordered subquery that they are selected from, on both engines.
 */
export const gathered =
  engine === 'sqlite'
    ? {
        bytes: (column: SQLWrapper) =>
          sql`cast(group_concat(${column}, ',') as blob)`.mapWith({ mapFromDriverValue: asBuffer }),
        rows: <T>(values: SQL) =>
          sql<T[]>`json_group_array(json_array(${values}))`.mapWith((value) => readJson(value) as T[]),
        json: (column: SQLWrapper) => sql`json(${column})`,
      }
    : {
        bytes: (column: SQLWrapper) =>
          sql`string_agg(${column}, ',')`.mapWith({ mapFromDriverValue: asBuffer }),
        rows: <T>(values: SQL) => sql<T[]>`coalesce(json_agg(json_build_array(${values})), '[]')`,
        json: (column: SQLWrapper) => sql`${column}`,
      };

/** A column that no index is chosen for; for queries that another index is to lead. */
export const unindexed = (column: AnyColumn): SQL => (engine === 'sqlite' ? sql`+${column}` : sql`${column}`);

/** What a term asks the index for, as each engine writes it: any of its phrases, or a word of one of its stems. */
const alternatives = ({ phrases, stems }: Term, phrase: (words: readonly string[]) => string): string[] => [
  ...phrases.map(phrase),
  ...stems.map((stem) => phrase([stem])),
];

/** An expression that the index finds texts by: all terms, or, where fewer suffice, those in quotes and any other. */
const expressionOf = (
  { terms, least, excluded }: Search,
  phrase: (words: readonly string[]) => string,
  signs: { and: string; or: string; not: string },
): string => {
  const any = (asked: readonly Term[]) =>
    `(${asked.flatMap((term) => alternatives(term, phrase)).join(signs.or)})`;
  const optional = terms.filter((term) => !term.quoted);
  const groups =
    least === terms.length
      ? terms.map((term) => [term])
      : [...terms.filter((term) => term.quoted).map((term) => [term]), optional];
  const wanted = groups.map(any).join(signs.and);
  return excluded.length === 0 ? wanted : `(${wanted})${signs.not}${any(excluded)}`;
};

const isMost = ({ terms, least }: Search): boolean => least < terms.length;

/**
 * The index of words: what to select from, what its row id is, how a row is scored, and how to ask it. Words are
 * ASCII letters and digits, so nothing needs escaping.
 */
export const searchIndex =
  engine === 'sqlite'
    ? {
        from: sql`search_index`,
        id: sql<number>`search_index.rowid`,
        /** How well a row answers the search of the placeholder `search` (JSON), for `scoreOf`. */
        score: sql<unknown>`relevance(search_index.body, ${sql.placeholder('search')})`,
        scoreOf: (score: unknown, _search: string): number => Number(score),
        /** Rows that the expression finds; where not all terms must occur, the score counts them. */
        matches: (expression: unknown, search: unknown): SQL =>
          sql`(search_index match ${expression} and (${search} is null or relevance(search_index.body, ${search}) > 0))`,
        expression: (search: Search): unknown =>
          expressionOf(search, (words) => `"${words.join(' ')}"`, {
            and: ' AND ',
            or: ' OR ',
            not: ' NOT ',
          }),
        /** For `matches`: the search where the index alone cannot tell. */
        counted: (search: Search): unknown => (isMost(search) ? JSON.stringify(search) : null),
      }
    : {
        from: sql`search_texts as search_index`,
        id: sql<number>`search_index.id`,
        score: sql<unknown>`search_index.body`,
        scoreOf: (body: unknown, search: string): number => relevanceTo(body, search),
        /**
         * The index finds the words, a comparison the phrases: a tsvector forgets the places of a
         * word after the 256th, and all those after 16,383 words.
         */
        matches: (expression: unknown, counted: unknown): SQL =>
          sql`(to_tsvector('simple', search_index.body) @@ to_tsquery('simple', (${expression}::text[])[1]) and ' ' || search_index.body || ' ' ~ all ((${expression}::text[])[2:]) and (${counted}::text[] is null or (select count(*) from unnest((${counted}::text[])[2:]) as term where ' ' || search_index.body || ' ' ~ term) >= (${counted}::text[])[1]::int))`,
        expression: (search: Search): unknown => [
          expressionOf({ ...search, excluded: [] }, (words) => `(${[...new Set(words)].join(' & ')})`, {
            and: ' & ',
            or: ' | ',
            not: '',
          }),
          ...search.excluded.map((term) => `^(?!.*${patternOf(term)})`),
          ...search.terms
            .filter(
              (term) => (term.quoted || !isMost(search)) && term.phrases.some(({ length }) => length > 1),
            )
            .map(patternOf),
        ],
        counted: (search: Search): unknown =>
          isMost(search) ? [String(search.least), ...search.terms.map(patternOf)] : null,
      };

/** A term as a regular expression over a body with a blank at either end. */
const patternOf = (term: Term): string => ` (${alternatives(term, (words) => words.join(' ')).join('|')}) `;

/** A text or number inside a column of JSON text, by the names on the way to it; null where it is not there. */
export const inJson = (column: SQLWrapper, path: readonly string[]): SQL<string | null> =>
  engine === 'sqlite'
    ? sql`json_extract(${column}, ${sql.raw(`'$.${path.join('.')}'`)})`
    : sql`(${column}::json #>> ${sql.raw(`'{${path.join(',')}}'`)})`;

/** The month (UTC) of a column of instants: `2026-01`. */
export const monthOf = (column: SQLWrapper): SQL<string> =>
  engine === 'sqlite'
    ? sql`strftime('%Y-%m', ${column} / 1000, 'unixepoch')`
    : sql`to_char(to_timestamp(${column} / 1000) at time zone 'UTC', 'YYYY-MM')`;

/** Sums by name, in the order of the names: a database gives groups in any order. */
export const sumsBy = <Row>(
  rows: readonly Row[],
  nameOf: (row: Row) => string,
  numberOf: (row: Row) => number,
): Record<string, number> => {
  const sums = new Map<string, number>();
  for (const row of rows) sums.set(nameOf(row), (sums.get(nameOf(row)) ?? 0) + numberOf(row));
  return Object.fromEntries([...sums].sort(([a], [b]) => (a < b ? -1 : 1)));
};
