/**
 * Days that may be known in part (ISO 8601, reduced precision): `2019-03` is some day of that month, `2019` of that
 * year. As text they sort by the first day that they may be.
 */

/** The first day that a day may be. */
export const firstDay = (day: string): string =>
  day === '' ? '' : `${day}${'-01-01'.slice(day.length - 4)}`;

/** The last day that a day may be. */
export const lastDay = (day: string): string => {
  const [year = '', month = '12', date] = day.split('-');
  if (date !== undefined) return day;
  // Of the month after, the day before the first.
  const last = new Date(Date.UTC(2000 + (Number(year) % 400), Number(month), 0)).getUTCDate();
  return `${year}-${month}-${String(last).padStart(2, '0')}`;
};

/** Whether a day is known to the day. */
export const isWhole = (day: string): boolean => day.length === 'YYYY-MM-DD'.length;

/** Whether every day that `day` may be lies after every day that `other` may be. */
export const isAfter = (day: string, other: string): boolean => firstDay(day) > lastDay(other);

const PARTS = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/;
/** Days that every month has. */
const ALWAYS = 28;

/** Whether there is such a day, known whole or in part. */
export const isDay = (text: string): boolean => {
  const [, year = '0000', month = '01', day = '01'] = PARTS.exec(text) ?? [];
  if (year === '0000' || month === '00' || month > '12' || day === '00') return false;
  return Number(day) <= ALWAYS || day <= lastDay(`${year}-${month}`).slice(-2);
};
