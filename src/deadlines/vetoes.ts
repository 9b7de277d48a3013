/**
 * What keeps a time that was read from being a deadline: a fact about the past or the present is none, even when
 * it names a month ("the bill was signed in January"). The records are asked in this order, and the first that
 * answers decides; a time that none of them refuses is a deadline.
 */
import { isWritable } from './calendar.ts';
import { type Clauses, verbOf } from './clauses.ts';
import * as context from './context.ts';
import type { Finding } from './findings.ts';
import { VETOES, type VetoName } from './tables/vetoes.ts';
import type { Tense } from './tenses.ts';

export { VETOES } from './tables/vetoes.ts';
import { is } from './signs.ts';

/** A time and all that stands around it. */
export interface Case {
  text: Clauses;
  finding: Finding;
  today: number;
  /** A length that is no deadline stands in the same text, and nothing in it speaks of the future. */
  isCounting: boolean;
  readonly tense: Tense | null;
}

type Verdict = 'refused' | 'holds' | null;

const refusedIf = (isRefused: boolean | undefined): Verdict => (isRefused ? 'refused' : null);
const decided = (isRefused: boolean | undefined): Verdict => (isRefused ? 'refused' : 'holds');

/** No window ends before it starts, starts before the words were said, or leaves the calendar. */
function isOutside({ finding: { start, end }, today }: Case): boolean {
  if (start === null) return false;
  return start < today || !isWritable(start) || (end !== null && (end < start || !isWritable(end)));
}

function isBare({ text, finding }: Case): boolean {
  return finding.strength === 'bare' && !is('corrected', text.items, finding.from);
}

/** "I am in my second term" tells where things stand. */
function isState({ text, finding }: Case): boolean {
  return finding.isEvent === true && !finding.isStart && verbOf(text, finding)?.tense === 'present';
}

/** With figures beside it the present states; "if we have no deal in fifty days, it will be 100 percent" threatens. */
function isStatistic({ text, finding }: Case): boolean {
  const isThreat =
    context.isUnderCondition(text, { at: finding.from }) ||
    context.isUnderCondition(text, verbOf(text, finding));
  return context.hasFigures(text, finding) && !isThreat;
}

function isRunning({ finding, today }: Case): boolean {
  const hasBegun = finding.start !== null && finding.start <= today;
  return hasBegun && !finding.isLength && finding.family !== 'later_this';
}

/** Refuses the time, lets it stand whatever comes below, or leaves it to those below. */
const SAYS: Record<VetoName, (at: Case) => Verdict> = {
  calendar: (at) => refusedIf(isOutside(at)),
  count: ({ finding, isCounting }) => refusedIf(isCounting && finding.strength === 'bare'),
  stay: (at) => refusedIf(isBare(at) && context.isStay(at.text, at.finding)),
  measure: (at) =>
    refusedIf(
      isBare(at) && context.isMeasure(at.text, at.finding) && !context.standsAlone(at.text, at.finding),
    ),
  present: (at) =>
    refusedIf(
      at.finding.needsFuture &&
        context.tellsNow(at.text, at.finding) &&
        (isState(at) || !context.standsAlone(at.text, at.finding)),
    ),
  denial: ({ text, finding }) => refusedIf(context.isDenied(text.items, finding)),
  either: ({ text, finding }) => refusedIf(context.isEither(text, finding)),
  'missed gift': ({ text, finding }) => (finding.isGiven ? decided(context.isMissed(text, finding)) : null),
  'nth time': ({ text, finding }) => refusedIf(is('nthTime', text.items, finding.from)),
  quotation: ({ text, finding }) => refusedIf(is('quoted', text.items, finding.next)),
  question: ({ text, finding }) =>
    refusedIf(finding.strength !== 'firm' && context.isAsked(text.items, finding)),
  'record to come': ({ text, finding, tense, today }) =>
    refusedIf(tense === 'future' && context.isSuperlative(text, finding, context.isLong(finding, today))),
  comparison: ({ text, finding, tense }) => {
    const isPlain = tense === 'future' || (!finding.isEvent && finding.strength !== 'firm');
    const isOver = tense === 'past' || tense === 'perfect';
    return refusedIf(!isOver && isPlain && finding.isComparison && context.isCompared(text, finding));
  },
  past: ({ tense }) => (tense === 'future' ? 'holds' : refusedIf(tense === 'past')),
  perfect: ({ text, finding, tense }) =>
    tense === 'perfect' ? decided(!context.isToCome(text.items, finding)) : null,
  'event gone by': ({ text, finding, tense }) =>
    finding.isEvent ? decided(tense === 'participle' || context.tellsPast(text.items, finding)) : null,
  statement: ({ text, finding, tense }) =>
    finding.strength === 'firm' ? decided(tense === 'present' && context.isStatement(text, finding)) : null,
  participle: ({ text, finding, tense }) =>
    tense === 'participle' ? decided(!context.isShut(text, finding)) : null,
  record: ({ text, finding }) => refusedIf(context.isSuperlative(text, finding, true)),
  'told before': ({ text, finding, tense }) =>
    refusedIf(tense === null && context.tellsBefore(text, finding)),
  'just gone': ({ text, finding, tense }) =>
    refusedIf(finding.isJustGone && tense !== 'progressive' && !context.standsAlone(text, finding)),
  report: ({ finding, tense }) => (tense === 'reported' ? decided(finding.kind === 'calendar') : null),
  rate: (at) => {
    const isTold = at.tense !== null || context.hasShare(at.text, at.finding);
    return refusedIf(at.finding.isComparison && isTold && isStatistic(at));
  },
  running: (at) => refusedIf(isRunning(at) && (at.tense === 'present' || isStatistic(at))),
};

/** The name of the veto that refuses a time, or null where it is a deadline. */
export function vetoOf(at: Case): string | null {
  for (const { name } of VETOES) {
    const verdict = SAYS[name](at);
    if (verdict !== null) return verdict === 'refused' ? name : null;
  }
  return null;
}

/** The case of a time among those found in a text. */
export function caseOf(text: Clauses, finding: Finding, today: number, isCounting: boolean): Case {
  let tense: Tense | null | undefined;
  return {
    text,
    finding,
    today,
    isCounting,
    get tense() {
      if (tense === undefined) tense = context.tenseOf(text, finding);
      return tense;
    },
  };
}
