/**
 * What keeps a time that was read from being a deadline: a fact about the past or the present is none, even when
 * it names a month ("the bill was signed in January"). The records are asked in this order, and the first that
 * answers decides; a time that none of them refuses is a deadline.
 */
import { isWritable } from './calendar.ts';
import { isCorrected } from './choose.ts';
import { type Clauses, verbOf } from './clauses.ts';
import {
  hasFigures,
  hasShare,
  isAsked,
  isCompared,
  isLong,
  isMissed,
  isShut,
  isStatement,
  isSuperlative,
  isToCome,
  isUnderCondition,
  standsAlone,
  tellsBefore,
  tellsNow,
  tellsPast,
  tenseOf,
} from './context.ts';
import { isDenied, isEither } from './denials.ts';
import type { Finding } from './findings.ts';
import type { Lexicon } from './lexicon.ts';
import { isMeasure, isStay } from './measures.ts';
import type { Tense } from './tenses.ts';
import { is } from './signs.ts';

/** A time and all that stands around it. */
export interface Case {
  text: Clauses;
  finding: Finding;
  lexicon: Lexicon;
  today: number;
  /** A length that is no deadline stands in the same text, and nothing in it speaks of the future. */
  isCounting: boolean;
  readonly tense: Tense | null;
}

type Verdict = 'refused' | 'holds' | null;

export interface Veto {
  name: string;
  /** Phrases that it refuses, as said on 2025-08-15. */
  examples: readonly string[];
  /** The language of the examples; English where it says none. */
  language?: string;
  /** Refuses the time, lets it stand whatever comes below, or leaves it to those below. */
  says: (at: Case) => Verdict;
}

const refusedIf = (isRefused: boolean): Verdict => (isRefused ? 'refused' : null);
const decided = (isRefused: boolean): Verdict => (isRefused ? 'refused' : 'holds');

/** No window ends before it starts, starts before the words were said, or leaves the calendar. */
function isOutside({ finding: { start, end }, today }: Case): boolean {
  if (start === null) return false;
  return start < today || !isWritable(start) || (end !== null && (end < start || !isWritable(end)));
}

function isBare({ text, finding }: Case): boolean {
  return finding.strength === 'bare' && !isCorrected(text.items, finding);
}

/** "I am in my second term" tells where things stand. */
function isState({ text, finding }: Case): boolean {
  return finding.isEvent && !finding.isStart && verbOf(text, finding)?.tense === 'present';
}

/** With figures beside it the present states; "if we have no deal in fifty days, it will be 100 percent" threatens. */
function isStatistic({ text, finding }: Case): boolean {
  const isThreat =
    isUnderCondition(text, { at: finding.from }) || isUnderCondition(text, verbOf(text, finding));
  return hasFigures(text, finding) && !isThreat;
}

function isRunning({ finding, today }: Case): boolean {
  const hasBegun = finding.start !== null && finding.start <= today;
  return hasBegun && !finding.isLength && finding.family !== 'later_this';
}

