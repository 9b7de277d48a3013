/** The tools: each reads, none writes. */
import type { McpServer } from '@modelcontextprotocol/server';
import * as z from 'zod';
import { id as idSchema, language, partialDay, text } from '../../http/schemas.ts';
import type { Services } from '../../http/services.ts';
import { LIMITS } from '../../limits.ts';
import { claimKind } from '../../newsroom/claims/shape.ts';
import { claimFilters } from '../../newsroom/claims/filters-shape.ts';
import { allAnchors } from '../../newsroom/anchors/anchor.ts';
import { readDeadline } from '../../newsroom/promises/reading.ts';
import { key } from '../../newsroom/scales/shape.ts';
import { findSpeaker } from '../../newsroom/speakers/speaker.ts';
import { speakerReference } from '../../newsroom/speakers/shape.ts';
import { present } from '../../record/present.ts';
import { among, NONE } from '../../record/filters.ts';
import type { ListQuery } from '../../record/list-query.ts';
import { checkQuote } from '../../text/fidelity.ts';
import { cited, refusal, told } from './answers.ts';

/** Asks this server's own API what was asked before in other words; gives its JSON. */
export type AskSimilar = (body: object) => Promise<unknown>;

const READS = { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false };
const limit = z.int().min(1).max(LIMITS.mcp_results).default(5);
const words = text(LIMITS.query_length).describe('Words to find, all of them; "in quotes" as a phrase');
const speaker = speakerReference.optional().describe('A speaker, by id or slug');

/** Things of a list, as they are cited. */
const list = async (services: Services, query: Omit<ListQuery, 'publication'>) => {
  const { bytes, rows } = await services.lists.page({ ...query, publication: 'published' });
  const today = services.today();
  const results: Record<string, unknown>[] = [];
  for (const { start, end, sha256, deadline_facts } of rows) {
    const json = bytes.toString('utf8', start, end);
    results.push(await cited(services, present({ json, sha256, deadline_facts }, today).body));
  }
  return results;
};

const wordsOf = (said: string): string =>
  said
    .replaceAll('"', ' ')
    .split(/\s+/)
    .slice(0, LIMITS.mcp_quote_words)
    .join(' ')
    .slice(0, LIMITS.query_length);

const one = <T>(value: T | undefined): T[] | undefined => (value === undefined ? undefined : [value]);

