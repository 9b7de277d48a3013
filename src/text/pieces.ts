/** A quote in the pieces that an ellipsis or an editor's brackets leave of it, and where they stand in order. */
import { LIMITS } from '../limits.ts';
import type { Normalised } from './normalise.ts';
import { occurrencesOf } from './words.ts';

/** What stands between two pieces, or before the first or after the last. */
export interface Joint {
  /** The editor's words; null for an ellipsis. */
  inserted: string | null;
}

export interface Pieces {
  pieces: { text: string; looseEnd: boolean }[];
  /** One more than pieces: the first before them, the last after; null where nothing stands there. */
  joints: (Joint | null)[];
}

/** Where pieces stand: offsets into the normalised source, one span a piece. */
export type Spans = { from: number; to: number }[];

const REMARK =
  /\s?\[\s*(?:sic|recte|emphasis (?:added|mine)|hervorhebung[^\]]{0,60}|c'est nous qui soulignons|так (?:у тексті|в оригіналі|в тексте|в оригинале))\s*[.!?]*\s*\]/giu;
const JOINT = /\s*(?:\[\s*…\s*\]|\(\s*…\s*\)|…|\[([^\][]{0,200})\])\s*/gu;
/** What an editor may have put other words for. */
const FURTHEST_REPLACED = 200;

/** A quote without remarks such as "[sic]", which are the editor's own. */
export const withoutRemarks = (quote: string): string => quote.replace(REMARK, '').trim();

/** A quote whose bracketed letters ("[T]he") are taken as they are, in small letters, and in capitals. */
export const letterReadings = (quote: string): string[] => {
  const LETTER = /(?<![\p{L}\p{M}])\[(\p{L}\p{M}*)\](?=\p{L})/gu;
  if (!LETTER.test(quote)) return [quote];
  return [
    quote,
    quote.replace(LETTER, '$1'),
    quote.replace(LETTER, (_, letter: string) => letter.toLowerCase()),
    quote.replace(LETTER, (_, letter: string) => letter.toUpperCase()),
  ];
};

/** The pieces of a normalised quote; null where it is whole, or in more pieces than one quotes. */
export const piecesOf = (quote: string): Pieces | null => {
  const pieces: Pieces['pieces'] = [];
  const joints: Pieces['joints'] = [null];
  let from = 0;
  const add = (to: number, looseEnd: boolean): void => {
    const text = quote.slice(from, to).trim();
    if (text === '') return;
    pieces.push({ text, looseEnd });
    joints.push(null);
  };
  for (const match of quote.matchAll(JOINT)) {
    const inserted = match[1] ?? null;
    add(
      match.index,
      inserted !== null && /[\p{L}\p{M}]\[/u.test(quote.slice(match.index - 1, match.index + 1)),
    );
    // Brackets beside an ellipsis: anything may be left out.
    const isOpen = joints.at(-1)?.inserted === null;
    joints[joints.length - 1] = { inserted: isOpen ? null : inserted };
    from = match.index + match[0].length;
  }
  if (from === 0 || pieces.length > LIMITS.quote_pieces) return null;
  add(quote.length, false);
  return pieces.length === 0 || pieces.length > LIMITS.quote_pieces ? null : { pieces, joints };
};

/**
 * Where the pieces stand one after the other: the tightest such place, or the one that `score` (of its
 * first and last offset) prefers. Null where they do not.
 */
export const findPieces = (
  { pieces, joints }: Pieces,
  within: Normalised,
  groupedByBlanks: boolean,
  score: (from: number, to: number) => number,
): Spans | null => {
  const known = new Map<string, number[]>();
  const places: number[][] = [];
  for (const { text, looseEnd } of pieces) {
    const key = `${looseEnd ? 1 : 0}${text}`;
    const found = known.get(key) ?? occurrencesOf(text, within, { groupedByBlanks, looseEnd });
    if (found.length === 0) return null;
    known.set(key, found);
    places.push(found);
  }
  // For each occurrence of a piece: that of the piece before which it follows most closely, or -1.
  const before: Int32Array[] = [new Int32Array(places[0]?.length ?? 0)];
  let begins = Int32Array.from(places[0] ?? []);
  for (let k = 1; k < pieces.length; k += 1) {
    const reach = joints[k]?.inserted === null ? Number.POSITIVE_INFINITY : FURTHEST_REPLACED;
    const [from, to] = [places[k - 1] ?? [], places[k] ?? []];
    const length = pieces[k - 1]?.text.length ?? 0;
    const links = new Int32Array(to.length).fill(-1);
    const next = new Int32Array(to.length).fill(-1);
    let last = -1;
    for (const [i, at] of to.entries()) {
      while (last + 1 < from.length && (from[last + 1] ?? 0) + length <= at) last += 1;
      const isInReach = last >= 0 && at - (from[last] ?? 0) - length <= reach;
      if (isInReach && (begins[last] ?? -1) >= 0) {
        links[i] = last;
        next[i] = begins[last] ?? -1;
      }
    }
    before.push(links);
    begins = next;
  }
  const lastPiece = pieces.length - 1;
  const lastLength = pieces[lastPiece]?.text.length ?? 0;
  let best: { at: number; score: number; span: number } | null = null;
  for (const [i, at] of (places[lastPiece] ?? []).entries()) {
    const begin = begins[i] ?? -1;
    if (begin < 0) continue;
    const candidate = { at: i, score: score(begin, at + lastLength), span: at + lastLength - begin };
    if (
      !best ||
      candidate.score > best.score ||
      (candidate.score === best.score && candidate.span < best.span)
    ) {
      best = candidate;
    }
  }
  if (!best) return null;
  const spans: Spans = [];
  let at = best.at;
  for (let k = lastPiece; k >= 0; k -= 1) {
    const from = places[k]?.[at] ?? 0;
    spans.unshift({ from, to: from + (pieces[k]?.text.length ?? 0) });
    at = before[k]?.[at] ?? 0;
  }
  return spans;
};
