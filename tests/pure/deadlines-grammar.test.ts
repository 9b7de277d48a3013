/** What the words of politicians mean in days. Each line is one guarantee, in the form of deadline-rows.ts. */
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { hostileTexts } from '../../bench/hostile.ts';
import {
  type DeadlineAnchor,
  type DeadlineOptions,
  type DeadlineReading,
  families,
  parseDeadline,
  supportedLanguages,
  windowFromAnchor,
} from '../../src/deadlines/index.ts';
import { FRIDAY, rowsOf, windowText, summary } from './deadline-rows.ts';

function read(phrase: string, options: Partial<DeadlineOptions> = {}): DeadlineReading {
  return parseDeadline(phrase, { reference_date: FRIDAY, ...options });
}

/** Each sentence of the fine print, with the phrases that show it. */
const FINE_PRINT: Record<string, string> = {
  'hours run from today, a part of a day counting as a whole one': `
    in 36 hours | duration | 2025-08-15..2025-08-17
    in one hour | duration | 2025-08-15..2025-08-16
    within 100 hours | duration | 2025-08-15..2025-08-20
  `,
  'an upper limit alone is a deadline from today': `
    less than 24 hours | duration | 2025-08-15..2025-08-16
    under two weeks | duration | 2025-08-15..2025-08-29
    up to three weeks | duration | 2025-08-15..2025-09-05
    at least two weeks | none
    for less than two weeks | none
  `,
  'a deed and its limit are read apart, and a bare hour belongs to its day': `
    We'll have it done by Christmas | calendar | 2025-08-15..2025-12-25
    tonight at 9 | calendar | 2025-08-15
    not this week, next week | calendar | 2025-08-18..2025-08-24
    this side of Christmas | calendar | 2025-08-15..2025-12-24
    at the G7 | event
    by COP30 | event
    my first day back in the Oval Office | event
    when conditions allow | vague
  `,
  'what has happened is no deadline': `
    The economy shrank in the fourth quarter | none
    Inflation hit nine percent in June | none
  `,
  'halves round up': `
    a week and a half | duration | 2025-08-26
    in two and a half weeks | duration | 2025-09-02
    in 2½ weeks | duration | 2025-09-02
  `,
  'later today is today': `
    later today | calendar | 2025-08-15
  `,
  'a window that has partly passed starts today': `
    @2025-08-25
    at the end of the month | calendar | 2025-08-25..2025-08-31
    in August | calendar | 2025-08-25..2025-08-31
    this summer | calendar | 2025-08-25..2025-08-31
    in 2025 | calendar | 2025-08-25..2025-12-31
  `,
  'until is a deadline only where something must be done by then': `
    you have until Friday | calendar | 2025-08-15..2025-08-22
    they've got until March 1 | calendar | 2025-08-15..2026-03-01
    frozen until 2028 | none
    the ban stays in force until next spring | none
  `,
  'a hyphenated length is a deadline only where it belongs to one': `
    a 90-day deadline | duration | 2025-08-15..2025-11-13
    the 30-day clock | duration | 2025-08-15..2025-09-14
    a two-week ultimatum | duration | 2025-08-15..2025-08-29
    our 100-day plan | duration | 2025-08-15..2025-11-23
    a 30-day ceasefire | none
    a two-year contract | none
  `,
  'a vague word beside a real time gives way to it': `
    at some point next year | calendar | 2026-01-01..2026-12-31
    soon, within two weeks | duration | 2025-08-15..2025-08-29
    immediately, by Monday | calendar | 2025-08-15..2025-08-18
  `,
  'as soon as with an event is an event, as soon as possible is vague': `
    as soon as the war is over | event
    as soon as possible | vague
  `,
  'N or M and "N, M" are hedged, N to M only if another word hedges them': `
    two or three weeks | duration | 2025-08-29..2025-09-05 | h
    two weeks, three weeks | duration | 2025-08-29..2025-09-05 | h
    two to three weeks | duration | 2025-08-29..2025-09-05
    between two and three weeks | duration | 2025-08-29..2025-09-05
    perhaps two to three weeks | duration | 2025-08-29..2025-09-05 | h
  `,
  'within N of today is a duration, of an event an event, from a named day calendar': `
    within two weeks of today | duration | 2025-08-15..2025-08-29
    within two weeks of the inauguration | event
    a week from Friday | calendar | 2025-08-29
    the day after tomorrow | calendar | 2025-08-17
  `,
  'on Friday said on a Friday is the next one': `
    on Friday | calendar | 2025-08-22
    @2025-08-14
    on Friday | calendar | 2025-08-15
  `,
  'from, starting, not before open a window without end': `
    from January | calendar | 2026-01-01..
    starting Monday | calendar | 2025-08-18..
    no earlier than October | calendar | 2025-10-01..
    not before 2027 | calendar | 2027-01-01..
    as early as next week | calendar | 2025-08-18.. | h
    as soon as next week | calendar | 2025-08-18.. | h
  `,
  'a weekend is Saturday and Sunday': `
    this weekend | calendar | 2025-08-16..2025-08-17
    next weekend | calendar | 2025-08-23..2025-08-24
  `,
  'start and beginning are early, the first week is days 1 to 7, parts of a season its months': `
    at the start of October | calendar | 2025-10-01..2025-10-10
    at the beginning of 2026 | calendar | 2026-01-01..2026-04-30
    the first week of March | calendar | 2026-03-01..2026-03-07
    in early autumn | calendar | 2025-09-01..2025-09-30
    in mid winter | calendar | 2026-01-01..2026-01-31
  `,
  'early, mid and late decade are years 0-3, 4-6 and 7-9': `
    in the early 2030s | calendar | 2030-01-01..2033-12-31
    in the mid 2030s | calendar | 2034-01-01..2036-12-31
    in the late 2030s | calendar | 2037-01-01..2039-12-31
  `,
  'holidays with a computable date are calendar, by country': `
    by Easter Sunday | calendar | 2025-08-15..2026-04-05
    by Thanksgiving | calendar | 2025-08-15..2025-11-27
    @2025-08-15 country=CA
    by Thanksgiving | calendar | 2025-08-15..2025-10-13
    @2025-08-15 country=GB
    by Thanksgiving | none
  `,
  'the recess, the session, the budget and the summit are events': `
    before the recess | event
    in the next session | event
    before the budget | event
    after the summit | event
  `,
  'working days, sitting days and fiscal years have no window of their own': `
    within ten working days | event
    in twenty sitting days | event
    by the end of the fiscal year | event
  `,
  'German reads ein paar as a few, einige as several, acht Tage as a week, vor with a length as the past': `
    @2025-08-15 language=de
    in ein paar Wochen | duration | 2025-09-05..2025-09-19 | h
    in einigen Wochen | duration | 2025-09-05..2025-10-03 | h
    in acht Tagen | duration | 2025-08-22
    vor drei Monaten | none
  `,
};

