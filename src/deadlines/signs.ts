/**
 * Signs: what stands around a place of a text, written as a pattern over its items, as a regular expression is over
 * characters. They stand in tables/signs.ts, which says how they are written.
 */
import type { Item, Items } from './items.ts';
import { type Category, isCategory, isSense, maskOf } from './senses.ts';
import { FORMS, GROUPS, SIGNS, type SignName } from './tables/signs.ts';

const forms = new Map<string, RegExp>(Object.entries(FORMS));
const groups = new Map<string, readonly Category[]>(Object.entries(GROUPS));
const patterns = new Map<string, string | readonly string[]>(Object.entries(SIGNS));

/** Asks one item; `place` is where the sign was asked for. */
type Test = (items: Items, at: number, place: number) => boolean;
/** The position behind what matched, or null. */
type Sign = (items: Items, at: number) => number | null;

interface Part {
  /** `*` takes as many as follow, at most four; a gap skips up to `most` items to what comes next. */
  kind: 'one' | 'optional' | 'many' | 'gap';
  test: Test;
  most: number;
}

interface Source {
  text: string;
  at: number;
}

const MOST_IN_A_ROW = 4;
const ANY: Test = () => true;
/** Categories alone, which are asked together. */
const PLAIN = /[a-z_]+(?:\|[a-z_]+)*(?=[\s?*)]|$)/y;

const FLAGS: Record<string, Test> = {
  none: (items, at) => items[at] === undefined,
  any: (items, at) => items[at] !== undefined,
  mark: (items, at) => items[at]?.isMark === true,
  word: (items, at) => items[at]?.isMark === false,
  quote: (items, at) => items[at]?.raw === '"',
  unlisted: (items, at) => items[at]?.is.size === 0,
  unknown: (items, at) => items[at]?.is.size === 0 && !items[at].isMark,
  capital: (items, at) => items[at]?.capital === true,
  title: (items, at) => isTitle(items[at]),
  digits: (items, at) => items[at]?.number != null,
  nth: (items, at) => items[at]?.ordinal != null,
  tied: (items, at) => items[at]?.hyphen === true,
  spaced: (items, at) => items[at]?.spaced === true,
  time: (items, at) => items[at]?.isTime === true,
  past: (items, at) => items[at]?.looksPast === true,
  chunk: (items, at, place) => items[at]?.chunk === items[place]?.chunk,
  sentence: (items, at, place) => items[at]?.sentence === items[place]?.sentence,
};

function isTitle(item: Item | undefined): boolean {
  return item?.capital === true && !item.isMark && item.raw !== item.raw.toUpperCase();
}

const known: Record<string, Sign | undefined> = {};

function signOf(name: string): Sign {
  const pattern = patterns.get(name);
  if (pattern === undefined) throw new Error(`No such sign: ${name}`);
  const signs = [pattern].flat().map(compiled);
  const [only] = signs;
  const sign: Sign = only && signs.length === 1 ? only : (items, at) => firstOf(signs, items, at);
  known[name] = sign;
  return sign;
}

function firstOf(signs: readonly Sign[], items: Items, at: number): number | null {
  for (const sign of signs) {
    const end = sign(items, at);
    if (end !== null) return end;
  }
  return null;
}

/** One pattern, compiled. Throws where it names no category, sense, group or flag. */
function compiled(text: string): Sign {
  const [left, right] = text.includes('^') ? text.split('^') : ['', text];
  const [inside = '', ahead = ''] = (right ?? '').split('>');
  const before = partsOf(left ?? '').toReversed();
  const [taken, seen] = [partsOf(inside), partsOf(ahead)];
  // Most signs do not stand where they are asked for, which their nearest word shows.
  const nearest = [taken[0], before[0]].find((part) => part?.kind === 'one');
  const step = nearest === taken[0] ? 0 : -1;
  if (nearest && taken.length + before.length + seen.length === 1)
    return (items, at) => (nearest.test(items, at + step, at) ? at + 1 + step : null);
  return (items, at) => {
    if (nearest && !nearest.test(items, at + step, at)) return null;
    if (follow(before, 0, items, at - 1, -1, at) === null) return null;
    const end = follow(taken, 0, items, at, 1, at);
    return end === null || follow(seen, 0, items, end, 1, at) === null ? null : end;
  };
}

