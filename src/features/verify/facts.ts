/** What an entry says of its document, read out of the document again. */
import type { SubjectType } from '../../record/record.ts';
import type { entries, entryTerms } from '../../record/tables.ts';
import type { DeadlineFacts } from '../../record/timeliness.ts';

type Entry = typeof entries.$inferSelect;
type Column =
  | 'kind'
  | 'on_date'
  | 'rating'
  | 'progress'
  | 'result'
  | 'testability'
  | 'window_start'
  | 'window_end'
  | 'review_on';

/** Where in the document each column comes from. */
const SOURCES: Record<SubjectType, Partial<Record<Column, string>>> = {
  claim: {
    kind: 'kind',
    on_date: 'first_said_on',
    rating: 'verdict.rating.key',
    progress: 'promise.progress',
    result: 'promise.result',
    testability: 'promise.testability',
    window_start: 'promise.deadline.window_start',
    window_end: 'promise.deadline.window_end',
    review_on: 'promise.deadline.review_on',
  },
  quote: { kind: 'form', on_date: 'said_on' },
  verdict: { rating: 'rating.key', on_date: 'decided_on' },
  outcome: { kind: 'kind', progress: 'progress', result: 'result' },
  speaker: { kind: 'kind' },
  source: { kind: 'kind', on_date: 'published_on' },
  scale: {},
  anchor: { kind: 'key', on_date: 'date' },
};

const valueAt = (document: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>((value, name) => Object(value)[name] ?? null, document);

const isColumn = (name: string): name is Column => name in SOURCES.claim;

/** The columns in which an entry says something else than its document. */
export const disagreements = (document: unknown, entry: Entry): string[] => {
  if (valueAt(document, 'publication') !== entry.publication) return ['publication'];
  // A tombstone is found by nothing but its id.
  if (entry.publication === 'withdrawn') return [];
  return Object.entries(SOURCES[entry.type])
    .filter(([column, path]) => isColumn(column) && String(valueAt(document, path) ?? '') !== entry[column])
    .map(([column]) => column);
};

/** Whether what a version's timeliness is computed from is what its document says. */
export const factsAgree = (document: unknown, facts: DeadlineFacts | null): boolean => {
  if (valueAt(document, 'promise') === null) return facts === null;
  if (facts === null) return false;
  const said = (path: string) => String(valueAt(document, path) ?? '');
  return (
    facts.window_start === said('promise.deadline.window_start') &&
    facts.window_end === said('promise.deadline.window_end') &&
    facts.result === said('promise.result') &&
    facts.done_on === said('promise.done_on')
  );
};

/** The values a claim is listed under, as `field value`, read out of its document. */
export const listedUnder = (document: unknown): string[] => {
  const ids = (path: string) => [valueAt(document, path)].flat().map((item) => String(Object(item).id));
  const topics = [valueAt(document, 'topics')].flat().map(String);
  const quoted = [valueAt(document, 'quotes')].flat().map((quote) => String(valueAt(quote, 'source.id')));
  return [
    ...new Set([
      ...ids('claimants').map((id) => `claim.speaker ${id}`),
      ...[...quoted, ...ids('sources')].map((id) => `claim.source ${id}`),
      ...topics.map((topic) => `claim.topic ${topic}`),
    ]),
  ];
};

/** Whether a term's row repeats what its entry says. */
export const isRepeatedBy = (entry: Entry, term: typeof entryTerms.$inferSelect): boolean =>
  term.current === (entry.valid_to === null) && REPEATED.every((column) => term[column] === entry[column]);

const REPEATED = [
  'subject_id',
  'leaf_index',
  'publication',
  'published_at',
  'on_date',
  'kind',
  'rating',
  'result',
  'progress',
  'timing',
  'due_on',
] as const;
