/** How pages are asked for and answered: language, cache, headers, and errors as pages. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import * as z from 'zod';
import { publicUrl } from '../../config.ts';
import { requireRole, secretOf } from '../../http/access.ts';
import { send } from '../../http/answers.ts';
import type { App } from '../../http/app.ts';
import { problemFor, sendProblem } from '../../http/errors.ts';
import { PAGE_HEADERS } from '../../http/head.ts';
import { PROBLEMS } from '../../http/problems.ts';
import type { Services } from '../../http/services.ts';
import { LIMITS } from '../../limits.ts';
import { etagOf } from '../../record/present.ts';
import type { Api } from './api.ts';
import { createCounts } from './counts.ts';
import { type Assets, loadAssets } from './assets.ts';
import { markdown } from './html.ts';
import { layout } from './layout.ts';
import { addressWith } from './parts/lists.ts';
import { termOf } from './parts/term.ts';
import { ledgerLength, logEnd, publicState, scalesOf } from './read.ts';
import { errorPage } from './record.ts';
import type { Content, Masthead, View } from './view.ts';
import { LANGUAGES, type Language, languageFor, type Words, wordsIn } from './words.ts';

/** All that a page loads comes from this server, and none of it is a script. */
const CSP =
  "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'self'";
const HTML = 'text/html; charset=utf-8';

/** Where nothing is shown without a key, whoever is signed in at the desk reads the pages. */
const READABLE = { access: 'public', session: true, anyParameters: true } as const;

/** A page, a picture of it, or the path of the page that it is now. */
export type Made = Content | { file: string | Buffer; type: string } | { moved: string };

export interface Page<Params extends z.ZodObject, Query extends z.ZodObject> {
  /** Its path, as the router has it. */
  path: string;
  params: Params;
  query: Query;
  make(view: View, params: z.output<Params>, query: z.output<Query>): Promise<Made>;
}

export const NOTHING = z.object({});

interface Kept {
  /** As bytes, so that they are not encoded anew for each reader. */
  body: string | Buffer;
  etag: string;
  type: string;
  moved?: string;
  /** Whether pages of others may show it in a frame. */
  framed?: boolean;
}

export interface Site {
  assets: Assets;
  /** What a page in this language is made with, now; null: in the one that is accepted best (`Accept-Language`). */
  view(language: Language | null, accepted?: string): Promise<View>;
  /** Adds a page in every language: at its path, by `Accept-Language`, and under each language's own. */
  page<Params extends z.ZodObject, Query extends z.ZodObject>(app: App, page: Page<Params, Query>): void;
  /** Answers with a page where there is none. */
  missing(request: FastifyRequest, reply: FastifyReply, error: Error): Promise<FastifyReply>;
  /** Answers with the first page, whose route belongs to programs as well. */
  home(
    request: FastifyRequest,
    reply: FastifyReply,
    make: (view: View) => Promise<Made>,
  ): Promise<FastifyReply>;
}

/** A card may stand in the page of anybody. */
const allowFrames = (reply: FastifyReply): void => {
  reply.removeHeader('x-frame-options');
  reply.header('cross-origin-resource-policy', 'cross-origin');
  reply.header('content-security-policy', CSP.replace("frame-ancestors 'self'", 'frame-ancestors *'));
};

const mastheadOf = (services: Services, assets: Assets): Masthead => {
  const { ONRECORD_NAME, ONRECORD_NEWSROOM, ONRECORD_FOOTER, ONRECORD_REVIEW, ONRECORD_TERM } =
    services.config;
  return {
    name: ONRECORD_NAME ?? ONRECORD_NEWSROOM ?? 'Onrecord',
    logo: assets.logo,
    stylesheets: assets.stylesheets,
    footer: ONRECORD_FOOTER === undefined ? null : markdown(ONRECORD_FOOTER),
    fourEyes: ONRECORD_REVIEW === 'four_eyes',
    term: termOf(ONRECORD_TERM),
  };
};

/** What all pages share while nothing changes. */
type Record = Pick<View, 'today' | 'scales' | 'log'> & {
  /** By the length of the ledger, which is quickly asked. */
  state: string;
  /** By what is public. */
  shown: string;
};

