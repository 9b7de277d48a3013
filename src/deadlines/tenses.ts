/** The tense of a verb, read from the words around it. */
import { has, isAny, senseOf, skip } from './items.ts';
import type { Item } from './items.ts';
import type { Lexicon } from './lexicon.ts';
import type { Category } from './senses.ts';

export type Tense =
  | 'past'
  /** "haben … beschlossen": the past, unless the time beside it can only be one to come. */
  | 'perfect'
  /** "said", "told us": governs the time of the telling, not what is told. */
  | 'reported'
  /** May be past or passive: "passed in March". */
  | 'participle'
  | 'present'
  /** "we are announcing": the present that speaks of the future. */
  | 'progressive'
  /** "the plan", "our goal": a noun that speaks of the future where no verb says otherwise. */
  | 'goal'
  /** "would", "could", "promised": future only where nothing else is past. */
  | 'conditional'
  /** "can": with figures beside it an ability ("one cat can have 20 kittens in a year"). */
  | 'able'
  | 'future';

const PROGRESSIVE = /ing\b/;
const SHORTEST_PARTICIPLE = 4;
/** How far apart the words of one verb stand: "will not have been", "have it". */
const GROUP_REACH = 4;
/** How far behind "asked" its "to report" stands. */
const INFINITIVE_REACH = 7;
const IN_GROUP: readonly Category[] = [
  'not',
  'auxiliary',
  'pronoun',
  'future',
  'present',
  'adverb',
  'past_word',
  'object',
];
const OBJECTS: readonly Category[] = ['article', 'one', 'event_adjective', 'object'];
const DETERMINERS: readonly Category[] = ['article', 'one', 'possessive', 'adjective', 'of'];

export function tenseAt(items: readonly Item[], at: number, lexicon: Lexicon): Tense | null {
  const item = items[at];
  if (!item || item.isMark) return null;
  const future = item.is.get('future');
  if (future !== undefined) return futureAt(items, at, future);
  if (item.is.has('past_word')) return isAbsorbed(items, at) ? null : 'past';
  if (looksPast(item, lexicon))
    return participleAt(items, at, lexicon.lists.completed.has(item.text) && item.is.size === 0);
  if (item.is.has('bare_past') && (isSubject(items, at - 1) || isNameBefore(items, at))) return 'past';
  if (item.is.get('attribution') === 'told') return isPassive(items, at) ? 'past' : 'reported';
  if (isContracted(items, at)) return isProgressive(items, at) ? 'progressive' : 'present';
  if (isWish(items, at, lexicon)) return 'goal';
  const isInfinitive = has(items, at - 1, 'to');
  if (!item.is.has('present') || isInfinitive || isAbsorbed(items, at) || opensPerfect(items, at, lexicon))
    return null;
  return isProgressive(items, at) ? 'progressive' : 'present';
}

function futureAt(items: readonly Item[], at: number, sense: string): Tense | null {
  // "The power's coming back".
  const isDoing = senseOf(items, at - 1, 'possessive') === 's' && PROGRESSIVE.test(items[at]?.text ?? '');
  if ((isNoun(items, at) && !isDoing) || sense === 'goal') return 'goal';
  const isPart = has(items, at, 'passive') || sense === 'orders';
  if (opensPast(items, at) || (isPart && isAbsorbed(items, at))) return null;
  // "We'd lost four million" is "had".
  if (items[at]?.text.endsWith("'d") && isPastForm(items, at + 1)) return 'past';
  const isModal = sense === 'would' || sense === 'must' || sense === 'can';
  if (isModal && isHad(items, at)) return 'past';
  // "I can announce that" only opens what is told.
  if (sense === 'can' && has(items, at + 1, 'attribution')) return null;
  if (sense === 'orders') return hasInfinitive(items, at + 1) ? 'conditional' : 'past';
  return sense === 'would' ? 'conditional' : sense === 'can' ? 'able' : 'future';
}

/** Never spelt like a base form: "lost", "been", but not "put". */
function isPastForm(items: readonly Item[], at: number): boolean {
  const form = senseOf(items, at, 'past_participle');
  return has(items, at, 'past_word') || (form !== undefined && form !== 'base' && form !== 'perfect');
}

/** "That's my third call this month": a verb, where "the president's" is none. */
function isContracted(items: readonly Item[], at: number): boolean {
  return senseOf(items, at, 'possessive') === 's' && has(items, at - 1, 'pronoun') && items[at]?.raw !== "'";
}

/** "To have this done": what is wanted; "to have served" is over. */
function isWish(items: readonly Item[], at: number, lexicon: Lexicon): boolean {
  if (!has(items, at, 'auxiliary') || !has(items, at - 1, 'to')) return false;
  return items.slice(at + 2, at + 1 + GROUP_REACH).some((item) => looksPast(item, lexicon));
}

/** "Asked them to report", where "ordered the strike" is over. */
function hasInfinitive(items: readonly Item[], from: number): boolean {
  for (let at = from; at < from + INFINITIVE_REACH && items[at] && !items[at]?.isMark; at++)
    if (has(items, at, 'to')) return true;
  return false;
}

/** "Alison Alter got an F": with a name or a noun before it. */
function isNameBefore(items: readonly Item[], at: number): boolean {
  const before = items[items[at - 1]?.raw === '"' ? at - 2 : at - 1];
  return before !== undefined && !before.isMark && before.is.size === 0;
}

/** "has been reported". */
function isPassive(items: readonly Item[], at: number): boolean {
  return has(items, at - 1, 'past_word') || has(items, at - 1, 'auxiliary');
}

