/** Which of the weakening words of a text weaken the time in it. */
import type { Clauses } from './clauses.ts';
import type { Finding } from './findings.ts';
import { has, senseOf } from './items.ts';
import { is } from './signs.ts';

/** A longer sentence behind the time speaks of something else. */
const LONGEST_AFTERTHOUGHT = 6;
/** With these a clause begins that says something of its own; "but" and "or" go on about the time. */
const OWN = new Set(['and', 'so', 'because', 'which', 'who', 'while', 'although', 'though', 'whereas']);

/** A hedge counts in the clauses about the time, and in an afterthought ("We'll see."). */
export function isHedged(text: Clauses, chosen: Finding): boolean {
  const sentence = text.items[chosen.from]?.sentence ?? 0;
  return text.items.some((item, at) => {
    if (!item.is.has('hedge') || isOfOther(text, at, chosen)) return false;
    if (item.sentence === sentence) return !isApart(text, at, chosen.from);
    return item.sentence === sentence + 1 && isAfterthought(text, item.sentence);
  });
}

/** "Before the year is out, five years or so after we asked": loose is the other length. */
function isOfOther({ items }: Clauses, at: number, { from, next }: Finding): boolean {
  const isLength = has(items, at - 1, 'units') || has(items, at - 1, 'unit');
  return isLength && senseOf(items, at, 'approx') === 'after' && (at < from || at > next);
}

/** "It could be the first of many, and it goes out on Wednesday": both clauses have a verb of their own. */
function isApart({ items, clauses, clauseOf }: Clauses, hedge: number, time: number): boolean {
  const [first, last] = [clauseOf[Math.min(hedge, time)] ?? 0, clauseOf[Math.max(hedge, time)] ?? 0];
  for (let n = first + 1; n <= last; n++) {
    const opens = OWN.has(items[clauses[n]?.from ?? 0]?.text ?? '');
    const isTold = clauses.slice(first, n).some(({ verbs }) => verbs.length > 0);
    const isOwn = clauses
      .slice(n, last + 1)
      .some(({ verbs, from }) => verbs.length > 0 || (from < time && is('ownVerb', items, from + 1)));
    if (opens && isTold && isOwn) return true;
  }
  return false;
}

function isAfterthought({ items }: Clauses, sentence: number): boolean {
  const words = items.filter((item) => item.sentence === sentence && !item.isMark);
  return words.length <= LONGEST_AFTERTHOUGHT || words.some(({ isTime }) => isTime);
}
