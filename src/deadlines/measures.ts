/**
 * A time without a preposition: what beside it shows that it is measured or named, and not promised.
 * The words were picked because they hold a time, so without such a sign it is read.
 */
import { type Clauses, isPastSentence, verbOf } from './clauses.ts';
import type { Finding } from './findings.ts';
import { has, isAny, senseOf } from './items.ts';
import type { Item } from './items.ts';
import type { Lexicon } from './lexicon.ts';
import { GROUPS } from './tables/signs.ts';
import { is } from './signs.ts';

export function isMeasure(text: Clauses, finding: Finding, lexicon: Lexicon): boolean {
  const { items } = text;
  const [before, first, after] = [items[finding.from - 1], items[finding.from], items[finding.next]];
  if (before && (isAny(before, GROUPS.naming_before) || before.raw === '(' || before.raw === '"'))
    return true;
  // In a language whose verb comes second any word may follow a time: "wir wollen 2030 klimaneutral sein".
  const isUnknown = after?.is.size === 0 && (!text.verbSecond || after.capital);
  if (after && !after.isMark && (isAny(after, GROUPS.naming_after) || isUnknown)) return true;
  if (finding.isLength && after && !after.isMark && !endsLength(after)) return true;
  if (before?.is.get('event_adjective') === 'owner') return true;
  const word = items[finding.next - 1];
  const isSingle = finding.next === finding.from + (first?.is.has('article') ? 2 : 1);
  // "Prices will fall", "May I?", "Agenda 2030": a verb, or part of a name.
  const isEvent = text.verbSecond && before?.is.has('event') === true;
  if (
    isSingle &&
    word &&
    (lexicon.lists.homographs.has(word.text) || is('name', items, finding.from - 1) || isEvent)
  )
    return true;
  const sentence = first?.sentence ?? 0;
  const verb = verbOf(text, finding);
  // "The transition would be around two years".
  const isState =
    has(items, finding.from - 1, 'passive') && senseOf(items, finding.from - 2, 'future') === 'would';
  if (finding.isLength && isState) return true;
  // "Sixteen days, 24 billion dollars, and nothing to show for it".
  if (verb === null && finding.isLength && (text.figures[sentence] ?? 0) > 0) return true;
  return verb === null ? isPastSentence(text, sentence - 1, true) : verb.tense === 'present';
}

/** "A year at Harvard", "two weeks in July", "15 days to slow the spread" last; "two weeks or so" ends. */
function endsLength(after: Item): boolean {
  if (after.is.has('to')) return false;
  const approx = after.is.get('approx');
  return approx === undefined ? isAny(after, GROUPS.ending_length) : approx === 'after';
}

/** "How long?" asks for a length, and "will last" tells one. */
export function isStay({ items }: Clauses, { from }: Finding): boolean {
  const sentence = items[from]?.sentence;
  return items.some((item, at) => {
    const sense = item.sentence === sentence ? item.is.get('spends') : undefined;
    return sense === 'asks' || (sense === 'stays' && at < from);
  });
}
