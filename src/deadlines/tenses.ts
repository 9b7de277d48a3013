/** The tense of a verb, read from the words around it. */
import { has, senseOf, type Items } from './items.ts';
import { is } from './signs.ts';

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
export function tenseAt(items: Items, at: number): Tense | null {
  const item = items[at];
  if (!item || item.isMark) return null;
  const future = item.is.get('future');
  if (future !== undefined) return futureAt(items, at, future);
  if (item.is.has('past_word')) return is('absorbed', items, at) ? null : 'past';
  if (item.looksPast) return participleAt(items, at);
  if (item.is.has('bare_past') && (is('subject', items, at - 1) || is('nameBefore', items, at)))
    return 'past';
  if (item.is.get('attribution') === 'told') return is('passive', items, at) ? 'past' : 'reported';
  if (is('contracted', items, at)) return is('progressive', items, at) ? 'progressive' : 'present';
  if (is('wish', items, at)) return 'goal';
  const isInfinitive = has(items, at - 1, 'to');
  if (!item.is.has('present') || isInfinitive || is('absorbed', items, at) || is('perfectOpens', items, at))
    return null;
  return is('progressive', items, at) ? 'progressive' : 'present';
}

function futureAt(items: Items, at: number, sense: string): Tense | null {
  // "The power's coming back".
  const isDoing = senseOf(items, at - 1, 'possessive') === 's' && PROGRESSIVE.test(items[at]?.text ?? '');
  if ((is('nounPlace', items, at) && !isDoing) || sense === 'goal') return 'goal';
  const isPart = has(items, at, 'passive') || sense === 'orders';
  if (is('pastOpens', items, at) || (isPart && is('absorbed', items, at))) return null;
  // "We'd lost four million" is "had".
  if (items[at]?.text.endsWith("'d") && is('pastForm', items, at + 1)) return 'past';
  const isModal = sense === 'would' || sense === 'must' || sense === 'can';
  if (isModal && is('unhappened', items, at)) return 'past';
  // "I can announce that" only opens what is told.
  if (sense === 'can' && has(items, at + 1, 'attribution')) return null;
  if (sense === 'orders') return is('infinitiveAhead', items, at + 1) ? 'conditional' : 'past';
  return sense === 'would' ? 'conditional' : sense === 'can' ? 'able' : 'future';
}

function participleAt(items: Items, at: number): Tense | null {
  const form = items[at]?.is.get('past_participle');
  if (is('absorbed', items, at) || is('attributive', items, at)) return null;
  const before = at - (has(items, at - 1, 'not') || has(items, at - 1, 'adverb') ? 2 : 1);
  if (is('causative', items, at)) return null;
  // "The brigade's fully manned".
  if (senseOf(items, before, 'possessive') === 's' && !has(items, before - 1, 'pronoun')) return null;
  if (has(items, before, 'auxiliary')) return 'past';
  if (form === 'perfect') return null;
  // "That pipeline is approved": the present.
  if (has(items, before, 'present')) return null;
  if (form === 'passive') return 'participle';
  if (form === 'base' && (is('baseForm', items, at) || is('orElse', items, before))) return null;
  if (is('subject', items, before)) return 'past';
  if (form !== 'base' && is('active', items, at)) return 'past';
  return items[at]?.completes ? null : 'participle';
}
