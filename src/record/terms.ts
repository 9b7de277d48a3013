/** What entries are listed under: terms by their fields and values, which the rows of entries name by number. */
import { eq, type SQL, type SQLWrapper, sql } from 'drizzle-orm';
import { command, isAmongSelected, listedPairs, pairs, writing } from '../db/statement.ts';
import type { Connection } from '../db/types.ts';
import { type Rendering, termLabel, type TermValue, termValue } from './subject.ts';
import { type entries, entryTerms, listedAs, termValues } from './tables.ts';

/** The number of a term; null where nothing ever had it. `field` is `claim.speaker` and the like. */
export const termNumber = (field: string | SQL, value: SQLWrapper): SQL =>
  sql`(select known.id from ${termValues} as known where known.field = ${fieldOf(field)} and known.value = ${value})`;

const fieldOf = (field: string | SQL): SQL => (typeof field === 'string' ? sql.raw(`'${field}'`) : field);

/** Whether a column of numbers is that of one of these terms, said so that an index of it serves. */
export const isTerm = (number: SQLWrapper, field: string, values: readonly unknown[]): SQL => {
  const [only, another] = values;
  if (another === undefined) return sql`${number} = ${termNumber(field, sql`${only}`)}`;
  const several = sql.join(
    values.map((value) => sql`${value}`),
    sql`, `,
  );
  return isAmongSelected(
    number,
    sql`select known.id from ${termValues} as known where known.field = ${fieldOf(field)} and known.value in (${several})`,
  );
};

/** Whether the entry of this id has one of these values of `field`. */
export const hasTerm = (entry_id: SQLWrapper, field: string, values: readonly unknown[]): SQL =>
  sql`exists (select 1 from ${entryTerms} as term where term.entry_id = ${entry_id} and ${isTerm(sql`term.term_id`, field, values)})`;

/** The term of a row. */
export const ofTerm = eq(termValues.id, entryTerms.term_id);

/** What is of today and published, said so that the indexes of it serve. */
export const isPublicNow = sql`${entryTerms.listed_as} = 1 and ${entryTerms.listed_as} <> 0`;

/** Each value once, by its first label. */
export const distinctTerms = (terms: readonly TermValue[]): TermValue[] => [
  ...new Map(terms.toReversed().map((term) => [termValue(term), term])).values(),
];

type NewTerm = Omit<typeof entryTerms.$inferInsert, 'term_id'> & { field: string; value: string };

/** The rows of what an entry is listed under. */
export const termsOfEntry = (
  entry: typeof entries.$inferInsert & { id: number; number: number; valid_to: string | null },
  terms: Rendering['terms'],
): NewTerm[] =>
  Object.entries(terms).flatMap(([field, values]) =>
    distinctTerms(values).map((term) => ({
      ...entry,
      entry_id: entry.id,
      field: `${entry.type}.${field}`,
      value: termValue(term),
      label: termLabel(term),
      listed_as: listedAs(entry),
    })),
  );

const inTerms = writing<typeof entryTerms, NewTerm>(entryTerms, ['entry_id', 'term_id'], {
  column: 'term_id',
  table: termValues,
  by: ['field', 'value'],
});
const numberTerms = command(
  sql`insert into ${termValues} (field, value) select pairs.one, pairs.other from ${pairs('terms')} where not exists (select 1 from ${termValues} as known where known.field = pairs.one and known.value = pairs.other)`,
);

/** Writes what entries are listed under, and numbers what nothing was listed under before. */
export const addTerms = async (tx: Connection, rows: readonly NewTerm[]): Promise<void> => {
  if (rows.length === 0) return;
  const named = new Map(rows.map(({ field, value }) => [`${field} ${value}`, [field, value] as const]));
  await Promise.all([numberTerms(tx, { terms: listedPairs([...named.values()]) }), inTerms.insert(tx, rows)]);
};
