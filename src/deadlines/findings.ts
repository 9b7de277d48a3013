/** One time expression found in a text, before the rest of the sentence has had its say. */
import type { DeadlineAnchor, FamilyKey } from './types.ts';

export interface Finding {
  from: number;
  next: number;
  /** The rule that read it. */
  rule: string;
  kind: 'calendar' | 'duration' | 'event' | 'vague' | 'none';
  family: FamilyKey;
  start: number | null;
  end: number | null;
  hedged: boolean;
  anchor: DeadlineAnchor | null;
  others: { start: number; end: number | null; why: string }[];
  /** bare: only where it stands alone; free: an adverb; plain: "in", "on"; firm: "by", "within". */
  strength: 'bare' | 'free' | 'plain' | 'firm';
  isLength?: boolean | undefined;
  /** "in 20 years" after "the lowest" compares, it promises nothing. */
  isComparison?: boolean | undefined;
  isEvent?: boolean | undefined;
  /** "when", "once": an event a length beside it is counted from. */
  isStart?: boolean | undefined;
  /** Holds whatever the tense beside it: "has given us until Friday", "suspended, effective immediately". */
  isGiven?: boolean | undefined;
  /** A day without a year that came round a few weeks ago. */
  isJustGone?: boolean | undefined;
  /** Counts only where the sentence speaks of the future, or says nothing else. */
  needsFuture?: boolean | undefined;
  /** Days until a vague time should be looked at again. */
  reviewAfterDays: number | null;
}

export function finding(from: number, next: number, more: Partial<Finding>): Finding {
  return {
    from,
    next,
    rule: '',
    kind: 'none',
    family: 'no_time',
    start: null,
    end: null,
    hedged: false,
    anchor: null,
    others: [],
    strength: 'plain',
    reviewAfterDays: null,
    ...more,
  };
}

/** A time that was named and is no deadline. */
export function refused(from: number, next: number, family: FamilyKey): Finding {
  return finding(from, next, { family });
}
