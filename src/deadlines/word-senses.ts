/** What a word means by the words around it, where modifiers follow their nouns (Spanish). */
import { has, isAny, senseOf, skip } from './items.ts';
import type { Item } from './items.ts';
import { unitAt } from './lengths.ts';
import { type Category, Meanings, type Senses } from './senses.ts';

/** What "next" says of these is the one to come: "el próximo martes". */
const NAMES: readonly Category[] = ['weekday', 'month', 'season', 'weekend', 'holiday'];
const VERBS: readonly Category[] = ['past_word', 'present', 'auxiliary'];
const TIMES: readonly Category[] = [...NAMES, 'day', 'part'];
const COUNTS: readonly Category[] = ['number', 'few', 'one', 'half', 'length'];
const OPENERS: readonly Category[] = ['conjunction', 'and', 'hedge', 'relation'];

const OWNERS: readonly Category[] = ['article', 'event', 'event_phrase'];

const OBJECT = senses('object', 'it');
const PURPOSE = senses('to', 'to');
const ABOUT = senses('approx', 'before');
const PAST = senses('past_word', 'past');
const JOINS = senses('conjunction', 'joins');
const AFTER = senses('relation', 'after');
const IN = senses('relation', 'in');
const COUNTED_FROM = senses('relation', 'since_or_from');
const FROM = senses('relation', 'from');
const NEXT = senses('which', 'next');
const NOW = senses('filler', 'now');

const INFINITIVE = /(?:ar|er|ir|ír)(?:se|lo|la|los|las|le|les|nos|me)?$/;
const PARTICIPLE = /(?:[aií]d[oa]s?|hecho|dicho|puesto|visto|escrito|abierto|roto|vuelto|resuelto)$/;
const HAVE = /^haber(?:l[oae]s?|se|nos|me)?$/;
const HAD = /^hubi[eé](?:ra|se)(?:n|s|mos)?$/;
/** "pasado un año", "cumplidos los cien días": a participle that opens the time behind it. */
const GONE_BY = /^(?:pasad|transcurrid|cumplid)[oa]s?$/;
/** And a length counted from an event: "al cabo de un año de", "al año de". */
const PASSED = /^(?:a el cabo de|a el año|a el mes|a la semana|(?:pasad|transcurrid|cumplid)[oa]s?)$/;
/** "fueran", "tuviéramos", "aprobase": behind "si" nothing that is, or will be. */
const IMPERFECT_SUBJUNCTIVE =
  /(?:i[eé](?:ra|se)|fu[eé](?:ra|se)|(?:di|tra|du)j[eé](?:ra|se)|[aá](?:ra|se))(?:n|s|mos)?$/;
const NOT_SUBJUNCTIVE =
  /^(?:cara|clara|rara|vara|ahora|base|clase|fase|frase|case|(?:re|tras|sobre)?pase|rebase|envase|fracase|retrase|atrase|arrase|(?:pre|re|se|com|am|desam|dis|aca|equi)?para|declara|aclara|encara|(?:cual|si|ad|re|donde|como)?quiera|(?:re|pre|di|con|in|trans)fiera|financiera)n?$/;
/** How far behind "si" its verb may stand. */
const CONDITION_REACH = 10;
/** How far behind "al cabo de" the event its length counts from may stand. */
const COUNT_REACH = 4;
/** How far apart "les digo" and "hoy", and "hoy" and "que", may stand. */
const SAID_REACH = 4;

function senses<C extends Category>(category: C, value: Senses[C]): Meanings {
  return Meanings.of(category, value);
}

