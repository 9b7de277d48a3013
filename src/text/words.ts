/** The words of a normalised text (normalise.ts), and where a word's edge is. */
import type { Normalised } from './normalise.ts';

/** Words by their first unit and the unit after their last, both offsets into the normalised text. */
export interface Words {
  from: Uint32Array;
  to: Uint32Array;
  count: number;
}

/** Scripts that are written without spaces: each sign is a word, and edges are everywhere. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Khmer}\p{Script=Lao}\p{Script=Myanmar}\p{Script=Bopomofo}]/u;

const CLASS = { unknown: 0, other: 1, letter: 2, digit: 3, accent: 4, unspaced: 5, unit: 6 } as const;
const classes = new Uint8Array(0x10000);
const learn = (unit: number): number => {
  const sign = String.fromCharCode(unit);
  let found: number = CLASS.other;
  if (/\p{M}/u.test(sign)) found = CLASS.accent;
  else if (UNSPACED.test(sign)) found = CLASS.unspaced;
  else if (/\p{Nd}/u.test(sign)) found = CLASS.digit;
  else if (/[\p{L}\p{N}]/u.test(sign)) found = CLASS.letter;
  else if (/[%‰\p{Sc}]/u.test(sign)) found = CLASS.unit;
  classes[unit] = found;
  return found;
};
const classAt = (text: string, i: number): number => {
  if (i < 0 || i >= text.length) return CLASS.other;
  const unit = text.charCodeAt(i);
  return classes[unit] || learn(unit);
};
const isInWord = (kind: number): boolean =>
  kind === CLASS.letter || kind === CLASS.digit || kind === CLASS.accent;

const [SPACE, MARK, DASH, DOT, COMMA, COLON] = [0x20, 0x27, 0x2d, 0x2e, 0x2c, 0x3a];
const isSeparator = (unit: number): boolean =>
  unit === DOT || unit === COMMA || unit === COLON || unit === MARK;

/** The words of a normalised text; "won't" is one, "15.5" is one, "%" is one; with `signs` so is each other sign. */
export const wordsOf = (text: string, signs = false): Words => {
  let from = new Uint32Array((text.length >> 2) + 16);
  let to = new Uint32Array((text.length >> 2) + 16);
  let count = 0;
  for (let i = 0; i < text.length; ) {
    const kind = classAt(text, i);
    if (kind === CLASS.other && (!signs || text.charCodeAt(i) === SPACE)) {
      i += 1;
      continue;
    }
    const end = isInWord(kind) ? endOfWord(text, i) : i + 1;
    if (count === from.length) {
      const room = new Uint32Array(count * 2);
      room.set(from);
      from = room;
      const roomToo = new Uint32Array(count * 2);
      roomToo.set(to);
      to = roomToo;
    }
    from[count] = i;
    to[count] = end;
    count += 1;
    i = end;
  }
  return { from, to, count };
};

const endOfWord = (text: string, begin: number): number => {
  let i = begin + 1;
  for (; i < text.length; i += 1) {
    const kind = classAt(text, i);
    if (isInWord(kind)) continue;
    const [before, after] = [classAt(text, i - 1), classAt(text, i + 1)];
    const unit = text.charCodeAt(i);
    const joins = unit === MARK && isLetter(before) && isLetter(after);
    if (!joins && !(isSeparator(unit) && before === CLASS.digit && after === CLASS.digit)) break;
  }
  return i;
};
const isLetter = (kind: number): boolean => kind === CLASS.letter || kind === CLASS.accent;

/** A French or Italian article and the like before an apostrophe: what follows is a word by itself. "n'" is not one. */
const ELISIONS = new Set(
  'l d j m t s c qu jusqu lorsqu puisqu quoiqu presqu quelqu dell nell all dall sull coll un quest quell'.split(
    ' ',
  ),
);
/** Before a hyphen they turn a word round, or make another thing of it. */
const PREFIXES = new Set(
  'non un anti dis mis de in ex pseudo quasi half semi sub vice contra counter nicht anti kontra halb ne sans не анти екс экс псевдо контр'.split(
    ' ',
  ),
);
const SUFFIXES = new Set('free less frei los arm'.split(' '));

const isTouching = ({ start, end }: Normalised, at: number): boolean =>
  (start[at] ?? 0) <= (end[at - 1] ?? 0);
const lettersBefore = (text: string, at: number): string => {
  let from = at;
  while (at - from < 16 && isLetter(classAt(text, from - 1))) from -= 1;
  return text.slice(from, at).toLowerCase().normalize('NFC');
};
const lettersAfter = (text: string, at: number): string => {
  let to = at;
  while (to - at < 16 && isLetter(classAt(text, to))) to += 1;
  return text.slice(at, to).toLowerCase().normalize('NFC');
};
const digitsBefore = (text: string, at: number): number => {
  let from = at;
  while (at - from < 5 && classAt(text, from - 1) === CLASS.digit) from -= 1;
  return at - from;
};
const digitsAfter = (text: string, at: number): number => {
  let to = at;
  while (to - at < 5 && classAt(text, to) === CLASS.digit) to += 1;
  return to - at;
};