function partsOf(text: string): Part[] {
  const source: Source = { text, at: 0 };
  const parts: Part[] = [];
  for (;;) {
    take(source, /\s*/y);
    if (source.at >= text.length) return parts;
    const gap = take(source, /\.\.(\d*)(:?)/y);
    if (gap)
      parts.push({
        kind: 'gap',
        test: gap[2] ? either(source) : ANY,
        most: gap[1] === '' ? Number.POSITIVE_INFINITY : Number(gap[1]),
      });
    else {
      const test = either(source);
      const repeat = take(source, /[?*]/y)?.[0];
      parts.push({ kind: repeat === '?' ? 'optional' : repeat === '*' ? 'many' : 'one', test, most: 1 });
    }
  }
}

function take(source: Source, token: RegExp): RegExpExecArray | null {
  token.lastIndex = source.at;
  const found = token.exec(source.text);
  if (found) source.at = token.lastIndex;
  return found;
}

function anyOf(categories: readonly Category[]): Test {
  const [only] = categories;
  if (only && categories.length === 1) return (items, at) => items[at]?.is.has(only) === true;
  const mask = maskOf(categories);
  return (items, at) => items[at]?.is.isAny(mask) === true;
}

function categoryOf(name: string): Category {
  if (!isCategory(name)) throw new Error(`No such category: ${name}`);
  return name;
}

/** a|b */
function either(source: Source): Test {
  const plain = take(source, PLAIN)?.[0].split('|');
  if (plain) return anyOf(plain.map(categoryOf));
  const first = both(source);
  const rest = take(source, /\|/y) ? either(source) : null;
  return rest ? (items, at, place) => first(items, at, place) || rest(items, at, place) : first;
}

/** a&b */
function both(source: Source): Test {
  const first = atom(source);
  const rest = take(source, /&/y) ? both(source) : null;
  return rest ? (items, at, place) => first(items, at, place) && rest(items, at, place) : first;
}

function atom(source: Source): Test {
  if (take(source, /!/y)) {
    const test = atom(source);
    return (items, at, place) => !test(items, at, place);
  }
  if (take(source, /\(/y)) {
    const test = either(source);
    take(source, /\)/y);
    return test;
  }
  const text = take(source, /"([^"]*)"/y)?.[1];
  if (text !== undefined) return (items, at) => items[at]?.text === text;
  const [, mark, name = '', not, senses] = take(source, /([#@$~]?)(\w+)(?:([=!])([\w,.'-]+))?/y) ?? [];
  if (mark === '#' && FLAGS[name]) return FLAGS[name];
  const form = forms.get(name);
  if (mark === '~' && form) return (items, at) => form.test(items[at]?.text ?? '');
  if (mark === '$') return (items, at) => (known[name] ?? signOf(name))(items, at) !== null;
  const group = groups.get(name);
  if (mark === '@' && group) return anyOf(group);
  if (mark !== '') throw new Error(`No such word in a sign: ${source.text}`);
  const category = categoryOf(name);
  if (senses === undefined) return anyOf([category]);
  const list = new Set<string | undefined>(senses.split(','));
  if ([...list].some((sense) => !isSense(category, sense ?? '')))
    throw new Error(`No such sense: ${source.text}`);
  if (not === '=') return (items, at) => list.has(items[at]?.is.get(category));
  return (items, at) => items[at]?.is.has(category) === true && !list.has(items[at].is.get(category));
}

function follow(
  parts: readonly Part[],
  from: number,
  items: Items,
  start: number,
  step: 1 | -1,
  place: number,
): number | null {
  let at = start;
  for (let n = from; n < parts.length; n++) {
    const part = parts[n];
    if (!part) break;
    const { kind, test, most } = part;
    if (kind === 'gap') {
      for (let skipped = 0; skipped < most && at >= 0 && at < items.length; skipped++, at += step) {
        const end = follow(parts, n + 1, items, at, step, place);
        if (end !== null) return end;
        if (!test(items, at, place)) return null;
      }
      return null;
    }
    if (kind === 'many') for (let n = 0; n < MOST_IN_A_ROW && test(items, at, place); n++) at += step;
    else if (test(items, at, place)) at += step;
    else if (kind === 'one') return null;
  }
  return at;
}

/** Does this sign stand at this place? */
export function is(name: SignName, items: Items, at: number): boolean {
  return (known[name] ?? signOf(name))(items, at) !== null;
}

/** The position behind a sign, or null where it does not stand at this place. */
export function endOf(name: SignName, items: Items, at: number): number | null {
  return (known[name] ?? signOf(name))(items, at);
}