/** What the item at this place means there, where that differs from what the table says. */
export function meantBy(items: readonly Item[], at: number, item: Item): Partial<Item> {
  if (isNextName(items, at)) return { is: item.is.with('which', 'coming') };
  if (isNextAlone(items, at)) return { is: NEXT, opens: true };
  if (item.is.has('few') && isCount(items, at + 1)) return { is: ABOUT };
  if (item.is.has('article') && isVerb(items, at + 1)) return { is: OBJECT, opens: false };
  if (item.text === 'para' && isPurpose(items[at + 1])) return { is: PURPOSE, opens: false };
  if (GONE_BY.test(item.text) && opensGoneBy(items, at)) return { is: AFTER, opens: true };
  if (isSoonest(items, at)) return { is: senses('relation', 'soonest'), opens: true };
  if (isDaysAfter(items, at)) return { is: IN, opens: true };
  if (item.is.has('of') && opensRange(items, at)) return { is: FROM, opens: true };
  if (item.is.has('of') && countsFrom(items, at)) return { is: COUNTED_FROM, opens: false };
  if (item.is.get('day') === '0' && isAnnounced(items, at)) return { is: NOW, opens: false };
  if (isUnreal(items, at) || isUnrealPerfect(items, at)) return { is: PAST, opens: false };
  return opensUnreal(items, at) ? { is: JOINS } : {};
}

export function isCount(items: readonly Item[], at: number): boolean {
  return items[at]?.number != null || has(items, at, 'number') || has(items, at, 'few');
}

function isNextName(items: readonly Item[], at: number): boolean {
  return senseOf(items, at, 'which') === 'next' && isAny(items[at + 1], NAMES);
}

/** "este año o el que viene", "a principios del que viene": the unit is understood. */
function isNextAlone(items: readonly Item[], at: number): boolean {
  return (
    senseOf(items, at, 'which_behind') === 'next' &&
    has(items, at - 1, 'article') &&
    (has(items, at - 2, 'or') || has(items, at - 2, 'of'))
  );
}

/** "lo aprobaremos", "la hemos bajado": not the article. */
function isVerb(items: readonly Item[], at: number): boolean {
  const future = senseOf(items, at, 'future');
  return (future !== undefined && future !== 'goal') || isAny(items[at], VERBS);
}

function isPurpose(next: Item | undefined): boolean {
  return next !== undefined && (next.text === 'que' || isInfinitive(next));
}

function isInfinitive({ is, text }: Item): boolean {
  return INFINITIVE.test(text) && !NAMES.some((category) => is.has(category));
}

/** "Pasado un año de …", and not "el pasado año". */
function opensGoneBy(items: readonly Item[], at: number): boolean {
  const before = items[at - 1];
  const isOpening = !before || before.isMark || isAny(before, OPENERS);
  const isTime = has(items, at + 1, 'article') || isLengthStart(items, at + 1);
  return isOpening && isTime;
}

function isLengthStart(items: readonly Item[], at: number): boolean {
  return items[at]?.number != null || isAny(items[at], COUNTS);
}

/** "tan pronto como mañana" names the first day, "tan pronto como se apruebe" an event. */
function isSoonest(items: readonly Item[], at: number): boolean {
  if (!/^tan (?:pronto|temprano|rápido|rapido) como$/.test(items[at]?.text ?? '')) return false;
  const start = skip(items, at + 1, 'article', 'which');
  const isUnit = start > at + 1 && has(items, start - 1, 'which') && has(items, start, 'unit');
  return isUnit || isAny(items[start], TIMES);
}

/** "a los veinte días de la firma", where "a los 65 años" is an age. */
function isDaysAfter(items: readonly Item[], at: number): boolean {
  if (items[at]?.text !== 'a' || !has(items, at + 1, 'article')) return false;
  const unit = has(items, at + 2, 'unit')
    ? at + 2
    : skip(items, at + 2, 'number') + countedDigits(items, at + 2);
  return unitAt(items, unit) !== null && isOwned(items, unit + 1);
}

function countedDigits(items: readonly Item[], at: number): number {
  return items[at]?.number != null ? 1 : 0;
}

/** "de la firma", "de mi gobierno", "de gobierno". */
export function isOwned(items: readonly Item[], at: number): boolean {
  return (
    has(items, at, 'of') &&
    (isAny(items[at + 1], OWNERS) || senseOf(items, at + 1, 'event_adjective') === 'owner')
  );
}

/** "De septiembre a diciembre" at the head of its stretch. */
function opensRange(items: readonly Item[], at: number): boolean {
  const isOpening = at === 0 || items[at - 1]?.isMark === true;
  return isOpening && has(items, at + 1, 'month') && has(items, at + 2, 'to') && has(items, at + 3, 'month');
}

