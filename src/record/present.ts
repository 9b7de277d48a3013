/** How a document is served: as it was written, with what today's date says of its promise. */
import { hash } from 'node:crypto';
import { type DeadlineFacts, timelinessOf } from './timeliness.ts';

export interface Presented {
  body: string;
  /** A strong entity tag (RFC 9110). */
  etag: string;
}

/** A strong tag for a text of ours. */
export const etagOf = (text: string): string => `"${hash('sha256', text, 'base64url').slice(0, 22)}"`;

/** A document as it is kept, apart from its JSON. */
export interface Kept {
  sha256: string;
  /** Of a promise: what its timeliness is computed from. */
  deadline_facts: DeadlineFacts | null;
}

/**
 * What the day `today` adds to a document: the text that goes before its last two braces ('' for none),
 * as a claim's `promise` is its last member; and the entity tag with it.
 */
const dated = ({ sha256, deadline_facts }: Kept, today: string): { addition: string; etag: string } => {
  const tag = sha256.slice(0, 32);
  if (deadline_facts === null) return { addition: '', etag: `"${tag}"` };
  const timed = timelinessOf(deadline_facts, today);
  const days = timed.days_left ?? timed.days_overdue ?? timed.days_late;
  return {
    addition: `,${JSON.stringify(timed).slice(1, -1)}`,
    etag: `"${tag}-${timed.timeliness}${days === null ? '' : `-${days}`}"`,
  };
};

/** A document with what depends on the day `today` (in the newsroom's timezone). */
export const present = (found: Kept & { json: string }, today: string): Presented => {
  const { addition, etag } = dated(found, today);
  return { body: addition === '' ? found.json : `${found.json.slice(0, -2)}${addition}}}`, etag };
};

const COMMA = Buffer.from(',');
const CLOSING = Buffer.from('}}');

/** Many documents, given as bytes, as parts of one JSON array; `tags` stands for their bytes. */
export const presentAll = (
  found: readonly (Kept & { json: Buffer })[],
  today: string,
): { parts: Buffer[]; tags: string } => {
  const parts: Buffer[] = [];
  let tags = '';
  for (const document of found) {
    const { addition, etag } = dated(document, today);
    if (parts.length > 0) parts.push(COMMA);
    if (addition === '') parts.push(document.json);
    else parts.push(document.json.subarray(0, -2), Buffer.from(addition), CLOSING);
    tags += etag;
  }
  return { parts, tags };
};
