/** What an entry says of its document, read out of the document again. */
import { getTableColumns } from 'drizzle-orm';
import { type FoundBy, type Subject, subjectFor, termValue } from '../../record/subject.ts';
import { entries, entryTerms, FACETS } from '../../record/tables.ts';

type Entry = typeof entries.$inferSelect;
type Term = typeof entryTerms.$inferSelect;

/** What a document is found by; null where it is of no type that there is. */
export const foundBy = (subjects: readonly Subject[], { type }: Entry, json: string): FoundBy | null =>
  subjectFor(subjects, type)?.foundBy(json) ?? null;

/** All but the key that names are sorted by: older releases made it otherwise. */
const COMPARED = FACETS.filter((name) => name !== 'name');

/** The columns in which an entry says something else than its document. */
export const disagreements = (publication: unknown, { facets }: FoundBy, entry: Entry): string[] => {
  if (publication !== entry.publication) return ['publication'];
  return COMPARED.filter((name) => (facets[name] || '') !== (entry[name] || ''));
};

/** Whether what a version's timeliness is computed from is what its document says. */
export const factsAgree = ({ deadline }: FoundBy, facts: FoundBy['deadline']): boolean =>
  deadline === null || facts === null
    ? deadline === facts
    : deadline.window_start === facts.window_start &&
      deadline.window_end === facts.window_end &&
      deadline.result === facts.result &&
      deadline.done_on === facts.done_on;

/** The values something is listed under, as `field value`. */
export const listedUnder = ({ terms }: FoundBy, { type }: Entry): string[] => [
  ...new Set(
    Object.entries(terms).flatMap(([field, values]) =>
      values.map((term) => `${type}.${field} ${termValue(term)}`),
    ),
  ),
];

/** Whether a term's row repeats what its entry says. */
export const isRepeatedBy = (entry: Entry, term: Term): boolean =>
  term.current === (entry.valid_to === null) && REPEATED.every((column) => term[column] === entry[column]);

const isRepeated = (name: string): name is keyof Entry & keyof Term =>
  name in getTableColumns(entries) && name in getTableColumns(entryTerms);
const REPEATED = Object.keys(getTableColumns(entryTerms)).filter(isRepeated);
