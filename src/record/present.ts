/** How a document is served: as it was written, with what today's date says of its promise. */
import { createHash } from 'node:crypto';
import { type DeadlineFacts, type Timed, timelinessOf } from './timeliness.ts';

export interface Presented {
  body: string;
  /** A strong entity tag (RFC 9110). */
  etag: string;
}

/** A strong tag for a text of ours. */
export const etagOf = (text: string): string =>
  `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`;

const withTime = (json: string, timed: Timed): string =>
  `${json.slice(0, -2)},${JSON.stringify(timed).slice(1)}}`;

/**
 * A claim's `promise` is the last member of its document, so what depends on the day is appended
 * there. `deadline_kind` is '' where there is no promise.
 */
export const present = (
  found: DeadlineFacts & { json: string; sha256: string; deadline_kind: string },
  today: string,
): Presented => {
  const tag = found.sha256.slice(0, 32);
  if (found.deadline_kind === '') return { body: found.json, etag: `"${tag}"` };
  const timed = timelinessOf(found, today);
  const days = timed.days_left ?? timed.days_overdue ?? timed.days_late;
  return {
    body: withTime(found.json, timed),
    etag: `"${tag}-${timed.timeliness}${days === null ? '' : `-${days}`}"`,
  };
};
