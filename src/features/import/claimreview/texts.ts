/** What others write, as it can be kept: text without markup, days, addresses. Pure. */
import { decodeHTML } from 'entities';
import { LIMITS } from '../../../limits.ts';
import { isObject, memberOf, type JsonObject } from '../../../newsroom/claimreview/find.ts';
import { isDay } from '../../../record/days.ts';

const CONTROL = /[\p{Cc}--[\t\n\r]]/gv;
const ELEMENTS = /<\/?[a-z][^<>]{0,2000}>/gi;

export interface ReadText {
  text: string;
  /** What was done to it, by the names of `MENDED`. */
  mended: ('markup' | 'cut')[];
}

/**
 * A text as a person reads it: entities resolved, elements and control characters gone, blanks folded, and cut to
 * `max` UTF-16 units. Null for what is no text, or a blank one.
 */
export const readText = (value: unknown, max: number): ReadText | null => {
  const said = typeof value === 'number' && Number.isFinite(value) ? String(value) : value;
  if (typeof said !== 'string') return null;
  // What nobody would read to its end is not worked through to its end.
  const start = said.slice(0, LIMITS.claimreview_text).toWellFormed();
  const plain = /[<&]/.test(start) ? decodeHTML(start.replace(ELEMENTS, ' ')) : start;
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

const MONTHS = 'jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec'.split('|');
const ENGLISH =
  /^(?:[a-z]+,? )?([a-z]{3})[a-z]*\.? (\d{1,2}),? (\d{4})|^(?:[a-z]+,? )?(\d{1,2}) ([a-z]{3})[a-z]*\.?,? (\d{4})/i;

const MONTH_AND_YEAR = /^([a-z]{3})[a-z]*\.?,? (\d{4})$/i;

/** A day of these parts, known in part where some are left out; null where there is none. */
const dayOf = (year: string, ...rest: readonly number[]): string | null => {
  const day = [year, ...rest.map((part) => String(part).padStart(2, '0'))].join('-');
  return isDay(day) ? day : null;
};

/**
 * A calendar day out of ISO 8601 or English words, also a month or a year; null for what could be two days, such as
 * 01/02/2020.
 */
export const readDay = (value: unknown): string | null => {
  const said = readText(value, 100)?.text ?? '';
  if (isDay(said)) return said;
  const iso = /^(\d{4})-?(\d\d)-?(\d\d)(?!\d)/.exec(said);
  if (iso) return dayOf(iso[1] ?? '', Number(iso[2]), Number(iso[3]));
  const partly = MONTH_AND_YEAR.exec(said);
  const named = partly ? MONTHS.indexOf((partly[1] ?? '').toLowerCase()) : -1;
  if (partly) return named < 0 ? null : dayOf(partly[2] ?? '', named + 1);
  const english = ENGLISH.exec(said);
  if (!english) return null;
  const [, month = english[5] ?? '', date = english[4] ?? '', year = english[6] ?? ''] = english;
  const place = MONTHS.indexOf(month.toLowerCase());
  return place < 0 ? null : dayOf(year, place + 1, Number(date));
};

/** An http or https address, completed from the one of the page; null for any other. */
export const readUrl = (value: unknown, base?: string): string | null => {
  const given = isObject(value) ? (memberOf(value, 'url') ?? memberOf(value, '@id')) : value;
  if (typeof given !== 'string' || given.length > LIMITS.url) return null;
  const said = given.trim();
  if (!URL.canParse(said, base)) return null;
  const url = new URL(said, base);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return null;
  return url.href.length <= LIMITS.url ? url.href : null;
};

/** A number as such or in words of digits (`"3"`, `"3,5"`); null for what is none, or none that is finite. */
export const readNumber = (value: unknown): number | null => {
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
