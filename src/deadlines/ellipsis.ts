/** What is left out or said in another form, written out in words the grammar knows (Spanish). */
import { has, senseOf } from './items.ts';
import type { Item } from './items.ts';
import { type Category, Meanings, type Senses } from './senses.ts';
import { isOwned } from './word-senses.ts';

const NEXT_CENTURY = 2000;
const LAST_CENTURY = 1900;
/** Later decades are those of the last century: "los años 80". */
const LAST_COMING_TENS = 50;
const FIRST_YEAR = 1900;
const COMING = ['in', 'by', 'over', 'before'];
/** "al año de la firma" is "en un año desde la firma". */
const AFTER_ONE: Record<string, Senses['unit']> = {
  'a el año': 'year',
  'a el mes': 'month',
  'a la semana': 'week',
};

/** The items that stand for the one at this place, or null where it stands for itself. */
export function spokenOut(items: readonly Item[], at: number): Item[] | null {
  const item = items[at];
  if (!item) return null;
  if (isDecade(items, at - 1) || isMonthNoun(items, at) || isMonthNoun(items, at - 1)) return [];
  return (
    decade(items, at) ??
    afterOne(items, at, item) ??
    firstDay(items, at, item) ??
    thisTerm(items, at, item) ??
    throughout(items, at, item)
  );
}

/** "en los años 30" is "en la década de 2030", of what has been that of 1930. */
function decade(items: readonly Item[], at: number): Item[] | null {
  const [item, count] = [items[at], items[at + 1]];
  if (!item || !count || !isDecade(items, at)) return null;
  const tens = tensAt(items, at + 1) ?? 0;
  const isFuture = items.some(
    ({ is, sentence }) => sentence === item.sentence && is.get('future') === 'will',
  );
  const isComing =
    isFuture && tens <= LAST_COMING_TENS && COMING.includes(senseOf(items, at - 2, 'relation') ?? '');
  const year = (isComing ? NEXT_CENTURY : LAST_CENTURY) + tens;
  return [
    as(item, 'unit', 'decade'),
    { ...as(item, 'of', 'of'), text: 'de' },
    { ...count, text: String(year), raw: String(year), is: new Meanings(), number: year, opens: true },
  ];
}

function as<C extends Category>(item: Item, category: C, value: Senses[C]): Item {
  return { ...item, is: Meanings.of(category, value) };
}

function isDecade(items: readonly Item[], at: number): boolean {
  return (
    senseOf(items, at, 'units') === 'year' &&
    has(items, at - 1, 'article') &&
    tensAt(items, at + 1) !== null &&
    !has(items, at + 2, 'units')
  );
}

function tensAt(items: readonly Item[], at: number): number | null {
  const tens = items[at]?.number ?? Number(senseOf(items, at, 'number') ?? 0);
  return tens >= 10 && tens <= 90 && tens % 10 === 0 ? tens : null;
}

/** "este mes de septiembre" is "este septiembre". */
function isMonthNoun(items: readonly Item[], at: number): boolean {
  return senseOf(items, at, 'unit') === 'month' && has(items, at + 1, 'of') && has(items, at + 2, 'month');
}

function afterOne(items: readonly Item[], at: number, item: Item): Item[] | null {
  const unit = AFTER_ONE[item.text];
  if (unit === undefined || !isOwned(items, at + 1)) return null;
  return [
    { ...as(item, 'relation', 'in'), opens: true },
    { ...as(item, 'number', '1'), text: 'un' },
    as(item, 'unit', unit),
  ];
}

/** "el día 1 de septiembre", where "el día 1" alone is the first in office. */
function firstDay(items: readonly Item[], at: number, item: Item): Item[] | null {
  if (!/^d[ií]a 1$/.test(item.text) || !has(items, at + 1, 'of') || !has(items, at + 2, 'month')) return null;
  const number: Item = { ...item, text: '1', raw: '1', is: new Meanings(), number: 1, opens: true };
  return [as(item, 'unit', 'day'), number];
}

/** "Este sexenio vamos a …": in it. */
function thisTerm(items: readonly Item[], at: number, item: Item): Item[] | null {
  const isThis = /^est[ea]$/.test(item.text) && senseOf(items, at + 1, 'event') === 'term';
  const isOpening = at === 0 || items[at - 1]?.isMark === true;
  return isThis && isOpening ? [{ ...as(item, 'relation', 'in'), text: 'en', opens: true }, item] : null;
}

/** "a lo largo del año" is this year, but "a lo largo del año 2027" and "del primer trimestre" name theirs. */
function throughout(items: readonly Item[], at: number, item: Item): Item[] | null {
  const isPhrase = senseOf(items, at, 'which') === 'this' && item.text.includes(' ');
  if (!isPhrase || has(items, at + 1, 'units')) return null;
  const year = items[at + 2]?.number ?? 0;
  const isNamed = !has(items, at + 1, 'unit') || year >= FIRST_YEAR || isMonthNoun(items, at + 1);
  if (!isNamed) return null;
  const article = { ...as(item, 'article', 'the'), text: item.text.slice(item.text.lastIndexOf(' ') + 1) };
  return [as(item, 'relation', 'over'), article];
}
