/** What is said not to come, or to come at any time. */
import type { Clauses } from './clauses.ts';
import type { Finding } from './findings.ts';
import { has, isAny, senseOf } from './items.ts';
import type { Item } from './items.ts';
import { GROUPS } from './tables/signs.ts';
import { is } from './signs.ts';

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
    else if (is('relativeClause', items, at) && items.slice(at + 1, finding.from).some(isComing)) continue;
    else if (items[at]?.is.get('not') === 'not' || is('no', items, at))
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

/** "Whether it's next week or next month": any time will do. */
export function isEither({ items, verbSecond }: Clauses, finding: Finding): boolean {
  const chunk = items[finding.from]?.chunk;
  let at = finding.from - 1;
  // "Ob das im Februar kommt": the verb comes last.
  while (verbSecond && items[at]?.chunk === chunk && !has(items, at, 'condition')) at--;
  if (verbSecond) return items[at]?.chunk === chunk && senseOf(items, at, 'condition') === 'whether';
  while (items[at]?.chunk === chunk && isAny(items[at], GROUPS.either_subject)) at--;
  return senseOf(items, at, 'condition') === 'whether' && at + 1 < finding.from;
}

/** "Whether" leaves open what is denied: "it does not matter whether in six days or six weeks". */
function isConditional(items: readonly Item[], finding: Finding): boolean {
  const sentence = items[finding.from]?.sentence;
  return items.some(
    (item, at) => at < finding.from && item.sentence === sentence && item.is.get('condition') === 'if',
  );
}

function isComing({ is }: Item): boolean {
  return is.get('future') === 'will';
}
