/**
 * A time without a preposition: what beside it shows that it is measured or named, and not promised.
 * The words were picked because they hold a time, so without such a sign it is read.
 */
import { type Clauses, isPastSentence, verbOf } from './clauses.ts';
import type { Finding } from './findings.ts';
import { has, isAny, senseOf } from './items.ts';
import type { Item } from './items.ts';
import type { Lexicon } from './lexicon.ts';
import type { Category } from './senses.ts';

/** "Of two weeks", "than March", "the 2026", "it lasts two weeks". */
const NAMING_BEFORE: readonly Category[] = [
  'of',
  'to',
  'article',
  'possessive',
  'comparative',
  'spends',
  'every',
  'superlative',
  'frequency',
  'idiom',
  'ordinal',
];
/** "Two weeks is a long time", "2026 will be our year", "a hundred years they waited". */
const NAMING_AFTER: readonly Category[] = [
  'present',
  'past_word',
  'past_participle',
  'future',
  'event',
  'event_adjective',
  'deadline_noun',
  'not_a_year',
  'age',
  'ago',
  'unit',
  'units',
  'of',
  'have',
  'superlative',
  'spends',
  'pronoun',
  'attribution',
];

const ENDING_LENGTH: readonly Category[] = [
  'hedge',
  'or',
  'and',
  'conjunction',
  'suffix',
  'from_now',
  'filler',
  'vague',
];

export function isMeasure(text: Clauses, finding: Finding, lexicon: Lexicon): boolean {
  const { items } = text;
  const [before, first, after] = [items[finding.from - 1], items[finding.from], items[finding.next]];
  if (before && (isAny(before, NAMING_BEFORE) || before.raw === '(' || before.raw === '"')) return true;
  // In a language whose verb comes second any word may follow a time: "wir wollen 2030 klimaneutral sein".
  const isUnknown = after?.is.size === 0 && (!text.verbSecond || after.capital);
  if (after && !after.isMark && (isAny(after, NAMING_AFTER) || isUnknown)) return true;
  if (finding.isLength && after && !after.isMark && !endsLength(after)) return true;
  if (before?.is.get('event_adjective') === 'owner') return true;
  const word = items[finding.next - 1];
  const isSingle = finding.next === finding.from + (first?.is.has('article') ? 2 : 1);
  // "Prices will fall", "May I?", "Agenda 2030": a verb, or part of a name.
  const isEvent = text.verbSecond && before?.is.has('event') === true;
  if (isSingle && word && (lexicon.lists.homographs.has(word.text) || isName(before) || isEvent)) return true;
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
  return approx === undefined ? isAny(after, ENDING_LENGTH) : approx === 'after';
}

/** "How long?" asks for a length, and "will last" tells one. */
export function isStay({ items }: Clauses, { from }: Finding): boolean {
  const sentence = items[from]?.sentence;
  return items.some((item, at) => {
    const sense = item.sentence === sentence ? item.is.get('spends') : undefined;
    return sense === 'asks' || (sense === 'stays' && at < from);
  });
}

/** A capitalised word the table does not know; in German any noun. */
export function isName(item: Item | undefined): boolean {
  return item !== undefined && item.is.size === 0 && !item.isMark && item.capital;
}
