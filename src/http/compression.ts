/** Answers in fewer bytes for those who take them so (RFC 9110 section 12.5.3), each with an entity tag of its own. */
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { LIMITS } from '../limits.ts';

const CODINGS = ['br', 'gzip'] as const;
export type Coding = (typeof CODINGS)[number];

/** Of eleven: beyond it takes many times as long for a tenth of the bytes. */
const BROTLI_QUALITY = 4;
/** 256 KiB, more than nearly all that is sent has: the default of 4 MiB makes no answer smaller and takes a quarter longer. */
const BROTLI_WINDOW_BITS = 18;
const BROTLI = {
  [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY,
  [constants.BROTLI_PARAM_LGWIN]: BROTLI_WINDOW_BITS,
};
const toBrotli = promisify(brotliCompress);
const toGzip = promisify(gzip);

/** What else is sent is compressed already, or is not text. */
const COMPRESSIBLE = /^text\/(?!event-stream)|json|xml|javascript/;

/** How much a reader wants a coding: 0 not at all, 1 when nothing else is said. */
const weightOf = (parts: readonly string[], name: string): number => {
  const part = parts.find((part) => part.split(';')[0]?.trim() === name);
  return part === undefined ? 0 : Number(/;\s*q=([\d.]+)/.exec(part)?.[1] ?? 1);
};

/** The coding that a reader likes best by its `Accept-Encoding`, of those that there are; undefined for none. */
export const codingFor = (accepted: string | string[] | undefined): Coding | undefined => {
  if (accepted === undefined) return undefined;
  const parts = String(accepted).toLowerCase().split(',');
  const liked = CODINGS.map((coding) => ({ coding, weight: weightOf(parts, coding) }));
  const [best] = liked.filter(({ weight }) => weight > 0).sort((a, b) => b.weight - a.weight);
  return best?.coding;
};

/** The coding of this body; undefined where it goes as it is. */
export const codingOf = (
  accepted: string | string[] | undefined,
  type: string,
  body: string | Buffer,
): Coding | undefined =>
  body.length >= LIMITS.compressed_bytes && COMPRESSIBLE.test(type) ? codingFor(accepted) : undefined;

export const compress = (body: string | Buffer, coding: Coding): Promise<Buffer> =>
  coding === 'gzip' ? toGzip(body) : toBrotli(body, { params: BROTLI });

/** The strong tag of a compressed answer: its bytes are others. */
export const tagWith = (etag: string, coding: Coding): string => `${etag.slice(0, -1)}.${coding}"`;

const CODED = new RegExp(`\\.(?:${CODINGS.join('|')})"$`);

/** The tag of what is compressed, by the tag of the compressed: whoever has either has seen the same. */
export const tagWithout = (etag: string): string => etag.trim().replace(CODED, '"');