const SPEECH: Record<string, string> = {
  'the table of conventions and its neighbours': `
    @2025-08-15
    in two weeks | duration | 2025-08-29
    two weeks | duration | 2025-08-29
    within 100 days | duration | 2025-08-15..2025-11-23
    in the next 100 days | duration | 2025-08-15..2025-11-23
    over the next 100 days | duration | 2025-08-15..2025-11-23
    in less than 100 days | duration | 2025-08-15..2025-11-23
    no more than 100 days | duration | 2025-08-15..2025-11-23
    two weeks, three weeks | duration | 2025-08-29..2025-09-05 | h
    two to three weeks | duration | 2025-08-29..2025-09-05
    two or three weeks | duration | 2025-08-29..2025-09-05 | h
    in six months | duration | 2026-02-15
    in a couple of weeks | duration | 2025-08-29..2025-09-05 | h
    in a few weeks | duration | 2025-09-05..2025-09-19 | h
    in several days | duration | 2025-08-18..2025-08-22 | h
    a day or two | duration | 2025-08-16..2025-08-17 | h
    in the next few weeks | duration | 2025-08-15..2025-09-19 | h
    24 hours | duration | 2025-08-15..2025-08-16
    overnight | duration | 2025-08-15..2025-08-16
    today | calendar | 2025-08-15
    tonight | calendar | 2025-08-15
    tomorrow | calendar | 2025-08-16
    this week | calendar | 2025-08-15..2025-08-17
    next week | calendar | 2025-08-18..2025-08-24
    next month | calendar | 2025-09-01..2025-09-30
    this year | calendar | 2025-08-15..2025-12-31
    next quarter | calendar | 2025-10-01..2025-12-31
    later this year | calendar | 2025-08-16..2025-12-31
    in March | calendar | 2026-03-01..2026-03-31
    on Tuesday | calendar | 2025-08-19
    this Tuesday | calendar | 2025-08-19
    next Tuesday | calendar | 2025-08-19
    by the end of the year | calendar | 2025-08-15..2025-12-31
    no later than the end of the year | calendar | 2025-08-15..2025-12-31
    before the end of the year | calendar | 2025-08-15..2025-12-31
    by 2030 | calendar | 2025-08-15..2030-12-31
    before Christmas | calendar | 2025-08-15..2025-12-24
    after the summer | calendar | 2025-09-01..
    late October | calendar | 2025-10-21..2025-10-31
    early October | calendar | 2025-10-01..2025-10-10
    mid October | calendar | 2025-10-11..2025-10-20
    at the end of October | calendar | 2025-10-21..2025-10-31
    towards the end of October | calendar | 2025-10-21..2025-10-31
    early 2026 | calendar | 2026-01-01..2026-04-30
    mid 2026 | calendar | 2026-05-01..2026-08-31
    late 2026 | calendar | 2026-09-01..2026-12-31
    in the first half of next year | calendar | 2026-01-01..2026-06-30
    in the second half of next year | calendar | 2026-07-01..2026-12-31
    in Q3 2026 | calendar | 2026-07-01..2026-09-30
    this autumn | calendar | 2025-09-01..2025-11-30
    by the end of the decade | calendar | 2025-08-15..2029-12-31
    between March and May | calendar | 2026-03-01..2026-05-31
    before the midterms | event
    in my first 100 days | event
    on day one | event
    soon | vague
    very soon | vague
    shortly | vague
    quickly | vague
    as soon as possible | vague
    immediately | vague
    in due course | vague
    in the coming weeks | vague
    in the near future | vague
    at some point | vague
    weeks not months | vague
    weeks, not months | vague
    a matter of days | vague
    two weeks ago | none
    for the next two weeks | none
    every week | none
    in 36 hours | duration | 2025-08-15..2025-08-17
    a week and a half | duration | 2025-08-26
    in a week and a half | duration | 2025-08-26
    later today | calendar | 2025-08-15
    you have until Friday | calendar | 2025-08-15..2025-08-22
    frozen until 2028 | none
    a 90-day deadline | duration | 2025-08-15..2025-11-13
    a 30-day ceasefire | none
    at some point next year | calendar | 2026-01-01..2026-12-31
    soon, within two weeks | duration | 2025-08-15..2025-08-29
    as soon as the war is over | event
    by mid-March | calendar | 2025-08-15..2026-03-20
    by Q2 2026 | calendar | 2025-08-15..2026-06-30
    between two and three weeks | duration | 2025-08-29..2025-09-05
    maybe two to three weeks | duration | 2025-08-29..2025-09-05 | h
    within two weeks of today | duration | 2025-08-15..2025-08-29
    within two weeks of the election | event
    a week from Friday | calendar | 2025-08-29
    the day after tomorrow | calendar | 2025-08-17
    on Friday | calendar | 2025-08-22
    next October | calendar | 2026-10-01..2026-10-31
    from January | calendar | 2026-01-01..
    starting in January | calendar | 2026-01-01..
    no earlier than January | calendar | 2026-01-01..
    not before January | calendar | 2026-01-01..
    as early as next week | calendar | 2025-08-18.. | h
    as soon as next week | calendar | 2025-08-18.. | h
    within the week | duration | 2025-08-15..2025-08-22
    within the month | duration | 2025-08-15..2025-09-15
    within the year | duration | 2025-08-15..2026-08-15
    in the coming week | duration | 2025-08-15..2025-08-22
    this weekend | calendar | 2025-08-16..2025-08-17
    the start of 2026 | calendar | 2026-01-01..2026-04-30
    at the beginning of March | calendar | 2026-03-01..2026-03-10
    the first week of March | calendar | 2026-03-01..2026-03-07
    in early summer | calendar | 2026-06-01..2026-06-30
    late summer 2026 | calendar | 2026-08-01..2026-08-31
    in the early 2030s | calendar | 2030-01-01..2033-12-31
    in the mid-2030s | calendar | 2034-01-01..2036-12-31
    late this decade | calendar | 2027-01-01..2029-12-31
    by Easter Sunday | calendar | 2025-08-15..2026-04-05
    by Thanksgiving | calendar | 2025-08-15..2025-11-27
    by Labor Day | calendar | 2025-08-15..2025-09-01
    before the recess | event
    after the summit | event
    within ten working days | event
    by the end of the fiscal year | event
    in August | calendar | 2025-08-15..2025-08-31
    @2025-08-25
    at the end of the month | calendar | 2025-08-25..2025-08-31
    @2025-08-15
    we'll be announcing it, I think, maybe in two weeks, three weeks, something like that | duration | 2025-08-29..2025-09-05 | h
    maybe in two weeks, three weeks | duration | 2025-08-29..2025-09-05 | h
    The wall will be finished before the 2028 election | event
    last year | none
    since 2021 | none
    a two-year contract | none
    twice a month | none
    $7.2 million | none
    the second time | none
    this may happen | none
    we march on Washington | none
    prices fall and rise | none
    September 5 | calendar | 2025-09-05
    5 September 2026 | calendar | 2026-09-05
    the 5th of September | calendar | 2025-09-05
    Sept. 5th, 2025 | calendar | 2025-09-05
    9/5/2025 | calendar | 2025-09-05
    on the 15th of next month | calendar | 2025-09-15
    by the 20th | calendar | 2025-08-15..2025-08-20
    in twenty-five days | duration | 2025-09-09
    in a hundred days | duration | 2025-11-23
    in half a year | duration | 2026-02-15
    in a year and a half | duration | 2027-02-15
    in six and a half months | duration | 2026-03-02
    over the next ten to fifteen years | duration | 2025-08-15..2040-08-15
    in 2 wks | duration | 2025-08-29
    in 24 hrs | duration | 2025-08-15..2025-08-16
    in 3 mos | duration | 2025-11-15
    in 1 yr | duration | 2026-08-15
    in a fortnight | duration | 2025-08-29
    this time next year | calendar | 2026-08-15
    a year from now | duration | 2026-08-15
    two weeks from today | duration | 2025-08-29
    by this time tomorrow | calendar | 2025-08-15..2025-08-16
    by close of business Friday | calendar | 2025-08-15..2025-08-22
    by Friday at 5pm | calendar | 2025-08-15..2025-08-22
    by midnight | calendar | 2025-08-15
    by the weekend | calendar | 2025-08-15..2025-08-17
    over the weekend | calendar | 2025-08-16..2025-08-17
    Monday week | calendar | 2025-08-25
    within the hour | duration | 2025-08-15..2025-08-16
    by end of day | calendar | 2025-08-15
    by the end of the day | calendar | 2025-08-15
    by EOY | calendar | 2025-08-15..2025-12-31
    by EOM | calendar | 2025-08-15..2025-08-31
    by year-end | calendar | 2025-08-15..2025-12-31
    by year's end | calendar | 2025-08-15..2025-12-31
    by month's end | calendar | 2025-08-15..2025-08-31
    come January | calendar | 2026-01-01..2026-01-31
    on New Year's Day | calendar | 2026-01-01
    by the 4th of July | calendar | 2025-08-15..2026-07-04
    before Ramadan | event
    by March at the latest | calendar | 2025-08-15..2026-03-31
    sooner than Friday | calendar | 2025-08-15..2025-08-21
    ahead of Christmas | calendar | 2025-08-15..2025-12-24
    prior to October 1 | calendar | 2025-08-15..2025-09-30
    in time for Christmas | calendar | 2025-08-15..2025-12-25
    effective January 1 | calendar | 2026-01-01..
    before I leave office | event
    by the end of my term | event
    before the election | event
    in my second term | event
    first day in office | event
    on my first day in office | event
    when the war ends | event
  `,
  'promises, limits and refusals': `
    @2025-08-15
    We will get this done within the next 90 days | duration | 2025-08-15..2025-11-13
    I'm going to have a decision in about two weeks | duration | 2025-08-29 | h
    You'll see the plan in the next two weeks | duration | 2025-08-15..2025-08-29
    We're going to end inflation very quickly | vague
    I will end that war in 24 hours | duration | 2025-08-15..2025-08-16
    It'll be announced sometime next week | calendar | 2025-08-18..2025-08-24
    We will cut emissions in half by 2035 | calendar | 2025-08-15..2035-12-31
    We will reach net zero by 2050 | calendar | 2025-08-15..2050-12-31
    The bridge will reopen by Memorial Day | calendar | 2025-08-15..2026-05-25
    Every American will have access by the end of September | calendar | 2025-08-15..2025-09-30
    I expect a vote before the August recess | event
    I will sign it on my first day in office | event
    On day one I will close the border | event
    In my first 100 days we will pass the bill | event
    We'll do it in the first week of my administration | event
    by the end of my first term | event
    before the next election | event
    after the midterms we will look at it | event
    Within 30 days of taking office, I will submit a plan | event
    24 hours after I am sworn in, the order will be signed | event
    two weeks after the election | event
    when I'm president, we will fix this | event
    once the war is over, we will rebuild | event
    as soon as Congress passes the bill I will sign it | event
    We passed the bill two weeks ago | none
    We passed it in January | none
    The law was signed in March | none
    He has been in office for 20 years | none
    Unemployment is the lowest in 50 years | none
    We created six million jobs in the last two years | none
    the biggest tax cut in 20 years | none
    Over the past decade we lost 5 million jobs | none
    since January | none
    every single day | none
    twice a week | none
    40 hours a week | none
    She is 25 years old | none
    a three-year sentence | none
    a ten-year-old girl | none
    $500 a month | none
    The program costs $7.2 million a year | none
    we will freeze rents for two years | none
    the tariffs will stay in place until 2027 | none
    the pause lasts through the end of the year | none
    a 90-day pause | none
    They have 10 days to respond | duration | 2025-08-15..2025-08-25
    He has 50 days to make a deal | duration | 2025-08-15..2025-10-04
    I'm giving them two weeks | duration | 2025-08-15..2025-08-29
    I'm going to make a new deadline of about 10 or 12 days from today | duration | 2025-08-25..2025-08-27 | h
    You have until midnight Tuesday | calendar | 2025-08-15..2025-08-19
    We have until the end of the month to reach a deal | calendar | 2025-08-15..2025-08-31
    by tomorrow night | calendar | 2025-08-15..2025-08-16
    by noon on Monday | calendar | 2025-08-15..2025-08-18
    before noon tomorrow | calendar | 2025-08-15..2025-08-16
    first thing Monday morning | calendar | 2025-08-18
    next Friday | calendar | 2025-08-22
    this Friday | calendar | 2025-08-22
    this coming Monday | calendar | 2025-08-18
    Monday or Tuesday | calendar | 2025-08-18..2025-08-19 | h
    on Monday or Tuesday of next week | calendar | 2025-08-18..2025-08-19 | h
    Friday of next week | calendar | 2025-08-22
    by next Wednesday | calendar | 2025-08-15..2025-08-20
    by the end of next week | calendar | 2025-08-15..2025-08-24
    early next week | calendar | 2025-08-18..2025-08-19
    the week after next | calendar | 2025-08-25..2025-08-31
    the week of September 8 | calendar | 2025-09-08..2025-09-14
    sometime this week or next | calendar | 2025-08-15..2025-08-24 | h
    next week or the week after | calendar | 2025-08-18..2025-08-31 | h
    by the middle of next month | calendar | 2025-08-15..2025-09-20
    early September | calendar | 2025-09-01..2025-09-10
    mid-November | calendar | 2025-11-11..2025-11-20
    in late September or early October | calendar | 2025-09-21..2025-10-10 | h
    by late October | calendar | 2025-08-15..2025-10-31
    in the second week of September | calendar | 2025-09-08..2025-09-14
    the last week of October | calendar | 2025-10-25..2025-10-31
    the first Tuesday in November | calendar | 2025-11-04
    on the last day of the year | calendar | 2025-12-31
    by October 15 | calendar | 2025-08-15..2025-10-15
    by October 15th, 2026 | calendar | 2025-08-15..2026-10-15
    on 1 November | calendar | 2025-11-01
    before September 30 | calendar | 2025-08-15..2025-09-29
    no later than March 1, 2026 | calendar | 2025-08-15..2026-03-01
    starting October 1st | calendar | 2025-10-01..
    beginning next year | calendar | 2026-01-01..
    effective September 1 | calendar | 2025-09-01..
    as of January 1 | calendar | 2026-01-01..
    as soon as Monday | calendar | 2025-08-18.. | h
    as early as this fall | calendar | 2025-09-01.. | h
    on 2025-12-01 | calendar | 2025-12-01
    by 12/31/2025 | calendar | 2025-08-15..2025-12-31
    February 30 | none
    in the spring of 2026 | calendar | 2026-03-01..2026-05-31
    by next spring | calendar | 2025-08-15..2026-05-31
    by this fall | calendar | 2025-08-15..2025-11-30
    before winter | calendar | 2025-08-15..2025-11-30
    next summer | calendar | 2026-06-01..2026-08-31
    this winter | calendar | 2025-12-01..2026-02-28
    over the summer | calendar | 2025-08-15..2025-08-31
    before the end of the summer | calendar | 2025-08-15..2025-08-31
    after Labor Day | calendar | 2025-09-02..
    right after Thanksgiving | calendar | 2025-11-28..
    by Christmas Eve | calendar | 2025-08-15..2025-12-24
    before Easter | calendar | 2025-08-15..2026-04-04
    around Christmas | calendar | 2025-12-25 | h
    before the new year | calendar | 2025-08-15..2025-12-31
    in the new year | calendar | 2026-01-01..2026-12-31
    early in the new year | calendar | 2026-01-01..2026-04-30
    in 2027 | calendar | 2027-01-01..2027-12-31
    in early 2027 | calendar | 2027-01-01..2027-04-30
    by mid-2026 | calendar | 2025-08-15..2026-08-31
    by the end of 2026 | calendar | 2025-08-15..2026-12-31
    by the end of next year | calendar | 2025-08-15..2026-12-31
    before 2030 | calendar | 2025-08-15..2029-12-31
    after 2030 | calendar | 2031-01-01..
    sometime in 2028 | calendar | 2028-01-01..2028-12-31
    in 2024 | none
    by 2020 | none
    in the fourth quarter | calendar | 2025-10-01..2025-12-31
    by the first quarter of 2026 | calendar | 2025-08-15..2026-03-31
    Q1 of next year | calendar | 2026-01-01..2026-03-31
    H1 2026 | calendar | 2026-01-01..2026-06-30
    by the end of Q1 | calendar | 2025-08-15..2026-03-31
    in the second half of 2026 | calendar | 2026-07-01..2026-12-31
    in the first six months of 2026 | calendar | 2026-01-01..2026-06-30
    this decade | calendar | 2025-08-15..2029-12-31
    in the next decade | duration | 2025-08-15..2035-08-15
    by the end of the century | calendar | 2025-08-15..2100-12-31
    in the 2030s | calendar | 2030-01-01..2039-12-31
    from March to June | calendar | 2026-03-01..2026-06-30
    between Monday and Friday | calendar | 2025-08-18..2025-08-22
    between now and Christmas | calendar | 2025-08-15..2025-12-25
    between now and the election | event
    between five and ten years | duration | 2030-08-15..2035-08-15
    in three to five years | duration | 2028-08-15..2030-08-15
    in two to three weeks' time | duration | 2025-08-29..2025-09-05
    in four years' time | duration | 2029-08-15
    in a year's time | duration | 2026-08-15
    six months from now | duration | 2026-02-15
    ten days from now | duration | 2025-08-25
    ten days from tomorrow | calendar | 2025-08-26
    two weeks from Monday | calendar | 2025-09-01
    three days before Christmas | calendar | 2025-12-22
    in ten or fifteen days | duration | 2025-08-25..2025-08-30 | h
    a week or two | duration | 2025-08-22..2025-08-29 | h
    in a week or so | duration | 2025-08-22 | h
    in a month or two | duration | 2025-09-15..2025-10-15 | h
    in the next week or two | duration | 2025-08-15..2025-08-29 | h
    within the next month or so | duration | 2025-08-15..2025-09-15 | h
    over the next several months | duration | 2025-08-15..2026-03-15 | h
    over the next couple of days | duration | 2025-08-15..2025-08-18 | h
    in the next few days | duration | 2025-08-15..2025-08-20 | h
    in a few years | duration | 2028-08-15..2030-08-15 | h
    in a couple of months | duration | 2025-10-15..2025-11-15 | h
    within a few hours | duration | 2025-08-15..2025-08-16 | h
    in 48 hours | duration | 2025-08-15..2025-08-17
    within 72 hours | duration | 2025-08-15..2025-08-18
    in the next 24 to 48 hours | duration | 2025-08-15..2025-08-17
    in five minutes | duration | 2025-08-15..2025-08-16
    within a year | duration | 2025-08-15..2026-08-15
    in under a year | duration | 2025-08-15..2026-08-15
    in less than two years | duration | 2025-08-15..2027-08-15
    in no more than 18 months | duration | 2025-08-15..2027-02-15
    in two and a half years | duration | 2028-02-15
    in eighteen months | duration | 2027-02-15
    in forty-five days | duration | 2025-09-29
    within a hundred days | duration | 2025-08-15..2025-11-23
    within one hundred and twenty days | duration | 2025-08-15..2025-12-13
    in 1.5 years | duration | 2027-02-15
    two weeks tops | duration | 2025-08-15..2025-08-29
    in three weeks at the latest | duration | 2025-08-15..2025-09-05
    in two weeks or less | duration | 2025-08-15..2025-08-29
    by Friday at the latest | calendar | 2025-08-15..2025-08-22
    March at the earliest | calendar | 2026-03-01..
    a 60-day ultimatum | duration | 2025-08-15..2025-10-14
    the 100-day plan | duration | 2025-08-15..2025-11-23
    a two week deadline | duration | 2025-08-15..2025-08-29
    sooner rather than later | vague
    at the appropriate time | vague
    any day now | vague
    in a matter of weeks | vague
    within days | vague
    within weeks, not months | vague
    in the coming days | vague
    over the coming months | vague
    in the years to come | vague
    eventually | vague
    one day we will | vague
    in the not-too-distant future | vague
    right away | vague
    at the earliest opportunity | vague
    before long | vague
    in short order | vague
    someday | vague
    effective immediately | vague
    shortly after the election | event
    immediately upon taking office | event
    within weeks of the inauguration | event
    before I leave the White House | event
    by the time I leave office | event
    before the snap election | event
    during the lame-duck session | event
    at the NATO summit | event
    before the trial begins | event
    by inauguration day | event
    before the G20 summit | event
    not until after the election | event
    not until 2027 | calendar | 2027-01-01..
    It won't happen until next year | calendar | 2026-01-01..
    within 15 business days | event
    by the end of fiscal year 2026 | event
    in FY26 | event
    thirty sitting days | event
    at the end of the day, people want jobs | none
    we may do that | none
    I sat with him | none
    the sun rises | none
    the fall of Kabul | none
    Black Friday | none
    a quarter of Americans | none
    the 15th Amendment | none
    the 21st century | none
    second place | none
    the first time in 20 years | none
    24/7 | none
    9/11 | none
    for a week | none
    all year long | none
    during the last two years | none
    the other day | none
    for decades | none
    two weeks early | none
    by 20 percent | none
    extend it by two weeks | none
    in 50 states | none
    in 2,000 cities | none
    a March on Washington | none
    May I speak | none
    the next generation | none
    next of kin | none
    this time it is different | none
    year after year | none
    there are 30 million people this year | none
    today 40 percent of families are struggling | none
    We will vote tonight | calendar | 2025-08-15
    Today we are announcing a plan | calendar | 2025-08-15
    We will vote on it this afternoon | calendar | 2025-08-15
    I will announce it Thursday | calendar | 2025-08-21
    We're announcing it next month | calendar | 2025-09-01..2025-09-30
    hopefully by Christmas | calendar | 2025-08-15..2025-12-25 | h
    probably next week, we'll see | calendar | 2025-08-18..2025-08-24 | h
    it could be next week | calendar | 2025-08-18..2025-08-24 | h
    roughly six months | duration | 2026-02-15 | h
    give or take two weeks | duration | 2025-08-29 | h
    I think it'll be maybe a year | duration | 2026-08-15 | h
    by next year | calendar | 2025-08-15..2026-12-31
    by March | calendar | 2025-08-15..2026-03-31
    before the week is out | calendar | 2025-08-15..2025-08-17
    before the year is over | calendar | 2025-08-15..2025-12-31
    later this month | calendar | 2025-08-16..2025-08-31
    later this fall | calendar | 2025-09-01..2025-11-30
    at the end of next year | calendar | 2026-09-01..2026-12-31
    next year | calendar | 2026-01-01..2026-12-31
    in two years | duration | 2027-08-15
    in ten years | duration | 2035-08-15
    "In two weeks" | duration | 2025-08-29
    IN TWO WEEKS!!! | duration | 2025-08-29
    in   two   weeks | duration | 2025-08-29
    within 2–3 weeks | duration | 2025-08-15..2025-09-05
    in 2-3 weeks | duration | 2025-08-29..2025-09-05
    in 3 weeks’ time | duration | 2025-09-05
    @2026-01-20
    by Friday | calendar | 2026-01-20..2026-01-23
    next month | calendar | 2026-02-01..2026-02-28
    in one month | duration | 2026-02-20
    by the end of January | calendar | 2026-01-20..2026-01-31
    in the first quarter | calendar | 2026-01-20..2026-03-31
    this winter | calendar | 2026-01-20..2026-02-28
    by summer | calendar | 2026-01-20..2026-08-31
    @2024-01-31
    in one month | duration | 2024-02-29
    in a year | duration | 2025-01-31
    this Thursday | calendar | 2024-02-01
  `,
  'campaign speech': `
    @2024-07-18
    Folks, we are going to have it finished within 60 days of the election | event
    My plan will be ready in the next couple weeks | duration | 2024-07-18..2024-08-08 | h
    I'd say three, four weeks, something like that | duration | 2024-08-08..2024-08-15 | h
    You'll hear about it in the next ten days | duration | 2024-07-18..2024-07-28
    We want to be carbon neutral by 2045 | calendar | 2024-07-18..2045-12-31
    We will plant a billion trees over the next decade | duration | 2024-07-18..2034-07-18
    We'll open two new hospitals by the end of 2026 | calendar | 2024-07-18..2026-12-31
    The railway will be running by early 2027 | calendar | 2024-07-18..2027-04-30
    I'm going to repeal it on day one | event
    From day one, we will drill | event
    Starting on day one we will end the policy | event
    within hours of taking office | event
    before I even get to the Oval Office | event
    in the first hundred days | event
    during my first week in office | event
    by the end of my second term | event
    over the course of my presidency | event
    If I'm elected, I will do it in one day | duration | 2024-07-19
    In my second term, we will balance the budget | event
    I'll balance the budget in four years | duration | 2028-07-18
    when Congress returns from recess | event
    the day after the election | event
    a month before the election | event
    no later than two weeks after the inauguration | event
    six months after the law takes effect | event
    once we have the votes | event
    until the war is over | none
    You've got 72 hours | duration | 2024-07-18..2024-07-21
    They have until July 31 to comply | calendar | 2024-07-18..2024-07-31
    I gave them until the first of August | calendar | 2024-07-18..2024-08-01
    The deadline is next Wednesday | calendar | 2024-07-24
    The deadline is August 1st | calendar | 2024-08-01
    The vote is scheduled for Tuesday | calendar | 2024-07-23
    It's set for September 10 | calendar | 2024-09-10
    the rollout is planned for early next year | calendar | 2025-01-01..2025-04-30
    The tariffs will kick in August 1 | calendar | 2024-08-01
    tariffs take effect on August 1, 2024 | calendar | 2024-08-01
    it goes into effect January 1st | calendar | 2025-01-01
    We will bring troops home by Christmas | calendar | 2024-07-18..2024-12-25
    Everybody will be home before Thanksgiving | calendar | 2024-07-18..2024-11-27
    kids will be back in class after Labor Day | calendar | 2024-09-03..
    by the Fourth of July | calendar | 2024-07-18..2025-07-04
    by New Year's Eve | calendar | 2024-07-18..2024-12-31
    by Martin Luther King Day | calendar | 2024-07-18..2025-01-20
    in time for the midterms | event
    in time for the holidays | event
    before the summer recess | event
    by the Super Bowl | event
    ahead of the G7 summit | event
    at next year's budget | event
    in the next session of Congress | event
    in the next Congress | event
    by the close of business tomorrow | calendar | 2024-07-18..2024-07-19
    at noon on Thursday | calendar | 2024-07-25
    Saturday night | calendar | 2024-07-20
    late tonight | calendar | 2024-07-18
    tomorrow morning at 10 a.m. | calendar | 2024-07-19
    at 5:30 p.m. on Friday | calendar | 2024-07-19
    the next day or two | duration | 2024-07-18..2024-07-20 | h
    in the next day or so | duration | 2024-07-18..2024-07-19 | h
    over the next six weeks | duration | 2024-07-18..2024-08-29
    in the next 12 to 18 months | duration | 2024-07-18..2026-01-18
    within the next two years | duration | 2024-07-18..2026-07-18
    within three to five business days | event
    over the coming two weeks | duration | 2024-07-18..2024-08-01
    in a matter of months | vague
    in the months ahead | vague
    in the very near future | vague
    very, very soon | vague
    as quickly as we can | vague
    at a later date | vague
    when the time is right | vague
    we're working on it and it's coming soon | vague
    at some point in the future | vague
    sooner or later | vague
    for the foreseeable future | none
    within our lifetime | vague
    not weeks, but days | vague
    within minutes | vague
    in the fullness of time | vague
    we will see results immediately | vague
    before 2025 is out | calendar | 2024-07-18..2025-12-31
    before the month is out | calendar | 2024-07-18..2024-07-31
    by the end of this quarter | calendar | 2024-07-18..2024-09-30
    by the end of Q3 | calendar | 2024-07-18..2024-09-30
    by Q4 2025 | calendar | 2024-07-18..2025-12-31
    in the last quarter of the year | calendar | 2024-10-01..2024-12-31
    in the back half of the year | calendar | 2024-07-18..2024-12-31
    in the second half of the year | calendar | 2024-07-18..2024-12-31
    by mid-year 2025 | calendar | 2024-07-18..2025-08-31
    by the middle of the decade | calendar | 2024-07-18..2026-12-31
    by mid-century | calendar | 2024-07-18..2050-12-31
    by the mid-2030s | calendar | 2024-07-18..2036-12-31
    by the late 2020s | calendar | 2024-07-18..2029-12-31
    early in 2025 | calendar | 2025-01-01..2025-04-30
    sometime early next month | calendar | 2024-08-01..2024-08-10
    toward the end of August | calendar | 2024-08-21..2024-08-31
    at the beginning of next week | calendar | 2024-07-22..2024-07-23
    in the first two weeks of August | calendar | 2024-08-01..2024-08-14
    the second Monday of September | calendar | 2024-09-09
    the last Friday in August | calendar | 2024-08-30
    in mid to late August | calendar | 2024-08-11..2024-08-31
    late this summer | calendar | 2024-08-01..2024-08-31
    in late spring | calendar | 2025-05-01..2025-05-31
    this fall | calendar | 2024-09-01..2024-11-30
    next fall | calendar | 2025-09-01..2025-11-30
    the winter of 2025 | calendar | 2025-12-01..2026-02-28
    by spring 2025 | calendar | 2024-07-18..2025-05-31
    by July 2026 | calendar | 2024-07-18..2026-07-31
    in June of next year | calendar | 2025-06-01..2025-06-30
    in May | calendar | 2025-05-01..2025-05-31
    by May 1 | calendar | 2024-07-18..2025-05-01
    in March or April | calendar | 2025-03-01..2025-04-30 | h
    this year or next year | calendar | 2024-07-18..2025-12-31 | h
    today or tomorrow | calendar | 2024-07-18..2024-07-19 | h
    tomorrow, maybe Monday | calendar | 2024-07-19..2024-07-22 | h
    August 5 to 9 | calendar | 2024-08-05..2024-08-09
    from September 1 through September 15 | calendar | 2024-09-01..2024-09-15
    between 2026 and 2028 | calendar | 2026-01-01..2028-12-31
    between the convention and the election | none
    from now until Election Day | none
    not before 2026 | calendar | 2026-01-01..
    no sooner than next spring | calendar | 2025-03-01..
    as soon as tomorrow | calendar | 2024-07-19.. | h
    as early as the end of the month | calendar | 2024-07-21.. | h
    beginning in two weeks | duration | 2024-08-01..
    after 60 days | duration | 2024-09-16..
    in at least five years | duration | 2029-07-18..
    by this time next year | calendar | 2024-07-18..2025-07-18
    this time next month | calendar | 2024-08-18
    a year from today | duration | 2025-07-18
    a week from tomorrow | calendar | 2024-07-26
    two weeks from next Monday | calendar | 2024-08-05
    three weeks before Christmas | calendar | 2024-12-04
    a week on Tuesday | calendar | 2024-07-30
    Friday week | calendar | 2024-07-26
    in two years or less | duration | 2024-07-18..2026-07-18
    two months max | duration | 2024-07-18..2024-09-18
    six weeks at most | duration | 2024-07-18..2024-08-29
    half a decade from now | duration | 2029-07-18
    in a year or so | duration | 2025-07-18 | h
    within a year and a half | duration | 2024-07-18..2026-01-18
    in two weeks and three days | duration | 2024-08-04
    in twenty four months | duration | 2026-07-18
    in one hundred days | duration | 2024-10-26
    perhaps in a month, maybe two | duration | 2024-08-18..2024-09-18 | h
    could be two weeks, could be three weeks | duration | 2024-08-01..2024-08-08 | h
    I believe we'll get there by October | calendar | 2024-07-18..2024-10-31 | h
    with any luck by Friday | calendar | 2024-07-18..2024-07-19 | h
    The stock market hit a record two weeks ago | none
    Crime fell 12 percent last year | none
    Last month we added 200,000 jobs | none
    In 2016 we won Michigan | none
    Back in March I warned you | none
    In the past three years prices rose 20 percent | none
    We had the best economy in the history of the world in 2019 | none
    he hasn't answered a question in two months | none
    This is the worst inflation in 40 years | none
    the first pay raise in ten years | none
    It takes ten years to build a bridge | none
    the two-year contract stands | none
    I served for 12 years | none
    They waited three hours in line | none
    She worked 60 hours a week | none
    insulin costs $35 a month | none
    every four years we vote | none
    The debt grows by $1 trillion every 100 days | none
    a one-year extension | none
    the 2025 budget | none
    the class of 2026 | none
    Project 2025 is a disaster | none
    his 80th birthday | none
    I'm 78 years old | none
    the Second Amendment | none
    seconds matter in an emergency | none
    he may win and they may lose | none
    protesters march on the capitol | none
    prices will fall | none
    they sat down on the sun deck | none
    Mr. March went to Augusta | none
    April is a wonderful woman | none
    the March of Dimes | none
    Sunday Times readers | none
    a quarter of a million people | none
    a decade of decline | none
    $2025 in taxes | none
    2030 people came | none
    in 2000 towns | none
    by 10 points | none
    in two words | none
    within two miles | none
    in one second | none
    over the past week | none
    as of late | none
    once in a generation | none
    day after day after day | none
    not in a hundred years | none
    we can't do that by Friday | none
    9/11 was a tragedy | none
    He was in office until 2020 | none
    The program runs through 2030 | none
    Medicare is safe for the next ten years | none
    for at least two years | none
    more than 100 days | none
    I have been saying this for a long time | none
    It was supposed to be done in two weeks | none
    tomorrow's leaders | none
    today's announcement | none
    this week's vote | none
    next-door neighbor | none
    the last week | none
    two thirds of Americans | none
    1/2 of all voters | none
    Sept 31 | none
    Friday, July 20 | none
    in 20,000 years | none
    in zero days | none
  `,
  'conditions, corrections and asides': `
    @2025-01-27
    We'll have it done in 90 days, maybe sooner | duration | 2025-01-27..2025-04-27 | h
    I said it would take six months, it took three | none
    We're looking at doing that very shortly | vague
    I'll be making a decision over the next 30 days | duration | 2025-01-27..2025-02-26
    Tariffs on Mexico start February 1st | calendar | 2025-02-01
    It'll be on February 1, I think | calendar | 2025-02-01 | h
    We're thinking in terms of 25 percent on February 1 | calendar | 2025-02-01
    They will be out of the country in a matter of days | vague
    Gas will be under two dollars within a year | duration | 2025-01-27..2026-01-27
    I will cut your energy bill in half within 12 months | duration | 2025-01-27..2026-01-27
    Prices will come down on day one | event
    We'll have the largest deportation starting on day one | event
    The ceasefire will begin within hours | vague
    By this time next week we will know | calendar | 2025-01-27..2025-02-03
    this time tomorrow it will all be over | calendar | 2025-01-28
    We will land Americans on Mars before the end of the decade | calendar | 2025-01-27..2029-12-31
    and before the decade is out, we will return | calendar | 2025-01-27..2029-12-31
    We'll be announcing something tomorrow or the next day | calendar | 2025-01-28
    The order will be signed at noon tomorrow | calendar | 2025-01-28
    Everything must be submitted by 11:59 p.m. on Sunday | calendar | 2025-01-27..2025-02-02
    by 5pm Friday | calendar | 2025-01-27..2025-01-31
    We need a budget by Friday or the government shuts down | calendar | 2025-01-27..2025-01-31
    If there's no deal by February 15, we will walk away | calendar | 2025-01-27..2025-02-15
    If they don't sign in two weeks, sanctions follow | duration | 2025-02-10
    The commission will report back in no less than 60 days | duration | 2025-03-28..
    The first flights will leave in ten to twelve weeks | duration | 2025-04-07..2025-04-21
    We will build 40 new hospitals by 2030 | calendar | 2025-01-27..2030-12-31
    300,000 homes a year by the mid-2020s | calendar | 2025-01-27..2026-12-31
    net zero by 2050 at the latest | calendar | 2025-01-27..2050-12-31
    a 50 percent cut by 2030 | calendar | 2025-01-27..2030-12-31
    unemployment below 5 percent by the end of my term | event
    We have 12 years to save the planet | duration | 2025-01-27..2037-01-27
    You have a week | duration | 2025-01-27..2025-02-03
    two weeks, folks, two weeks | duration | 2025-02-10
    Two weeks. | duration | 2025-02-10
    Very soon, probably within two or three days | duration | 2025-01-27..2025-01-30 | h
    sometime in the next year and a half | duration | 2025-01-27..2026-07-27
    before my second hundred days are over | event
    after I get back from Europe | event
    when I return from the summit | event
    Not this week, but next week | calendar | 2025-02-03..2025-02-09
    Not this year | none
    the next two years will be critical | none
    Next year will be the greatest year | calendar | 2026-01-01..2026-12-31
    we go to the polls in November | calendar | 2025-11-01..2025-11-30
    in November 2026 | calendar | 2026-11-01..2026-11-30
    the November election | none
    before the November election | event
    by election day | event
    just before Easter | calendar | 2025-01-27..2025-04-19
    just after Christmas | calendar | 2025-12-26..
    shortly before the summer recess | event
    some time after Easter | calendar | 2025-04-21..
    by late spring or early summer | calendar | 2025-01-27..2025-06-30 | h
    around the end of February | calendar | 2025-02-21..2025-02-28 | h
    at the end of this month | calendar | 2025-01-27..2025-01-31
    by the end of February at the latest | calendar | 2025-01-27..2025-02-28
    at the very latest by March 31 | calendar | 2025-01-27..2025-03-31
    not later than 30 days from today | duration | 2025-01-27..2025-02-26
    no later than 30 days from now | duration | 2025-01-27..2025-02-26
    in 30 days or so | duration | 2025-02-26 | h
    over a two-year period | none
    phased in over three years | none
    within 2 years of today | duration | 2025-01-27..2027-01-27
    Let me be clear: we will finish the job | none
    We won the war in 1945 | none
    January 6 was a dark day | none
    He promised this would be finished by 2023 | none
    They promised it in two weeks and it took two years | none
    We balanced the budget four years in a row | none
    the ten-day weather forecast | none
    a five-year-old boy | none
    in the first place | none
    the 100 days in office speech | none
  `,
  'interviews, press conferences and leaders of other countries': `
    @2026-03-03
    We're going to deliver this in record time, before the end of spring | calendar | 2026-03-03..2026-05-31
    Britain will be rid of coal by October 2027 | calendar | 2026-03-03..2027-10-31
    we'll have 1.5 million homes by the end of this parliament | event
    We will halve the deficit over the next four years | duration | 2026-03-03..2030-03-03
    I'll have the legislation on the floor within two weeks | duration | 2026-03-03..2026-03-17
    The bill will be introduced next Monday | calendar | 2026-03-09
    The bill will be introduced on Monday | calendar | 2026-03-09
    We'll publish the report this coming Thursday | calendar | 2026-03-05
    Our goal is to have every child vaccinated by June 30 | calendar | 2026-03-03..2026-06-30
    We intend to finish the work by no later than December 31st | calendar | 2026-03-03..2026-12-31
    You will have an answer within 48 hours | duration | 2026-03-03..2026-03-05
    We'll have a deal in probably two to three months | duration | 2026-05-03..2026-06-03 | h
    It's going to happen in the next week or so | duration | 2026-03-03..2026-03-10 | h
    I think you're going to see something in the next couple of weeks | duration | 2026-03-03..2026-03-24 | h
    We will be announcing that over the next two to three weeks | duration | 2026-03-03..2026-03-24
    There will be an announcement in the not-too-distant future | vague
    We should know something in a few days | duration | 2026-03-06..2026-03-08 | h
    We'll know in about a week | duration | 2026-03-10 | h
    We'll let you know in a week or two | duration | 2026-03-10..2026-03-17 | h
    Give me six months and I'll turn it around | duration | 2026-03-03..2026-09-03
    Give us until Easter | calendar | 2026-03-03..2026-04-05
    Within my first month as mayor, every pothole will be filled | event
    within 100 days of my inauguration | event
    By the time my daughter graduates, college will be free | event
    By the end of my first year in office | event
    The hostages will be home before I take the oath | event
    as soon as I'm sworn in | event
    the minute I get into office | event
    when parliament reconvenes | event
    after the trial ends we'll speak | event
    We will leave the accord after the next election | event
    in the run-up to the election | event
    This will be done before school starts | event
    before the school year begins | event
    by the start of the school year | event
    before the ceasefire expires | event
    upon ratification | none
    30 days after enactment | event
    no later than 60 days after the date of enactment | event
    within six months of passage | event
    The agency must report annually | none
    The committee shall meet every two weeks | none
    We'll do it twice a year | none
    We will phase it out between 2027 and 2030 | calendar | 2027-01-01..2030-12-31
    construction begins in April and ends in 2028 | calendar | 2026-04-01..2026-04-30
    phase two starts in the autumn | calendar | 2026-09-01..2026-11-30
    it will open its doors in late summer | calendar | 2026-08-01..2026-08-31
    the new rules apply from 1 July 2026 | calendar | 2026-07-01..
    From next April, nurses will get more | calendar | 2027-04-01..
    starting this summer | calendar | 2026-06-01..
    effective midnight tonight | calendar | 2026-03-03..
    as of tomorrow | calendar | 2026-03-04..
    It won't be ready before 2029 | calendar | 2029-01-01..
    we won't see that until at least 2030 | calendar | 2030-01-01..
    not before the fall | calendar | 2026-09-01..
    in the first quarter of next year | calendar | 2027-01-01..2027-03-31
    by the third quarter | calendar | 2026-03-03..2026-09-30
    in Q2 | calendar | 2026-04-01..2026-06-30
    in 2H 2026 | none
    by FY2028 | event
    in the next fiscal year | event
    within 90 calendar days | duration | 2026-03-03..2026-06-01
    within five working days | event
    in the next sixty days | duration | 2026-03-03..2026-05-02
    inside of six months | duration | 2026-03-03..2026-09-03
    in under 30 days | duration | 2026-03-03..2026-04-02
    in less than a month | duration | 2026-03-03..2026-04-03
    in half an hour | duration | 2026-03-03..2026-03-04
    in a day's time | duration | 2026-03-04
    in a couple of hours | duration | 2026-03-03..2026-03-04 | h
    in 10 to 15 years | duration | 2036-03-03..2041-03-03
    five years from now | duration | 2031-03-03
    a decade from now | duration | 2036-03-03
    within a generation | none
    by the year 2040 | calendar | 2026-03-03..2040-12-31
    by 2035 at the latest | calendar | 2026-03-03..2035-12-31
    by around 2030 | calendar | 2026-03-03..2030-12-31 | h
    sometime around the middle of April | calendar | 2026-04-11..2026-04-20 | h
    around mid-May | calendar | 2026-05-11..2026-05-20 | h
    on or about April 15 | calendar | 2026-04-15 | h
    on or before April 15 | calendar | 2026-03-03..2026-04-15
    on the 15th | calendar | 2026-03-15
    on the 1st of next month | calendar | 2026-04-01
    by the end of the month | calendar | 2026-03-03..2026-03-31
    at month's end | calendar | 2026-03-21..2026-03-31
    before year's end | calendar | 2026-03-03..2026-12-31
    by the end of this week | calendar | 2026-03-03..2026-03-08
    later this week | calendar | 2026-03-04..2026-03-08
    later next month | calendar | 2026-04-01..2026-04-30
    this spring | calendar | 2026-03-03..2026-05-31
    next spring | calendar | 2027-03-01..2027-05-31
    next winter | calendar | 2027-12-01..2028-02-29
    this March | calendar | 2026-03-03..2026-03-31
    over the Easter weekend | calendar | 2026-04-05
    on Easter Monday | calendar | 2026-04-06
    by Good Friday | calendar | 2026-03-03..2026-04-03
    before Mother's Day | calendar | 2026-03-03..2026-05-09
    by Juneteenth | calendar | 2026-03-03..2026-06-19
    on Independence Day | calendar | 2026-07-04
    on Election Day | event
    by Halloween | calendar | 2026-03-03..2026-10-31
    next Christmas | calendar | 2027-12-25
    Christmas 2027 | calendar | 2027-12-25
    by Christmas of next year | calendar | 2026-03-03..2027-12-25
    one minute to midnight | none
    It doesn't matter whether it's in six minutes, six days or six weeks, we'll get it done | none
    Whether it's next week or next month, we'll get there | none
    I think tomorrow can be better than today | none
    we will build a brighter tomorrow | none
    we'll have it turned around by Easter | calendar | 2026-03-03..2026-04-05
    it could be the first of many, and it goes out on Wednesday | calendar | 2026-03-04
    we'll have it by Friday, but it could be later | calendar | 2026-03-03..2026-03-06 | h
    if everything goes well, it is done by Friday | calendar | 2026-03-03..2026-03-06
    in the nearest future | vague
    within a relatively short timeframe | vague
    two weeks being the maximum | duration | 2026-03-03..2026-03-17
    the week before Christmas | none
    the Friday after Thanksgiving | calendar | 2026-11-27
    by the end of the year, or maybe early next year | calendar | 2026-03-03..2027-04-30 | h
    if we don't have a deal in fifty days, it will be a hundred percent | duration | 2026-04-22
    by the King's Speech | event
    you have until Friday to tell us what is going on | calendar | 2026-03-03..2026-03-06
    it will be held before the year is out, five years or so after we asked | calendar | 2026-03-03..2026-12-31
    in in two weeks | duration | 2026-03-17
    at 2030 Main Street | none
    in the first half of 2027, in the early to mid part of the year | calendar | 2027-01-01..2027-06-30
    the third quarter, or possibly the fourth | calendar | 2026-07-01..2026-12-31 | h
    they have until Friday, and after that we go to court | calendar | 2026-03-03..2026-03-06
    we will go on meeting until the last mine is safe | none
    Wednesday at 9 a.m. Eastern | calendar | 2026-03-04
    Thursday evening | calendar | 2026-03-05
    by 6 p.m. tomorrow | calendar | 2026-03-03..2026-03-04
    by tonight | calendar | 2026-03-03
    before sunrise | none
    any minute now | vague
    as soon as humanly possible | vague
    at the first opportunity | none
    it will be done, and it will be done fast | vague
    in the weeks and months ahead | vague
    in years, not decades | vague
    in a few short weeks | duration | 2026-03-24..2026-04-07 | h
    for years | none
    We have waited years | none
    In ten years as governor I never raised taxes | none
    I've been here 30 years | none
    three years into my term | none
    he was gone in 60 seconds | none
    two days later the market crashed | none
    Two weeks earlier they had agreed | none
    we lost 3,000 jobs in March | none
    the March jobs report was great | none
    sales fell in the fourth quarter | none
    on Tuesday the Senate voted 52-48 | none
    I met him on Friday | none
    we talked this morning | none
    they announced last week that the plant is closing | none
    It's the highest since 2008 | none
    In 1776 we declared independence | none
    The treaty of 1994 guaranteed it | none
    the 2030 agenda | none
    Agenda 2030 | none
    Vision 2040 is our plan | none
    the G20 and the G7 | none
    September 11 changed everything | none
    May God bless you | none
    You may say so | none
    Theresa May will resign | none
    she will march with us | none
    spring into action | none
    they fall for it every time | none
    on the second floor | none
    a split second | none
    the quarter finals | none
    no time to waste | none
    half of all voters | none
    three quarters of them | none
    per day | none
    $15 an hour | none
    55 miles per hour | none
    a 24-hour news cycle | none
    a 40-hour week | none
    day care | none
    a ten percent cut | none
    two week vacation | none
    our two weeks of vacation | none
    seven days a week | none
    one week of testing | none
    over 30 days | none
    by two years | none
    cut short by a month | none
    not for two years | none
    never in a million years | none
    until further notice | none
    until the job is done | none
    as long as it takes | none
    for the rest of the year | none
    through the winter | none
    all summer long | none
    throughout 2026 | none
    since the election | none
    after all these years | none
    before our very eyes | none
    before Congress | none
    before the committee | none
    in front of the house | none
    in the middle of nowhere | none
    mid-sized firms | none
    late-stage cancer | none
    early voting | none
    next to the border | none
    last but not least | none
    this is the end | none
    at the end of the tunnel | none
    Happy New Year | none
    Merry Christmas, everybody | none
    thanks, and see you tomorrow | calendar | 2026-03-04
    2026-02-30 | none
    13/13/2026 | none
    on 06/05/2026 | calendar | 2026-06-05
    by 3/15/26 | calendar | 2026-03-03..2026-03-15
  `,
  German: `
    @2025-08-15 language=de
    in zwei Wochen | duration | 2025-08-29
    in einem Jahr | duration | 2026-08-15
    in einer Woche | duration | 2025-08-22
    innerhalb von 100 Tagen | duration | 2025-08-15..2025-11-23
    binnen 30 Tagen | duration | 2025-08-15..2025-09-14
    in den nächsten zwei Wochen | duration | 2025-08-15..2025-08-29
    in den kommenden Wochen | vague
    in zwei bis drei Wochen | duration | 2025-08-29..2025-09-05
    in zwei oder drei Wochen | duration | 2025-08-29..2025-09-05 | h
    in anderthalb Jahren | duration | 2027-02-15
    in einem halben Jahr | duration | 2026-02-15
    in ein paar Wochen | duration | 2025-09-05..2025-09-19 | h
    in einigen Tagen | duration | 2025-08-18..2025-08-22 | h
    in den nächsten paar Wochen | duration | 2025-08-15..2025-09-19 | h
    in acht Tagen | duration | 2025-08-22
    in 48 Stunden | duration | 2025-08-15..2025-08-17
    heute | calendar | 2025-08-15
    morgen | calendar | 2025-08-16
    übermorgen | calendar | 2025-08-17
    nächste Woche | calendar | 2025-08-18..2025-08-24
    in der nächsten Woche | calendar | 2025-08-18..2025-08-24
    nächstes Jahr | calendar | 2026-01-01..2026-12-31
    im nächsten Jahr | calendar | 2026-01-01..2026-12-31
    noch in diesem Jahr | calendar | 2025-08-15..2025-12-31
    noch dieses Jahr | calendar | 2025-08-15..2025-12-31
    im März | calendar | 2026-03-01..2026-03-31
    am Dienstag | calendar | 2025-08-19
    am kommenden Dienstag | calendar | 2025-08-19
    am 5. September | calendar | 2025-09-05
    am 5. September 2026 | calendar | 2026-09-05
    bis zum 31.12.2025 | calendar | 2025-08-15..2025-12-31
    am Wochenende | calendar | 2025-08-16..2025-08-17
    an Weihnachten | calendar | 2025-12-25
    bis Ostern | calendar | 2025-08-15..2026-04-05
    vor Weihnachten | calendar | 2025-08-15..2025-12-24
    nach dem Sommer | calendar | 2025-09-01..
    bis Ende des Jahres | calendar | 2025-08-15..2025-12-31
    bis Jahresende | calendar | 2025-08-15..2025-12-31
    bis Ende des Monats | calendar | 2025-08-15..2025-08-31
    bis Ende März | calendar | 2025-08-15..2026-03-31
    bis 2030 | calendar | 2025-08-15..2030-12-31
    bis spätestens Freitag | calendar | 2025-08-15..2025-08-22
    spätestens am Freitag | calendar | 2025-08-15..2025-08-22
    bis Mitte März | calendar | 2025-08-15..2026-03-20
    Ende Oktober | calendar | 2025-10-21..2025-10-31
    Anfang 2026 | calendar | 2026-01-01..2026-04-30
    Mitte nächsten Jahres | calendar | 2026-05-01..2026-08-31
    im ersten Quartal 2026 | calendar | 2026-01-01..2026-03-31
    in der ersten Hälfte des nächsten Jahres | calendar | 2026-01-01..2026-06-30
    im Herbst | calendar | 2025-09-01..2025-11-30
    im kommenden Frühjahr | calendar | 2026-03-01..2026-05-31
    ab Januar | calendar | 2026-01-01..
    ab dem 1. Januar 2026 | calendar | 2026-01-01..
    zwischen März und Mai | calendar | 2026-03-01..2026-05-31
    übernächste Woche | calendar | 2025-08-25..2025-08-31
    vor der Wahl | event
    vor der Bundestagswahl | event
    nach der Sommerpause | event
    bis zum Ende der Legislaturperiode | event
    in den ersten 100 Tagen | event
    wenn der Krieg vorbei ist | event
    in zehn Werktagen | event
    bald | vague
    so schnell wie möglich | vague
    zeitnah | vague
    sofort | vague
    vor zwei Wochen | none
    seit 2021 | none
    letztes Jahr | none
    zwei Jahre lang | none
    für zwei Jahre | none
    jede Woche | none
    zweimal im Jahr | none
    wir schaffen das | none
    die Mieten sind bis 2028 eingefroren | none
    2030 Stellen | none
    vielleicht in zwei Wochen | duration | 2025-08-29 | h
    Wir werden das Gesetz bis Ende des Jahres verabschieden | calendar | 2025-08-15..2025-12-31
    Das Gesetz wurde im März beschlossen | none
    vor allem die Kinder | none
  `,
  'German times in any place of the sentence, corrected, compounded, Swiss and Austrian': `
    @2025-08-15 language=de
    Bis Ende des Jahres haben wir das Problem gelöst. | calendar | 2025-08-15..2025-12-31
    Nächste Woche haben wir eine Lösung. | calendar | 2025-08-18..2025-08-24
    Die Kommission legt Ende Oktober ihren Bericht vor. | calendar | 2025-10-21..2025-10-31
    Wir werden Mitte November entscheiden. | calendar | 2025-11-11..2025-11-20
    Anfang September geht der Entwurf in die Ressortabstimmung. | calendar | 2025-09-01..2025-09-10
    Ende des Jahres ist damit Schluss. | calendar | 2025-09-01..2025-12-31
    Im nächsten Jahr werden wir nicht nur die Straßen, sondern auch die Schienen sanieren. | calendar | 2026-01-01..2026-12-31
    Nicht nächste Woche, sondern übernächste Woche liegt der Vertrag vor. | calendar | 2025-08-25..2025-08-31
    Der Beschluss fällt am Dienstag, nein, am Mittwoch. | calendar | 2025-08-20
    Im Oktober, Entschuldigung, im November kommt das Gutachten. | calendar | 2025-11-01..2025-11-30
    In drei Wochen, ich korrigiere mich, in vier Wochen liegt das Ergebnis vor. | duration | 2025-09-12
    Bis Juni, besser gesagt bis Juli, sind die Mittel abgerufen. | calendar | 2025-08-15..2026-07-31
    Noch heute werde ich den Präsidenten anrufen. | calendar | 2025-08-15
    Wir haben dem Konzern eine Frist von zwei Wochen gesetzt. | duration | 2025-08-15..2025-08-29
    Sie bekommen eine Frist bis Ende September. | calendar | 2025-08-15..2025-09-30
    Wir setzen den Ländern eine zweiwöchige Frist. | duration | 2025-08-15..2025-08-29
    Das 48-Stunden-Ultimatum läuft. | duration | 2025-08-15..2025-08-17
    in der zweiten Oktoberwoche | calendar | 2025-10-08..2025-10-14
    in der letzten Septemberwoche | calendar | 2025-09-24..2025-09-30
    in der letzten Woche des Jahres | calendar | 2025-12-25..2025-12-31
    in der ersten Novemberhälfte | calendar | 2025-11-01..2025-11-15
    bis Monatsmitte | calendar | 2025-08-15..2025-08-20
    bis zum Quartalsende | calendar | 2025-08-15..2025-09-30
    zum Jahreswechsel | calendar | 2026-01-01
    bis zum Jahreswechsel | calendar | 2025-08-15..2026-01-01
    bis Ende der 2030er-Jahre | calendar | 2025-08-15..2039-12-31
    in den 2040er Jahren | calendar | 2040-01-01..2049-12-31
    binnen Monatsfrist | duration | 2025-08-15..2025-09-15
    innerhalb Jahresfrist | duration | 2025-08-15..2026-08-15
    heuer im Herbst | calendar | 2025-09-01..2025-11-30
    Das Budget wird heuer noch beschlossen. | calendar | 2025-08-15..2025-12-31
    bis Ende des heurigen Jahres | calendar | 2025-08-15..2025-12-31
    innert Wochenfrist | duration | 2025-08-15..2025-08-22
    innert eines Jahres | duration | 2025-08-15..2026-08-15
    Ich fahre nächste Woche nach Brüssel. | calendar | 2025-08-18..2025-08-24
    Wir brauchen bis Freitag eine Lösung. | calendar | 2025-08-15..2025-08-22
    Das Kabinett wird am 3. September darüber beraten. | calendar | 2025-09-03
    Die ersten Züge fahren ab Dezember 2026. | calendar | 2026-12-01..
    Spätestens im Frühjahr muss das Gesetz im Bundesgesetzblatt stehen. | calendar | 2025-08-15..2026-05-31
    Bis 2045 wird Deutschland klimaneutral sein. | calendar | 2025-08-15..2045-12-31
    In zehn Jahren werden wir eine Million Wärmepumpen eingebaut haben. | duration | 2035-08-15
    Die letzten Kohlekraftwerke gehen in dreizehn Jahren vom Netz. | duration | 2038-08-15
    Das Gesetz soll zum 1. Januar in Kraft treten. | calendar | 2026-01-01
    Ich werde dem Parlament innerhalb von sechs Wochen einen Plan vorlegen. | duration | 2025-08-15..2025-09-26
    Geben Sie mir drei Monate, dann steht das Konzept. | duration | 2025-08-15..2025-11-15
    In gut zwei Wochen, schätze ich, haben wir Klarheit. | duration | 2025-08-29 | h
    Frühestens in zwei Jahren kann die Brücke wieder befahren werden. | duration | 2027-08-15..
    Wir werden rechtzeitig vor dem Winter handeln. | calendar | 2025-08-15..2025-11-30
    Das kommt am kommenden Mittwoch ins Kabinett. | calendar | 2025-08-20
    Freitag nächster Woche stimmt der Bundesrat ab. | calendar | 2025-08-22
    Heute in einem Jahr steht hier ein Krankenhaus. | calendar | 2026-08-15
    Morgen früh um acht tritt das Präsidium zusammen. | calendar | 2025-08-16
    Im Laufe der nächsten Woche legen wir die Zahlen vor. | calendar | 2025-08-18..2025-08-24
    Im Laufe des Jahres 2026 werden die Mittel fließen. | calendar | 2026-01-01..2026-12-31
    Noch vor Weihnachten soll das Geld ausgezahlt sein. | calendar | 2025-08-15..2025-12-24
    bis kommenden Montag um zwölf Uhr | calendar | 2025-08-15..2025-08-18
    im ersten Halbjahr 2026 | calendar | 2026-01-01..2026-06-30
    in der zweiten Jahreshälfte | calendar | 2025-08-15..2025-12-31
    im dritten Quartal des kommenden Jahres | calendar | 2026-07-01..2026-09-30
    Frühjahr 2027 | calendar | 2027-03-01..2027-05-31
    zwischen dem 1. und dem 15. Oktober | calendar | 2025-10-01..2025-10-15
    vom 1. bis zum 5. September | calendar | 2025-09-01..2025-09-05
    heute oder morgen | calendar | 2025-08-15..2025-08-16 | h
    in zwei, spätestens drei Wochen | duration | 2025-08-29..2025-09-05 | h
    in ein bis zwei Jahren | duration | 2026-08-15..2027-08-15
    in einem Vierteljahr | duration | 2025-11-15
    in einem Dreivierteljahr | duration | 2026-05-15
    in vierzehn Tagen | duration | 2025-08-29
    über Nacht | duration | 2025-08-15..2025-08-16
    Morgen ist ein neuer Tag. | calendar | 2025-08-16
    @2026-03-11 language=de
    Meine Damen und Herren, noch in diesem Monat wird das Kabinett den Entwurf beschließen. | calendar | 2026-03-11..2026-03-31
    Ab dem 1. Juli steigen die Renten um drei Prozent. | calendar | 2026-07-01..
    Zum 1. Juli steigen die Renten. | calendar | 2026-07-01
    Spätestens 2028 ist Schluss mit dem Diesel. | calendar | 2026-03-11..2028-12-31
    Bis zum Jahr 2030 wollen wir achtzig Prozent erneuerbaren Strom. | calendar | 2026-03-11..2030-12-31
    Am Donnerstag legt der Untersuchungsausschuss seinen Bericht vor. | calendar | 2026-03-12
    Das Gesetz kommt nicht im April, sondern erst im Mai. | calendar | 2026-05-01..2026-05-31
    Am Montag, Moment, am Dienstag treffen wir die Länder. | calendar | 2026-03-17
    Wir haben der Bahn bis Ende Juni Zeit gegeben. | calendar | 2026-03-11..2026-06-30
    Der Minister hat bis Montag Zeit, die Akten herauszugeben. | calendar | 2026-03-11..2026-03-16
    Ich gebe dem Aufsichtsrat zehn Tage. | duration | 2026-03-11..2026-03-21
    Binnen 48 Stunden müssen die Zahlen auf dem Tisch liegen. | duration | 2026-03-11..2026-03-13
    Die Übergangsfrist endet am 30. September. | calendar | 2026-09-30
    In der ersten Aprilwoche verhandeln wir mit den Gewerkschaften. | calendar | 2026-04-01..2026-04-07
    Im Spätsommer ziehen die ersten Familien ein. | calendar | 2026-08-01..2026-08-31
    bis Mitte der 2030er | calendar | 2026-03-11..2036-12-31
    Das Kraftwerk geht Anfang der 2030er Jahre ans Netz. | calendar | 2030-01-01..2033-12-31
    noch vor Ostern | calendar | 2026-03-11..2026-04-04
    zwischen Ostern und Pfingsten | calendar | 2026-04-05..2026-05-24
    gleich nach Ostern | calendar | 2026-04-06..
    So bald wie möglich, spätestens aber im Mai. | calendar | 2026-03-11..2026-05-31
    Irgendwann in den nächsten zwei Jahren | duration | 2026-03-11..2028-03-11
    Noch vor 2028 bauen wir das Netz aus. | calendar | 2026-03-11..2027-12-31
    Wir haben noch zwei Wochen. | duration | 2026-03-11..2026-03-25
    Das Tempolimit gilt ab Mai. | calendar | 2026-05-01..
    Deutschland wird bis 2029 wieder eine Armee haben, die abschreckt. | calendar | 2026-03-11..2029-12-31
    Heute in drei Wochen wählen die Bürger. | calendar | 2026-04-01
    Morgen in einer Woche ist Parteitag. | calendar | 2026-03-19
    Heute Nachmittag treffe ich den Betriebsrat. | calendar | 2026-03-11
    Wir beginnen noch diese Woche. | calendar | 2026-03-11..2026-03-15
    Wir beginnen kommende Woche. | calendar | 2026-03-16..2026-03-22
    Donnerstag in einer Woche | calendar | 2026-03-19
    am Mittwoch kommender Woche | calendar | 2026-03-18
    im Januar nächsten Jahres | calendar | 2027-01-01..2027-01-31
    Mitte 2027 | calendar | 2027-05-01..2027-08-31
    Ende dieses Jahres | calendar | 2026-09-01..2026-12-31
    Ende kommender Woche | calendar | 2026-03-20..2026-03-22
    bis zum Wochenende | calendar | 2026-03-11..2026-03-15
    bis zum Sommer | calendar | 2026-03-11..2026-08-31
    im Laufe des Frühjahrs | calendar | 2026-03-11..2026-05-31
    in den nächsten drei bis vier Wochen | duration | 2026-03-11..2026-04-08
    in ein, zwei Tagen | duration | 2026-03-12..2026-03-13 | h
    in zwei, drei Jahren | duration | 2028-03-11..2029-03-11 | h
    in rund einem Jahr | duration | 2027-03-11 | h
    in knapp drei Monaten | duration | 2026-06-11 | h
    in einem guten halben Jahr | duration | 2026-09-11
    in den kommenden sechs Monaten | duration | 2026-03-11..2026-09-11
    über die nächsten fünf Jahre | duration | 2026-03-11..2031-03-11
    in höchstens zwei Wochen | duration | 2026-03-11..2026-03-25
    in frühestens fünf Jahren | duration | 2031-03-11..
    nicht vor 2028 | calendar | 2028-01-01..
    frühestens im Herbst | calendar | 2026-09-01..
    Die Feuerwehr löscht über Nacht den Brand. | duration | 2026-03-11..2026-03-12
    Wir werden das auch morgen und übermorgen tun. | calendar | 2026-03-12..2026-03-13
    Der Mindestlohn steigt in zwei Schritten auf fünfzehn Euro, zum 1. Januar 2027 greift die zweite Stufe. | calendar | 2027-01-01
    Heute beschließen wir das Gesetz, morgen geht es in den Bundesrat. | calendar | 2026-03-12
    @2024-10-02 language=de country=CH
    Der Bundesrat wird innert Jahresfrist berichten. | duration | 2024-10-02..2025-10-02
    Innert zehn Tagen erwarte ich eine Antwort. | duration | 2024-10-02..2024-10-12
    Die Abstimmung findet am 24. November statt. | calendar | 2024-11-24
    An der Urne entscheidet das Volk im März. | calendar | 2025-03-01..2025-03-31
    @2024-10-02 language=de country=AT
    Die Pensionen werden heuer um 4,6 Prozent angepasst. | calendar | 2024-10-02..2024-12-31
    Das Kinderbetreuungsgeld wird ab Jänner valorisiert. | calendar | 2025-01-01..
    @2025-11-20 language=de
    Im kommenden Jahr investieren wir so viel wie nie zuvor in die Schiene. | calendar | 2026-01-01..2026-12-31
    Das Bürgergeld wird zum Jahresbeginn abgeschafft. | calendar | 2026-01-01..2026-04-30
    Wir entlasten die Pendler ab Jahresbeginn. | calendar | 2026-01-01..
    Bis Monatsende will die Koalition sich einigen. | calendar | 2025-11-20..2025-11-30
    Der Kanzler reist am Wochenende nach Washington. | calendar | 2025-11-22..2025-11-23
    Frau Ministerin, wann kommt das Gesetz? Noch vor Weihnachten. | calendar | 2025-11-20..2025-12-24
    Wir wollen 2030 klimaneutral sein. | calendar | 2030-01-01..2030-12-31
    Zum Ende des Quartals laufen die Hilfen aus. | calendar | 2025-12-01..2025-12-31
    Die Hilfen laufen Ende März aus. | calendar | 2026-03-21..2026-03-31
    Der Ausstieg kommt, und zwar spätestens im Jahr 2035. | calendar | 2025-11-20..2035-12-31
    Ich rechne damit, dass wir das im Januar hinbekommen. | calendar | 2026-01-01..2026-01-31
    Ich gehe davon aus, dass der Bundesrat am 19. Dezember zustimmt. | calendar | 2025-12-19 | h
    Der Bundesrat hat dem am Freitag zugestimmt, die Länder erwarten das Geld bis März. | calendar | 2025-11-20..2026-03-31
    Ich habe am Montag mit dem Präsidenten gesprochen und werde ihn am Freitag treffen. | calendar | 2025-11-21
    Gestern war der Gipfel, morgen kommt die Kommission. | calendar | 2025-11-21
    Das müssen wir diese Woche klären. | calendar | 2025-11-20..2025-11-23
    Von Januar bis März werden wir die Betriebe anhören. | calendar | 2026-01-01..2026-03-31
    Im ersten Quartal wollen wir liefern. | calendar | 2026-01-01..2026-03-31
    Ich komme morgen wieder. | calendar | 2025-11-21
    Übermorgen entscheidet das Gericht. | calendar | 2025-11-22
    Wir sehen uns am Dienstag. | calendar | 2025-11-25
    Es sind noch drei Wochen bis Weihnachten. | calendar | 2025-11-20..2025-12-25
    Zwei Tage vor Heiligabend entscheidet der Vermittlungsausschuss. | calendar | 2025-12-22
    Innerhalb der nächsten zehn Jahre verdoppeln wir die Kapazität. | duration | 2025-11-20..2035-11-20
    Im nächsten Jahrzehnt werden wir den Wasserstoffhochlauf schaffen. | calendar | 2030-01-01..2039-12-31
    In diesem Jahrhundert noch. | calendar | 2025-11-20..2100-12-31
    Schon im Februar rollen die ersten Lkw. | calendar | 2026-02-01.. | h
    Erst im Februar rollen die ersten Lkw. | calendar | 2026-02-01..2026-02-28
    Ab nächster Woche kontrollieren wir. | calendar | 2025-11-24..
    Ab morgen kontrollieren wir. | calendar | 2025-11-21..
    Vom nächsten Jahr an zahlt der Bund. | calendar | 2026-01-01..
    Mitte Januar, vielleicht Ende Januar, liegt das vor. | calendar | 2026-01-11..2026-01-31 | h
    Im Mai oder Juni | calendar | 2026-05-01..2026-06-30 | h
    Nicht vor Ostern. | calendar | 2026-04-05..
    Über den Jahreswechsel ruhen die Verhandlungen. | calendar | 2026-01-01
    Nach der Jahreswende gehen wir das an. | calendar | 2026-01-02..
    In vier Jahren werden Sie mich an dieser Zahl messen. | duration | 2029-11-20
    In vier Jahren Regierung werden wir das Land umbauen. | duration | 2029-11-20
    @2019-05-06 language=de
    In der kommenden Woche beraten wir den Antrag. | calendar | 2019-05-13..2019-05-19
    Innerhalb der kommenden Woche beraten wir den Antrag. | duration | 2019-05-06..2019-05-13
    Am 20. September wollen wir das Klimapaket beschließen. | calendar | 2019-09-20
    Im Juni wählt die SPD eine neue Vorsitzende. | calendar | 2019-06-01..2019-06-30
    Man hat uns versprochen, dass die Strecke bis Dezember fertig ist. | calendar | 2019-05-06..2019-12-31
    Das Projekt kostet in fünf Jahren zwei Milliarden. | none
    Wie ich gestern schon gesagt habe: bis Freitag wird entschieden. | calendar | 2019-05-06..2019-05-10
    Die Frist läuft am Freitag ab. | calendar | 2019-05-10
    Mein Ziel ist es, die Steuern bis 2021 zu senken. | calendar | 2019-05-06..2021-12-31
    Übers Wochenende wird verhandelt. | calendar | 2019-05-11..2019-05-12
    Bis morgen! | calendar | 2019-05-06..2019-05-07
    @2022-06-09 language=de
    Bereits nächsten Monat fließt das Geld. | calendar | 2022-07-01..2022-07-31
    Das Neun-Euro-Ticket endet im August. | calendar | 2022-08-01..2022-08-31
    Ende August ist Schluss mit dem Ticket. | calendar | 2022-08-21..2022-08-31
    Die Gasspeicher müssen bis zum 1. November zu 95 Prozent gefüllt sein. | calendar | 2022-06-09..2022-11-01
    In Wochenfrist wissen wir mehr. | duration | 2022-06-16
    Bis in den Herbst hinein wird verhandelt. | calendar | 2022-06-09..2022-11-30
    Der Koalitionsausschuss tagt kommenden Mittwoch. | calendar | 2022-06-15
    Wir treffen uns am Mittwoch im Kanzleramt. | calendar | 2022-06-15
    Der Preisdeckel soll ab Herbst greifen. | calendar | 2022-09-01..
    Die Umlage fällt zum 1. Juli weg. | calendar | 2022-07-01
    Wir sind bis Ende des Jahrzehnts bei achtzig Prozent. | calendar | 2022-06-09..2029-12-31
    Noch im Juni bringe ich das Gesetz ein. | calendar | 2022-06-09..2022-06-30
    Sollte Russland im Winter den Hahn zudrehen, sind wir vorbereitet. | calendar | 2022-12-01..2023-02-28
    Falls das Gas im Winter knapp wird, greifen wir ein. | calendar | 2022-12-01..2023-02-28
    Wer bis Ende Juli keinen Antrag stellt, geht leer aus. | calendar | 2022-06-09..2022-07-31
    In drei Monaten ist die Reserve leer. | duration | 2022-09-09
    Die Reserve ist in drei Monaten leer. | duration | 2022-09-09
    Der Entwurf liegt nächste Woche vor. | calendar | 2022-06-13..2022-06-19
    Bis zum Abend wissen wir mehr. | calendar | 2022-06-09
    Heute Abend um acht wissen wir mehr. | calendar | 2022-06-09
    Die Ministerin verhandelt seit Mai und bis Juli soll ein Ergebnis stehen. | calendar | 2022-06-09..2022-07-31
    Verlassen Sie sich darauf: spätestens übermorgen. | calendar | 2022-06-09..2022-06-11
    Nein, nicht nächsten Monat, nächste Woche. | calendar | 2022-06-13..2022-06-19
    Im Juli, ach was, im August. | calendar | 2022-08-01..2022-08-31
  `,
  'German events, and compounds of them': `
    @2025-08-15 language=de
    in der Wintersession | event
    nach den Herbstferien | event
    vor dem Nato-Gipfel | event
    beim nächsten Koalitionsgipfel | event
    nach der Kabinettssitzung | event
    vor der Bürgerschaftswahl | event
    bis zur Sondersitzung des Bundestags | event
    auf dem Bundesparteitag | event
    nach Abschluss der Sondierungen | event
    sobald die Haushaltslage es erlaubt | event
    Wir wollen noch in dieser Legislaturperiode eine Million Wohnungen bauen. | event
    Die Reform greift zum kommenden Schuljahr. | event
    @2026-03-11 language=de
    Wir legen Ihnen bis zur Sommerpause ein Konzept vor, das den Namen verdient. | event
    in den Osterferien | event
    vor den Herbstferien | event
    nach der Landtagswahl in Sachsen-Anhalt | event
    auf der nächsten Ministerpräsidentenkonferenz | event
    nach dem EU-Gipfel im Juni | event
    in den ersten hundert Tagen der neuen Regierung | event
    Am ersten Tag meiner Amtszeit unterschreibe ich das Dekret. | event
    Nach der Wahl haben die anderen alles vergessen. | event
    @2024-10-02 language=de country=CH
    Die Vorlage kommt in der Frühjahrssession ins Plenum. | event
    @2025-11-20 language=de
    Wir halbieren die Planungszeiten bis zum Ende der Wahlperiode. | event
    Ein 100-Tage-Programm legen wir nach der Wahl vor. | event
    Am Ende dieser Legislaturperiode wird jedes Dorf Glasfaser haben. | event
    Spätestens zur Mitte der Wahlperiode ziehen wir Bilanz. | event
    Drei Monate nach der Wahl steht der Haushalt. | event
    Binnen eines Monats nach Inkrafttreten müssen die Länder melden. | event
    Zwanzig Tage nach der Verkündung tritt das Gesetz in Kraft. | event
    @2019-05-06 language=de
    Nachdem wir im März gescheitert waren, haben wir neu verhandelt. | event
    @2022-06-09 language=de
    Das war vor der Wahl und wird nach der Wahl so sein. | event
  `,
  'German words that name no day': `
    @2025-08-15 language=de
    in kürzester Zeit | vague
    binnen kurzer Frist | vague
    in nicht allzu ferner Zukunft | vague
    Wochen, nicht Monate | vague
    eher in Tagen als in Wochen | vague
    nicht Jahre, sondern Monate | vague
    in den nächsten Wochen und Monaten | vague
    in Bälde | vague
    über kurz oder lang | vague
    zu einem geeigneten Zeitpunkt | vague
    wenn die Zeit reif ist | vague
    @2026-03-11 language=de
    Es ist eine Frage von Tagen, nicht von Wochen. | vague
    Das werden wir zügig, aber gründlich beraten. | vague
    Wir handeln sofort. | vague
    @2025-11-20 language=de
    Das Verfahren soll künftig nur noch zwei Jahre dauern. | vague
    Ab sofort gilt Tempo dreißig. | vague
    Das Gesetz gilt ab sofort. | vague
    Die Entscheidung fällt in Kürze. | vague
    @2019-05-06 language=de
    Eines Tages wird man uns danken. | vague
    Früher oder später kommt das auf den Tisch. | vague
    Später kann man immer klüger sein. | vague
    Bis dann, bis bald. | vague
    @2022-06-09 language=de
    Binnen Wochen werden wir einen Plan haben. | vague
    In den kommenden Jahren fehlen Fachkräfte. | vague
  `,
  'German statements, denials, states that last and figures of speech': `
    @2025-08-15 language=de
    Wir haben das Gesetz im März beschlossen. | none
    Im Mai haben wir den Mindestlohn erhöht. | none
    Das haben wir in zwei Jahren geschafft, woran andere zwanzig Jahre gescheitert sind. | none
    Am Freitag hat das Kabinett den Entwurf gebilligt. | none
    Weil wir das im Februar so vereinbart haben, steht es im Koalitionsvertrag. | none
    In sechs Monaten ist die Arbeitslosigkeit um ein Drittel gesunken. | none
    Wir werden das heute nicht entscheiden. | none
    Das schaffen wir bis Freitag nicht. | none
    Morgen gibt es keine Abstimmung. | none
    Weder im Herbst noch im Winter wird es eine Steuererhöhung geben. | none
    Heute lebt jedes fünfte Kind in Armut. | none
    Heute kostet die Kilowattstunde vierzig Cent. | none
    Wir stehen heute besser da als vor vier Jahren. | none
    Eine zweiwöchige Pause tut allen gut. | none
    Ein Aufschub von sechs Monaten hilft niemandem. | none
    Die Laufzeit von zehn Jahren ist üblich. | none
    zu Wochenbeginn | none
    Mitte der dreißiger Jahre | none
    vor Jahresfrist | none
    Bis heute warten wir auf eine Antwort. | none
    Bis jetzt ist nichts geschehen. | none
    Bis vor wenigen Wochen war das undenkbar. | none
    Vor Kurzem noch galt das als unmöglich. | none
    Bis dahin ist es noch ein weiter Weg. | none
    Nach Angaben der Polizei ist die Lage ruhig. | none
    Nach meiner Überzeugung ist das falsch. | none
    Wir stehen vor großen Herausforderungen. | none
    Vor dem Hintergrund der Krise war das richtig. | none
    Die Bundeswehr bleibt bis 2027 im Einsatz. | none
    Der Solidaritätszuschlag wird noch zehn Jahre gezahlt. | none
    Zwölf Monate Elterngeld sind genug. | none
    Das Programm läuft drei Jahre. | none
    Seit zwei Jahren reden wir darüber. | none
    Jeden Monat kommen tausend Menschen. | none
    Von Jahr zu Jahr wird es schlimmer. | none
    Alle zwei Jahre wird der Beitrag angepasst. | none
    Wer dreißig Jahre eingezahlt hat, bekommt eine Mindestrente. | none
    Das ist die größte Investition in 40 Jahren. | none
    In den vergangenen zehn Jahren hat sich nichts getan. | none
    Im Jahr 2015 kamen fast eine Million Menschen. | none
    Die Mietpreisbremse gilt bis 2029. | none
    Das Parken über Nacht ist verboten. | none
    Niemand wird über Nacht zum Millionär. | none
    Über Nacht ist der Ölpreis gefallen. | none
    Der Frieden ist kein Zustand von heute auf morgen. | none
    Die Schule von morgen braucht gute Lehrer. | none
    Das Europa von morgen bauen wir gemeinsam. | none
    Die Jugend von heute denkt anders. | none
    Guten Morgen, meine Damen und Herren! | none
    Heute Morgen habe ich mit dem Kanzler telefoniert. | none
    Gestern Abend haben wir bis Mitternacht verhandelt. | none
    Das Jahr 2026 wird ein gutes Jahr. | none
    @2026-03-11 language=de
    Wer heute in Rente geht, bekommt im Schnitt 1100 Euro. | none
    Jede dritte Schule ist heute sanierungsbedürftig. | none
    Im vergangenen Herbst haben wir das Startchancenprogramm auf den Weg gebracht. | none
    Im Herbst haben wir das Programm auf den Weg gebracht. | none
    Die Inflation hat sich in einem Jahr halbiert. | none
    In drei Jahren haben wir mehr Windräder genehmigt als die Vorgänger in zehn. | none
    Der Untersuchungsausschuss hat am Donnerstag seinen Bericht vorgelegt. | none
    Das kann ich Ihnen heute noch nicht sagen. | none
    Dazu sage ich heute nichts. | none
    Vor der Wahl wird es keine Entscheidung geben. | none
    Wir werden weder in diesem noch im nächsten Jahr neue Schulden machen. | none
    Nie wieder wird das bis zum letzten Tag hinausgezögert. | none
    Das dauert Monate, wenn nicht Jahre. | none
    Rechnen Sie eher mit Wochen als mit Monaten. | none
    Innerhalb von zwei Jahren haben wir die Rückstände abgebaut. | none
    Die Einspruchsfrist beträgt einen Monat. | none
    Eine Kündigungsfrist von drei Monaten ist zumutbar. | none
    Die Übergangsfrist von zwei Jahren war zu lang. | none
    Die zweite Maihälfte ist für die Lesung vorgesehen. | none
    Zum Schuljahresbeginn hat jedes Kind ein Tablet. | none
    Ende der zwanziger Jahre | none
    In den neunziger Jahren wurde hier gespart. | none
    In den 1990er Jahren wurde hier gespart. | none
    mit Inkrafttreten des Gesetzes | none
    Das ist nicht von heute auf morgen zu schaffen. | none
    Wir haben sofort gehandelt. | none
    Die Lage hat sich schnell verbessert. | none
    Seit gestern wissen wir mehr. | none
    Vor einem Jahr standen wir schlechter da. | none
    Vor 2027 wird das nichts. | none
    Über zwei Jahre haben wir verhandelt. | none
    Wir haben zwei Jahre lang verhandelt. | none
    Alle vier Jahre wird gewählt. | none
    Einmal im Monat tagt der Krisenstab. | none
    Ein Kind, das heute geboren wird, erlebt das Jahr 2100. | none
    Das Mädchen ist zwölf Jahre alt. | none
    Er sitzt seit drei Jahren in Haft. | none
    Die Strafe: drei Jahre Haft. | none
    Der Notstand gilt bis Ende April. | none
    Die Grenzkontrollen werden bis September verlängert. | none
    Heute Vormittag traf ich den Betriebsrat. | none
    in der Woche nach Ostern | none
    Das Wort des Jahres 2026 steht schon fest. | none
    Der Haushalt 2027 sieht Kürzungen vor. | none
    Im Etat 2027 stehen 20 Milliarden. | none
    Die Rente mit 63 bleibt. | none
    Der 7. Oktober hat alles verändert. | none
    Der 20. Juli bleibt ein Tag des Gedenkens. | none
    Unsere Generation hat nur noch wenige Jahre Zeit. | none
    Ihr hattet sechzehn Jahre Zeit. | none
    Das Vertrauen wächst nicht über Nacht. | none
    Eine Energiewende über Nacht gibt es nicht. | none
    @2024-10-02 language=de country=AT
    Heuer wird das nichts mehr. | none
    Heuer sind die Preise um drei Prozent gestiegen. | none
    @2025-11-20 language=de
    Wir sind angetreten, um dieses Land wieder nach vorne zu bringen. | none
    Nächstes Jahr um diese Zeit reden wir nicht mehr über Stromausfälle. | none
    Die Ampel hat drei Jahre lang gestritten. | none
    In den letzten Wochen ist viel Vertrauen verloren gegangen. | none
    Mit Beginn des neuen Jahres sinkt die Stromsteuer. | none
    Der Kanzler war am Wochenende in Washington. | none
    Sie haben uns den Entwurf für Oktober versprochen, jetzt haben wir November. | none
    Die Planung dauert heute zehn Jahre, wir wollen sie halbieren. | none
    Der Wehrdienst dauert sechs Monate. | none
    Die Wehrpflicht wurde 2011 ausgesetzt. | none
    2027 wird gewählt. | none
    Niemand soll 2030 noch mit Kohle heizen. | none
    Das wäre bis März möglich gewesen. | none
    Man hätte das vor zwei Jahren machen müssen. | none
    Hätten wir das im Januar beschlossen, wären wir weiter. | none
    Wenn wir bis Ende des Jahres nicht liefern, haben wir ein Problem. | none
    Ob das im Februar oder im März kommt, ist mir egal. | none
    Es ist fünf vor zwölf. | none
    Die Uhr tickt. | none
    Wir haben keine Zeit zu verlieren. | none
    Es vergeht kein Tag, an dem nicht gelogen wird. | none
    Tag für Tag arbeiten die Menschen in diesem Land hart. | none
    Vierzig Stunden in der Woche sind genug. | none
    Die 35-Stunden-Woche war ein Fehler. | none
    Die Vier-Tage-Woche lehnen wir ab. | none
    Nach 16 Jahren Union ist der Investitionsstau gewaltig. | none
    Nach drei Jahren Stillstand wird jetzt gehandelt. | none
    Wir brauchen eine Politik, die über den Tag hinaus denkt. | none
    Am Ende des Tages zählt das Ergebnis. | none
    Am Anfang stand eine Idee. | none
    Zu Beginn dieser Legislatur haben wir das vereinbart. | none
    Die Hilfen laufen bis Ende März. | none
    Die Hilfen sind Ende März ausgelaufen. | none
    Der Bundesrat hat am 17. Oktober zugestimmt. | none
    Das haben wir diese Woche geklärt. | none
    Diese Woche war eine gute Woche. | none
    Dieses Jahr wächst die Wirtschaft um 0,2 Prozent. | none
    In diesem Jahr sind 300 Brücken gesperrt. | none
    Seit Anfang des Jahres sind die Zahlen rückläufig. | none
    Von Januar bis Oktober kamen 100.000 Menschen. | none
    Der Januar wird hart. | none
    Der nächste Winter kommt bestimmt. | none
    Wir kommen gut durch den Winter. | none
    Der Sommer 2015 darf sich nicht wiederholen. | none
    Das erste Quartal war schwierig. | none
    Im ersten Quartal lag das Wachstum bei null. | none
    Das schaffen wir in dieser Woche nicht mehr. | none
    Bis Weihnachten wird das nichts mehr. | none
    Eher friert die Hölle zu. | none
    So schnell schießen die Preußen nicht. | none
    Eine solche Reform macht man nicht in vier Wochen. | none
    Rom wurde auch nicht an einem Tag erbaut. | none
    Das wird noch eine Weile dauern. | none
    Kommt Zeit, kommt Rat. | none
    Wir prüfen das ergebnisoffen. | none
    Die Zeitenwende kam im Februar 2022. | none
    Die Legislaturperiode dauert vier Jahre. | none
    In vier Jahren Regierung haben Sie nichts erreicht. | none
    @2019-05-06 language=de
    Das Klimapaket haben wir am 20. September beschlossen. | none
    Die SPD hat im Juni ihre Vorsitzende verloren. | none
    Deutschland ist in zwei Jahren um drei Plätze zurückgefallen. | none
    Das Defizit hat sich in vier Jahren verdoppelt. | none
    Wir haben in kurzer Zeit viel erreicht. | none
    Er hat den Vertrag im Dezember unterschrieben und im Januar gebrochen. | none
    Sie wollten im März liefern. | none
    Er kündigte an, im Herbst zu gehen. | none
    Er hat angekündigt, im Herbst zu gehen. | none
    Als ich im April in Athen war, sah das anders aus. | none
    Die Zahl der Einbrüche sank in einem Jahr um zehn Prozent. | none
    Es sind die niedrigsten Zahlen in zehn Jahren. | none
    In zehn Jahren fragt niemand mehr danach. | none
    Der Strompreis liegt heute bei dreißig Cent. | none
    Heute ist ein guter Tag für Europa. | none
    Heute beginnt ein neues Kapitel. | none
    Heute geht es um die Zukunft. | none
    Ab heute gilt die neue Verordnung. | none
    Ich danke Ihnen, dass Sie heute gekommen sind. | none
    Zwei Jahre Stillstand reichen. | none
    Zwei Wochen Urlaub habe ich mir verdient. | none
    Wir fordern 30 Tage Urlaub für alle. | none
    Achtzehn Monate Kündigungsschutz, dabei bleibt es. | none
    Zehn Tage Kinderkrankengeld sind zu wenig. | none
    Mütter bekommen vierzehn Wochen Mutterschutz. | none
    Die Frist ist am Freitag abgelaufen. | none
    Die Verhandlungen haben vierzehn Tage gedauert. | none
    Die Verhandlungen werden vierzehn Tage dauern. | none
    Die Bauarbeiten sollen achtzehn Monate dauern. | none
    Bis zu zwei Jahre wartet man auf einen Termin. | none
    Der Satz von Juli war ein Fehler. | none
    Die Beschlüsse vom März gelten. | none
    Das Urteil vom 5. Mai 2020 | none
    Der Brief vom Freitag liegt mir vor. | none
    Die Regelung aus dem Jahr 2030 | none
    Das Ziel für 2030 ist ehrgeizig. | none
    Unser Plan für die nächsten zehn Jahre liegt vor. | none
    Den Sommer über wird gebaut. | none
    Wir arbeiten jeden Tag daran. | none
    Tag und Nacht wird verhandelt. | none
    Vier Jahre Opposition haben gereicht. | none
    Das war früher anders. | none
    Guten Tag zusammen. | none
    Schönes Wochenende! | none
    @2022-06-09 language=de
    In diesem Winter wird niemand frieren. | none
    Ich verspreche: Kein Kind wird im Herbst ohne Lehrer sein. | none
    Wir lassen niemanden allein, weder heute noch morgen. | none
    Binnen Wochen hatten wir einen Plan. | none
    Wir trafen uns am Mittwoch im Kanzleramt. | none
    Der Ausschuss hat am Mittwoch getagt. | none
    Die Umlage ist zum 1. Juli weggefallen. | none
    Noch im Juni hieß es, alles sei sicher. | none
    Eine Reserve für drei Monate haben wir. | none
    Drei Monate reicht die Reserve. | none
    Die Reserve reicht drei Monate. | none
    Über Jahre hinweg wurde gespart. | none
    Auf Jahre hinaus fehlt das Geld. | none
    Es wird Jahre dauern. | none
    Der Entwurf lag letzte Woche vor. | none
  `,
};

