/** Partial answers as Google's APIs give them: `fields=claims(text,claimReview/url),nextPageToken`. Pure. */
import { LIMITS } from '../../limits.ts';

/** Names below names; an empty tree takes all. */
export type Mask = Map<string, Mask>;

export class MaskError extends Error {}

const NAME = /[A-Za-z_]\w*|\*/y;

/** Reads a mask; throws MaskError where it is not well-formed. */
export const readMask = (text: string): Mask => {
  let at = 0;
  const fail = () => {
    const shown = text
      .slice(0, LIMITS.text_short)
      .replaceAll(/\p{Cc}/gu, '\uFFFD')
      .toWellFormed();
    return new MaskError(`Invalid field selection ${shown}`);
  };
  const list = (depth: number): Mask => {
    if (depth > LIMITS.claimreview_depth) throw fail();
    const mask: Mask = new Map();
    for (;;) {
      path(mask, depth);
      if (text[at] !== ',') return mask;
      at += 1;
    }
  };
  const path = (mask: Mask, depth: number): void => {
    NAME.lastIndex = at;
    const [name] = NAME.exec(text) ?? [];
    if (name === undefined || depth > LIMITS.claimreview_depth) throw fail();
    at += name.length;
    const known = mask.get(name) ?? new Map<string, Mask>();
    mask.set(name, known);
    if (text[at] === '/' || text[at] === '.') {
      at += 1;
      path(known, depth + 1);
      return;
    }
    if (text[at] !== '(') return;
    at += 1;
    for (const [inner, below] of list(depth + 1)) known.set(inner, below);
    if (text[at] !== ')') throw fail();
    at += 1;
  };
  const mask = list(0);
  if (at !== text.length) throw fail();
  return mask;
};

/** The first name of a mask that no message has. */
export const unknownName = (mask: Mask, names: ReadonlySet<string>): string | undefined => {
  for (const [name, below] of mask) {
    const unknown = name === '*' || names.has(name) ? unknownName(below, names) : name;
    if (unknown !== undefined) return unknown;
  }
  return undefined;
};

/** What of a value a mask takes. */
export const applyMask = (value: unknown, mask: Mask): unknown => {
  if (mask.size === 0 || typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((each) => applyMask(each, mask));
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, member]) => {
      const below = mask.get(name) ?? mask.get('*');
      return below ? [[name, applyMask(member, below)]] : [];
    }),
  );
};
