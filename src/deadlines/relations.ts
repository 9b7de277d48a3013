/** The words between a deed and its time ("no later than", "starting in"), and the window they open. */
import { has, senseOf, skip, inSentence, type Items } from './items.ts';
import { isSoftened } from './lengths.ts';
import { readOnce } from './memory.ts';
import type { Period } from './scene.ts';
import type { Senses } from './senses.ts';
import type { FamilyKey } from './types.ts';
import { is, endOf } from './signs.ts';

export type Relation = Exclude<Senses['relation'], 'since_or_from'>;

export interface RelationWords {
  relation: Relation | null;
  hedged: boolean;
  next: number;
}

const MOST_WORDS = 6;
/** These only place a time; a stronger relation beside them wins. */
const PLACING = new Set<Relation>(['in', 'on', 'for', 'over']);

/** Reads relation words with hedges between them: "maybe by", "starting sometime in", "not until". */
export const relationAt = readOnce((items: Items, from: number): RelationWords => {
  let relation: Relation | null = null;
  let hedged = false;
  let at = from;
  let next = from;
  for (; at < from + MOST_WORDS; at++) {
    const word = senseOf(items, at, 'relation');
    const name = word === 'since_or_from' ? openingOf(items, at) : word;
    if ((relation === null || PLACING.has(relation)) && is('whenNoun', items, at))
      return { relation: 'when', hedged, next: at + 2 };
    if (name) {
      if (relation !== null && (name === 'between' || name === 'for')) break;
      const joined: Relation | null = relation === null ? name : join(relation, name);
      if (joined === null) break;
      relation = joined;
      next = at + 1;
    } else if (has(items, at, 'hedge') || has(items, at, 'approx')) hedged ||= isSoftened(items, at, at + 1);
    else if (!(relation !== null && senseOf(items, at, 'filler') === 'sometime')) break;
  }
  if (relation === null) return { relation, hedged: false, next: from };
  const end = skip(items, next, 'hedge', 'approx');
  return { relation, hedged, next: endOf('aside', items, end) ?? end };
});

/** "Desde" opens a time to come or tells of one gone by: the verb, or the word "next", decides. */
function openingOf(items: Items, at: number): Relation {
  return is('fromThen', items, at) || inSentence(items, at, 'future', 'will') ? 'from' : 'since';
}

function join(first: Relation, second: Relation): Relation | null {
  if (first === 'until' && second === 'length_only') return 'until';
  if (first === 'until') return second === 'after' ? 'after' : PLACING.has(second) ? 'until' : null;
  if (first === 'soonest' || first === 'from')
    return PLACING.has(second) || second === first ? first : second === 'after' ? 'after' : null;
  if (first === 'for' && second === 'at_most') return 'length_only';
  // "It will be over in two weeks", "the elections come in several months".
  if ((first === 'over' || first === 'on') && second === 'in') return 'in';
  if (PLACING.has(first)) return PLACING.has(second) ? first : second;
  return PLACING.has(second) || second === first || (first === 'by' && second === 'before') ? first : null;
}

export interface Window {
  start: number;
  end: number | null;
}

/** The window a relation opens on a named period; null where no day can keep the word. */
export function windowOf(relation: Relation | null, period: Period, today: number): Window | null {
  const { start, end } = period;
  switch (relation) {
    case 'by':
      return end >= today ? { start: today, end } : null;
    case 'before': {
      const last = period.isEnd ? end : start - 1;
      return last >= today ? { start: today, end: last } : null;
    }
    case 'after':
      return { start: Math.max(end + 1, today), end: null };
    case 'from':
    case 'soonest':
      return { start: Math.max(start, today), end: null };
    default:
      return end >= today ? { start: Math.max(start, today), end } : null;
  }
}

/** "By" a bare year, quarter, season or month may also mean the day before it begins. */
export function isBareLimit(relation: Relation | null, period: Period, today: number): boolean {
  return relation === 'by' && !period.isEnd && period.end > period.start && period.start - 1 >= today;
}

export function familyOf(relation: Relation | null, period: Period): FamilyKey {
  if (relation === 'by') return period.isEnd || period.start === period.end ? 'by' : 'by_bare_period';
  if (relation === 'before') return period.isEnd ? 'by' : 'before';
  if (relation === 'after') return 'after';
  if (relation === 'from' || relation === 'soonest') return 'open_from';
  return period.family;
}
