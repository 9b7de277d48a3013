/** How a document is served: as it was written, with what today's date says of its promise. */
import { hash } from 'node:crypto';
import { type DeadlineFacts, timelinessOf } from './timeliness.ts';

/** A representation (RFC 9110): what is sent, and the tag that stands for it. */
export interface Representation {
  body: string;
  /** A strong entity tag (RFC 9110). */
  etag: string;
}

/** A strong tag for what we serve. */
export const etagOf = (body: string | Buffer): string =>
  `"${hash('sha256', body, 'base64url').slice(0, 22)}"`;

/** A document as it is kept, apart from its JSON. */
export interface DocumentFacts {
  sha256: string;
  /** Of a promise: what its timeliness is computed from. */
  deadline_facts: DeadlineFacts | null;
}

/**
 * What the day `today` adds to a document: the text that goes before its last two braces ('' for none),
 * as a claim's `promise` is its last member; and the entity tag with it.
 */
const dated = (
  { sha256, deadline_facts }: DocumentFacts,
  today: string,
): { addition: string; etag: string } => {
  const tag = sha256.slice(0, 32);
  if (deadline_facts === null) return { addition: '', etag: `"${tag}"` };
  const timed = timelinessOf(deadline_facts, today);
  const days = timed.days_left ?? timed.days_overdue ?? timed.days_late;
  return {
    addition: `,${JSON.stringify(timed).slice(1, -1)}`,
    etag: `"${tag}-${timed.timeliness}${days === null ? '' : `-${days}`}"`,
  };
};

/** A document's JSON with what goes before its last two braces. */
export const withAddition = (json: string, addition: string): string =>
  addition === '' ? json : `${json.slice(0, -2)}${addition}}}`;

/** A document with what depends on the day `today` (in the newsroom's timezone). */
export const present = (found: DocumentFacts & { json: string }, today: string): Representation => {
  const { addition, etag } = dated(found, today);
  return { body: withAddition(found.json, addition), etag };
};

/** A document among the bytes of several. */
export interface DocumentSpan extends DocumentFacts {
  /** Where its JSON starts in the bytes, and where it ends. */
  start: number;
  end: number;
}

/** Documents out of `bytes`, each with what depends on the day, between `head` and `tail` and with commas. */
export const joinDocuments = (
  bytes: Buffer,
  found: readonly DocumentSpan[],
  additions: readonly string[],
  { head, tail }: { head: string; tail: string },
): Buffer => {
  const added = additions.reduce((sum, addition) => sum + addition.length, 0);
  const own = found.reduce((sum, { start, end }) => sum + end - start + 1, 0);
  const joined = Buffer.allocUnsafe(head.length + own + added + Buffer.byteLength(tail));
  let at = joined.write(head, 'latin1');
  found.forEach(({ start, end }, i) => {
    const addition = additions[i] ?? '';
    const insert = addition === '' ? end : end - 2;
    if (i > 0) at += joined.write(',', at, 'latin1');
    at += bytes.copy(joined, at, start, insert);
    // Ours: names and figures, all of them ASCII.
    at += joined.write(addition, at, 'latin1');
    at += bytes.copy(joined, at, insert, end);
  });
  return joined.subarray(0, at + joined.write(tail, at));
};

/** What the day `today` adds to each of many documents, and what stands for the bytes of them all. */
export const dateAll = (
  found: readonly DocumentFacts[],
  today: string,
): { additions: string[]; tags: string } => {
  const dates = found.map((document) => dated(document, today));
  return {
    additions: dates.map(({ addition }) => addition),
    tags: dates.map(({ etag }) => etag).join(''),
  };
};
