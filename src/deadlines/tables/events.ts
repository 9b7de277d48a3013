/** What events can be to a deadline, by the keys that the word lists give them (en/events.txt). */
import type { Senses } from '../senses.ts';
import type { AnchorRelation } from '../types.ts';

/** Events that a bare "in", "at", "during" or "by" can hang on; others are only places or agents ("in the election"). */
export const SPANS: ReadonlySet<string> = new Set([
  'session',
  'recess',
  'transition',
  'summit',
  'convention',
  'state_of_the_union',
  'legislature',
  'holidays',
  'olympics',
  'season',
  'kings_speech',
]);

export const OWNED_SPANS: ReadonlySet<string> = new Set([
  'term',
  'congress',
  'budget',
  'campaign',
  'school_year',
]);

export const LIMITS: ReadonlySet<string> = new Set([
  'election',
  'midterms',
  'primary',
  'inauguration',
  'election_day',
  'convention',
  'summit',
  'olympics',
  'expiry',
  'super_tuesday',
  'tax_day',
  'referendum',
  'ramadan',
  'anniversary',
  'recess',
  'holidays',
  'state_of_the_union',
  'kings_speech',
  'taking_office',
  'day_one',
  'debate',
]);

/** How the key of a term or session says which: "second_term". */
export const NTH: readonly string[] = [
  '',
  'first',
  'second',
  'third',
  'fourth',
  'fifth',
  'sixth',
  'seventh',
  'eighth',
  'ninth',
  'tenth',
];

/** How a deadline hangs on the event behind a relation word. */
export const ANCHOR_RELATION: Partial<Record<Senses['relation'], AnchorRelation>> = {
  in: 'within',
  within: 'within',
  over: 'within',
  on: 'on',
  by: 'by',
  before: 'before',
  after: 'after',
  from: 'on',
  soonest: 'after',
  when: 'on',
};