export const VETOES: readonly Veto[] = [
  {
    name: 'calendar',
    examples: ['in 9999 years'],
    says: (at) => refusedIf(isOutside(at)),
  },
  {
    name: 'count',
    examples: ['Eighteen years. Eighteen years of failure', 'Twelve years. Twelve long years of one party'],
    says: ({ finding, isCounting }) => refusedIf(isCounting && finding.strength === 'bare'),
  },
  {
    name: 'stay',
    examples: [
      'It could last, you know, six days, six weeks',
      'Eleven days from start to finish, that is how long it took',
    ],
    says: (at) => refusedIf(isBare(at) && isStay(at.text, at.finding)),
  },
  {
    name: 'measure',
    examples: ['The transition would be around two years'],
    says: (at) =>
      refusedIf(
        isBare(at) && isMeasure(at.text, at.finding, at.lexicon) && !standsAlone(at.text, at.finding),
      ),
  },
  {
    name: 'present',
    examples: ['There would be 14 million more jobs today', 'We gather tonight knowing what they did'],
    says: (at) =>
      refusedIf(
        at.finding.needsFuture &&
          tellsNow(at.text, at.finding) &&
          (isState(at) || !standsAlone(at.text, at.finding)),
      ),
  },
  {
    name: 'denial',
    examples: [
      "he hasn't answered a question in two months",
      'In ten years as governor I never raised taxes',
    ],
    says: ({ text, finding }) => refusedIf(isDenied(text.items, finding)),
  },
  {
    name: 'either',
    examples: [
      "Whether it's next week or next month",
      "Whether it's next week or next month, we'll get there",
    ],
    says: ({ text, finding }) => refusedIf(isEither(text, finding)),
  },
  {
    name: 'missed gift',
    examples: ['He was given until Friday and he missed it'],
    says: ({ text, finding }) => (finding.isGiven ? decided(isMissed(text, finding)) : null),
  },
  {
    name: 'nth time',
    examples: ["That's the third time this week"],
    says: ({ text, finding }) => refusedIf(is('nthTime', text.items, finding.from)),
  },
  {
    name: 'quotation',
    examples: [
      "I'll tell you after Thanksgiving, I said, and I'm telling you now",
      "I'll tell you after Thanksgiving, I said, and I am telling you now",
    ],
    says: ({ text, finding }) => refusedIf(is('quoted', text.items, finding.next)),
  },
  {
    name: 'question',
    examples: ['What can happen in thirty years?'],
    says: ({ text, finding }) => refusedIf(finding.strength !== 'firm' && isAsked(text.items, finding)),
  },
  {
    name: 'record to come',
    examples: ['I would be the first senator of my party in forty years'],
    says: ({ text, finding, tense, today }) =>
      refusedIf(tense === 'future' && isSuperlative(text, finding, isLong(finding, today))),
  },
  {
    name: 'comparison',
    examples: [
      'More than they will see in a decade',
      'They will borrow more than this town will see in a decade',
    ],
    says: ({ text, finding, tense }) => {
      const isPlain = tense === 'future' || (!finding.isEvent && finding.strength !== 'firm');
      const isOver = tense === 'past' || tense === 'perfect';
      return refusedIf(!isOver && isPlain && finding.isComparison && isCompared(text, finding));
    },
  },
  {
    name: 'past',
    examples: ['The economy shrank in the fourth quarter', 'Had signed an agreement to be out by May'],
    says: ({ tense }) => (tense === 'future' ? 'holds' : refusedIf(tense === 'past')),
  },
  {
    name: 'perfect',
    examples: ['Wir haben das Gesetz im März beschlossen'],
    language: 'de',
    says: ({ text, finding, tense }) =>
      tense === 'perfect' ? decided(!isToCome(text.items, finding)) : null,
  },
  {
    name: 'event gone by',
    examples: ['after we won'],
    says: ({ text, finding, tense }) =>
      finding.isEvent ? decided(tense === 'participle' || tellsPast(text.items, finding)) : null,
  },
  {
    name: 'statement',
    examples: ['28 percent are back in prison within a year', 'As of today there is no case'],
    says: ({ text, finding, tense }) =>
      finding.strength === 'firm' ? decided(tense === 'present' && isStatement(text, finding)) : null,
  },
  {
    name: 'participle',
    examples: ['Video shows the ballots collected on March 4', 'Inflation hit nine percent in June'],
    says: ({ text, finding, tense }) => (tense === 'participle' ? decided(!isShut(text, finding)) : null),
  },
  {
    name: 'record',
    examples: ['This is the worst inflation in 40 years', 'It is the first surplus in fourteen years'],
    says: ({ text, finding }) => refusedIf(isSuperlative(text, finding, true)),
  },
  {
    name: 'told before',
    examples: [
      'Two million jobs in eighteen months. That was us.',
      'Three million jobs in eighteen months. That was us',
    ],
    says: ({ text, finding, tense }) => refusedIf(tense === null && tellsBefore(text, finding)),
  },
  {
    name: 'just gone',
    examples: ['The vote on August 2 in the House'],
    says: ({ text, finding, tense }) =>
      refusedIf(finding.isJustGone && tense !== 'progressive' && !standsAlone(text, finding)),
  },
  {
    name: 'report',
    examples: ['The mayor said in March'],
    says: ({ finding, tense }) => (tense === 'reported' ? decided(finding.kind === 'calendar') : null),
  },
  {
    name: 'rate',
    examples: ['They are losing 500 jobs in three years', 'One cat can have 420 kittens in five years'],
    says: (at) => {
      const isTold = at.tense !== null || hasShare(at.text, at.finding);
      return refusedIf(at.finding.isComparison && isTold && isStatistic(at));
    },
  },
  {
    name: 'running',
    examples: ['there are 30 million people this year', 'The average family pays $3,000 more this year'],
    says: (at) => refusedIf(isRunning(at) && (at.tense === 'present' || isStatistic(at))),
  },
];

/** The name of the veto that refuses a time, or null where it is a deadline. */
export function vetoOf(at: Case): string | null {
  for (const { name, says } of VETOES) {
    const verdict = says(at);
    if (verdict !== null) return verdict === 'refused' ? name : null;
  }
  return null;
}

/** The case of a time among those found in a text. */
export function caseOf(
  text: Clauses,
  finding: Finding,
  { lexicon, today, isCounting }: Pick<Case, 'lexicon' | 'today' | 'isCounting'>,
): Case {
  let tense: Tense | null | undefined;
  return {
    text,
    finding,
    lexicon,
    today,
    isCounting,
    get tense() {
      if (tense === undefined) tense = tenseOf(text, finding);
      return tense;
    },
  };
}
