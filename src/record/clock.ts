/** The time, as something a test can set. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

/** Before this no zone had a time of its own, and Intl counts years by the Julian calendar, without zeros in front. */
const ZONED_MS = Date.parse('1800-01-01T00:00:00Z');

const LAST_DAY = '9999-12-31';

/**
 * Tells the calendar day at an instant in a timezone; none is after the last that has four digits for its
 * year. Days change on whole minutes everywhere, so an answer holds for its minute.
 */
export const createCalendar = (timezone: string) => {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone: timezone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  let minute = -1;
  let day = '';
  return (instant: Date): string => {
    const asked = Math.floor(instant.getTime() / 60_000);
    if (asked !== minute) {
      minute = asked;
      const told = instant.getTime() < ZONED_MS ? instant.toISOString() : format.format(instant);
      day = /^\d{4}-/.test(told) ? told.slice(0, LAST_DAY.length) : LAST_DAY;
    }
    return day;
  };
};

const DAY_MS = 86_400_000;

/** The day so many days after `day` (before it where negative); '' where that lies beyond the year 9999. */
export const addDays = (day: string, days: number): string => {
  const text = new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString();
  return text.startsWith('+') ? '' : text.slice(0, LAST_DAY.length);
};

/**
 * The first instant of a calendar day, by what `dayOf` says of instants. Of a day that a zone left out
 * it is the first of the day after. Zones lie within a day of UTC, so the boundary is bisected
 * between one day before and one after.
 */
export const startOfDay = (dayOf: (instant: Date) => string, day: string): Date => {
  const midnight_utc = Date.parse(`${day}T00:00:00Z`);
  let [before, from] = [midnight_utc - 2 * DAY_MS, midnight_utc + 2 * DAY_MS];
  while (from - before > 1) {
    const middle = Math.floor((before + from) / 2);
    if (dayOf(new Date(middle)) < day) before = middle;
    else from = middle;
  }
  return new Date(from);
};
