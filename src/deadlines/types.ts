/** The public shapes of the deadline grammar. */
import type { FamilyKey } from './tables/families.ts';

export type { FamilyKey } from './tables/families.ts';

export type DeadlineKind = 'calendar' | 'duration' | 'event' | 'vague' | 'none';
export type AnchorRelation = 'before' | 'by' | 'within' | 'on' | 'after';
export type Confidence = 'high' | 'medium' | 'low';

export interface Offset {
  amount: number;
  unit: 'day' | 'week' | 'month' | 'year';
}

/** An event that a deadline hangs on, e.g. "within two weeks of the inauguration". */
export interface DeadlineAnchor {
  phrase: string;
  key: string | null;
  relation: AnchorRelation;
  offset: Offset | null;
}

/** Days as YYYY-MM-DD, both inclusive; null is open, or none at all. */
export interface DeadlineWindow {
  window_start: string | null;
  window_end: string | null;
}

export interface AlternativeReading extends DeadlineWindow {
  explanation: string;
}

export interface DeadlineReading extends DeadlineWindow {
  kind: DeadlineKind;
  hedged: boolean;
  anchor: DeadlineAnchor | null;
  confidence: Confidence;
  explanation: string;
  alternatives: AlternativeReading[];
  review_on: string | null;
  family: FamilyKey;
  language: string;
}

export interface DeadlineOptions {
  /** The day the words were spoken, YYYY-MM-DD. */
  reference_date: string;
  /** A BCP 47 tag; only its language counts. Default `en`. */
  language?: string;
  hemisphere?: 'northern' | 'southern';
  /** ISO 3166 code, for holidays and for the order of day and month. Default: the language's. */
  country?: string;
}
