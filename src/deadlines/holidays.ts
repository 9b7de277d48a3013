/** The days of holidays whose date is fixed or can be computed. */
import { dayNumber, easterSunday, nthWeekday } from './calendar.ts';
import { HOLIDAY_DAYS, HOLIDAYS } from './tables/holidays.ts';

export function holidayDays(key: string): number {
  return HOLIDAY_DAYS[key] ?? 1;
}

function ruleIn(country: string, key: string): string | undefined {
  const rules = Object.entries(HOLIDAYS[key] ?? {});
  return rules.find(([, countries]) => countries.split(' ').includes(country))?.[0];
}

/** The day a holiday falls on in a year, or null where that country has no such holiday. */
export function holidayIn(key: string, year: number, country: string): number | null {
  const rule = ruleIn(country, key) ?? ruleIn('*', key);
  if (rule === undefined) return null;
  if (rule.startsWith('easter')) return easterSunday(year) + Number(rule.slice('easter'.length));
  if (rule.includes(' ')) {
    const [month = 0, nth = 0, weekday = 0] = rule.split(' ').map(Number);
    return nthWeekday(year, month, nth, weekday);
  }
  const [month = 0, day = 0] = rule.split('-').map(Number);
  return dayNumber(year, month, day);
}
