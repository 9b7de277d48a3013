/** Time that somebody has or was given: "you have ten days", "they've set us a deadline". */
import { has, isAny, senseOf } from './items.ts';
import type { Item } from './items.ts';
import type { Category } from './senses.ts';

/** How far back "you have" still governs "ten days". */
const HAVE_REACH = 6;

/** May "a week" begin here? Not in "$50,000 a year". */
export function opensStretch(items: readonly Item[], from: number): boolean {
  const before = items[from - 1];
  if (!before || before.isMark) return before?.raw !== '"';
  // "Three thousand people a day".
  return before.is.get('pronoun') !== 'people' && isAny(before, OPENERS);
}

const OPENERS: readonly Category[] = [
  'hedge',
  'approx',
  'filler',
  'future',
  'have',
  'or',
  'pronoun',
  'attribution',
];

/** "they've set us a sixty-day deadline": set or given now, though the verb looks past. */
export function isSet(items: readonly Item[], from: number): boolean {
  for (let at = from - 1; at >= Math.max(0, from - HAVE_REACH); at--)
    if (
      senseOf(items, at, 'have') === 'give' &&
      (has(items, at - 1, 'auxiliary') || has(items, at - 1, 'pronoun'))
    )
      return true;
  return false;
}

/** "Eine Frist von zwei Wochen" limits; German "von" also opens what lasts, "eine Laufzeit von zwei Jahren". */
export function isDeadlineOf(items: readonly Item[], from: number): boolean {
  return has(items, from, 'of') && has(items, from - 1, 'deadline_noun');
}

/** "Wir haben ihnen eine Frist von zwei Wochen gesetzt": the verb comes last. */
export function isSetAfter(items: readonly Item[], from: number): boolean {
  const sentence = items[from]?.sentence;
  return (
    isDeadlineOf(items, from) &&
    items.some((item) => item.sentence === sentence && item.is.get('have') === 'give')
  );
}

/** "Tiene 65 años": an age, where "tienen dos años para cumplir" is time given. */
export function isAge(items: readonly Item[], from: number, next: number): boolean {
  const isHeld = [1, 2].some((n) => senseOf(items, from - n, 'have') === 'have_or_age');
  return isHeld && senseOf(items, next - 1, 'units') === 'year' && !has(items, next, 'to');
}

/** "you have ten days to comply", "I'm giving them two weeks". */
export function isGiven(items: readonly Item[], from: number, next: number): boolean {
  const after = items[next];
  const isEnd =
    !after ||
    after.isMark ||
    after.is.has('to') ||
    after.is.has('from_now') ||
    after.is.has('hedge') ||
    after.is.has('and');
  // "They will have a meeting of two hours", "un mandato de seis años".
  const isOfEvent = has(items, from - 1, 'of') && has(items, from - 2, 'event');
  if (!isEnd || (isOfEvent && !has(items, from - 2, 'deadline_noun'))) return false;
  for (let at = from - 1; at >= Math.max(0, from - HAVE_REACH); at--) {
    if (senseOf(items, at, 'have') === 'get' && !after?.is.has('to')) return false;
    if (has(items, at, 'have'))
      return !after || after.isMark || after.is.has('to') || senseOf(items, at, 'have') === 'give';
    const item = items[at];
    const isPassing = item && !item.isMark && item.is.get('attribution') !== 'told';
    const isNamed = item && (item.is.size > 0 || item.capital || has(items, at - 1, 'article'));
    if (!isPassing || !isNamed) return false;
  }
  return false;
}

/** "A week" counts something else, "$50,000 a week", unless it opens its stretch or is given. */
export function isIdle(items: readonly Item[], from: number, next: number): boolean {
  return !opensStretch(items, from) && !isGiven(items, from, next);
}