/** A time belongs to the verb of its own clause, so that no fact, length or figure of speech becomes a deadline. */
const SENTENCES: Record<string, string> = {
  'what is told as done is no deadline, wherever the time stands': `
    @2024-03-12
    In two weeks I got NATO to pay | none
    I got it done in two weeks | none
    In six months we rebuilt the military | none
    In just fourteen weeks, my administration has brought sweeping change | none
    Within 24 hours they surrendered | none
    In less than a year, we cut regulations by half | none
    By the end of the year we had lost 5 million jobs | none
    Congress passed the bill before Christmas | none
    We fixed it within days | none
    On day one I signed the order | none
    The plan passed in March | none
    back in March, when I signed the omnibus, I said never again | none
    I spoke with the family this morning | none
    How long did it take? Two weeks. | none
    How long will it take? Six months, maybe seven. | duration | 2024-09-12..2024-10-12 | h
  `,
  'what would have been, was to be or may be wished is none either': `
    @2024-03-12
    It would have taken them two weeks | none
    He should have done it in two weeks | none
    They were supposed to finish by June | none
    I would have settled it in 24 hours | none
    I'd have that war settled in 24 hours | duration | 2024-03-12..2024-03-13
    It used to be that you'd finish a bridge in a year | none
  `,
  'of a past and a coming time in one sentence the coming one is read': `
    @2024-03-12
    We passed it in January and it will start in July | calendar | 2024-07-01..2024-07-31
    We passed the bill in January and it takes effect in October | calendar | 2024-10-01..2024-10-31
    It was supposed to open in 2022; now they say it'll be 2026 | calendar | 2026-01-01..2026-12-31
    The old deadline was Friday, the new one is Monday | calendar | 2024-03-18
    After four years of talk we'll get it done in four months | duration | 2024-07-12
    He told us on Tuesday that they would vote next week | calendar | 2024-03-18..2024-03-24
    I said in March that it would be done by Christmas | calendar | 2024-03-12..2024-12-25
    They run out of money as soon as June 1st, so I expect a deal before the end of May | calendar | 2024-03-12..2024-05-31
    We said two years, it'll be eighteen months | duration | 2025-09-12
  `,
  'a verb that only tells which leaves the limit to the main clause': `
    @2024-03-12
    We'll keep the promise we made to you by Christmas | calendar | 2024-03-12..2024-12-25
    cut the deficit we inherited in half by 2028 | calendar | 2024-03-12..2028-12-31
    We'll build on the law we passed in March | none
    I came into office with one goal: get shots in arms by summer | calendar | 2024-03-12..2024-08-31
    I want the bill passed by Friday | calendar | 2024-03-12..2024-03-15
    Our pledge: no child in poverty by 2030 | calendar | 2024-03-12..2030-12-31
  `,
  'a later word corrects an earlier one': `
    @2024-03-12
    Monday the eighteenth, no, let me check, Tuesday the nineteenth we start | calendar | 2024-03-19
    Friday, sorry, Thursday | calendar | 2024-03-14
    not Tuesday but Wednesday | calendar | 2024-03-13
    within three months, not three years | duration | 2024-03-12..2024-06-12
  `,
  'a denial gives no word, a condition still sets a time': `
    @2024-03-12
    We won't be ready by Friday | none
    I don't have a date, I'm not going to say two weeks | none
    There's no tomorrow if we lose | none
    A fourteen-year-old today will never be sold a cigarette | none
    If they haven't paid by Friday, we walk | calendar | 2024-03-12..2024-03-15
    We can't wait until 2050 | none
  `,
  'what lasts, what is measured and what states a fact is no deadline': `
    @2024-03-12
    It takes about two weeks | none
    I waited six weeks for a permit | none
    after twenty years of war | none
    The average family pays $3,000 more this year | none
    We're six months into this war | none
    We're eight months away from an election | none
    a hundred-year flood, our second one in a decade | none
    We shut this place down on a Tuesday | none
    Tomorrow belongs to us | none
    Kids today can't read | none
    One day at a time | none
    The week after Easter | none
    I am in my second term | none
    We have frozen prices until 2028 | none
  `,
  'a statistic, an ability, a wish and a count are no deadlines': `
    @2024-03-12
    28 percent of those released are back in prison within a year | none
    One cat can have 420 kittens in five years | none
    There would be 14 million more jobs today | none
    Today you can't rely on it | none
    A child born in America today will see it | none
    So far this year the murder rate is higher | none
    Sunday mornings are for church | none
    a shutdown of the whole state (five months!) | none
    As of today there is no case | none
    That's the third time this week | none
    a trillion dollars over ten years | none
    the hundred days | none
    at the end of year two | none
    It has been reported on Friday | none
    Alison got an F in attendance in December | none
    We're two weeks behind | none
    The deadline passed on Friday | none
    We set ourselves a deadline of April 30 | calendar | 2024-04-30
  `,
  'time that is given or held has an end': `
    @2024-03-12
    You got two weeks to get it done | duration | 2024-03-12..2024-03-26
    They have given us until midnight tomorrow | calendar | 2024-03-12..2024-03-13
    They've set us a sixty-day deadline | duration | 2024-03-12..2024-05-11
    I give the council ninety days | duration | 2024-03-12..2024-06-10
    We got three weeks out of them, till the 15th of April, to make a deal | calendar | 2024-03-12..2024-04-15
    Give it a week, ten days | duration | 2024-03-19..2024-03-22 | h
    I won't wait ninety days, I want it in thirty | duration | 2024-04-11
    In the last two years we doubled it and in the next two we will double it again | duration | 2024-03-12..2026-03-12
  `,
};