/**
 * Whether a word may begin or end at an offset of a normalised text. Not inside "15.5", "15,000",
 * "3-5", "-5", "we'll" or "non-violent"; nor, where numbers are grouped by blanks, inside "15 000".
 */
export const isEdge = (within: Normalised, at: number, groupedByBlanks: boolean): boolean => {
  const { text } = within;
  if (at <= 0 || at >= text.length) return true;
  const [before, after] = [classAt(text, at - 1), classAt(text, at)];
  if (after === CLASS.accent) return false;
  if (isInWord(before) && isInWord(after)) return false;
  const [unitBefore, unitAfter] = [text.charCodeAt(at - 1), text.charCodeAt(at)];
  if (unitBefore >= 0xd800 && unitBefore < 0xdc00 && unitAfter >= 0xdc00 && unitAfter < 0xe000) return false;
  if (before === CLASS.digit || after === CLASS.digit) {
    if (isInNumber(within, at, groupedByBlanks)) return false;
  }
  if (unitAfter === MARK && isLetter(before) && isLetter(classAt(text, at + 1))) return false;
  if (unitBefore === MARK && isLetter(after) && isLetter(classAt(text, at - 2))) {
    return ELISIONS.has(lettersBefore(text, at - 1));
  }
  if (unitBefore === DASH && isLetter(after) && isTouching(within, at) && isTouching(within, at - 1)) {
    return !PREFIXES.has(lettersBefore(text, at - 1));
  }
  if (unitAfter === DASH && isLetter(before) && isTouching(within, at) && isTouching(within, at + 1)) {
    return !SUFFIXES.has(lettersAfter(text, at + 1));
  }
  return true;
};

const isInNumber = (within: Normalised, at: number, groupedByBlanks: boolean): boolean => {
  const { text, start, end } = within;
  const [unitBefore, unitAfter] = [text.charCodeAt(at - 1), text.charCodeAt(at)];
  const [two, next] = [classAt(text, at - 2), classAt(text, at + 1)];
  if (classAt(text, at - 1) === CLASS.digit) {
    if (isSeparator(unitAfter) && next === CLASS.digit) return true;
    if (unitAfter === DASH && next === CLASS.digit)
      return isTouching(within, at) && isTouching(within, at + 1);
    const isGroup = digitsBefore(text, at) <= 3 && digitsAfter(text, at + 1) === 3;
    return groupedByBlanks && unitAfter === SPACE && isGroup;
  }
  if (isSeparator(unitBefore) && unitBefore !== MARK && unitBefore !== COLON) {
    if (two === CLASS.digit || at === 1 || text.charCodeAt(at - 2) === SPACE) return true;
  }
  if ((unitBefore === MARK || unitBefore === COLON) && two === CLASS.digit) return true;
  if (unitBefore === DASH && isTouching(within, at)) {
    // A range, or a sign: no letter touches the dash.
    return two === CLASS.digit || at === 1 || (start[at - 1] ?? 0) > (end[at - 2] ?? 0) || !isLetter(two);
  }
  const isGroup = digitsAfter(text, at) === 3 && two === CLASS.digit && digitsBefore(text, at - 1) <= 3;
  return groupedByBlanks && unitBefore === SPACE && isGroup;
};

/** So short a piece (UTF-16 units) the engine finds faster, whatever it is made of. */
const SHORT_PIECE = 32;

/** Where a piece stands whole, from edge to edge: the offsets of its beginnings, in order. Linear in both texts. */
export const occurrencesOf = (
  piece: string,
  within: Normalised,
  { groupedByBlanks = false, looseEnd = false } = {},
): number[] => {
  const found: number[] = [];
  const { text } = within;
  if (piece === '' || piece.length > text.length) return found;
  const add = (begin: number): void => {
    const end = begin + piece.length;
    const ends = looseEnd ? classAt(text, end) !== CLASS.accent : isEdge(within, end, groupedByBlanks);
    if (ends && isEdge(within, begin, groupedByBlanks)) found.push(begin);
  };
  if (piece.length <= SHORT_PIECE) {
    for (let at = text.indexOf(piece); at >= 0; at = text.indexOf(piece, at + 1)) add(at);
    return found;
  }
  const back = failures(piece);
  let matched = 0;
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    while (matched > 0 && piece.charCodeAt(matched) !== unit) matched = back[matched - 1] ?? 0;
    if (piece.charCodeAt(matched) === unit) matched += 1;
    if (matched < piece.length) continue;
    add(i + 1 - piece.length);
    matched = back[matched - 1] ?? 0;
  }
  return found;
};

/** For each prefix, the length of its longest proper border (Knuth, Morris, Pratt 1977). */
const failures = (piece: string): Int32Array => {
  const back = new Int32Array(piece.length);
  let matched = 0;
  for (let i = 1; i < piece.length; i += 1) {
    while (matched > 0 && piece.charCodeAt(matched) !== piece.charCodeAt(i)) matched = back[matched - 1] ?? 0;
    if (piece.charCodeAt(matched) === piece.charCodeAt(i)) matched += 1;
    back[i] = matched;
  }
  return back;
};
