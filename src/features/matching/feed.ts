/** From the record to the collection: each public version of a claim, in the order of the log. */
import { and, asc, desc, eq, gt, isNull, lte, sql } from 'drizzle-orm';
import * as z from 'zod';
import { literalLimit } from '../../db/queries.ts';
import { select } from '../../db/statement.ts';
import type { Connection } from '../../db/types.ts';
import { logSize } from '../../record/log.ts';
import { documents, entries } from '../../record/tables.ts';
import type { Collection, MatchedClaim } from './collection.ts';

const PAGE = 500;
/** Of a rationale and of quotes so much is looked at. */
const CONTEXT_LENGTH = 600;
/** Of so many sources the titles are. */
const SOURCES = 3;

const claimsAfter = select(
  { leaf_index: documents.leaf_index, id: documents.subject_id, json: documents.json },
  (query) =>
    query
      .from(documents)
      .where(
        and(
          gt(documents.leaf_index, sql.placeholder('after')),
          lte(documents.leaf_index, sql.placeholder('until')),
          sql`${documents.subject_id} like 'claim!_%' escape '!'`,
        ),
      )
      .orderBy(literalLimit(asc(documents.leaf_index), PAGE)),
);

const newestPast = select({ leaf_index: entries.leaf_index }, (query) =>
  query
    .from(entries)
    .where(and(eq(entries.type, 'claim'), eq(entries.publication, 'published'), isNull(entries.valid_to)))
    .orderBy(desc(entries.published_at), desc(entries.number))
    .limit(1)
    .offset(sql.placeholder('newer')),
);

/** How much of the log comes before the newest public claims, so many as `count`. */
export const sizeBefore = async (read: Connection, count: number): Promise<number> => {
  const [newest] = await newestPast(read, { newer: count });
  return newest ? (newest.leaf_index ?? 0) + 1 : 0;
};

/** As much of a claim's document as is matched; what a claim of an older release lacks is left out. */
const readable = z.object({
  publication: z.string(),
  text: z.string().default(''),
  language: z.string().nullish(),
  article_title: z.string().nullish(),
  claimants: z.array(z.object({ id: z.string(), slug: z.string(), name: z.string() })).default([]),
  first_said_on: z.string().nullish(),
  quotes: z.array(z.object({ text: z.string().nullish(), said_on: z.string().nullish() })).default([]),
  sources: z.array(z.object({ title: z.string(), published_on: z.string().nullish() })).default([]),
  verdict: z.object({ summary: z.string(), rationale: z.string().nullish() }).nullish(),
});

/** What is matched of a public claim; null when it was withdrawn. */
export const matchedClaim = (id: string, json: string): MatchedClaim | null => {
  const claim = readable.parse(JSON.parse(json));
  if (claim.publication !== 'published') return null;
  const { verdict, article_title, sources } = claim;
  // What others checked comes in with the headline and the day of a source alone.
  const texts = [article_title, verdict?.summary, sources[0]?.title, verdict?.rationale];
  const [title = '', ...about] = new Set(texts.flatMap((text) => text || []));
  const quotes = claim.quotes.map((quote) => quote.text ?? '').join(' . ');
  const context = [
    ...about.map((text) => text.slice(0, CONTEXT_LENGTH)),
    ...sources.slice(1, SOURCES).map((source) => source.title),
    quotes.slice(0, CONTEXT_LENGTH),
    ...claim.claimants.map((speaker) => speaker.name),
  ];
  return {
    id,
    text: claim.text,
    title,
    context: context.filter(Boolean).join(' . '),
    speakers: claim.claimants.map((speaker) => speaker.name),
    speakerKeys: claim.claimants.flatMap((speaker) => [speaker.id, speaker.slug]),
    day:
      claim.first_said_on ??
      claim.quotes.find((quote) => quote.said_on)?.said_on ??
      sources.find((source) => source.published_on)?.published_on ??
      '',
    language: claim.language ?? null,
  };
};

/**
 * Gives a function that brings the collection, which has what it needs of the first `log_size` leaves of the log, up to
 * its end; it takes what came since the last time, and gives the size of the log.
 */
export const createFeed = (read: Connection, collection: Collection, log_size = 0) => {
  let seen = log_size - 1;
  return async (): Promise<number> => {
    const size = await logSize(read);
    const until = size - 1;
    for (let after = seen; after < until; ) {
      const rows = await claimsAfter(read, { after, until });
      for (const { id, json } of rows) {
        const claim = matchedClaim(id, json);
        if (claim) collection.put(claim);
        else collection.remove(id);
      }
      after = rows.length < PAGE ? until : (rows.at(-1)?.leaf_index ?? until);
    }
    seen = until;
    return size;
  };
};
