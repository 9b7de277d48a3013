/**
 * The conventions, one row per family of phrases. The explanation of every reading is made from
 * `reads`, the documentation from this table and the first section of the corpus.
 */
import type { DeadlineKind } from '../types.ts';

interface FamilyRow {
  key: string;
  title: string;
  /** The convention, as the start of a sentence. */
  reads: string;
  kind: DeadlineKind;
}

const ROWS = [
  {
    key: 'in_length',
    kind: 'duration',
    title: 'in N days or weeks, or the bare length',
    reads: 'A length counts from the day it was said to one day',
  },
  {
    key: 'within_length',
    kind: 'duration',
    title: 'within, in the next, over the next, in less than, no more than N units',
    reads: 'A limit runs from the day it was said to the last day of the length',
  },
  {
    key: 'range_of_lengths',
    kind: 'duration',
    title: 'N to M, N or M, "N, M" units',
    reads: 'Two lengths open a window from the shorter to the longer',
  },
  {
    key: 'months_and_years',
    kind: 'duration',
    title: 'in N months or years',
    reads: 'Months and years count by the calendar, clamped to the last day of the month',
  },
  {
    key: 'few',
    kind: 'duration',
    title: 'a couple of, a few, several units',
    reads: 'A couple is read as 2 to 3, a few as 3 to 5, several as 3 to 7',
  },
  {
    key: 'few_within',
    kind: 'duration',
    title: 'within, or in the next, few units',
    reads:
      'A loose number of units with "within" or "the next" runs from the day it was said to its highest reading',
  },
  {
    key: 'hours',
    kind: 'duration',
    title: 'hours, overnight',
    reads: 'Hours run from the day they were said, a part of a day counting as a whole one',
  },
  {
    key: 'within_the_unit',
    kind: 'duration',
    title: 'within the week, in the coming month',
    reads: 'One whole unit is counted from the day it was said',
  },
  {
    key: 'open_length',
    kind: 'duration',
    title: 'after, or not before, a length',
    reads: 'Once the length has passed the window opens',
  },
  {
    key: 'day_word',
    kind: 'calendar',
    title: 'today, tonight, tomorrow',
    reads: 'The day named is counted from the day it was said',
  },
  {
    key: 'this_or_next',
    kind: 'calendar',
    title: 'this or next week, month, quarter, year',
    reads: 'Weeks run Monday to Sunday, and what is called "this" starts on the day it was said',
  },
  {
    key: 'later_this',
    kind: 'calendar',
    title: 'later this week, month, year',
    reads: 'What is later begins the day after it was said',
  },
  {
    key: 'named_period',
    kind: 'calendar',
    title: 'a named month or year',
    reads: 'A named month or year is the next one to come, or the rest of the one that is running',
  },
  { key: 'date', kind: 'calendar', title: 'a date', reads: 'A date without a year is the next to come' },
  {
    key: 'weekday',
    kind: 'calendar',
    title: 'a weekday',
    reads: 'A weekday is the next to come after the day it was said, "next" that of next week',
  },
  { key: 'weekend', kind: 'calendar', title: 'a weekend', reads: 'A weekend is Saturday and Sunday' },
  {
    key: 'holiday',
    kind: 'calendar',
    title: 'a holiday with a fixed or computable date',
    reads: "A holiday is the next to come, by the newsroom's country",
  },
  {
    key: 'counted_from_day',
    kind: 'calendar',
    title: 'a length from a named day',
    reads: 'The length is counted from the day named',
  },
  {
    key: 'by',
    kind: 'calendar',
    title: 'by, no later than, before the end of, until',
    reads: 'A limit runs from the day it was said to the last day named',
  },
  {
    key: 'by_bare_period',
    kind: 'calendar',
    title: 'by a bare year, quarter, season or month',
    reads: 'By a bare period is kindly read as its last day, though the day before it begins is fair too',
  },
  {
    key: 'before',
    kind: 'calendar',
    title: 'before',
    reads: 'The last day is the one before the time named',
  },
  { key: 'after', kind: 'calendar', title: 'after', reads: 'The window opens the day after the time named' },
  {
    key: 'open_from',
    kind: 'calendar',
    title: 'from, starting, not before, as early as',
    reads: 'The window opens with the time named',
  },
  {
    key: 'part_of_period',
    kind: 'calendar',
    title: 'early, mid, late',
    reads:
      'A month falls into the days 1–10, 11–20 and 21–last, a year into January–April, May–August and September–December',
  },
  {
    key: 'half_or_quarter',
    kind: 'calendar',
    title: 'halves and quarters',
    reads: 'Halves and quarters are those of the calendar year',
  },
  {
    key: 'season',
    kind: 'calendar',
    title: 'a season',
    reads: 'Seasons are meteorological, those of the hemisphere of the newsroom',
  },
  { key: 'decade', kind: 'calendar', title: 'a decade', reads: 'A decade begins with its year ending in 0' },
  {
    key: 'between',
    kind: 'calendar',
    title: 'between X and Y, from X to Y',
    reads: 'The window runs from the first day of the one to the last day of the other',
  },
  {
    key: 'event',
    kind: 'event',
    title: 'an event whose date is not given',
    reads: 'The time hangs on an event',
  },
  {
    key: 'newsroom_calendar',
    kind: 'event',
    title: 'working days, sitting days, fiscal years',
    reads: 'Working days, sitting days and fiscal years need a calendar that the newsroom gives',
  },
  {
    key: 'vague',
    kind: 'vague',
    title: 'soon, at some point, in the coming weeks',
    reads: 'The words name no day',
  },
  { key: 'past', kind: 'none', title: 'the past', reads: 'The time named is past' },
  {
    key: 'length',
    kind: 'none',
    title: 'a length of time that is no deadline',
    reads: 'The words say how long something lasts, not when it must be done',
  },
  { key: 'frequency', kind: 'none', title: 'a frequency', reads: 'The words say how often, not when' },
  {
    key: 'no_time',
    kind: 'none',
    title: 'no time at all',
    reads: 'The words name no time that can be read with certainty',
  },
] as const satisfies readonly FamilyRow[];

export type FamilyKey = (typeof ROWS)[number]['key'];

export interface Family extends FamilyRow {
  key: FamilyKey;
}

export const families: readonly Family[] = ROWS;
