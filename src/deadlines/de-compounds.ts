/** German compounds of time, spelt out: "Septemberwoche", "Jahresfrist", "dreimonatige". */
const MONTHS = [
  'januar',
  'jänner',
  'februar',
  'märz',
  'april',
  'mai',
  'juni',
  'juli',
  'august',
  'september',
  'oktober',
  'november',
  'dezember',
];
const SEASONS = ['frühjahrs', 'frühlings', 'sommer', 'herbst', 'winter'];
const COUNTS = [
  'ein',
  'zwei',
  'drei',
  'vier',
  'fünf',
  'sechs',
  'sieben',
  'acht',
  'neun',
  'zehn',
  'zwölf',
  'vierzehn',
  'achtzehn',
  'zwanzig',
  'dreißig',
  'hundert',
];
const ADJECTIVES: readonly [stem: string, unit: string][] = [
  ['stündig', 'stunden'],
  ['tägig', 'tage'],
  ['wöchig', 'wochen'],
  ['monatig', 'monate'],
  ['jährig', 'jahre'],
];
const LIMITS: readonly [stem: string, unit: string][] = [
  ['tage', 'tage'],
  ['tages', 'tage'],
  ['wochen', 'wochen'],
  ['monats', 'monate'],
  ['jahres', 'jahre'],
];
const UNITS: readonly [stem: string, genitive: string][] = [
  ['wochen', 'der woche'],
  ['monats', 'des monats'],
  ['quartals', 'des quartals'],
  ['jahres', 'des jahres'],
];
const PARTS: readonly [ending: string, part: string][] = [
  ['anfang', 'anfang'],
  ['beginn', 'beginn'],
  ['mitte', 'mitte'],
  ['ende', 'ende'],
];

function compounds(): Record<string, string> {
  const spelt: Record<string, string> = {};
  for (const month of MONTHS) {
    for (const [ending, part] of PARTS) spelt[month + ending] = `${part} ${month}`;
    spelt[`${month}woche`] = `woche im ${month}`;
    spelt[`${month}wochen`] = `wochen im ${month}`;
    spelt[`${month}tage`] = `tage im ${month}`;
    spelt[`${month}tagen`] = `tage im ${month}`;
    spelt[`${month}hälfte`] = `hälfte des ${month}`;
  }
  for (const season of SEASONS) {
    for (const [ending, part] of PARTS) spelt[season + ending] = `${part} ${season}`;
    spelt[`${season}monate`] = season;
    spelt[`${season}monaten`] = season;
  }
  for (const [unit, genitive] of UNITS)
    for (const [ending, part] of PARTS)
      if (unit !== 'wochen' || part !== 'ende') spelt[unit + ending] = `${part} ${genitive}`;
  // A hyphen makes a length of them that counts only before a deadline: "zweiwöchige Frist".
  for (const count of COUNTS) {
    for (const [stem, unit] of ADJECTIVES)
      for (const ending of ['e', 'en', 'er', 'es', 'em']) spelt[count + stem + ending] = `${count}-${unit}`;
    for (const [stem, unit] of LIMITS) spelt[`${count}${stem}frist`] = `${count}-${unit} frist`;
  }
  return spelt;
}

export const deCompounds: Record<string, string> = {
  ...compounds(),
  heuer: 'dieses jahr',
  jahresfrist: 'eines jahres',
  halbjahresfrist: 'eines halben jahres',
  monatsfrist: 'eines monats',
  wochenfrist: 'einer woche',
  tagesfrist: 'eines tages',
  stundenfrist: 'einer stunde',
  jahreswechsel: 'wechsel des jahres',
  jahreswende: 'wende des jahres',
  jahrzehntende: 'ende des jahrzehnts',
  jahrhundertmitte: 'mitte des jahrhunderts',
  jahrhundertende: 'ende des jahrhunderts',
  frühsommer: 'anfang sommer',
  hochsommer: 'mitte sommer',
  spätsommer: 'ende sommer',
  frühherbst: 'anfang herbst',
  spätherbst: 'ende herbst',
  spätwinter: 'ende winter',
};
