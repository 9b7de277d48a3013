/**
 * Languages whose modifiers follow their nouns (Spanish), in the words and the order that every form of a period knows:
 * "la semana que viene" is read as "la que viene semana", "al año de la firma" as "en un año desde la firma".
 */
import { has, inSentence, isAny, type Item, senseOf, type Items } from './items.ts';
import { unitAt } from './lengths.ts';
import { type Category, Meanings, type Senses } from './senses.ts';
import { is } from './signs.ts';
import { GROUPS, MEANT } from './tables/signs.ts';

const NEXT_CENTURY = 2000;
const LAST_CENTURY = 1900;
/** Later decades are those of the last century: "los años 80". */
const LAST_COMING_TENS = 50;
const FIRST_YEAR = 1900;
const COMING = ['in', 'by', 'over', 'before'];
const AFTER_ONE: Record<string, Senses['unit']> = {
  'a el año': 'year',
  'a el mes': 'month',
  'a la semana': 'week',
};

/** The items in the order of the grammar; the text itself stays as it was said. */
export function reordered(items: Items): Item[] {
  const order = items.flatMap((item, at) => spokenOut(items, at, item) ?? [item]);
  for (let at = 0; at < order.length; at++) {
    whichFirst(order, at);
    countLast(order, at);
  }
  return order.map((item, at) => (item.isMark ? item : meantBy(order, at, item)));
}

/** What a word means by the words around it, where that differs from what the lists say. */
function meantBy(items: Items, at: number, item: Item): Item {
  if (is('nextName', items, at)) return { ...item, is: item.is.with('which', 'coming') };
  const meant = MEANT.find(({ sign, unless }) => is(sign, items, at) && !(unless && is(unless, items, at)));
  if (!meant) return item;
  const meaning = new Meanings().add(meant.category, meant.sense);
  return { ...item, is: meaning, opens: meant.opens ?? meaning.opens };
}

/** The items that stand for the one at this place, or null where it stands for itself. */
function spokenOut(items: Items, at: number, item: Item): Item[] | null {
  if (is('decade', items, at - 1) || is('monthNoun', items, at) || is('monthNoun', items, at - 1)) return [];
  if (is('decade', items, at)) return decade(items, at, item);
  const unit = AFTER_ONE[item.text];
  if (unit !== undefined && is('owned', items, at + 1))
    return [as(item, 'relation', 'in'), as(item, 'number', '1', 'un'), as(item, 'unit', unit)];
  if (is('firstDay', items, at)) return [as(item, 'unit', 'day'), digits(item, 1)];
  if (is('thisTerm', items, at)) return [as(item, 'relation', 'in', 'en'), item];
  return throughout(items, at, item);
}

function as<C extends Category>(item: Item, category: C, sense: Senses[C], text = item.text): Item {
  const meaning = Meanings.of(category, sense);
  return { ...item, text, is: meaning, opens: meaning.opens };
}

function digits(item: Item, number: number): Item {
  return { ...item, text: `${number}`, raw: `${number}`, is: new Meanings(), number, opens: true };
}

/** "en los años 30" is "en la década de 2030", of what has been that of 1930. */
function decade(items: Items, at: number, item: Item): Item[] {
  const count = items[at + 1] ?? item;
  const tens = count.number ?? Number(count.is.get('number'));
  const isComing =
    inSentence(items, at, 'future', 'will') &&
    tens <= LAST_COMING_TENS &&
    COMING.includes(senseOf(items, at - 2, 'relation') ?? '');
  const year = digits(count, (isComing ? NEXT_CENTURY : LAST_CENTURY) + tens);
  return [as(item, 'unit', 'decade'), as(item, 'of', 'of', 'de'), year];
}

/** "a lo largo del año" is this year, but "a lo largo del año 2027" and "del primer trimestre" name theirs. */
function throughout(items: Items, at: number, item: Item): Item[] | null {
  const isPhrase = senseOf(items, at, 'which') === 'this' && item.text.includes(' ');
  if (!isPhrase || has(items, at + 1, 'units')) return null;
  const year = items[at + 2]?.number ?? 0;
  const isNamed = !has(items, at + 1, 'unit') || year >= FIRST_YEAR || is('monthNoun', items, at + 1);
  const article = item.text.slice(item.text.lastIndexOf(' ') + 1);
  return isNamed ? [as(item, 'relation', 'over'), as(item, 'article', 'the', article)] : null;
}

/** "las dos semanas próximas": to the front of the noun and its count. */
function whichFirst(items: Item[], at: number): void {
  const item = items[at];
  const sense = senseOf(items, at, 'which_behind');
  if (!item || sense === undefined || !isAny(items[at - 1], GROUPS.nouns)) return;
  const which = as(item, 'which', sense);
  // "A lo largo de la semana que viene": all of that week.
  const isThroughout = senseOf(items, at - 2, 'which') === 'this' && items[at - 2]?.text.includes(' ');
  if (isThroughout) items.splice(at - 2, 1, which);
  if (isThroughout) items.splice(at, 1);
  if (has(items, at - 2, 'which')) return;
  let to = at - 1;
  while (is('count', items, to - 1)) to--;
  items.splice(at, 1);
  items.splice(to, 0, which);
}

/** "los cien primeros días": the count stands behind "first" and "next". */
function countLast(items: Item[], at: number): void {
  const [count, word] = [items[at], items[at + 1]];
  if (!count || !word || !is('countBefore', items, at) || !unitAt(items, at + 2)?.plural) return;
  items[at] = word;
  items[at + 1] = count;
}
