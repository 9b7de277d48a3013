/** What is said not to come, or to come at any time. */
import type { Clauses } from './clauses.ts';
import type { Finding } from './findings.ts';
import { has, isAny, senseOf } from './items.ts';
import type { Item } from './items.ts';
import type { Category } from './senses.ts';

/** "we can't do it by Friday": no word was given. "If not by Friday" still sets a time. */
export function isDenied(items: readonly Item[], finding: Finding): boolean {
  if (finding.kind !== 'vague' && finding.end === null && !finding.isEvent) return false;
  // "No son semanas sino meses".
  if (senseOf(items, finding.from, 'contrast') === 'against') return false;
  const chunk = items[finding.from]?.chunk;
  if (finding.family === 'after' || finding.anchor?.relation === 'after') return false;
  const isLimit = finding.family === 'by' || finding.family === 'by_bare_period';
  const denials: string[] = [];
  for (let at = finding.from - 1; at >= 0 && items[at]?.chunk === chunk; at--)
    if (items[at]?.is.has('contrast')) break;
    else if (isOfNoun(items, at, finding.from)) continue;
    else if (items[at]?.is.get('not') === 'not' || isNo(items, at))
      denials.push(items[at]?.is.get('not') ?? '');
  // "There is no reason we can't do it by Friday" affirms.
  const isAffirmed = denials.length === 2 && denials[0] === 'not' && denials[1] === 'no';
  const isDenial = denials.some((denial) => denial === 'not' || !isLimit);
  if (isDenial && !isAffirmed) return !isConditional(items, finding);
  for (let at = finding.next; items[at]?.chunk === chunk; at++)
    if (items[at]?.is.get('never') === 'never' || (items[at]?.is.get('never') === 'no' && !isLimit))
      return true;
  return false;
}

const EITHER_SUBJECT: readonly Category[] = ['possessive', 'pronoun', 'present'];

/** "Whether it's next week or next month": any time will do. */
export function isEither({ items, verbSecond }: Clauses, finding: Finding): boolean {
  const chunk = items[finding.from]?.chunk;
  let at = finding.from - 1;
  // "Ob das im Februar kommt": the verb comes last.
  while (verbSecond && items[at]?.chunk === chunk && !has(items, at, 'condition')) at--;
  if (verbSecond) return items[at]?.chunk === chunk && senseOf(items, at, 'condition') === 'whether';
  while (items[at]?.chunk === chunk && isAny(items[at], EITHER_SUBJECT)) at--;
  return senseOf(items, at, 'condition') === 'whether' && at + 1 < finding.from;
}

const RELATIVES = new Set<string | undefined>(['that', 'asks']);

/** "Wages that haven't been paid will be paid by May": denied is only what tells which wages. */
function isOfNoun(items: readonly Item[], at: number, from: number): boolean {
  const isRelative = [1, 2].some(
    (n) =>
      RELATIVES.has(senseOf(items, at - n, 'conjunction')) &&
      items[at - n - 1]?.is.size === 0 &&
      !items[at - n - 1]?.isMark,
  );
  return isRelative && items.slice(at + 1, from).some(({ is }) => is.get('future') === 'will');
}

/** "No child in poverty by 2030" promises; "no tomorrow" denies; "a no-fly zone" is a name. */
function isNo(items: readonly Item[], at: number): boolean {
  return items[at]?.is.get('not') === 'no' && items[at + 1]?.hyphen !== true;
}

/** "Whether" leaves open what is denied: "it does not matter whether in six days or six weeks". */
function isConditional(items: readonly Item[], finding: Finding): boolean {
  const sentence = items[finding.from]?.sentence;
  return items.some(
    (item, at) => at < finding.from && item.sentence === sentence && item.is.get('condition') === 'if',
  );
}
