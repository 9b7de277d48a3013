/** What is asked of others, what they answer, and what can be in the way. */
import type { IncomingHttpHeaders } from 'node:http';

export type OutgoingReason =
  | 'not_http'
  | 'credentials'
  | 'forbidden_address'
  | 'unreachable'
  | 'timeout'
  | 'too_large'
  | 'too_many_redirects'
  | 'unreadable'
  | 'robots'
  | 'wait';

/** Why something was not asked, or not answered. */
export class OutgoingError extends Error {
  override readonly name = 'OutgoingError';
  readonly reason: OutgoingReason;
  /** Where the other side, or good manners, ask to wait: how long. */
  readonly wait_ms: number | null;
  constructor(reason: OutgoingReason, detail: string, wait_ms: number | null = null) {
    super(detail);
    this.reason = reason;
    this.wait_ms = wait_ms;
  }
}

export interface OutgoingRequest {
  method?: 'GET' | 'HEAD' | 'POST';
  headers?: Readonly<Record<string, string>>;
  body?: string;
  /** How much of the answer is read, decompressed; a longer one is an error. */
  max_bytes?: number;
  /** Keeps the beginning of a longer answer instead. */
  cut?: boolean;
  timeout_ms?: number;
  redirects?: number;
  /** A look of our own accord: asks what `robots.txt` allows, and waits where `Retry-After` told to. */
  polite?: boolean;
  /** What is known of it already, so that the answer may be 304. */
  known?: { etag: string | null; last_modified: string | null };
}

export interface OutgoingAnswer {
  status: number;
  /** Where it came from in the end. */
  url: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
  /** From `Retry-After`, where the answer has one. */
  retry_after_ms: number | null;
}
