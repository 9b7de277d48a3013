import { asc, desc, eq, inArray, or } from 'drizzle-orm';
import type { Connection } from '../../db/types.ts';
import { literalLimit } from '../../db/queries.ts';
import { LIMITS } from '../../limits.ts';
import type { Subject } from '../../record/record.ts';
import { corrections } from '../../record/tables.ts';
import { outcomeBody, publicOutcomes, publicVerdicts, verdictBody } from '../findings/render.ts';
import { outcomes, verdicts } from '../findings/tables.ts';
import { deadlineInForce, renderPromise, UNTESTED_PROMISE } from '../promises/render.ts';
import { findableQuote, quoteBody } from '../quotes/render.ts';
import { quotes } from '../quotes/tables.ts';
import { scales } from '../scales/tables.ts';
import { mentionSource } from '../sources/render.ts';
import { sources } from '../sources/tables.ts';
import { mentionSpeaker, namesOf } from '../speakers/render.ts';
import { speakers } from '../speakers/tables.ts';
import { claimClaimants, claimQuotes, claimSources, claims } from './tables.ts';

/** The speakers that make a claim, in their order. */
export const claimantsOf = (tx: Connection, claim_id: string) =>
  tx
    .select()
    .from(claimClaimants)
    .innerJoin(speakers, eq(speakers.id, claimClaimants.speaker_id))
    .where(eq(claimClaimants.claim_id, claim_id))
    .orderBy(asc(claimClaimants.position));

/** The quotes that carry a claim, with their speakers and sources, in their order. */
export const quotesOf = (tx: Connection, claim_id: string) =>
  tx
    .select()
    .from(claimQuotes)
    .innerJoin(quotes, eq(quotes.id, claimQuotes.quote_id))
    .innerJoin(speakers, eq(speakers.id, quotes.speaker_id))
    .innerJoin(sources, eq(sources.id, quotes.source_id))
    .where(eq(claimQuotes.claim_id, claim_id))
    .orderBy(asc(claimQuotes.position));

/** The sources in which a claim stands without being a quote, in their order. */
export const sourcesOf = (tx: Connection, claim_id: string) =>
  tx
    .select()
    .from(claimSources)
    .innerJoin(sources, eq(sources.id, claimSources.source_id))
    .where(eq(claimSources.claim_id, claim_id))
    .orderBy(asc(claimSources.position));

const correctionsOf = async (tx: Connection, claim_id: string, quote_ids: readonly string[]) => {
  const rows = await tx
    .select()
    .from(corrections)
    .where(or(eq(corrections.claim_id, claim_id), inArray(corrections.subject_id, [claim_id, ...quote_ids])))
    .orderBy(desc(corrections.corrected_at), literalLimit(desc(corrections.id), LIMITS.corrections_shown));
  return rows.reverse().map(({ claim_id: _, before: __, after, ...correction }) => {
    const { id, subject_id, kind, note, corrected_at, corrected_by } = correction;
    return { id, subject_id, kind, note, fields: Object.keys(after), corrected_at, corrected_by };
  });
};

const verdictInForce = async (tx: Connection, claim_id: string) => {
  const line = await publicVerdicts(tx, claim_id);
  const verdict = line.findLast((candidate) => candidate.state === 'published');
  if (!verdict) return null;
  const [scale] = await tx.select().from(scales).where(eq(scales.id, verdict.scale_id));
  return scale ? { id: verdict.id, ...verdictBody(verdict, scale, line) } : null;
};

export const claimSubject: Subject = {
  type: 'claim',
  render: async (tx, id) => {
    const [claim] = await tx.select().from(claims).where(eq(claims.id, id));
    if (!claim) return null;
    const { publication, kind, text, language, first_said_on, topics, author, reviewer, review } = claim;
    if (publication === 'withdrawn') {
      return { publication, body: { publication, kind, ...claim.withdrawal } };
    }
    const claimants = await claimantsOf(tx, id);
    const carried = await quotesOf(tx, id);
    const named = await sourcesOf(tx, id);
    const verdict = await verdictInForce(tx, id);
    const since = await publicOutcomes(tx, id);
    const promise = await renderPromise(tx, id, publication, since);
    const deadline = promise && (await deadlineInForce(tx, id, publication));
    const when = (outcome: (typeof since)[number]) => outcome.occurred_on ?? outcome.became_known_on ?? '';
    const inOrder = since.toSorted((a, b) =>
      when(a) < when(b) ? -1 : when(a) > when(b) ? 1 : a.position - b.position,
    );
    return {
      publication,
      body: {
        publication,
        kind,
        text,
        language,
        claimants: claimants.map((row) => mentionSpeaker(row.speakers)),
        first_said_on,
        topics,
        quotes: carried.map((row) => ({ id: row.quotes.id, ...quoteBody(row) })),
        sources: named.map((row) => mentionSource(row.sources)),
        verdict,
        outcomes: inOrder.map((outcome) => ({ id: outcome.id, ...outcomeBody(outcome, since, deadline) })),
        corrections: await correctionsOf(
          tx,
          id,
          carried.map((row) => row.quotes.id),
        ),
        author,
        reviewer,
        review,
        // Last, so that what depends on today can be appended while serving (record/present.ts).
        promise: promise?.body ?? null,
      },
      deadline: promise?.deadline,
      facets: {
        kind,
        on_date: first_said_on ?? '',
        rating: verdict?.rating.key ?? '',
        ...(kind === 'promise' ? (promise?.facets ?? UNTESTED_PROMISE) : {}),
      },
      terms: {
        speaker: claimants.map((row) => row.speakers.id),
        source: [...carried.map((row) => row.sources.id), ...named.map((row) => row.sources.id)],
        topic: topics,
      },
      search: [
        { text, language },
        ...carried.map((row) => findableQuote(row.quotes)),
        ...[...claimants, ...carried].flatMap((row) => namesOf(row.speakers)),
        ...topics.map((topic) => ({ text: topic, language })),
        ...[...carried, ...named].flatMap((row) => row.sources.publisher ?? []),
      ],
    };
  },
  dependents: async () => [],
};

/** Ids of a claim's findings, which go public and are withdrawn together with it. */
export const findingsOf = async (tx: Connection, claim_id: string): Promise<string[]> => {
  const found = [
    ...(await tx.select({ id: verdicts.id }).from(verdicts).where(eq(verdicts.claim_id, claim_id))),
    ...(await tx.select({ id: outcomes.id }).from(outcomes).where(eq(outcomes.claim_id, claim_id))),
  ];
  return found.map((row) => row.id);
};