export const createSite = (services: Services, api: Api): Site => {
  const assets = loadAssets(services.config);
  const masthead = mastheadOf(services, assets);
  const home = publicUrl(services.config);
  const counts = createCounts(services.database.search);
  const words = new Map<Language, Words>();
  /** Made for the first page in each language. */
  const wordsOf = (language: Language): Words => {
    const made = words.get(language) ?? wordsIn(language, services.config.ONRECORD_TIMEZONE);
    words.set(language, made);
    return made;
  };
  /** The pages by address, as they were while the record stood at `state`. */
  const kept = new Map<string, Kept>();
  let record: Record | undefined;

  const standing = async (): Promise<Record> => {
    const today = services.today();
    const state = `${await ledgerLength(services)} ${today}`;
    if (record?.state === state) return record;
    const log = await logEnd(services);
    const shown = `${await publicState(services, log.size)} ${today}`;
    if (record?.shown === shown) {
      // Somebody has written what is not public: pages read as before.
      record = { ...record, state };
      return record;
    }
    const scales = await scalesOf(services);
    kept.clear();
    record = { state, shown, today, scales, log };
    return record;
  };

  const viewOf = (
    language: Language,
    fixed: boolean,
    { today, scales, log }: Record,
    secret?: string,
  ): View => ({
    services,
    // Where nothing is shown without a key, a page asks with that of its reader: what is public is the same to all.
    api: (asked) => api({ ...asked, secret: asked.secret ?? secret }),
    words: wordsOf(language),
    masthead,
    counts,
    home,
    today,
    scales,
    log,
    to: (path) => (fixed ? `/${language}${path === '/' ? '' : path}` : path),
  });

  const headed = (reply: FastifyReply, language: Language, fixed: boolean): FastifyReply => {
    if (!fixed) reply.header('vary', [reply.getHeader('vary'), 'Accept-Language'].filter(Boolean).join(', '));
    return reply
      .headers(PAGE_HEADERS)
      .header('content-security-policy', CSP)
      .header('content-language', language);
  };

  const keep = (key: string, page: Kept): void => {
    if (kept.size >= LIMITS.pages_kept) kept.delete(kept.keys().next().value ?? '');
    kept.set(key, page);
  };

  const made = async (
    key: string,
    view: View,
    path: string,
    make: (view: View) => Promise<Made>,
  ): Promise<Kept> => {
    const known = kept.get(key);
    if (known) return known;
    const content = await make(view);
    if ('moved' in content) return { moved: view.to(content.moved), body: '', etag: '', type: HTML };
    const [body, type] =
      'file' in content
        ? [content.file, content.type]
        : [Buffer.from(String(await layout(content, path, view))), HTML];
    const page = { body, etag: etagOf(body), type, framed: 'card' in content };
    keep(key, page);
    return page;
  };

  /** Answers with the page at `path`, made anew only where something has changed since. */
  const answer = async (
    request: FastifyRequest,
    reply: FastifyReply,
    fixed: Language | null,
    path: string,
    make: (view: View) => Promise<Made>,
  ): Promise<FastifyReply> => {
    const language = fixed ?? languageFor(request.headers['accept-language']);
    const stood = await standing();
    const view = viewOf(language, fixed !== null, stood, secretOf(request));
    const page = await made(`${fixed ?? ''} ${language} ${path}`, view, path, make);
    headed(reply, language, fixed !== null);
    if (page.framed) allowFrames(reply);
    if (page.type !== HTML) reply.header('cross-origin-resource-policy', 'cross-origin');
    if (page.moved !== undefined) {
      return reply.code(308).headers({ location: page.moved, 'cache-control': 'no-cache' }).send();
    }
    return send(request, reply, page, { type: page.type });
  };

  const answerError = async (
    request: FastifyRequest,
    reply: FastifyReply,
    fixed: Language | null,
    error: Error,
  ): Promise<FastifyReply> => {
    const problem = await problemFor(services, request, error);
    const { status, title } = PROBLEMS[problem.problem];
    const language = fixed ?? languageFor(request.headers['accept-language']);
    const stood: Record = record ?? {
      state: '',
      shown: '',
      today: services.today(),
      scales: [],
      log: { size: 0, at: null },
    };
    const view = viewOf(language, fixed !== null, stood);
    const { tombstone } = problem.members;
    const content = errorPage(view, { status, title, detail: problem.message, tombstone });
    const body = String(await layout(content, '/', view));
    return headed(reply, language, fixed !== null)
      .code(status)
      .headers(problem.headers)
      .headers({ 'content-type': HTML, 'cache-control': 'no-store' })
      .send(body);
  };

  return {
    assets,
    missing: (request, reply, error) => {
      const language = LANGUAGES.find((one) => request.url.startsWith(`/${one}/`)) ?? null;
      return answerError(request, reply, language, error);
    },
    view: async (language, accepted) =>
      viewOf(language ?? languageFor(accepted), language !== null, await standing()),
    home: async (request, reply, make) => {
      try {
        if (!services.config.ONRECORD_PUBLIC_READ) requireRole(request.caller, 'reader');
        return await answer(request, reply, null, '/', make);
      } catch (error) {
        if (!(error instanceof Error)) throw error;
        return answerError(request, reply, null, error);
      }
    },
    page: (app, { path, params, query, make }) => {
      // The first page without a language is `home`.
      for (const fixed of path === '/' ? LANGUAGES : [null, ...LANGUAGES]) {
        const prefix = fixed === null ? '' : `/${fixed}`;
        const url = path === '/' ? prefix : `${prefix}${path}`;
        app.get(
          url,
          {
            // Whoever hands an address on adds parameters of their own to it.
            config: READABLE,
            schema: { hide: true, params, querystring: query },
            errorHandler: (error, request, reply) =>
              answerError(request, reply, fixed, error).catch(() =>
                sendProblem(services, request, reply, error),
              ),
          },
          (request, reply) => {
            // What the parameters are was checked by these very schemas.
            const [named, asked] = [params.parse(request.params), query.parse(request.query)];
            const pathname = (request.url.split('?', 1)[0] ?? '').slice(prefix.length) || '/';
            const address = addressWith(pathname, shownQuery.parse(asked));
            return answer(request, reply, fixed, address, (view) => make(view, named, asked));
          },
        );
      }
    },
  };
};

const shownQuery = z.record(z.string(), z.string().optional());
