/**
 * The one way out: every request that the server makes of another goes through here. It asks http and https alone,
 * resolves a name once and connects to what it found, refuses addresses that are not of the public internet,
 * follows at most three redirects and looks at each anew, reads no more and waits no longer than it was told,
 * and carries no credentials of anybody.
 */
import dns from 'node:dns';
import http from 'node:http';
import https from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import type { Duplex } from 'node:stream';
import zlib from 'node:zlib';
import { LIMITS } from '../limits.ts';
import { type Allowed, mayAsk } from './addresses.ts';
import { createManners } from './manners.ts';
import { type OutgoingAnswer, OutgoingError, type OutgoingRequest } from './types.ts';

/** All addresses of a name. */
export type Resolve = (host: string) => Promise<{ address: string; family: number }[]>;

export interface OutgoingSettings {
  user_agent: string;
  allowed: Allowed;
  resolve?: Resolve;
  /** For manners: when a robots.txt has grown old, and until when somebody asked to wait. */
  now?: () => number;
}

export interface Outgoing {
  /** Asks; any status is an answer. Throws OutgoingError. */
  ask(url: string, request?: OutgoingRequest): Promise<OutgoingAnswer>;
  /** Why this address would be refused whatever stands behind it; undefined where it may be tried. */
  faultOf(url: string): string | undefined;
  close(): void;
}

const resolveByDns: Resolve = (host) => dns.promises.lookup(host, { all: true, verbatim: true });

const ENCODINGS: Record<string, () => Duplex> = {
  gzip: () => zlib.createGunzip(),
  'x-gzip': () => zlib.createGunzip(),
  deflate: () => zlib.createInflate(),
  br: () => zlib.createBrotliDecompress(),
};

const REDIRECTS = [301, 302, 303, 307, 308];

const hostOf = ({ hostname }: URL): string => hostname.replace(/^\[(.*)\]$/, '$1');

/** The address in question, if nothing in it forbids asking. Throws OutgoingError. */
const checked = (text: string, allowed: Allowed): URL => {
  const url = URL.parse(text);
  if (!url || (url.protocol !== 'http:' && url.protocol !== 'https:')) {
    throw new OutgoingError('not_http', 'Only http and https addresses are asked.');
  }
  if (url.username !== '' || url.password !== '') {
    throw new OutgoingError('credentials', 'The address holds a user or a password.');
  }
  const host = hostOf(url);
  // Names are looked at when they are resolved.
  if (isIP(host) !== 0 && !mayAsk(allowed, host, host)) throw forbidden(host, host);
  return url;
};

const forbidden = (host: string, address: string): OutgoingError =>
  new OutgoingError(
    'forbidden_address',
    `${host === address ? address : `${host} (${address})`} is not an address of the public internet.`,
  );

/** In milliseconds from `now`; null where there is none that can be read (RFC 9110 section 10.2.3). */
const retryAfter = (header: string | undefined, now: number): number | null => {
  if (header === undefined) return null;
  const seconds = /^\d{1,9}$/.test(header.trim()) ? Number(header) : (Date.parse(header) - now) / 1_000;
  return Number.isFinite(seconds) ? Math.max(0, Math.round(seconds * 1_000)) : null;
};

/** The body, decompressed, up to `max_bytes`; what is compressed counts as well. */
const readBody = async (
  response: http.IncomingMessage,
  { max_bytes = LIMITS.outgoing_bytes, cut = false }: OutgoingRequest,
): Promise<Buffer> => {
  const encoding = response.headers['content-encoding']?.trim().toLowerCase() ?? 'identity';
  const tooLarge = () => new OutgoingError('too_large', `The answer is longer than ${max_bytes} bytes.`);
  let raw = 0;
  const chunks: Buffer[] = [];
  let length = 0;
  const take = (chunk: Buffer): boolean => {
    length += chunk.length;
    if (length <= max_bytes) {
      chunks.push(chunk);
      return true;
    }
    if (!cut) throw tooLarge();
    chunks.push(chunk.subarray(0, chunk.length - (length - max_bytes)));
    return false;
  };
  if (encoding === 'identity' || encoding === '') {
    for await (const chunk of response) if (!take(chunk)) break;
    return Buffer.concat(chunks);
  }
  const decoder = ENCODINGS[encoding]?.();
  if (!decoder) throw new OutgoingError('unreadable', `The answer is encoded as ${encoding}.`);
  response.on('data', (chunk: Buffer) => {
    raw += chunk.length;
    if (raw > max_bytes) response.destroy(tooLarge());
  });
  response.on('error', (error) => decoder.emit('error', error));
  response.on('aborted', () => decoder.emit('error', new Error('the answer broke off')));
  response.pipe(decoder);
  for await (const chunk of decoder) if (!take(chunk)) break;
  response.destroy();
  return Buffer.concat(chunks);
};

