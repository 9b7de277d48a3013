/**
 * The conventions, one row per family of phrases. The explanation of every reading is made from
 * `reads`, the documentation from the whole table, and each example is a test.
 */
import type { DeadlineKind, FamilyKey } from './types.ts';

export interface FamilyExample {
  language: string;
  phrase: string;
  said_on: string;
  window_start: string | null;
  window_end: string | null;
}

export interface Family {
  key: FamilyKey;
  title: string;
  /** The convention, as the start of a sentence. */
  reads: string;
  kind: DeadlineKind;
  examples: readonly FamilyExample[];
}

/** A Friday. */
const SAID_ON = '2025-08-15';

function example(
  language: string,
  phrase: string,
  start: string | null = null,
  end: string | null = start,
): FamilyExample {
  return { language, phrase, said_on: SAID_ON, window_start: start, window_end: end };
}
const en = (phrase: string, start?: string, end?: string | null): FamilyExample =>
  example('en', phrase, start, end);
const de = (phrase: string, start?: string, end?: string | null): FamilyExample =>
  example('de', phrase, start, end);

function family(
  key: FamilyKey,
  kind: DeadlineKind,
  title: string,
  reads: string,
  examples: readonly FamilyExample[],
): Family {
  return { key, title, reads, kind, examples };
}

