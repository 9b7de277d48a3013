/** What others write, as it can be kept: text without markup, days, addresses. Pure. */
import { decodeHTML } from 'entities';
import { LIMITS } from '../../../limits.ts';
import { isObject, memberOf, type JsonObject } from '../../../newsroom/claimreview/find.ts';
import { isDay } from '../../../record/days.ts';
import { dayOf } from '../evaluate.ts';

const CONTROL = /[\p{Cc}--[\t\n\r]]/gv;
const ELEMENTS = /<\/?[a-z][^<>]{0,2000}>/gi;

const ENTITY = /&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z]{2,8});/i;

/** Resolves entities; twice, where a publishing system has written them anew. */
const withoutEntities = (text: string): string => {
  const once = decodeHTML(text);
  return ENTITY.test(once) ? decodeHTML(once) : once;
};

/** What JSON-LD may also write as `{"@value": …}`. */
const literalOf = (value: unknown): unknown =>
  isObject(value) && memberOf(value, '@value') !== undefined ? memberOf(value, '@value') : value;

export interface ReadText {
  text: string;
  /** What was done to it, by the names of `MENDED`. */
  mended: ('markup' | 'cut')[];
}

/**
 * A text as a person reads it: entities resolved, elements and control characters gone, blanks folded, and cut to
 * `max` UTF-16 units. Null for what is no text, or a blank one.
 */
export const readText = (given: unknown, max: number): ReadText | null => {
  const value = literalOf(given);
  const said = typeof value === 'number' && Number.isFinite(value) ? String(value) : value;
  if (typeof said !== 'string') return null;
  // What nobody would read to its end is not worked through to its end.
  const start = said.slice(0, LIMITS.claimreview_text).toWellFormed();
  const plain = /[<&]/.test(start) ? withoutEntities(start.replace(ELEMENTS, ' ')) : start;
  const folded = plain.replace(CONTROL, ' ').replace(/\s+/g, ' ').trim();
  if (folded === '') return null;
  const mended: ReadText['mended'] = plain === start ? [] : ['markup'];
  if (folded.length <= max && said.length <= LIMITS.claimreview_text) return { text: folded, mended };
  const cut = folded
    .slice(0, max - 1)
    .toWellFormed()
    .replace(/\ufffd$/, '');
  return { text: `${cut.trimEnd()}…`, mended: [...mended, 'cut'] };
};

/** How days are written in words and figures, tried in turn; months in seven languages. */
const DAY_FORMATS = [
  'YYYY-M-D',
  'YYYY/M/D',
  'YYYY.M.D',
  'D.M.YYYY',
  'D MMMM YYYY',
  'D. MMMM YYYY',
  'D MMMM, YYYY',
  "D 'de' MMMM 'de' YYYY",
  'MMMM D, YYYY',
  'MMMM D YYYY',
  'MMMM YYYY',
  'MMMM, YYYY',
  "MMMM 'de' YYYY",
];

/** A day in figures of which one can only be the month; null where both could be. */
const dayInFigures = (said: string): string | null => {
  const [, a = '', b = '', year = ''] = /^(\d{1,2})[/-](\d{1,2})[/-](\d{4})$/.exec(said) ?? [];
  const [first, second] = [Number(a), Number(b)];
  if (year === '' || (first <= 12 && second <= 12 && first !== second)) return null;
  const [month, day] = first > 12 ? [second, first] : [first, second];
  const found = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  return isDay(found) ? found : null;
};

/** The words of a date without weekday, time of day, ordinals and the full stops of abbreviations. */
const bareDate = (said: string): string =>
  said
    .replace(/^\p{L}+\.?, (?!\d{4}$)|^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]* (?=\p{L})/iu, '')
    .replace(/,?(?: at| -| \||T)? ?\d{1,2}:\d\d.*$/, '')
    .replace(/(\d)(?:st|nd|rd|th)\b/, '$1')
    .replace(/(\p{L}{3,})\./u, '$1')
    .replace(/\bsept\b/i, 'Sep')
    .trim();

/**
 * A calendar day out of ISO 8601, figures or words, also a month or a year; null for what could be two days, such as
 * 01/02/2020.
 */