export const createOutgoing = ({
  user_agent,
  allowed,
  resolve = resolveByDns,
  now = Date.now,
}: OutgoingSettings): Outgoing => {
  /** What a connection is made with: the addresses that were looked at, and no second question. */
  const lookup: LookupFunction = (host, options, callback) => {
    resolve(host).then(
      (found) => {
        const inside = found.find(({ address }) => !mayAsk(allowed, host, address));
        const [first] = found;
        if (inside) callback(forbidden(host, inside.address), '', 0);
        else if (!first) callback(new OutgoingError('unreachable', `${host} has no address.`), '', 0);
        else if (options.all) callback(null, found);
        else callback(null, first.address, first.family);
      },
      () => callback(new OutgoingError('unreachable', `${host} was not found.`), '', 0),
    );
  };
  const options = { keepAlive: true, maxSockets: LIMITS.outgoing_per_host, timeout: 5_000, lookup };
  const agents = { 'http:': new http.Agent(options), 'https:': new https.Agent(options) };

  const failureOf = (error: unknown, signal: AbortSignal): OutgoingError => {
    if (error instanceof OutgoingError) return error;
    if (signal.aborted) return new OutgoingError('timeout', 'The answer took too long.');
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    if (/^(Z_|ERR_BROTLI|ERR__ERROR_FORMAT)/.test(code)) {
      return new OutgoingError('unreadable', 'The answer cannot be decompressed.');
    }
    return new OutgoingError('unreachable', `There was no whole answer (${code}).`);
  };

  /** One request, whatever it answers. */
  const askOnce = (url: URL, request: OutgoingRequest, signal: AbortSignal): Promise<OutgoingAnswer> =>
    new Promise((resolve, reject) => {
      const { method = 'GET', body, known } = request;
      const headers: Record<string, string> = {
        accept: '*/*',
        'accept-encoding': 'gzip, deflate, br',
        ...request.headers,
        'user-agent': user_agent,
      };
      if (known?.etag) headers['if-none-match'] = known.etag;
      if (known?.last_modified) headers['if-modified-since'] = known.last_modified;
      if (body !== undefined) headers['content-length'] = String(Buffer.byteLength(body));
      const failed = (error: unknown) => reject(failureOf(error, signal));
      const { request: send } = url.protocol === 'https:' ? https : http;
      const agent = agents[url.protocol === 'https:' ? 'https:' : 'http:'];
      const asked = send(
        url,
        { method, headers, agent, signal, maxHeaderSize: LIMITS.outgoing_head_bytes },
        (response) => {
          readBody(response, request).then((read) => {
            const { statusCode: status = 0, headers } = response;
            const retry_after_ms = retryAfter(headers['retry-after'], now());
            resolve({ status, url: url.href, headers, body: read, retry_after_ms });
          }, failed);
        },
      );
      asked.on('error', failed);
      asked.end(body);
    });

  const follow = async (
    from: URL,
    request: OutgoingRequest,
    signal: AbortSignal,
    onTheWay: (url: URL) => Promise<void>,
  ): Promise<OutgoingAnswer> => {
    let url = from;
    for (let left = request.redirects ?? LIMITS.outgoing_redirects; ; left -= 1) {
      await onTheWay(url);
      const answer = await askOnce(url, request, signal);
      const { location } = answer.headers;
      const isPost = request.method === 'POST';
      if (isPost || location === undefined || !REDIRECTS.includes(answer.status)) return answer;
      if (left === 0) throw new OutgoingError('too_many_redirects', 'It leads on and on.');
      url = checked(URL.parse(location, url.href)?.href ?? '', allowed);
    }
  };

  const manners = createManners(user_agent, now, (url, request) =>
    follow(
      checked(url, allowed),
      request,
      AbortSignal.timeout(request.timeout_ms ?? LIMITS.outgoing_ms),
      async () => undefined,
    ),
  );

  return {
    ask: async (text, request = {}) => {
      const url = checked(text, allowed);
      const signal = AbortSignal.timeout(request.timeout_ms ?? LIMITS.outgoing_ms);
      if (!request.polite) return follow(url, request, signal, async () => undefined);
      const answer = await follow(url, request, signal, manners.check);
      manners.heed(new URL(answer.url), answer);
      return answer;
    },
    faultOf: (text) => {
      try {
        checked(text, allowed);
        return undefined;
      } catch (error) {
        if (error instanceof OutgoingError) return error.message;
        throw error;
      }
    },
    close: () => {
      agents['http:'].destroy();
      agents['https:'].destroy();
    },
  };
};
