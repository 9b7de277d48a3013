/** More of what the words of politicians mean in days: what surrounds a time decides. Lines as in deadline-rows.ts. */
import { describe, expect, test } from 'vitest';
import { parseDeadline } from '../../src/features/deadlines/grammar/index.ts';
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
};

for (const [title, block] of Object.entries(SURROUNDINGS))
  describe(title, () => {
    for (const { phrase, expected, options } of rowsOf(block))
      test(`“${phrase}”`, () => {
        expect(summary(parseDeadline(phrase, options))).toBe(expected);
      });
  });