/** "the plan", "our goal". */
function isNoun(items: readonly Item[], at: number): boolean {
  const before = items[at - 1];
  return before !== undefined && (before.is.get('event_adjective') === 'owner' || isAny(before, DETERMINERS));
}

/** "would have done", "should have been": what has not happened. */
function isHad(items: readonly Item[], at: number): boolean {
  const have = has(items, at + 1, 'not') || has(items, at + 1, 'adverb') ? at + 2 : at + 1;
  const after = items[have + 1];
  return (
    has(items, have, 'auxiliary') &&
    (has(items, have + 1, 'past_participle') || after?.text === 'been' || after?.text.endsWith('ed') === true)
  );
}

/** "has brought", "have not yet seen": the participle tells the tense. */
function opensPerfect(items: readonly Item[], at: number, lexicon: Lexicon): boolean {
  if (!has(items, at, 'auxiliary')) return false;
  const next = skip(items, at + 1, 'not', 'adverb');
  return items[next]?.text === 'been' || (items[next] !== undefined && looksPast(items[next], lexicon));
}

/** "was supposed to", "were expected to": what was to be. */
function opensPast(items: readonly Item[], at: number): boolean {
  for (let n = at - 1; n >= Math.max(0, at - 2); n--) {
    if (has(items, n, 'past_word')) return true;
    if (!isAny(items[n], IN_GROUP)) return false;
  }
  return false;
}

/** "In May we signed it": no modal. */
function isMonth(items: readonly Item[], at: number): boolean {
  return has(items, at, 'month') && has(items, at - 1, 'relation');
}

/** Part of a verb that began with "will": "will have been", "will not be completed". */
function isAbsorbed(items: readonly Item[], at: number): boolean {
  for (let n = at - 1; n >= Math.max(0, at - GROUP_REACH); n--) {
    if (isMonth(items, n)) return false;
    if (has(items, n, 'future')) return !isNoun(items, n) && items[n]?.is.get('future') !== 'goal';
    if (has(items, n, 'passive')) return true;
    if (!isAny(items[n], IN_GROUP)) return false;
  }
  return false;
}

function participleAt(items: readonly Item[], at: number, isCompleted: boolean): Tense | null {
  const form = items[at]?.is.get('past_participle');
  if (isAbsorbed(items, at) || isAttribute(items, at)) return null;
  const before = at - (has(items, at - 1, 'not') || has(items, at - 1, 'adverb') ? 2 : 1);
  if (isCausative(items, at)) return null;
  // "The brigade's fully manned".
  if (senseOf(items, before, 'possessive') === 's' && !has(items, before - 1, 'pronoun')) return null;
  if (has(items, before, 'auxiliary')) return 'past';
  if (form === 'perfect') return null;
  // "That pipeline is approved": the present.
  if (has(items, before, 'present')) return null;
  if (form === 'passive') return 'participle';
  if (form === 'base' && (isBaseForm(items, at) || isThreat(items, before))) return null;
  if (isSubject(items, before)) return 'past';
  if (form !== 'base' && isActive(items, at)) return 'past';
  return isCompleted ? null : 'participle';
}

/** "Would like to have it wrapped up", "get the bill signed": what is wanted, not what was done. */
function isCausative(items: readonly Item[], at: number): boolean {
  for (let n = at - 1; n >= Math.max(0, at - GROUP_REACH); n--) {
    if (items[n]?.isMark) return false;
    if (has(items, n, 'have')) return has(items, n - 1, 'to') || has(items, n - 1, 'future');
  }
  return false;
}

/** "to cut", "will cut", "cut taxes": no past, though it is spelt like one. */
function isBaseForm(items: readonly Item[], at: number): boolean {
  const before = items[at - 1];
  return (
    !before ||
    before.isMark ||
    before.is.has('to') ||
    before.is.has('possessive') ||
    before.is.has('conjunction')
  );
}

/** "Or we shut it down". */
function isThreat(items: readonly Item[], subject: number): boolean {
  return has(items, subject, 'pronoun') && has(items, subject - 1, 'or');
}

/** "we", but not the object of "get it done", "want this signed". */
function isSubject(items: readonly Item[], at: number): boolean {
  const isModal = has(items, at - 1, 'future') && !isMonth(items, at - 1);
  return has(items, at, 'pronoun') && !has(items, at - 1, 'have') && !isModal;
}

/** "the proposed bill", "the first cut": no verb of its sentence. */
function isAttribute(items: readonly Item[], at: number): boolean {
  return !has(items, at - 1, 'pronoun') && (isNoun(items, at) || has(items, at - 1, 'ordinal'));
}

/** "Congress passed the bill": with an object it is no passive. */
function isActive(items: readonly Item[], at: number): boolean {
  const next = items[at + 1];
  if (!next || next.isMark || has(items, at - 1, 'present')) return false;
  return isAny(next, OBJECTS);
}

function looksPast(item: Item, lexicon: Lexicon): boolean {
  if (item.is.has('past_participle')) return true;
  if (item.is.size > 0 || item.text.length < SHORTEST_PARTICIPLE || item.isMark) return false;
  const { past_endings, past_prefixes } = lexicon.lists;
  if ([...past_endings].some((ending) => item.text.endsWith(ending)))
    return !lexicon.lists.not_past.has(item.text);
  return [...past_prefixes].some(
    (prefix) => item.text.startsWith(prefix) && lexicon.pastForms.has(item.text.slice(prefix.length)),
  );
}

function isProgressive(items: readonly Item[], at: number): boolean {
  return (
    senseOf(items, at, 'present') !== 'acts' &&
    has(items, at - 1, 'pronoun') &&
    items.slice(at + 1, at + 4).some((item) => PROGRESSIVE.test(item.text))
  );
}
