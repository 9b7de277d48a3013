/** The public shapes of the deadline grammar, and the shape of a language's table. */

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

export type Unit =
  | 'minute'
  | 'hour'
  | 'day'
  | 'week'
  | 'fortnight'
  | 'month'
  | 'quarter'
  | 'year'
  | 'decade'
  | 'century';

/**
 * What a word can be to the grammar. A language's table gives, for each category, a value and
 * the phrases that carry it ("week" → "week|wk").
 */
export type Category =
  | 'length'
  | 'number'
  | 'scale'
  | 'ordinal'
  | 'few'
  | 'half'
  | 'plus_half'
  | 'unit'
  | 'units'
  | 'weekend'
  | 'month'
  | 'weekday'
  | 'season'
  | 'quarter'
  | 'half_year'
  | 'day'
  | 'daytime'
  | 'clock'
  | 'part'
  | 'which'
  | 'which_behind'
  | 'after_next'
  | 'next_to_that'
  | 'this_time'
  | 'new_year'
  | 'relation'
  | 'suffix'
  | 'ago'
  | 'ago_before'
  | 'from_now'
  | 'limits_length'
  | 'time_possessive'
  | 'last_of'
  | 'is_over'
  | 'holiday'
  | 'event'
  | 'event_phrase'
  | 'event_adjective'
  | 'not_event'
  | 'idiom'
  | 'newsroom_unit'
  | 'hedge'
  | 'approx'
  | 'vague'
  | 'matter_of'
  | 'loose_length'
  | 'loose_time'
  | 'every'
  | 'times'
  | 'frequency'
  | 'past_word'
  | 'past_participle'
  | 'present'
  | 'future'
  | 'attribution'
  | 'superlative'
  | 'lasting'
  | 'have'
  | 'scheduled'
  | 'deadline_noun'
  | 'age'
  | 'filler'
  | 'article'
  | 'one'
  | 'pronoun'
  | 'possessive'
  | 'of'
  | 'or'
  | 'and'
  | 'to'
  | 'not'
  | 'adjective'
  | 'not_a_year'
  | 'auxiliary'
  | 'condition'
  | 'conjunction'
  | 'bare_past'
  | 'adverb'
  | 'object'
  | 'passive'
  | 'correction'
  | 'turn_of'
  | 'spends'
  | 'born'
  | 'comparative'
  | 'another'
  | 'away'
  | 'contrast'
  | 'to_the_day'
  | 'never'
  | 'back_then'
  | 'present_time'
  | 'at_once'
  | 'stating'
  | 'onwards'
  | 'moves'
  | 'as_soon'
  | 'possible';

export interface VerbSecond {
  /** What a participle looks like that the table does not know. */
  participle: RegExp;
  /** Participles of moving and becoming, whose perfect is formed with "be": "ist gestiegen". */
  moved: RegExp;
  /** The word that makes an infinitive of it: "zu". */
  infinitive: string;
}

export interface LanguageTable {
  code: string;
  title: string;
  country: string;
  decimal_mark: '.' | ',';
  /** How a language tells the past whose verb comes second and whose participle comes last; null where it does not. */
  verb_second: VerbSecond | null;
  /** Nouns that give a compound its meaning: "Landtagswahl" is read as "Wahl". */
  compound_heads: string;
  /** Letters that turn digits into an ordinal: "5th". */
  ordinal_suffixes: readonly string[];
  /** True where "5." before a word is an ordinal. */
  ordinal_dot: boolean;
  /** "in the next week" is a length of one week (English), not the calendar week (German). */
  article_next_is_length: boolean;
  /** What the word for "before" makes of a length: "vor zwei Wochen" is past, "antes de dos semanas" a limit. */
  before_length: 'ago' | 'within' | null;
  /** Modifiers stand behind what they modify: "la semana próxima", "el plan de la semana próxima". */
  modifiers_follow: boolean;
  /** Words may be written without their accents ("proximo"), where that makes no other word ("esta"). */
  accents_optional: boolean;
  /** Endings of finite past verbs ("-ed") and the words that only look like one. */
  past_endings: readonly string[];
  not_past: string;
  /** Words in "-ed" that more often finish a promise than tell a past: "the wall completed by May". */
  completed: string;
  /** What a word is by its ending, where the table has no such word: "aprobaremos". Phrases as in `words`. */
  endings: Partial<Record<Category, Record<string, string>>>;
  /** Words that only look like one of `endings`. */
  no_ending: string;
  /** Prefixes of verbs the table has: "rebuilt" goes like "built". */
  past_prefixes: readonly string[];
  /** Words with a second meaning that count as time only when written with a capital. */
  needs_capital: string;
  /** Words of time that are more often a verb or a name where they stand alone. */
  homographs: string;
  /** Words whose full stop ends no sentence: "Gov. Smith". */
  abbreviations: string;
  /** Abbreviations and compounds spelt out before reading: "EOY". */
  expansions: Record<string, string>;
  words: Partial<Record<Category, Record<string, string>>>;
}