const WORDINGS: Record<string, string> = {
  'a date may be spoken in words, split over two years or given behind the name of the day': `
    @2024-06-15
    on the seventeenth of August | calendar | 2024-08-17
    by twenty thirty-five | calendar | 2024-06-15..2035-12-31
    by the year two thousand and forty | calendar | 2024-06-15..2040-12-31
    in 2026-27 | event
    by our Independence Day, the twenty-fourth of August | calendar | 2024-06-15..2024-08-24
    by election day, November 5 | calendar | 2024-06-15..2024-11-05
    on the 17th and the 18th | calendar | 2024-06-17..2024-06-18
    next 15th August | calendar | 2024-08-15
  `,
  'days and weeks are counted the way people say them': `
    @2024-06-15
    tomorrow week | calendar | 2024-06-23
    a fortnight tomorrow | calendar | 2024-06-30
    this day fortnight | duration | 2024-06-29
    the Tuesday after next | calendar | 2024-06-25
    the day after Christmas | calendar | 2024-12-26
    three weeks from yesterday | calendar | 2024-07-05
    three months to the day | duration | 2024-09-15
    another week | duration | 2024-06-22
    two weeks away | duration | 2024-06-29
    a year from now, a year and a half | duration | 2025-06-15..2025-12-15 | h
    in the next week and a half to two weeks | duration | 2024-06-15..2024-06-29
    the week commencing 17 June | calendar | 2024-06-17..2024-06-23
    late this month or early next | calendar | 2024-06-21..2024-07-10 | h
    in, what, six months | duration | 2024-12-15
    by, I don't know, March | calendar | 2024-06-15..2025-03-31 | h
  `,
  'the turn of a period is the first day of the next': `
    @2024-06-15
    by the turn of the year | calendar | 2024-06-15..2025-01-01
    at the turn of the month | calendar | 2024-07-01
  `,
  'the holidays of other countries are calendar too': `
    @2024-06-15 country=GB
    by Burns Night | calendar | 2024-06-15..2025-01-25
    by the August bank holiday | calendar | 2024-06-15..2024-08-26
    home for Christmas, everyone will be home for Christmas | calendar | 2024-12-25
    by Thanksgiving | none
    @2024-06-15 country=NZ
    before Waitangi Day | calendar | 2024-06-15..2025-02-05
    @2024-06-15 country=IE
    sometime between Patrick's Day and Easter | calendar | 2025-03-17..2025-04-20
  `,
  'what hangs on a clause is an event': `
    @2024-06-15
    I will sign the bill the minute it lands on my desk | event
    the day the guns fall silent | event
    60 days after I sign this order | event
    By the time these kids graduate, the debt will be gone | event
    within the first half of the next parliament | event
    My first day, it gets signed, okay? My first day. | event
  `,
  'vague stays vague': `
    @2024-06-15
    not years, nor weeks, but months | vague
    at the earliest | vague
    at some future point | vague
    over the next little while | vague
    right now I know what people want | none
    I want action right now | vague
  `,
  'a named time is read by default, with or without a verb': `
    @2012-09-06
    The bill is coming to the floor Thursday | calendar | 2012-09-13
    Our plan to double exports: five years, no longer | duration | 2017-09-06
    All of it gone in five years, guaranteed | duration | 2017-09-06
    We're looking at the first quarter of next year | calendar | 2013-01-01..2013-03-31
    twenty thousand more police in three years | duration | 2015-09-06
    The hospital opens its doors in the second half of 2013 | calendar | 2013-07-01..2013-12-31
    Look for a decision towards the middle of next week | calendar | 2012-09-12..2012-09-13
    The minister is making a statement later this afternoon | calendar | 2012-09-06
    I've asked officials to report to me within the month | duration | 2012-09-06..2012-10-06
    We would like to have it signed this quarter | calendar | 2012-09-06..2012-09-30
    Starting tonight, the roads are closed | calendar | 2012-09-06..
    He ordered the strike in March | none
  `,
  'heads and tails beside a time do not hide it': `
    48 hours tops | duration | 2025-08-15..2025-08-17
    at most three weeks | duration | 2025-08-15..2025-09-05
    five days, a week at the outside | duration | 2025-08-20..2025-08-22 | h
    a fortnight from here, or thereabouts | duration | 2025-08-29 | h
    in the space of eighteen months | duration | 2025-08-15..2027-02-15
    one day or two | duration | 2025-08-16..2025-08-17 | h
    the spring after next | calendar | 2027-03-01..2027-05-31
    the weekend after next | calendar | 2025-08-30..2025-08-31
    in the closing days of January | calendar | 2026-01-21..2026-01-31
    the opening quarter of 2026 | calendar | 2026-01-01..2026-03-31
    later on this month | calendar | 2025-08-16..2025-08-31
    by the close of today | calendar | 2025-08-15
    you have until ten o'clock on Monday | calendar | 2025-08-15..2025-08-18
    some time next week, Thursday or Friday | calendar | 2025-08-21..2025-08-22 | h
    it slips from Monday to the 17th of November | calendar | 2025-11-17
    by the end of March, fingers crossed | calendar | 2025-08-15..2026-03-31 | h
  `,
  'whatever is no time behind before, when, once or at is an event': `
    only once there's a peace to keep | event
    well before voters go to the polls | event
    before the House rises for the summer | event
    before the July Fourth recess | event
    at the next summit | event
    in the first months of a Labour government | event
    early in the next Parliament | event
    over the lifetime of the next parliament | event
    My successor will decide when to start | none
  `,
  'as soon as it can be done is vague, in any words': `
    as soon as is practicable | vague
    when conditions on the ground allow | vague
    once it is feasible | vague
    before very long | vague
    an announcement is imminent | vague
    Flights are suspended, effective immediately | vague
    as soon as the Senate allows a vote | event
  `,
  'what lasts, is measured or bears the name of a time is no deadline': `
    a year at Harvard | none
    two weeks in July of last year | none
    100 days in | none
    twelve weeks paid leave for every new parent | none
    This government will last five years | none
    the Saturday Night Massacre | none
    I love the fall | none
    Agenda 2030 | none
    May the best man win | none
    A week is a long time in politics | none
    That's my third conversation with him this month | none
    The tariffs aren't going anywhere until 2029 | none
    I doubt six months | none
    He was given until Friday and he missed it | none
    We've been told it's opening next month | none
  `,
};