export const families: readonly Family[] = [
  family(
    'in_length',
    'duration',
    'in N days or weeks, or the bare length',
    'A length counts from the day it was said to one day',
    [
      en('in two weeks', '2025-08-29'),
      en('a week and a half', '2025-08-26'),
      de('in zwei Wochen', '2025-08-29'),
    ],
  ),
  family(
    'within_length',
    'duration',
    'within, in the next, over the next, in less than, no more than N units',
    'A limit runs from the day it was said to the last day of the length',
    [
      en('within 100 days', '2025-08-15', '2025-11-23'),
      en('a 90-day deadline', '2025-08-15', '2025-11-13'),
      de('innerhalb von 100 Tagen', '2025-08-15', '2025-11-23'),
    ],
  ),
  family(
    'range_of_lengths',
    'duration',
    'N to M, N or M, "N, M" units',
    'Two lengths open a window from the shorter to the longer',
    [
      en('two weeks, three weeks', '2025-08-29', '2025-09-05'),
      de('in zwei bis drei Wochen', '2025-08-29', '2025-09-05'),
    ],
  ),
  family(
    'months_and_years',
    'duration',
    'in N months or years',
    'Months and years count by the calendar, clamped to the last day of the month',
    [en('in six months', '2026-02-15'), de('in anderthalb Jahren', '2027-02-15')],
  ),
  family(
    'few',
    'duration',
    'a couple of, a few, several units',
    'A couple is read as 2 to 3, a few as 3 to 5, several as 3 to 7',
    [
      en('in a couple of weeks', '2025-08-29', '2025-09-05'),
      de('in ein paar Wochen', '2025-09-05', '2025-09-19'),
    ],
  ),
  family(
    'few_within',
    'duration',
    'within, or in the next, few units',
    'A loose number of units with "within" or "the next" runs from the day it was said to its highest reading',
    [
      en('in the next few weeks', '2025-08-15', '2025-09-19'),
      de('in den nächsten paar Wochen', '2025-08-15', '2025-09-19'),
    ],
  ),
  family(
    'hours',
    'duration',
    'hours, overnight',
    'Hours run from the day they were said, a part of a day counting as a whole one',
    [
      en('24 hours', '2025-08-15', '2025-08-16'),
      en('in 36 hours', '2025-08-15', '2025-08-17'),
      de('in 48 Stunden', '2025-08-15', '2025-08-17'),
    ],
  ),
  family(
    'within_the_unit',
    'duration',
    'within the week, in the coming month',
    'One whole unit is counted from the day it was said',
    [
      en('within the week', '2025-08-15', '2025-08-22'),
      en('in the coming month', '2025-08-15', '2025-09-15'),
    ],
  ),
  family(
    'open_length',
    'duration',
    'after, or not before, a length',
    'Once the length has passed the window opens',
    [en('after 30 days', '2025-09-14', null), en('in at least two years', '2027-08-15', null)],
  ),
  family(
    'day_word',
    'calendar',
    'today, tonight, tomorrow',
    'The day named is counted from the day it was said',
    [en('tomorrow', '2025-08-16'), de('morgen', '2025-08-16')],
  ),
  family(
    'this_or_next',
    'calendar',
    'this or next week, month, quarter, year',
    'Weeks run Monday to Sunday, and what is called "this" starts on the day it was said',
    [
      en('next month', '2025-09-01', '2025-09-30'),
      en('this week', '2025-08-15', '2025-08-17'),
      de('nächste Woche', '2025-08-18', '2025-08-24'),
    ],
  ),
  family(
    'later_this',
    'calendar',
    'later this week, month, year',
    'What is later begins the day after it was said',
    [
      en('later this year', '2025-08-16', '2025-12-31'),
      de('später in diesem Jahr', '2025-08-16', '2025-12-31'),
    ],
  ),
  family(
    'named_period',
    'calendar',
    'a named month or year',
    'A named month or year is the next one to come, or the rest of the one that is running',
    [
      en('in March', '2026-03-01', '2026-03-31'),
      en('in August', '2025-08-15', '2025-08-31'),
      de('im März', '2026-03-01', '2026-03-31'),
    ],
  ),
  family('date', 'calendar', 'a date', 'A date without a year is the next to come', [
    en('September 5', '2025-09-05'),
    en('on the 5th of March 2027', '2027-03-05'),
    de('am 5. September', '2025-09-05'),
  ]),
  family(
    'weekday',
    'calendar',
    'a weekday',
    'A weekday is the next to come after the day it was said, "next" that of next week',
    [en('on Tuesday', '2025-08-19'), en('on Friday', '2025-08-22'), de('am Dienstag', '2025-08-19')],
  ),
  family('weekend', 'calendar', 'a weekend', 'A weekend is Saturday and Sunday', [
    en('over the weekend', '2025-08-16', '2025-08-17'),
    de('am Wochenende', '2025-08-16', '2025-08-17'),
  ]),
  family(
    'holiday',
    'calendar',
    'a holiday with a fixed or computable date',
    "A holiday is the next to come, by the newsroom's country",
    [en('at Thanksgiving', '2025-11-27'), de('an Weihnachten', '2025-12-25')],
  ),
  family(
    'counted_from_day',
    'calendar',
    'a length from a named day',
    'The length is counted from the day named',
    [
      en('a week from Friday', '2025-08-29'),
      en('the day after tomorrow', '2025-08-17'),
      de('übermorgen', '2025-08-17'),
    ],
  ),
  family(
    'by',
    'calendar',
    'by, no later than, before the end of, until',
    'A limit runs from the day it was said to the last day named',
    [
      en('by the end of the year', '2025-08-15', '2025-12-31'),
      en('you have until Friday', '2025-08-15', '2025-08-22'),
      de('bis Ende des Jahres', '2025-08-15', '2025-12-31'),
    ],
  ),
  family(
    'by_bare_period',
    'calendar',
    'by a bare year, quarter, season or month',
    'By a bare period is kindly read as its last day, though the day before it begins is fair too',
    [
      en('by 2030', '2025-08-15', '2030-12-31'),
      en('by mid-March', '2025-08-15', '2026-03-20'),
      de('bis 2030', '2025-08-15', '2030-12-31'),
    ],
  ),
  family('before', 'calendar', 'before', 'The last day is the one before the time named', [
    en('before Christmas', '2025-08-15', '2025-12-24'),
    de('vor Weihnachten', '2025-08-15', '2025-12-24'),
  ]),
  family('after', 'calendar', 'after', 'The window opens the day after the time named', [
    en('after the summer', '2025-09-01', null),
    de('nach dem Sommer', '2025-09-01', null),
  ]),
  family(
    'open_from',
    'calendar',
    'from, starting, not before, as early as',
    'The window opens with the time named',
    [
      en('starting in January', '2026-01-01', null),
      en('as soon as next week', '2025-08-18', null),
      de('ab Januar', '2026-01-01', null),
    ],
  ),
  family(
    'part_of_period',
    'calendar',
    'early, mid, late',
    'A month falls into the days 1–10, 11–20 and 21–last, a year into January–April, May–August and September–December',
    [
      en('late October', '2025-10-21', '2025-10-31'),
      en('early 2026', '2026-01-01', '2026-04-30'),
      en('the first week of March', '2026-03-01', '2026-03-07'),
      de('Ende Oktober', '2025-10-21', '2025-10-31'),
    ],
  ),
  family(
    'half_or_quarter',
    'calendar',
    'halves and quarters',
    'Halves and quarters are those of the calendar year',
    [
      en('in the first half of next year', '2026-01-01', '2026-06-30'),
      en('in Q4', '2025-10-01', '2025-12-31'),
      de('im ersten Quartal 2026', '2026-01-01', '2026-03-31'),
    ],
  ),
  family(
    'season',
    'calendar',
    'a season',
    'Seasons are meteorological, those of the hemisphere of the newsroom',
    [en('this autumn', '2025-09-01', '2025-11-30'), de('im Herbst', '2025-09-01', '2025-11-30')],
  ),
  family('decade', 'calendar', 'a decade', 'A decade begins with its year ending in 0', [
    en('in the 2030s', '2030-01-01', '2039-12-31'),
  ]),
  family(
    'between',
    'calendar',
    'between X and Y, from X to Y',
    'The window runs from the first day of the one to the last day of the other',
    [
      en('between March and May', '2026-03-01', '2026-05-31'),
      de('zwischen März und Mai', '2026-03-01', '2026-05-31'),
    ],
  ),
  family('event', 'event', 'an event whose date is not given', 'The time hangs on an event', [
    en('before the midterms'),
    en('in my first 100 days'),
    en('on day one'),
    de('vor der Wahl'),
  ]),
  family(
    'newsroom_calendar',
    'event',
    'working days, sitting days, fiscal years',
    'Working days, sitting days and fiscal years need a calendar that the newsroom gives',
    [en('within ten working days'), en('by the end of fiscal year 2027'), de('in zehn Werktagen')],
  ),
  family('vague', 'vague', 'soon, at some point, in the coming weeks', 'The words name no day', [
    en('very soon'),
    en('in the coming weeks'),
    de('bald'),
    de('in den kommenden Wochen'),
  ]),
  family('past', 'none', 'the past', 'The time named is past', [
    en('two weeks ago'),
    en('since 2021'),
    de('vor zwei Wochen'),
  ]),
  family(
    'length',
    'none',
    'a length of time that is no deadline',
    'The words say how long something lasts, not when it must be done',
    [en('for the next two weeks'), en('frozen until 2028'), en('a 30-day ceasefire'), de('zwei Jahre lang')],
  ),
  family('frequency', 'none', 'a frequency', 'The words say how often, not when', [
    en('every week'),
    en('twice a month'),
    de('jede Woche'),
  ]),
  family('no_time', 'none', 'no time at all', 'The words name no time that can be read with certainty', [
    en('we will win'),
    de('wir schaffen das'),
  ]),
];