/** Adds every tool to a server. */
export const addTools = (server: McpServer, services: Services, similar: AskSimilar): void => {
  const asking = { read: services.database.read, drafts: false };
  server.registerTool(
    'search_record',
    {
      title: 'Search the record',
      description: 'Published claims by words, speaker, topic, kind or rating, the best matches first.',
      inputSchema: z.strictObject({
        q: words.optional(),
        speaker,
        topic: text(LIMITS.topic_length).optional(),
        kind: claimKind.optional(),
        rating: key.optional(),
        limit,
      }),
      annotations: READS,
    },
    async ({ q, limit, speaker, topic, kind, rating }) => {
      const asked = { speaker: one(speaker), topic: one(topic), kind: one(kind), rating: one(rating) };
      const filters = await claimFilters(asking, asked, services.today());
      const sort = q === undefined ? ({ by: 'on_date', descending: true } as const) : null;
      return told(services, { results: await list(services, { type: 'claim', filters, sort, limit, q }) });
    },
  );

  server.registerTool(
    'already_checked',
    {
      title: 'Has this been checked?',
      description:
        'Published claims that may say the same as a statement in other words, with the probability and the reasons. Read "differs" first: a claim that differs is not the same.',
      inputSchema: z.strictObject({
        statement: text(LIMITS.text_medium),
        said_on: partialDay.optional().describe('When it was said'),
        limit,
      }),
      annotations: READS,
    },
    async ({ statement, said_on, limit }) => {
      const matches = await similar({ text: statement, limit, ...(said_on ? { date: said_on } : {}) });
      const known = z
        .object({ data: z.array(z.object({ claim: z.object({ id: z.string() }) })) })
        .safeParse(matches);
      const claims: Record<string, unknown>[] = [];
      for (const { claim } of known.data?.data ?? []) {
        const found = await services.items.find(claim.id);
        if (found?.publication === 'published') {
          claims.push(await cited(services, present(found, services.today()).body));
        }
      }
      return told(services, { results: claims, quoted_matches: matches });
    },
  );

  server.registerTool(
    'get_claim',
    {
      title: 'Get a claim',
      description: 'One claim with everything about it: quotes, verdict, promise, what has happened since.',
      inputSchema: z.strictObject({ id: idSchema('claim') }),
      annotations: READS,
    },
    async ({ id }) => {
      const found = await services.items.find(id);
      if (!found || found.publication === 'draft') return refusal(`There is no public claim ${id}.`);
      if (found.publication === 'withdrawn') return refusal(`${id} was withdrawn by the newsroom.`);
      return told(services, { results: [await cited(services, present(found, services.today()).body)] });
    },
  );

  server.registerTool(
    'promises_due',
    {
      title: 'Promises by when they are due',
      description:
        'Promises with a time that nobody has ruled on, the longest due first. Overdue is arithmetic: it does not say that a promise was broken.',
      inputSchema: z.strictObject({ speaker, limit }),
      annotations: READS,
    },
    async ({ speaker, limit }) => {
      const asked = { kind: ['promise' as const], speaker: one(speaker), result: [NONE] };
      const filters = await claimFilters(asking, asked, services.today());
      const sort = { by: 'due_on', descending: false } as const;
      return told(services, { results: await list(services, { type: 'claim', filters, sort, limit }) });
    },
  );

  server.registerTool(
    'speaker_record',
    {
      title: 'The record of a speaker',
      description: 'Who a speaker is, how many claims of theirs are recorded, and the latest.',
      inputSchema: z.strictObject({ speaker: speakerReference, limit }),
      annotations: READS,
    },
    async ({ speaker, limit }) => {
      const known = await findSpeaker(services.database.read, speaker);
      const found = known && (await services.items.find(known.id));
      if (!known || found?.publication !== 'published') return refusal('There is no such public speaker.');
      const filters = among('speaker', [known.id]);
      const sort = { by: 'on_date', descending: true } as const;
      const query = { type: 'claim', filters, sort, limit } as const;
      return told(services, {
        speaker: await cited(services, found.json),
        claims: await services.lists.count({ ...query, publication: 'published' }),
        results: await list(services, query),
      });
    },
  );

  server.registerTool(
    'verify_quote',
    {
      title: 'Verify a quote',
      description:
        'Compares words with the quotes on record, letter by letter. Alike is not the same: only verbatim words are verified.',
      inputSchema: z.strictObject({ words: text(LIMITS.text_medium), limit }),
      annotations: READS,
    },
    async ({ words, limit }) => {
      const exact = { type: 'quote', filters: [], sort: null, limit } as const;
      const found = await list(services, { ...exact, q: wordsOf(words) });
      const results = found.map((result) => {
        const { text: recorded } = z.object({ text: z.string() }).parse(result.quoted);
        return { as_compared: checkQuote(words, recorded).fidelity, ...result };
      });
      const verified = results.some(({ as_compared }) => /^verbatim/.test(as_compared));
      return told(services, { verified, results });
    },
  );

  server.registerTool(
    'read_deadline',
    {
      title: 'Read a deadline',
      description:
        'What days a speaker’s words about a time mean: a suggestion with its reason. Vague words get no day.',
      inputSchema: z.strictObject({
        phrase: text(LIMITS.text_short),
        said_on: partialDay,
        language: language.default('en').describe('en, de or es'),
      }),
      annotations: READS,
    },
    async ({ phrase, said_on, language }) => {
      const said = { reference_date: said_on, language };
      const { event, ...reading } = readDeadline(await allAnchors(services.database.read), phrase, said);
      return told(services, {
        suggestion: { ...reading, event: event && { key: event.key, title: event.title, date: event.date } },
      });
    },
  );
};
