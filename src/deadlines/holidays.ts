/**
 * Holidays whose date is fixed or can be computed, with the countries where it holds ('*' is everywhere). A rule is
 * 'MM-DD', 'easter±N', or 'MM nth weekday' (weekday 1 is Monday, nth -1 the last).
 * Feasts that follow the moon or a decree are events, not holidays.
 */
import { dayNumber, easterSunday, nthWeekday } from './calendar.ts';

const HOLIDAYS: Record<string, Record<string, string>> = {
  new_years_day: { '01-01': '*' },
  new_years_eve: { '12-31': '*' },
  christmas: { '12-25': '*' },
  christmas_eve: { '12-24': '*' },
  boxing_day: { '12-26': '*' },
  epiphany: { '01-06': '*' },
  valentines_day: { '02-14': '*' },
  st_patricks_day: { '03-17': '*' },
  april_fools: { '04-01': '*' },
  halloween: { '10-31': '*' },
  all_saints: { '11-01': '*' },
  burns_night: { '01-25': '*' },
  waitangi: { '02-06': '*' },
  st_brigid: { '02-01': '*' },
  st_david: { '03-01': '*' },
  st_george: { '04-23': '*' },
  st_andrew: { '11-30': '*' },
  st_stephens_day: { '12-26': '*' },
  ve_day: { '05-08': '*', '05-09': 'RU' },
  vj_day: { '08-15': '*' },
  d_day: { '06-06': '*' },
  earth_day: { '04-22': '*' },
  womens_day: { '03-08': '*', '08-09': 'ZA' },
  human_rights_day: { '12-10': '*', '03-21': 'ZA' },
  pearl_harbor: { '12-07': 'US' },
  cinco_de_mayo: { '05-05': '*' },
  candlemas: { '02-02': '*' },
  michaelmas: { '09-29': '*' },
  all_souls: { '11-02': '*' },
  shrove_tuesday: { 'easter-47': '*' },
  mothering_sunday: { 'easter-21': 'GB IE' },
  remembrance_sunday: { '11 2 7': 'GB' },
  may_bank_holiday: { '05 1 1': 'GB IE' },
  spring_bank_holiday: { '05 -1 1': 'GB' },
  august_bank_holiday: { '08 -1 1': 'GB', '08 1 1': 'IE' },
  republic_day: { '01-26': 'IN', '06-02': 'IT', '10-29': 'TR', '03-23': 'PK' },
  freedom_day: { '04-27': 'ZA' },
  heritage_day: { '09-24': 'ZA' },
  gandhi: { '10-02': 'IN' },
  groundhog_day: { '02-02': 'US CA' },
  carnival_monday: { 'easter-48': '*' },
  ash_wednesday: { 'easter-46': '*' },
  palm_sunday: { 'easter-7': '*' },
  maundy_thursday: { 'easter-3': '*' },
  good_friday: { 'easter-2': '*' },
  easter: { 'easter+0': '*' },
  easter_monday: { 'easter+1': '*' },
  ascension: { 'easter+39': '*' },
  pentecost: { 'easter+49': '*' },
  pentecost_monday: { 'easter+50': '*' },
  corpus_christi: { 'easter+60': '*' },
  carnival: { 'easter-48': '*' },
  holy_week: { 'easter-7': '*' },
  st_joseph: { '03-19': '*' },
  st_john: { '06-24': '*' },
  st_james: { '07-25': '*' },
  assumption: { '08-15': '*' },
  diada: { '09-11': '*' },
  hispanic_day: { '10-12': '*' },
  immaculate: { '12-08': '*' },
  guadalupe: { '12-12': '*' },
  holy_innocents: { '12-28': '*' },
  grito: { '09-15': 'MX' },
  mexican_revolution: { '11-20': 'MX' },
  constitution_day: { '12-06': 'ES', '02-05': 'MX' },
  fiestas_patrias: { '09-18': 'CL', '09-16': 'MX', '07-28': 'PE' },
  may_day: { '05-01': '*' },
  labor_day: { '09 1 1': 'US CA', '05-01': 'DE FR ES AT' },
  memorial_day: { '05 -1 1': 'US' },
  veterans_day: { '11-11': 'US' },
  remembrance_day: { '11-11': 'GB CA AU' },
  juneteenth: { '06-19': 'US' },
  independence_day: {
    '07-04': 'US',
    '09-16': 'MX',
    '08-15': 'IN',
    '08-14': 'PK',
    '08-24': 'UA',
    '11-11': 'PL',
    '12-06': 'FI',
    '09-07': 'BR',
    '12-12': 'KE',
    '10-01': 'NG',
    '03-06': 'GH',
    '08-17': 'ID',
    '07-09': 'AR',
    '08-06': 'BO',
    '09-18': 'CL',
    '07-20': 'CO',
    '09-15': 'CR GT HN NI SV',
    '02-27': 'DO',
    '08-10': 'EC',
    '07-28': 'PE',
    '05-15': 'PY',
    '08-25': 'UY',
    '07-05': 'VE',
  },
  fourth_of_july: { '07-04': '*' },
  thanksgiving: { '11 4 4': 'US', '10 2 1': 'CA' },
  mlk_day: { '01 3 1': 'US' },
  presidents_day: { '02 3 1': 'US' },
  columbus_day: { '10 2 1': 'US' },
  flag_day: { '06-14': 'US' },
  mothers_day: {
    'easter-21': 'GB IE',
    '05 2 7': 'US CA DE AU AT CL CO EC PE UY VE',
    '05 1 7': 'ES',
    '10 3 7': 'AR',
    '05-10': 'MX GT SV',
  },
  fathers_day: { '06 3 7': 'US CA GB AR CL CO EC MX PE VE', '03-19': 'ES' },
  canada_day: { '07-01': '*' },
  bastille_day: { '07-14': '*' },
  australia_day: { '01-26': '*' },
  anzac_day: { '04-25': '*' },
  guy_fawkes: { '11-05': '*' },
  german_unity: { '10-03': '*' },
  reformation: { '10-31': '*' },
  st_nicholas: { '12-06': '*' },
  dreikoenig: { '01-06': '*' },
};

/** Holidays of more than one day; the rule gives the first. */
const DAYS: Record<string, number> = { holy_week: 8, carnival: 2 };

export function holidayDays(key: string): number {
  return DAYS[key] ?? 1;
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