for (const [title, block] of Object.entries({ ...FINE_PRINT, ...SPEECH, ...SENTENCES, ...WORDINGS }))
  describe(title, () => {
    test.each(rowsOf(block))('“$phrase” on $options.reference_date', ({ phrase, expected, options }) => {
      expect(summary(parseDeadline(phrase, options))).toBe(expected);
    });
  });

describe('the families', () => {
  const examples = families.flatMap((family) => family.examples.map((example) => ({ ...example, family })));

  test.each(examples)(
    '$family.key: “$phrase” ($language)',
    ({ phrase, language, said_on, family, ...window }) => {
      const reading = parseDeadline(phrase, { reference_date: said_on, language });
      expect(reading.family).toBe(family.key);
      expect(reading.kind).toBe(family.kind);
      expect(windowText(reading)).toBe(windowText(window));
    },
  );

  it('has one row per key, each with an example', () => {
    expect(new Set(families.map(({ key }) => key)).size).toBe(families.length);
    expect(families.filter((family) => family.examples.length === 0)).toEqual([]);
  });

  it('gives every reading the words of its row', () => {
    expect(read('within 100 days').explanation).toBe(
      'A limit runs from the day it was said to the last day of the length: 2025-08-15 to 2025-11-23.',
    );
  });
});

describe('where two readings are fair', () => {
  test.each([
    ['by 2030', '2025-08-15..2029-12-31'],
    ['by mid-March', '2025-08-15..2026-03-10'],
    ['by the first quarter of 2026', '2025-08-15..2025-12-31'],
    ['next October', '2025-10-01..2025-10-31'],
    ['within the week', '2025-08-15..2025-08-17'],
    ['within the year', '2025-08-15..2025-12-31'],
    ['in the coming week', '2025-08-15..2025-08-17'],
    ['on 11/12/2025', '2025-12-11'],
  ])('“%s” shows the other one and says so', (phrase, other) => {
    const reading = read(phrase);
    expect(reading.alternatives.map(windowText)).toContain(other);
    expect(reading.explanation).toContain('another reading was fair');
  });

  it('reads 11/12 as the country writes dates', () => {
    expect(windowText(read('on 11/12/2025', { country: 'GB' }))).toBe('2025-12-11');
    expect(windowText(read('on 11/12/2025', { country: 'US' }))).toBe('2025-11-12');
  });

  it('names a second deadline in the same words as an alternative', () => {
    const reading = read('We will publish it in two weeks and finish by the end of the year');
    expect(windowText(reading)).toBe('2025-08-29');
    expect(reading.alternatives.map(windowText)).toEqual(['2025-08-15..2025-12-31']);
    expect(reading.confidence).toBe('low');
  });
});

