/**
 * Whole public answers, kept and given again while they are what would be answered. They are looked up before
 * routing, by what a request asks. Any commit, by this process or another, makes another state of the record
 * (`Database.version`): then an answer that says what it shows stays where nothing of that became public since, and any
 * other leaves. The newsroom's midnight ends them all. What a key asks for is never kept.
 */
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { LIMITS } from '../limits.ts';
import { type Changes, changesSince, mayShow, type Shown } from '../record/changed.ts';
import { logSize } from '../record/log.ts';
import { subjectFor } from '../record/subject.ts';
import { codingFor, tagWithout } from './compression.ts';
import { hasSeveralHosts } from './head.ts';
import type { Counts } from './metrics.ts';
import type { Services } from './services.ts';

const BYTES_PER_MB = 1_048_576;
const BYTES_PER_VERSION = 128;
/** About what an answer takes besides its body. */
const OVERHEAD_BYTES = 1_500;

interface FreshAnswer {
  etag: string;
  body: string | Buffer;
  bytes: number;
  headers: OutgoingHttpHeaders;
  /** Of a 304. */
  short: OutgoingHttpHeaders;
  route: string;
  /** All that it depends on; any commit, where that is not known. */
  shown: Shown | undefined;
}

interface KeptAnswer extends FreshAnswer {
  /** The state of the record that it was made in. */
  version: string;
  day: string;
}

/** A request whose answer may be kept, and where. */
const asked = new WeakMap<IncomingMessage, (answer: FreshAnswer) => void>();

/** Headers on which the answer of a public route may depend. */
const keyOf = ({ url, headers }: IncomingMessage): string =>
  `${url}\n${headers.accept ?? ''}\n${headers['accept-language'] ?? ''}\n${headers.host}\n${codingFor(headers['accept-encoding']) ?? ''}`;

/** Whether anybody who asks the same gets the same. */
const isPlain = (request: IncomingMessage): boolean => {
  const { method, headers, httpVersion } = request;
  return (
    (method === 'GET' || method === 'HEAD') &&
    httpVersion === '1.1' &&
    headers.host !== undefined &&
    !hasSeveralHosts(request) &&
    headers.authorization === undefined &&
    headers.cookie === undefined &&
    headers.expect === undefined &&
    headers['transfer-encoding'] === undefined &&
    headers['content-length'] === undefined
  );
};

/** Whether a header of entity tags names this one (weak comparison, RFC 9110 section 13.1.2). */
export const namesTag = (header: string, etag: string): boolean =>
  header.trim() === '*' || header.split(',').some((tag) => comparable(tag) === comparable(etag));

