/**
 * Holidays whose date is fixed or can be computed, by country ('*' is everywhere). A rule is
 * 'MM-DD', 'easter±N', or 'MM nth weekday' (weekday 1 is Monday, nth -1 the last).
 * Feasts that follow the moon or a decree are events, not holidays.
 */
import { dayNumber, easterSunday, nthWeekday } from './calendar.ts';

const HOLIDAYS: Record<string, Record<string, string>> = {
  new_years_day: { '*': '01-01' },
  new_years_eve: { '*': '12-31' },
  christmas: { '*': '12-25' },
  christmas_eve: { '*': '12-24' },
  boxing_day: { '*': '12-26' },
  epiphany: { '*': '01-06' },
  valentines_day: { '*': '02-14' },
  st_patricks_day: { '*': '03-17' },
  april_fools: { '*': '04-01' },
  halloween: { '*': '10-31' },
  all_saints: { '*': '11-01' },
  burns_night: { '*': '01-25' },
  waitangi: { '*': '02-06' },
  st_brigid: { '*': '02-01' },
  st_david: { '*': '03-01' },
  st_george: { '*': '04-23' },
  st_andrew: { '*': '11-30' },
  st_stephens_day: { '*': '12-26' },
  ve_day: { '*': '05-08', RU: '05-09' },
  vj_day: { '*': '08-15' },
  d_day: { '*': '06-06' },
  earth_day: { '*': '04-22' },
  womens_day: { '*': '03-08', ZA: '08-09' },
  human_rights_day: { '*': '12-10', ZA: '03-21' },
  pearl_harbor: { US: '12-07' },
  cinco_de_mayo: { '*': '05-05' },
  candlemas: { '*': '02-02' },
  michaelmas: { '*': '09-29' },
  all_souls: { '*': '11-02' },
  shrove_tuesday: { '*': 'easter-47' },
  mothering_sunday: { GB: 'easter-21', IE: 'easter-21' },
  remembrance_sunday: { GB: '11 2 7' },
  may_bank_holiday: { GB: '05 1 1', IE: '05 1 1' },
  spring_bank_holiday: { GB: '05 -1 1' },
  august_bank_holiday: { GB: '08 -1 1', IE: '08 1 1' },
  republic_day: { IN: '01-26', IT: '06-02', TR: '10-29', PK: '03-23' },
  freedom_day: { ZA: '04-27' },
  heritage_day: { ZA: '09-24' },
  gandhi: { IN: '10-02' },
  groundhog_day: { US: '02-02', CA: '02-02' },
  carnival_monday: { '*': 'easter-48' },
  ash_wednesday: { '*': 'easter-46' },
  palm_sunday: { '*': 'easter-7' },
  maundy_thursday: { '*': 'easter-3' },
  good_friday: { '*': 'easter-2' },
  easter: { '*': 'easter+0' },
  easter_monday: { '*': 'easter+1' },
  ascension: { '*': 'easter+39' },
  pentecost: { '*': 'easter+49' },
  pentecost_monday: { '*': 'easter+50' },
  corpus_christi: { '*': 'easter+60' },
  may_day: { '*': '05-01' },
  labor_day: { US: '09 1 1', CA: '09 1 1', DE: '05-01', FR: '05-01', ES: '05-01', AT: '05-01' },
  memorial_day: { US: '05 -1 1' },
  veterans_day: { US: '11-11' },
  remembrance_day: { GB: '11-11', CA: '11-11', AU: '11-11' },
  juneteenth: { US: '06-19' },
  independence_day: {
    US: '07-04',
    MX: '09-16',
    IN: '08-15',
    PK: '08-14',
    UA: '08-24',
    PL: '11-11',
    FI: '12-06',
    BR: '09-07',
    KE: '12-12',
    NG: '10-01',
    GH: '03-06',
    ID: '08-17',
  },
  fourth_of_july: { '*': '07-04' },
  thanksgiving: { US: '11 4 4', CA: '10 2 1' },
  mlk_day: { US: '01 3 1' },
  presidents_day: { US: '02 3 1' },
  columbus_day: { US: '10 2 1' },
  flag_day: { US: '06-14' },
  mothers_day: {
    GB: 'easter-21',
    IE: 'easter-21',
    US: '05 2 7',
    CA: '05 2 7',
    DE: '05 2 7',
    AU: '05 2 7',
    AT: '05 2 7',
  },
  fathers_day: { US: '06 3 7', CA: '06 3 7', GB: '06 3 7' },
  canada_day: { '*': '07-01' },
  bastille_day: { '*': '07-14' },
  australia_day: { '*': '01-26' },
  anzac_day: { '*': '04-25' },
  guy_fawkes: { '*': '11-05' },
  german_unity: { '*': '10-03' },
  reformation: { '*': '10-31' },
  st_nicholas: { '*': '12-06' },
  dreikoenig: { '*': '01-06' },
};

/** The day a holiday falls on in a year, or null where that country has no such holiday. */
export function holidayIn(key: string, year: number, country: string): number | null {
  const rules = HOLIDAYS[key];
  const rule = rules?.[country] ?? rules?.['*'];
  if (rule === undefined) return null;
  if (rule.startsWith('easter')) return easterSunday(year) + Number(rule.slice('easter'.length));
  if (rule.includes(' ')) {
    const [month = 0, nth = 0, weekday = 0] = rule.split(' ').map(Number);
    return nthWeekday(year, month, nth, weekday);
  }
  const [month = 0, day = 0] = rule.split('-').map(Number);
  return dayNumber(year, month, day);
}