describe('events', () => {
  test.each<[string, Partial<DeadlineAnchor>]>([
    ['before the midterms', { key: 'midterms', relation: 'before', offset: null }],
    [
      'in my first 100 days',
      { key: 'first_100_days', relation: 'within', offset: { amount: 100, unit: 'day' } },
    ],
    ['on day one', { key: 'day_one', relation: 'on', offset: null }],
    [
      'within two weeks of the election',
      { key: 'election', relation: 'within', offset: { amount: 2, unit: 'week' } },
    ],
    [
      '24 hours after taking office',
      { key: 'taking_office', relation: 'after', offset: { amount: 1, unit: 'day' } },
    ],
    [
      'no later than a month before the election',
      { key: 'election', relation: 'by', offset: { amount: -1, unit: 'month' } },
    ],
    ['in my second term', { key: 'second_term', relation: 'within', offset: null }],
    ['before the 2028 election', { key: 'election', phrase: 'the 2028 election', relation: 'before' }],
    ['as soon as the war is over', { key: 'war', phrase: 'the war is over', relation: 'after' }],
    ["when I'm president, within 30 days", { relation: 'within', offset: { amount: 30, unit: 'day' } }],
  ])('“%s” keeps what it hangs on', (phrase, anchor) => {
    const reading = read(phrase);
    expect(reading.kind).toBe('event');
    expect(reading.anchor).toMatchObject(anchor);
    expect(reading.review_on).not.toBeNull();
  });

  const anchor = (
    relation: DeadlineAnchor['relation'],
    offset: DeadlineAnchor['offset'] = null,
  ): DeadlineAnchor => ({
    phrase: 'the event',
    key: null,
    relation,
    offset,
  });
  test.each<[DeadlineAnchor, string, string]>([
    [anchor('before'), '2026-11-03', '2025-08-15..2026-11-02'],
    [anchor('by'), '2026-11-03', '2025-08-15..2026-11-03'],
    [anchor('on'), '2026-11-03', '2026-11-03'],
    [anchor('after'), '2026-11-03', '2026-11-04..'],
    [anchor('within', { amount: 2, unit: 'week' }), '2026-11-03', '2026-11-03..2026-11-17'],
    [anchor('within', { amount: 100, unit: 'day' }), '2025-07-01', '2025-08-15..2025-10-09'],
    [anchor('before', { amount: 2, unit: 'week' }), '2026-11-03', '2026-10-20'],
    [anchor('after', { amount: 1, unit: 'month' }), '2026-01-31', '2026-02-28'],
    [anchor('by', { amount: -1, unit: 'year' }), '2028-11-07', '2025-08-15..2027-11-07'],
    [anchor('before'), '2025-08-15', ''],
    [anchor('within'), '2027-01-20', '2027-01-20..'],
  ])('opens a window once the event has a date (%o, %s)', (given, date, expected) => {
    expect(windowText(windowFromAnchor(given, date, FRIDAY))).toBe(expected);
  });
});