export const readDay = (value: unknown): string | null => {
  const said = readText(value, 100)?.text ?? '';
  if (isDay(said)) return said;
  const [, year = '', month = '', date = ''] = /^(\d{4})-?(\d\d)-?(\d\d)(?!\d)/.exec(said) ?? [];
  const iso = `${year}-${month}-${date}`;
  if (year !== '') return isDay(iso) ? iso : null;
  const bare = bareDate(said);
  return dayOf(bare, DAY_FORMATS) ?? dayInFigures(bare);
};

/** No name of a host is longer (RFC 1035). */
const HOST_MAX = 253;

/** An http or https address, completed from the one of the page; null for any other. */
export const readUrl = (value: unknown, base?: string): string | null => {
  const found = literalOf(value);
  const given = isObject(found) ? (memberOf(found, 'url') ?? memberOf(found, '@id')) : found;
  if (typeof given !== 'string' || given.length > LIMITS.url) return null;
  // As pages write them: an ampersand as an entity, or no scheme.
  const said = given
    .trim()
    .replaceAll('&amp;', '&')
    .replace(/^(?:\/\/)?(?=www\.)/, 'https://');
  if (!URL.canParse(said, base)) return null;
  const url = new URL(said, base);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return null;
  if (url.hostname.length > HOST_MAX) return null;
  return url.href.length <= LIMITS.url ? url.href : null;
};

/** A number as such or in words of digits (`"3"`, `"3,5"`); null for what is none, or none that is finite. */
export const readNumber = (given: unknown): number | null => {
  const value = literalOf(given);
  const said = typeof value === 'string' ? value.trim().replace(/^(-?\d+),(\d+)$/, '$1.$2') : value;
  if (typeof said === 'string' && !/^-?\d{1,15}(\.\d{1,15})?$/.test(said)) return null;
  if (typeof said !== 'string' && typeof said !== 'number') return null;
  const number = Number(said);
  return Number.isFinite(number) && Math.abs(number) <= 1e6 ? number : null;
};

const LANGUAGE = /^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8}){0,3}$/;

/** A language tag, also out of `{"@type": "Language", "alternateName": "es"}` and `en_US`. */
export const readLanguage = (value: unknown): string | null => {
  const given = isObject(value)
    ? (memberOf(value, 'alternateName') ?? memberOf(value, 'name'))
    : [value].flat()[0];
  const said = typeof given === 'string' ? given.trim().replaceAll('_', '-') : '';
  return LANGUAGE.test(said) && said.length <= 35 ? said : null;
};

/** What a member holds, one or several; what is named by `@id` only is looked up. */
export const several = (value: unknown, nodes: ReadonlyMap<string, JsonObject>): unknown[] =>
  [value].flat().flatMap((each: unknown) => {
    if (each === null || each === undefined) return [];
    const id = isObject(each) && Object.keys(each).length === 1 ? memberOf(each, '@id') : undefined;
    return [typeof id === 'string' ? (nodes.get(id) ?? each) : each];
  });

const UNSAFE = new Set(['__proto__', 'constructor', 'prototype']);

/** A copy of JSON that holds nothing but plain values, so deep and so long as is sensible; null beyond that. */
export const plainCopy = (value: unknown): JsonObject | null => {
  let room = LIMITS.claimreview_kept;
  const copy = (given: unknown, depth: number): unknown => {
    if (depth > LIMITS.claimreview_depth) return undefined;
    if (typeof given === 'string') {
      room -= given.length;
      return room < 0 ? undefined : given.toWellFormed().replace(CONTROL, '');
    }
    if (typeof given === 'boolean' || (typeof given === 'number' && Number.isFinite(given))) return given;
    if (Array.isArray(given)) {
      return given.map((each) => copy(each, depth + 1)).filter((each) => each !== undefined);
    }
    if (!isObject(given)) return undefined;
    return Object.fromEntries(
      Object.entries(given).flatMap(([name, member]) => {
        room -= name.length;
        const kept = UNSAFE.has(name) ? undefined : copy(member, depth + 1);
        return kept === undefined ? [] : [[name.toWellFormed(), kept]];
      }),
    );
  };
  const copied = copy(value, 0);
  return room < 0 || !isObject(copied) ? null : copied;
};
