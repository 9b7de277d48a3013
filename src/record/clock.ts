/** The time, as something a test can set. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

/**
 * Tells the calendar day at an instant in a timezone. Days change on whole minutes everywhere, so
 * an answer holds for its minute.
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
      day = format.format(instant);
    }
    return day;
  };
};