describe('options', () => {
  it('turns the seasons for the southern hemisphere', () => {
    expect(windowText(read('by the end of summer', { hemisphere: 'southern' }))).toBe(
      '2025-08-15..2026-02-28',
    );
    expect(windowText(read('next winter', { hemisphere: 'southern' }))).toBe('2026-06-01..2026-08-31');
  });

  it('suggests an earlier look at immediate words than at slow ones', () => {
    expect(read('immediately').review_on).toBe('2025-08-22');
    expect(read('soon').review_on).toBe('2025-09-14');
    expect(read('eventually').review_on).toBe('2025-11-13');
    expect(read('soon').explanation).toContain('only a suggestion');
  });

  it('refuses a language it has no table for', () => {
    expect(read('in two weeks', { language: 'xx' })).toMatchObject({ kind: 'none', language: 'xx' });
    expect(read('in two weeks', { language: 'en-GB' }).kind).toBe('duration');
  });

  it('refuses a reference date that is none', () => {
    for (const date of ['2025-02-30', '2025-8-15', 'today', '', '2025-08-15T00:00:00Z', '0000-01-01'])
      expect(() => read('soon', { reference_date: date })).toThrow(RangeError);
  });

  it('reads the same words in any dress', () => {
    for (const dress of [
      'IN TWO WEEKS',
      '“in two weeks”',
      'in\u00a0two\u2009weeks',
      'in tw\u200bo weeks',
      'ｉｎ ｔｗｏ ｗｅｅｋｓ',
      'in two\n\nweeks…',
      'in 2 weeks!!!',
    ])
      expect(windowText(read(dress)), dress).toBe('2025-08-29');
  });

  it('invents nothing from words of another script', () => {
    for (const phrase of ['через две недели', '两周之内', 'في غضون أسبوعين', '2 週間', 'δύο εβδομάδες'])
      expect(read(phrase).kind).toBe('none');
  });
});