const comparable = (etag: string): string => tagWithout(etag).replace(/^W\//, '');

/** A body that holds no more memory than its bytes: what was compressed is a view of a larger buffer. */
const alone = (body: string | Buffer): string | Buffer =>
  typeof body === 'string' || body.byteLength === body.buffer.byteLength
    ? body
    : Buffer.from(body.buffer.slice(body.byteOffset, body.byteOffset + body.byteLength));

/** Lets `send` offer what it is about to answer, so that it is given again. */
export const offer = (
  request: FastifyRequest,
  reply: FastifyReply,
  {
    body,
    etag,
    type,
    shown,
  }: { body: string | Buffer; etag: string; type: string; shown: Shown | undefined },
): void => {
  const keep = request.caller ? undefined : asked.get(request.raw);
  if (!keep) return;
  const short: OutgoingHttpHeaders = Object.fromEntries(Object.entries(reply.getHeaders()));
  const bytes = Buffer.byteLength(body);
  const headers = { ...short, 'content-type': type, 'content-length': bytes };
  delete short['content-encoding'];
  keep({ etag, body: alone(body), bytes, headers, short, route: request.routeOptions.url ?? '', shown });
};

/** What an answer is looked for by, where something changed. */
const tagOf = (shown: Shown): string => ('type' in shown ? shown.type : shown.subject_id);

/** How many bytes of answers to keep where no setting says so: as many as a record of so many versions makes use of. */
const usefulBytes = (versions: number): number =>
  Math.min(Math.max(BYTES_PER_VERSION * versions, LIMITS.kept_bytes_small), LIMITS.kept_bytes_large);

/** The answers that were used last, within bounds of bytes and number. */
const createAnswers = () => {
  const answers = new Map<string, KeptAnswer>();
  const byTag = new Map<string, Set<string>>();
  /** What left as something changed, and was not made anew yet. */
  const left = new Set<string>();
  let bytes = 0;
  const drop = (key: string): void => {
    const answer = answers.get(key);
    if (!answer) return;
    bytes -= answer.bytes + OVERHEAD_BYTES;
    answers.delete(key);
    const tag = answer.shown && tagOf(answer.shown);
    const others = tag === undefined ? undefined : byTag.get(tag);
    others?.delete(key);
    if (tag !== undefined && others?.size === 0) byTag.delete(tag);
  };
  return {
    find: (key: string): KeptAnswer | undefined => {
      const found = answers.get(key);
      if (!found) return undefined;
      answers.delete(key);
      answers.set(key, found);
      return found;
    },
    /** Whether an answer left lately that is likely to be kept again. */
    hasLeft: (key: string): boolean => left.has(key),
    keep: (key: string, answer: KeptAnswer, bytes_max: number): void => {
      left.delete(key);
      if (answer.bytes > LIMITS.kept_answer_bytes) return;
      drop(key);
      answers.set(key, answer);
      bytes += answer.bytes + OVERHEAD_BYTES;
      if (answer.shown) {
        const tag = tagOf(answer.shown);
        const others = byTag.get(tag) ?? new Set();
        byTag.set(tag, others.add(key));
      }
      while (bytes > bytes_max || answers.size > LIMITS.kept_answers) drop(answers.keys().next().value ?? '');
    },
    /** Drops what may show something else after these changes. */
    leave: ({ subjects }: Changes, isNamed: (type: string) => boolean): void => {
      const leave = (key: string): void => {
        drop(key);
        left.add(key);
        if (left.size > LIMITS.left_answers) for (const oldest of left) return void left.delete(oldest);
      };
      if (subjects === null) {
        for (const key of answers.keys()) leave(key);
        return;
      }
      for (const changed of subjects) {
        for (const key of byTag.get(changed.subject_id) ?? []) leave(key);
        const tags = isNamed(changed.type) ? byTag.keys() : [changed.type];
        for (const tag of tags) {
          for (const key of byTag.get(tag) ?? []) {
            const shown = answers.get(key)?.shown;
            if (shown && 'type' in shown && mayShow(shown, changed, isNamed(changed.type))) leave(key);
          }
        }
      }
    },
  };
};

/** The state of the record that kept answers are known to be of, and the size of its log. */
interface KnownState {
  version: string;
  size: number;
}

const give = ({ method, headers }: IncomingMessage, response: ServerResponse, answer: KeptAnswer): number => {
  const known = headers['if-none-match'];
  const status = known !== undefined && namesTag(known, answer.etag) ? 304 : 200;
  response.writeHead(status, status === 200 ? answer.headers : answer.short);
  response.end(status === 200 && method === 'GET' ? answer.body : undefined);
  return status;
};

/** Answers out of the cache whatever it can; all else goes the way it went. */
export const keepAnswers = (app: FastifyInstance, services: Services, counts: Counts | undefined): void => {
  const { config, database } = services;
  // Every request counts where there is a limit, and every one needs a key where nothing is public.
  const set_mb = config.ONRECORD_CACHE_MB;
  if (set_mb === 0 || config.ONRECORD_RATE_LIMIT > 0 || !config.ONRECORD_PUBLIC_READ) return;
  const answers = createAnswers();
  const count = (route: string, method: string, status: number): void => {
    counts?.answered.inc({ route, method, status });
    counts?.kept.inc();
  };
  const isNamed = (type: string): boolean => subjectFor(services.subjects, type)?.names !== undefined;
  let known: KnownState | undefined;
  let learning: Promise<unknown> = Promise.resolve();

  /** Drops what the commits since the state known so far may have changed. */
  const learn = async (version: string): Promise<void> => {
    if (known?.version === version) return;
    const before = forgotten;
    if (known) {
      const changes = await changesSince(database.read, known.size);
      answers.leave(changes, isNamed);
      known = { version, size: changes.size };
    } else known = { version, size: await logSize(database.read) };
    if (before !== forgotten) known = undefined;
  };
  let forgotten = 0;
  const forget = (): void => {
    forgotten += 1;
    known = undefined;
    answers.leave({ size: 0, subjects: null }, isNamed);
  };
  const learned = (version: string): Promise<void> => {
    const next = learning.then(() => learn(version));
    learning = next.catch(() => undefined);
    return next;
  };

  /** Who waits for an answer that is being made anew for somebody else, by what they ask. */
  const making = new Map<string, (() => void)[]>();
  /** Makes an answer for all who ask for it meanwhile: as it ends, they look again. */
  const makeForAll = (key: string, response: ServerResponse): void => {
    making.set(key, []);
    response.once('close', () => {
      const others = making.get(key) ?? [];
      making.delete(key);
      for (const lookAgain of others) lookAgain();
    });
  };

  /** Answers, or waits for what another request makes, or lets it `pass`. */
  const look = (
    request: IncomingMessage,
    response: ServerResponse,
    pass: () => void,
    hasWaited = false,
  ): void => {
    if (!known) {
      pass();
      return;
    }
    const { version, size } = known;
    const day = services.today();
    const key = keyOf(request);
    const answer = answers.find(key);
    if (answer?.day === day && (answer.shown !== undefined || answer.version === version)) {
      count(answer.route, request.method ?? '', give(request, response, answer));
      return;
    }
    const others = making.get(key);
    if (others && !hasWaited) {
      others.push(() => look(request, response, pass, true));
      return;
    }
    asked.set(request, (fresh) => {
      // What became public meanwhile may be in it or not.
      if (known?.size !== size) return;
      const bytes_max = set_mb === undefined ? usefulBytes(size) : set_mb * BYTES_PER_MB;
      answers.keep(key, { ...fresh, version, day }, bytes_max);
    });
    if (!others && (answer !== undefined || answers.hasLeft(key))) makeForAll(key, response);
    pass();
  };

  const { server } = app;
  const listeners = server.listeners('request');
  server.removeAllListeners('request');
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const pass = (): void => {
      for (const listener of listeners) listener.call(server, request, response);
    };
    const lookOrPass = (): void => look(request, response, pass);
    if (!isPlain(request)) return pass();
    const version = database.version();
    if (version === known?.version) return lookOrPass();
    if (version === '') {
      forget();
      return pass();
    }
    Promise.resolve(version).then(learned).then(lookOrPass, pass);
  });
};
