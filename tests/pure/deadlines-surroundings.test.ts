/** More of what the words of politicians mean in days: what surrounds a time decides. Lines as in deadline-rows.ts. */
import { describe, expect, test } from 'vitest';
import { parseDeadline } from '../../src/deadlines/index.ts';
import { rowsOf, summary } from './deadline-rows.ts';

const SURROUNDINGS: Record<string, string> = {
  'what is denied twice is promised, and a name denies nothing': `
    @2025-03-10
    There is no reason we cannot pass this by Easter | calendar | 2025-03-10..2025-04-20
    The no-fly zone is in place within a week | duration | 2025-03-10..2025-03-17
    The bill does not raise them, nor does it cut them next year | none
  `,
  'a correction counts, and keeps the limit of what it corrects': `
    @2025-03-10
    The pier opens in five weeks, strike that, I'm told seven weeks | duration | 2025-04-28
    By the end of April, sorry, the end of May, it is shut | calendar | 2025-03-10..2025-05-31
    Over the next two years, and I mean two years, not five, the force doubles | duration | 2025-03-10..2027-03-10
    It could be three weeks, it could be six weeks | duration | 2025-03-31..2025-04-21 | h
  `,
  'of two times, that which says it more exactly or is promised': `
    @2025-03-10
    Forty days from now, on April 19th, we win this | calendar | 2025-04-19
    By the end of the year, by October, it is done | calendar | 2025-03-10..2025-10-31
    Tonight I can announce that over the next year another 10,000 troops come home | duration | 2025-03-10..2026-03-10
    Some time in early May, mid-May, you will see it | calendar | 2025-05-01..2025-05-20 | h
  `,
  'a time that closes a clause dates it': `
    @2025-03-10
    We want a deal before the markets open on Monday | calendar | 2025-03-10..2025-03-16
    We take it up when we are back next month | calendar | 2025-04-01..2025-04-30
    before the Senate rises for the summer | event
    On day one, before I even have lunch, we sign it | event
  `,
  'an event with a word or a holder of its own': `
    @2025-03-10
    We will finish the report prior to adjourning | event
    within thirty days of the jury's verdict | event
    pending the court's ruling | event
    It will be in the King's Speech | event
    We call upon all parties to act by June | calendar | 2025-03-10..2025-06-30
  `,
  'what is sworn, effective or built is promised with its time': `
    @2025-03-10
    She will be sworn in at the end of this month | calendar | 2025-03-21..2025-03-31
    My resignation will be effective in ten days | duration | 2025-03-20
    At the earliest by June 1 the schools reopen | calendar | 2025-06-01..
    We have only six days left to find a deal | duration | 2025-03-10..2025-03-16
    We will have the first shipment there in fourteen months | duration | 2026-05-10
    It is the first surplus in fourteen years | none
  `,
  'days and years in short': `
    @2025-03-10
    The shops are open for business on 5/1 | calendar | 2025-05-01
    by 9/30 | calendar | 2025-03-10..2025-09-30
    cut the deficit by 1/3 | none
    the last lead pipe gone by '35 | calendar | 2025-03-10..2035-12-31
    between the 10th and the 15th of April | calendar | 2025-04-10..2025-04-15
    at our meeting on May 15 and 16 | calendar | 2025-05-15..2025-05-16
    The committee has a November deadline | calendar | 2025-03-10..2025-11-30
    half a dozen weeks | duration | 2025-04-21
  `,
  'rates, speeds, slogans and laws set no time': `
    @2025-03-10
    We lose three thousand people a day to this | none
    The other city is forty minutes away | none
    You can file it online in five minutes | none
    Fifteen days to stop the spread | none
    A law that would ban it after fifteen weeks | none
    They allow it after five months | none
    Enrollment drops by four million in one month | none
    The clinic works ninety days | none
    Freshmen have two years or less experience | none
    It could last, you know, six days, six weeks | none
    Twelve years. Twelve long years of one party | none
  `,
  'what is told of the past is no time to come': `
    @2025-03-10
    They have passed six bills in twelve years | none
    In eight years, we added 4 trillion to the debt | none
    In three days last week he flew to five cities | none
    Three weeks on, it has not | none
    By the end of the year we'd lost four million more | none
    They had signed an agreement to be out by May | none
    I'll tell you after Thanksgiving, I said, and I am telling you now | none
    Video shows the ballots collected on March 4 | none
    In May we created more jobs than ever | none
    We gave them ten years; now they are on a 10-day deadline | duration | 2025-03-10..2025-03-20
    The ferries ran all last week, and on Monday the tunnel reopens | calendar | 2025-03-17
    By July - I had said October - every adult will have had a dose | calendar | 2025-03-10..2025-07-31
  `,
  'a time in a name or of a thing': `
    @2025-03-10
    A ban on Christmas cards | none
    The paper outlines a 2028 plan | none
    The party prepares its 2028 presidential bid | none
    I would be the first senator of my party in forty years | none
    Despite 14 shootings in eight years, we still have no law | none
    She brings in close to a quarter million dollars | none
    The January 6th Committee stops at nothing | none
    The Bloody Sunday families waited for the truth | none
    The Mail on Sunday can print what it likes | none
    Super Saturday is not the end of it | none
    We build the jobs of tomorrow | none
    We gather tonight knowing what they did | none
    whatever it is tomorrow, they talk about something else | none
    These choices will shape the next thousand years | none
    abolish the 1st, 2nd and 4th amendments | none
    thousands died from H1N1 | none
    meeting by meeting | none
    once every four years | none
    What can happen in thirty years? | none
  `,
  'weeks and months without a number stay vague': `
    @2025-03-10
    We're talking days here, folks, not weeks | vague
    weeks, maybe months, who knows | vague
    You'll find out sooner than you think | vague
    We'll have more to say down the track | vague
  `,
  'what we are doing is promised, figures or not; what others do with figures is a statistic': `
    @2025-03-10
    We are hiring 20,000 officers in three years | duration | 2028-03-10
    We are investing 5 billion dollars over the next three years | duration | 2025-03-10..2028-03-10
    They are losing 500 jobs in three years | none
  `,
  'a verb that the table does not know governs its own time': `
    @2025-03-10
    It was promised for May, and under this contract it opens in June | calendar | 2025-06-01..2025-06-30
    The roads have been shut since Sunday. Full service, and he gave his word on it, resumes tomorrow | calendar | 2025-03-11
    The last of them retires in late 2026, and the crews were told on Tuesday | calendar | 2026-09-01..2026-12-31
    In nine weeks the plant that has been dark since 2001 goes back on | duration | 2025-05-12
    Starting April 1, the fee that has gone up since 1991 is gone | calendar | 2025-04-01..
    The schools shut tomorrow | calendar | 2025-03-11
    The ban comes in next April | calendar | 2026-04-01..2026-04-30
    It'll come before long | vague
  `,
  'what is denied in a relative clause denies nothing of the main one': `
    @2025-03-10
    Wages that have not been paid for months will be paid by May 1 | calendar | 2025-03-10..2025-05-01
    If it is not on my desk before Memorial Day, I go to the country | calendar | 2025-03-10..2025-05-25
    If they had been let in by June, we would not be here | none
  `,
  'until is a limit only for those who have the time': `
    @2025-03-10
    You have until Friday | calendar | 2025-03-10..2025-03-14
    We have a contract until 2029 | none
    He promised that taxes would not rise until July | none
  `,
  'a comparison and a count set no time': `
    @2025-03-10
    They will borrow more than this town will see in a decade | none
    Three million jobs in eighteen months. That was us | none
    Growth of 4.9 percent in the third quarter, the best since 2021 | none
    Sixteen days, 24 billion dollars, and nothing to show for it | none
    I will remember that Tuesday in October for the rest of my life | none
    They'll fall too | none
  `,
  'with a first of something that comes, or the last of them, the time is one to come': `
    @2025-03-10
    The last bus leaves in 36 hours | duration | 2025-03-10..2025-03-12
    Each family gets its first payment in six weeks | duration | 2025-04-21
  `,
  'hedges and offers of the same time': `
    @2025-03-10
    In one year's time, one year from tonight, it is done | duration | 2026-03-10
    Maybe in three years, maybe in four, we'll have a majority | duration | 2028-03-10..2029-03-10 | h
    The local elections come in several months | duration | 2025-06-10..2025-10-10 | h
    It will be over in a couple of weeks | duration | 2025-03-24..2025-03-31 | h
    By mid-May the first banks have the money | calendar | 2025-03-10..2025-05-20
    By this autumn half of them are home | calendar | 2025-03-10..2025-11-30
  `,
  'today may be only when it is said': `
    @2025-03-10
    I'm announcing today that every adult can have one no later than May 1 | calendar | 2025-03-10..2025-05-01
    Today I am pledging to halve it by the end of my first term | event
    Tonight we vote | calendar | 2025-03-10
  `,
  'days that name something': `
    @2025-03-10
    Black Friday, Small Business Saturday, I have a budget for both | none
    Friday Night Lights is a programme and no strategy | none
    The Friday meeting goes on for two hours | none
  `,
  'a bare length beside a time that is promised gives way to it': `
    @2025-03-10
    Twenty such conferences, twenty years! A fortnight from today we will have a text | duration | 2025-03-24
    The two-year clock has now started | duration | 2025-03-10..2027-03-10
  `,
  'a year before a length is no part of it, and a state that would last is no deadline': `
    @2025-03-10
    The pension age reaches 66 by 2030, six years earlier than the last government had planned | calendar | 2025-03-10..2030-12-31
    The transition would be around two years | none
    Eleven days from start to finish, that is how long it took | none
    I won't give you a date today, and I won't be giving you one tomorrow | none
  `,
  'German and Spanish sayings name no day, and what lasts since then is no deadline': `
    @2025-03-10 language=de
    Sie regieren dieses Land seit zehn Jahren, und was haben die Leute davon? | none
    lieber heute als morgen | none
    im neuen Jahr | calendar | 2026-01-01..2026-12-31
    Darüber reden wir nach dem zweiten Wahlgang | event
    @2025-03-10 language=es
    a partir del 1° de junio | calendar | 2025-06-01..
    dentro de las 48 horas | duration | 2025-03-10..2025-03-12
    con efectos inmediatos | vague
    más de lo que esperábamos en primavera | none
  `,
};

for (const [title, block] of Object.entries(SURROUNDINGS))
  describe(title, () => {
    for (const { phrase, expected, options } of rowsOf(block))
      test(`“${phrase}”`, () => {
        expect(summary(parseDeadline(phrase, options))).toBe(expected);
      });
  });