/* ---- properties ---- */

const WORDS =
  'in within by before after until from on at the a next last this first second end of early mid late two three 5 100 2030 week weeks day months year years - – , . and or to between for since every ago now today tomorrow Friday March May fall Christmas election term maybe about soon half few couple quarter Q3 9/5/2025 $ % not when 5th noon pm will was is'.split(
    ' ',
  );
const word = fc.constantFrom(...WORDS);
const language = fc.constantFrom(...supportedLanguages.map(({ code }) => code));
const date = fc
  .date({ min: new Date('1600-01-01'), max: new Date('2400-12-31'), noInvalidDate: true })
  .map((day) => day.toISOString().slice(0, 10));

function holds(phrase: string, options: DeadlineOptions): void {
  const reading = parseDeadline(phrase, options);
  const { kind, window_start, window_end } = reading;
  const hasWindow = window_start !== null || window_end !== null;
  expect(hasWindow).toBe(kind === 'calendar' || kind === 'duration');
  for (const window of [reading, ...reading.alternatives]) {
    if (window.window_start === null) expect(window.window_end).toBeNull();
    else {
      expect(window.window_start).toMatch(/^\d{4}-\d{2}-\d{2}$/);
      expect(window.window_start >= options.reference_date).toBe(true);
      if (window.window_end !== null) expect(window.window_end >= window.window_start).toBe(true);
    }
  }
  expect(reading.anchor !== null).toBe(kind === 'event');
  expect(reading.review_on !== null).toBe(kind === 'event' || kind === 'vague');
  expect(reading.explanation.length).toBeGreaterThan(20);
  expect(families.some(({ key }) => key === reading.family)).toBe(true);
}

describe('for any words at all', () => {
  it('never throws and keeps its promises on grammar words in any order', () => {
    fc.assert(
      fc.property(fc.array(word, { maxLength: 14 }), date, language, (words, reference_date, code) =>
        holds(words.join(' '), { reference_date, language: code }),
      ),
      { numRuns: 3000 },
    );
  });

  it('never throws and keeps its promises on any characters', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 300 }),
        date,
        language,
        (text, reference_date, code) => holds(text, { reference_date, language: code }),
      ),
      { numRuns: 1500 },
    );
  });

  it('reads long texts, and refuses those over the limit', () => {
    fc.assert(
      fc.property(fc.array(word, { minLength: 200, maxLength: 400 }), (words) =>
        holds(words.join(' '), { reference_date: FRIDAY }),
      ),
      { numRuns: 60 },
    );
    expect(read(`${'a'.repeat(2000)} in two weeks`).kind).toBe('none');
    expect(read('in '.repeat(100_000)).kind).toBe('none');
    expect(read('\ufdfa'.repeat(2000)).kind).toBe('none'); // each would expand to 18 characters
    expect(read('1,'.repeat(900)).kind).toBe('none');
    expect(read(`in two weeks ${'-'.repeat(1500)}`).explanation).toContain('mostly marks');
  });

  it('keeps its promises on texts made to break it', () => {
    for (const text of hostileTexts(300))
      for (const { code } of supportedLanguages) holds(text, { reference_date: FRIDAY, language: code });
  });

  it('gives the same reading for the same words, whatever the clock says', () => {
    fc.assert(
      fc.property(fc.array(word, { maxLength: 8 }), (words) => {
        expect(read(words.join(' '))).toEqual(read(words.join(' ')));
      }),
      { numRuns: 200 },
    );
  });
});
