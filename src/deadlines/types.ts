/** The public shapes of the deadline grammar. */

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

export type FamilyKey =
  | 'in_length'
  | 'within_length'
  | 'range_of_lengths'
  | 'months_and_years'
  | 'few'
  | 'few_within'
  | 'hours'
  | 'within_the_unit'
  | 'open_length'
  | 'day_word'
  | 'this_or_next'
  | 'later_this'
  | 'named_period'
  | 'date'
  | 'weekday'
  | 'weekend'
  | 'holiday'
  | 'counted_from_day'
  | 'by'
  | 'by_bare_period'
  | 'before'
  | 'after'
  | 'open_from'
  | 'part_of_period'
  | 'half_or_quarter'
  | 'season'
  | 'decade'
  | 'between'
  | 'event'
  | 'newsroom_calendar'
  | 'vague'
  | 'past'
  | 'length'
  | 'frequency'
  | 'no_time';
