/** What follows a length: "two weeks ago", "a day", "from now", "at the latest". */
import { has, isMark, senseOf, skip } from './items.ts';
import { isPerUnit, unitAt } from './lengths.ts';
import type { Item } from './items.ts';
import { is } from './signs.ts';

export type Tail =
  | 'ago'
  | 'age'
  | 'per'
  | 'from_now'
  | 'latest'
  | 'earliest'
  | 'of'
  | 'deadline'
  | 'attribute'
  | null;
/** What follows a length decides what it is: "ago", "a week", "from now", "at the latest". */
export function tailAt(items: readonly Item[], at: number): { kind: Tail; next: number } {
  // "Three weeks on, it hasn't".
  const isOn = items[at]?.text === 'on' && items[at + 1]?.isMark;
  if (isOn || has(items, at, 'ago')) return { kind: 'ago', next: at + 1 };
  // "Five days left to find it" are a limit.
  const isLeft = senseOf(items, at, 'age') === 'left' && has(items, at + 1, 'to');
  if (isLeft && is('had', items, at)) return { kind: 'deadline', next: at };
  if (has(items, at, 'age')) return { kind: 'age', next: at + 1 };
  if (isPerUnit(items, at)) return { kind: 'per', next: at + 2 };
  if (has(items, at, 'deadline_noun')) return { kind: 'deadline', next: at };
  const afterOwner = skip(items, at, 'possessive');
  if (has(items, afterOwner, 'time_possessive')) return tailAfterTime(items, afterOwner + 1);
  if (afterOwner > at)
    return { kind: has(items, afterOwner, 'deadline_noun') ? 'deadline' : 'attribute', next: afterOwner };
  return tailAfterTime(items, at);
}

function tailAfterTime(items: readonly Item[], at: number): { kind: Tail; next: number } {
  const start = isMark(items, at, ',') ? at + 1 : at;
  // "One minute to midnight".
  if (has(items, at, 'to') && has(items, at + 1, 'daytime')) return { kind: 'age', next: at + 2 };
  if (has(items, at, 'from_now')) return { kind: 'from_now', next: at + 1 };
  if (has(items, at, 'of') && senseOf(items, at + 1, 'filler') === 'now')
    return { kind: 'from_now', next: at + 2 };
  // "Two weeks away", but "eight months away from an election" measures a distance.
  if (has(items, at, 'away')) {
    const isDistance =
      senseOf(items, at + 1, 'relation') === 'from' || unitAt(items, at - 1)?.unit === 'minute';
    return { kind: isDistance ? 'age' : 'from_now', next: at + 1 };
  }
  const suffix = senseOf(items, start, 'suffix');
  const isLimit = suffix === 'latest' || suffix === 'earliest';
  // "Two years or less experience".
  if (isLimit && is('noun', items, start + 1)) return { kind: 'age', next: start + 1 };
  if (isLimit) return { kind: suffix, next: start + 1 };
  return {
    kind:
      has(items, at, 'of') && !has(items, at, 'relation')
        ? 'of'
        : has(items, at - 1, 'time_possessive')
          ? 'from_now'
          : null,
    next: at,
  };
}
