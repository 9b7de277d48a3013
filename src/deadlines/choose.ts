/** Of the times in a text, the one that is the deadline. */
import { type Clauses, verbOf } from './clauses.ts';
import { offsetOf } from './events.ts';
import type { Finding } from './findings.ts';
import { isAny, skip, type Items } from './items.ts';
import { lengthAt } from './lengths.ts';
import { relationAt } from './relations.ts';
import { GROUPS } from './tables/signs.ts';
import { is } from './signs.ts';

/** The first time with a window, else the first event, else the first vague word. */
export function choose(clauses: Clauses, kept: readonly Finding[]): Finding | null {
  const { items } = clauses;
  const announced = announcedAt(items, kept);
  if (announced) return announced;
  const dated = chooseDated(clauses, kept);
  const event = kept.find((finding) => finding.kind === 'event');
  if (dated && event && hangsOn(dated, event)) return joined(items, dated, event);
  return dated ?? event ?? kept.find((finding) => finding.kind === 'vague') ?? null;
}

/**
 * The first time with a window; but one that a verb of the future governs comes before a plan of the
 * present ("it runs out in June, so I expect a deal by May"), and a correction before what it corrects.
 */
function chooseDated(clauses: Clauses, kept: readonly Finding[]): Finding | undefined {
  const dated = kept.filter((finding) => finding.kind === 'calendar' || finding.kind === 'duration');
  const last = dated.at(-1);
  const [first] = dated;
  if (first && last && first.end !== last.end && is('corrected', clauses.items, last.from)) {
    // "By the end of June, sorry, the end of July": what is corrected had the limit.
    const isLimit = first.strength === 'firm' && last.strength !== 'firm' && last.kind === first.kind;
    return isLimit ? { ...last, start: first.start, family: first.family } : last;
  }
  const narrower = dated.find((finding) => isWithin(clauses, first, finding));
  if (narrower) return { ...narrower, hedged: narrower.hedged || first?.hedged === true };
  const tenses = dated.map((finding) => verbOf(clauses, finding)?.tense ?? null);
  const isOpen = dated[0]?.end === null;
  const promised = dated.find(({ end }, n) => tenses[n] === 'future' && (end !== null || !isOpen));
  const isPlan = (tenses[0] === 'present' || tenses[0] === null) && dated[0]?.kind === 'calendar';
  const isLoose = first?.strength === 'bare' && tenses[0] === null;
  if (promised && (isOpen || isPlan || isLoose || tenses[0] === 'reported')) return promised;
  return dated[0];
}

/** "Tonight I can announce that over the next year …", "I'm announcing today that by May …": today is only when it is said. */
function announcedAt(items: Items, kept: readonly Finding[]): Finding | undefined {
  const [today, ...others] = kept.filter(({ kind }) => kind !== 'none' && kind !== 'vague');
  if (today?.family !== 'day_word' || items[today.from]?.is.get('day') !== '0') return undefined;
  const { sentence } = items[today.from] ?? {};
  const isOpening = items[today.from - 1]?.sentence !== sentence;
  return others.find(
    ({ from, strength, kind }) =>
      items[from]?.sentence === sentence && (strength === 'firm' || (isOpening && kind !== 'event')),
  );
}

/** "In the new year, some time in early February": the second time says more exactly when. */
function isWithin({ items }: Clauses, outer: Finding | undefined, inner: Finding): boolean {
  if (!outer || outer === inner || inner.kind !== 'calendar') return false;
  if (inner.start === null || inner.end === null || outer.start === null || outer.end === null) return false;
  // "Twenty-eight days from now, on November 8th".
  const isSameDay = outer.kind === 'duration' && outer.start === outer.end && inner.start === inner.end;
  if (outer.kind !== 'calendar' && !isSameDay) return false;
  if (outer.strength === 'firm' && inner.strength !== 'firm') return false;
  const isInside = inner.start >= outer.start && inner.end <= outer.end;
  const between = items.slice(outer.next, inner.from);
  return (
    isInside &&
    (isSameDay || inner.end - inner.start < outer.end - outer.start) &&
    between.every((item) => item.isMark || isAny(item, GROUPS.between_times))
  );
}

/** A meeting of more days is no date. */
const MOST_DAYS = 5;

/** "When I'm elected, within 30 days" counts from the event; "the election next year" is the event. */
function hangsOn(dated: Finding, event: Finding): boolean {
  const isSameTime =
    dated.kind === 'calendar' &&
    dated.from === event.next &&
    (dated.strength === 'plain' || dated.strength === 'free') &&
    !isDated(dated);
  return isSameTime || (dated.kind === 'duration' && event.isStart === true);
}

/** "At our meeting on May 15 and 16". */
function isDated({ family, start, end }: Finding): boolean {
  return (
    (family === 'date' || family === 'between') && start !== null && end !== null && end - start < MOST_DAYS
  );
}

function joined(items: Items, dated: Finding, event: Finding): Finding {
  const words = relationAt(items, dated.from);
  const length =
    dated.kind === 'duration' ? lengthAt(items, skip(items, words.next, 'article', 'which')) : null;
  if (!length || !event.anchor) return event;
  const relation = dated.strength === 'firm' ? 'within' : 'after';
  return {
    ...event,
    hedged: event.hedged || dated.hedged,
    anchor: { ...event.anchor, relation, offset: offsetOf(length) },
  };
}
