/** The documents of a file: JSON-LD, a page with scripts of it, or a feed of any length read piece by piece. */
import { LIMITS } from '../../../limits.ts';
import { type FoundReview, reviewsIn } from '../../../newsroom/claimreview/find.ts';
import { fromEuropean } from './european.ts';
import { fromFactCheckTools } from './factcheck-tools.ts';
import type { Skipped } from './review.ts';

/** Reviews as found, with the address of their page where it is known; or why a part could not be read. */
export interface Part {
  reviews: readonly FoundReview[];
  page?: string | undefined;
  skipped?: Skipped;
}

const RAW_BREAKS = /\p{Cc}+/gu;

/** JSON as pages hold it: also between CDATA marks and comments, and with bare line breaks inside its texts. */
const parseLoosely = (text: string): unknown => {
  const bare = text
    .trim()
    .replace(/^(\/\/\s*|\/\*\s*)?<!(\[CDATA\[|--)(\s*\*\/)?/, '')
    .replace(/(\/\/\s*|\/\*\s*)?(\]\]|--)>(\s*\*\/)?$/, '')
    .trim()
    .replace(/;$/, '');
  try {
    return JSON.parse(bare);
  } catch {
    return JSON.parse(bare.replace(RAW_BREAKS, ' '));
  }
};

const partOf = (text: string, page?: string): Part => {
  try {
    return { reviews: reviewsIn(fromFactCheckTools(fromEuropean(parseLoosely(text)))), page };
  } catch {
    return { reviews: [], skipped: 'unreadable' };
  }
};

/** The scripts of JSON-LD in a page, and the address it says it has. */
const partsOfPage = async (html: string): Promise<Part[]> => {
  const { Parser } = await import('htmlparser2');
  const scripts: string[] = [];
  let inside = false;
  let page: string | undefined;
  const parser = new Parser({
    onopentag: (name, attributes) => {
      inside = name === 'script' && /^application\/ld\+json\b/i.test((attributes.type ?? '').trim());
      if (inside) scripts.push('');
      if (name === 'link' && attributes.rel === 'canonical') page ??= attributes.href;
      if (name === 'meta' && attributes.property === 'og:url') page ??= attributes.content;
    },
    ontext: (text) => {
      if (inside) scripts.push(`${scripts.pop() ?? ''}${text}`);
    },
    onclosetag: () => {
      inside = false;
    },
  });
  parser.end(html);
  return scripts.map((script) => partOf(script, page));
};

/** Where feeds put their items. */
const LISTS = new Set(['dataFeedElement', '@graph', 'itemListElement', 'claims', 'results']);
const [QUOTE, BACKSLASH, OPEN, CLOSE, OPEN_LIST, CLOSE_LIST] = Buffer.from('"\\{}[]');

/**
 * Cuts a stream of JSON into the objects of its list, which stands at the top or is a member of the object at the
 * top. Holds one object at a time; one that is longer than a limit is passed over.
 */
async function* objectsOf(bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer | 'large'> {
  let depth = 0;
  let list = 0;
  let quoted = false;
  let escaped = false;
  let name = '';
  let held: Buffer[] | null = null;
  let size = 0;
  for await (const chunk of bytes) {
    let from = 0;
    for (let i = 0; i < chunk.length; i += 1) {
      const byte = chunk[i];
      if (quoted) {
        if (escaped) escaped = false;
        else if (byte === BACKSLASH) escaped = true;
        else if (byte === QUOTE) quoted = false;
        else if (depth === 1 && list === 0 && name.length < 40) name += String.fromCharCode(byte ?? 0);
        continue;
      }
      if (byte === QUOTE) {
        quoted = true;
        if (depth === 1 && list === 0) name = '';
      } else if (byte === OPEN || byte === OPEN_LIST) {
        if (list === 0 && byte === OPEN_LIST && (depth === 0 || (depth === 1 && LISTS.has(name)))) {
          list = depth + 1;
        } else if (list > 0 && depth === list && byte === OPEN) {
          held = [];
          size = 0;
          from = i;
        }
        depth += 1;
      } else if (byte === CLOSE || byte === CLOSE_LIST) {
        depth -= 1;
        if (held && depth === list && byte === CLOSE) {
          held.push(chunk.subarray(from, i + 1));
          size += i + 1 - from;
          yield size > LIMITS.claimreview_bytes ? 'large' : Buffer.concat(held);
          held = null;
        } else if (depth < list) list = 0;
      }
    }
    if (!held) continue;
    size += chunk.length - from;
    // What is too long is counted, not kept.
    if (size <= LIMITS.claimreview_bytes) held.push(chunk.subarray(from));
    else held = held.length > 0 ? [] : held;
  }
}

/** The parts of a file of `size` bytes: read whole where it is small enough, else object by object. */
export async function* partsOf(bytes: AsyncIterable<Buffer>, size: number): AsyncGenerator<Part> {
  if (size <= LIMITS.claimreview_bytes) {
    const chunks: Buffer[] = [];
    for await (const chunk of bytes) chunks.push(chunk);
    const text = Buffer.concat(chunks)
      .toString('utf8')
      .replace(/^\ufeff/, '');
    yield* /^\s*</.test(text) ? await partsOfPage(text) : [partOf(text, undefined)];
    return;
  }
  for await (const object of objectsOf(bytes)) {
    if (object === 'large') yield { reviews: [], skipped: 'large' };
    else yield partOf(object.toString('utf8'));
  }
}
