/**
 * Calendar arithmetic on day numbers: whole days since 1970-01-01 in the proleptic Gregorian
 * calendar. No clock and no time zone is read anywhere.
 */

export interface CivilDate {
  year: number;
  month: number;
  day: number;
}

const LAST_YEAR = 9999;

/** The day number of a date (algorithm: Howard Hinnant, "chrono-compatible low-level date algorithms"). */
export function dayNumber(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

export function civil(dayNo: number): CivilDate {
  const z = dayNo + 719_468;
  const era = Math.floor(z / 146_097);
  const dayOfEra = z - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1,
  };
}

export function daysInMonth(year: number, month: number): number {
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month === 2 ? (leap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
}

export function isDate(year: number, month: number, day: number): boolean {
  return Number.isInteger(month) && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

/** Reads YYYY-MM-DD. Throws RangeError when it is no such date. */
export function parseDate(text: string): number {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  const [year, month, day] = (match ?? []).slice(1).map(Number);
  if (year === undefined || month === undefined || day === undefined || year < 1 || !isDate(year, month, day))
    throw new RangeError(`Not a calendar date (YYYY-MM-DD): ${String(text).slice(0, 40)}`);
  return dayNumber(year, month, day);
}

export function formatDate(dayNo: number): string {
  const { year, month, day } = civil(dayNo);
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** True for days that can be written YYYY-MM-DD. */
export function isWritable(dayNo: number): boolean {
  return dayNo >= dayNumber(1, 1, 1) && dayNo <= dayNumber(LAST_YEAR, 12, 31);
}

/** Months count by the calendar, clamped to the month's last day. */
export function addMonths(dayNo: number, months: number): number {
  const { year, month, day } = civil(dayNo);
  const index = year * 12 + (month - 1) + months;
  const toYear = Math.floor(index / 12);
  const toMonth = index - toYear * 12 + 1;
  return dayNumber(toYear, toMonth, Math.min(day, daysInMonth(toYear, toMonth)));
}

/** 1 is Monday, 7 is Sunday. */
export function weekdayOf(dayNo: number): number {
  return ((((dayNo + 3) % 7) + 7) % 7) + 1;
}

export function mondayOf(dayNo: number): number {
  return dayNo - weekdayOf(dayNo) + 1;
}

/** The first day of `month`, which may run past 12 into the following years. */
export function monthStart(year: number, month: number): number {
  const index = year * 12 + (month - 1);
  const toYear = Math.floor(index / 12);
  return dayNumber(toYear, index - toYear * 12 + 1, 1);
}

/** The n-th weekday of a month; n = -1 is the last. Null where the month has none. */
export function nthWeekday(year: number, month: number, n: number, weekday: number): number | null {
  if (n === -1) {
    const last = monthStart(year, month + 1) - 1;
    return last - ((weekdayOf(last) - weekday + 7) % 7);
  }
  const first = monthStart(year, month);
  const day = first + ((weekday - weekdayOf(first) + 7) % 7) + (n - 1) * 7;
  return day < monthStart(year, month + 1) ? day : null;
}

/** Easter Sunday, western (the anonymous Gregorian computus). */
export function easterSunday(year: number): number {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = Math.floor(b / 4);
  const g = Math.floor((8 * b + 13) / 25);
  const h = (19 * a + b - d - g + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const month = Math.floor((h + l - 7 * m + 114) / 31);
  return dayNumber(year, month, ((h + l - 7 * m + 114) % 31) + 1);
}

/** The first and the last day of months in a row; the first month may lie outside 1 to 12. */
export function monthsFrom(year: number, first: number, count: number): [number, number] {
  return [monthStart(year, first), monthStart(year, first + count) - 1];
}

/** The first and the last day of years in a row. */
export function yearsFrom(first: number, count = 1): [number, number] {
  return [dayNumber(first, 1, 1), dayNumber(first + count - 1, 12, 31)];
}