/** "Al cabo de un año de mi gobierno", "pasados seis meses de la firma": counted from the event. */
function countsFrom(items: readonly Item[], at: number): boolean {
  if (!isOwned(items, at) || !unitAt(items, at - 1)) return false;
  for (let n = at - 2; n >= Math.max(0, at - 1 - COUNT_REACH); n--) {
    if (PASSED.test(items[n]?.text ?? '')) return true;
    if (isDaysAfter(items, n)) return true;
  }
  return false;
}

/** "lo repito hoy:", "hoy les prometo que": the day of the saying, and not of what is said. */
function isAnnounced(items: readonly Item[], at: number): boolean {
  const sentence = items[at]?.sentence;
  const isSaid = (n: number): boolean =>
    items[n]?.sentence === sentence && senseOf(items, n, 'attribution') === 'said';
  const reach = Array.from({ length: SAID_REACH }, (_, n) => n + 1);
  const said = reach.some((n) => isSaid(at - n) && !hasMark(items, at - n, at));
  const says = reach.find((n) => isSaid(at + n) && !hasMark(items, at, at + n));
  if (!said && says === undefined) return false;
  const from = at + (says ?? 0);
  const told = reach.find((n) => items[from + n]?.raw === ':' || items[from + n]?.text === 'que');
  return told !== undefined && !hasMark(items, from, from + told);
}

function hasMark(items: readonly Item[], from: number, to: number): boolean {
  return items.slice(from + 1, to).some(({ isMark }) => isMark);
}

/** "Si mañana fueran las elecciones": the verb of what is not so. */
function isUnreal(items: readonly Item[], at: number): boolean {
  if (!isSubjunctive(items[at]) || (items[at]?.text === 'fuera' && has(items, at + 1, 'of'))) return false;
  if (isWanted(items, at)) return true;
  for (let n = at - 1; n >= Math.max(0, at - CONDITION_REACH); n--) {
    if (items[n]?.isMark) return false;
    if (opensWish(items, n)) return true;
  }
  return false;
}

/** "Pedí que se aprobara": wanted in the past, unless it is said in the conditional, "quisiera que". */
function isWanted(items: readonly Item[], at: number): boolean {
  const before = items.slice(0, at).filter(({ sentence }) => sentence === items[at]?.sentence);
  const isThat = before.slice(-CONDITION_REACH).some(({ text }) => text === 'que');
  return isThat && before.every(({ is }) => !is.has('future') && !is.has('hedge'));
}

/** Once its condition is unreal, "si" leaves no time open. */
function opensUnreal(items: readonly Item[], at: number): boolean {
  if (senseOf(items, at, 'condition') !== 'if') return false;
  for (let n = at + 1; n <= at + CONDITION_REACH && items[n] && !items[n]?.isMark; n++)
    if (isSubjunctive(items[n])) return true;
  return false;
}

function opensWish(items: readonly Item[], at: number): boolean {
  return (
    senseOf(items, at, 'condition') === 'if' ||
    /^(?:ojalá|ojala|aunque)(?: que)?$/.test(items[at]?.text ?? '')
  );
}

function isSubjunctive(item: Item | undefined): boolean {
  if (!item || item.isMark || item.text.includes(' ')) return false;
  return IMPERFECT_SUBJUNCTIVE.test(item.text) && !NOT_SUBJUNCTIVE.test(item.text);
}

/** "ya podríamos haberlo construido", "habríamos terminado", "hubiéramos tenido": what was not done. */
function isUnrealPerfect(items: readonly Item[], at: number): boolean {
  const text = items[at]?.text ?? '';
  const isHad = text.startsWith('habrí') || text.startsWith('habria') || HAD.test(text);
  if (!isHad && senseOf(items, at, 'future') !== 'would') return false;
  const have = isHad ? at : skip(items, at + 1, 'object', 'adverb', 'conjunction');
  const participle = items[skip(items, have + 1, 'adverb', 'not')];
  return (isHad || HAVE.test(items[have]?.text ?? '')) && PARTICIPLE.test(participle?.text ?? '');
}
