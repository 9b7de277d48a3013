/**
 * What became due, became overdue or was ruled, newest first: Atom (RFC 4287) and JSON Feed 1.1. TransitionRow
 * from the transitions in the ledger and from published rulings, of promises that are public now.
 */
import { and, desc, eq, exists, inArray, type SQL, sql } from 'drizzle-orm';
import { publicUrl } from '../../config.ts';
import { literalLimit } from '../../db/queries.ts';
import type { Connection } from '../../db/types.ts';
import { type Feed, type FeedItem, feedId, paragraphs } from '../../http/feeds.ts';
import type { Services } from '../../http/services.ts';
import { LIMITS } from '../../limits.ts';
import { outcomes } from '../../newsroom/findings/tables.ts';
import { promiseTransitions, type TransitionName } from '../../newsroom/promises/tables.ts';
import { isWhole } from '../../record/days.ts';
import { documentOfEntry } from '../../record/items.ts';
import { documents, entries } from '../../record/tables.ts';
import {
  type ClaimDocument,
  currentPromises,
  type PromiseFilter,
  RESULT_NAMES,
  readClaim,
  saidOf,
} from './promises.ts';

const TRANSITION_NAMES: Record<TransitionName, string> = {
  opened: 'Due from now on',
  due_tomorrow: 'Due tomorrow',
  overdue: 'Overdue',
  review_due: 'To be looked at again',
};

/** What is said below the title, with the window as it was when it happened. */
const transitionText: Record<TransitionName, (row: TransitionRow) => string> = {
  opened: ({ window_start, window_end }) =>
    `Its window opened on ${window_start} and ${window_end === '' ? 'has no end' : `ends on ${window_end}`}.`,
  due_tomorrow: ({ window_end }) => `The last day of its window is ${window_end}.`,
  overdue: ({ window_end, day }) =>
    `Its window ended on ${window_end}; it has been overdue since ${day}. That does not say that it was broken.`,
  review_due: ({ review_on }) => `It has no window and was to be looked at again on ${review_on}.`,
};

type TransitionRow = typeof promiseTransitions.$inferSelect;

const transitions = async (services: Services, asked: SQL | undefined): Promise<FeedItem[]> => {
  const { search: read } = services.database;
  const rows = await read
    .select()
    .from(promiseTransitions)
    .where(
      // Not a join, so that the newest are walked until there are enough.
      exists(
        read
          .select({ one: sql`1` })
          .from(entries)
          .where(and(eq(entries.subject_id, promiseTransitions.claim_id), asked)),
      ),
    )
    .orderBy(
      desc(promiseTransitions.written_at),
      desc(promiseTransitions.day),
      desc(promiseTransitions.claim_id),
      literalLimit(desc(promiseTransitions.transition), LIMITS.feed_items),
    );
  const claims = await documentsOf(
    read,
    rows.map((row) => row.claim_id),
  );
  return rows.flatMap((told) => {
    const { claim_id, transition, day, written_at } = told;
    const claim = claims.get(claim_id);
    if (!claim) return [];
    return [
      {
        ...about(services, claim, transition),
        id: feedId(`${claim_id} ${transition} ${day}`),
        at: written_at,
        updated_at: written_at,
        title: `${TRANSITION_NAMES[transition]}: ${claim.text}`,
        text: paragraphs(saidOf(claim), transitionText[transition](told)),
      },
    ];
  });
};

/** Rulings in force or superseded, by when they were first published. */
const rulings = async (services: Services, asked: SQL | undefined): Promise<FeedItem[]> => {
  const { search: read } = services.database;
  const promised = read.select({ id: entries.subject_id }).from(entries).where(asked);
  const rows = await read
    .select({ outcome: outcomes, published_at: entries.published_at, valid_from: entries.valid_from })
    .from(entries)
    .innerJoin(outcomes, eq(outcomes.id, entries.subject_id))
    .where(
      and(
        eq(entries.type, 'outcome'),
        sql`${entries.publication} = 'published' and ${entries.publication} <> 'draft' and ${entries.valid_to} is null`,
        eq(outcomes.kind, 'ruling'),
        inArray(outcomes.claim_id, promised),
      ),
    )
    .orderBy(desc(entries.published_at), literalLimit(desc(entries.subject_id), LIMITS.feed_items));
  const claims = await documentsOf(
    read,
    rows.map(({ outcome }) => outcome.claim_id),
  );
  return rows.flatMap(({ outcome, published_at, valid_from }) => {
    const claim = claims.get(outcome.claim_id);
    if (!claim || outcome.result === null) return [];
    const { id, result, occurred_on, note, state } = outcome;
    return [
      {
        ...about(services, claim, 'ruled'),
        id: feedId(id),
        at: published_at,
        updated_at: state === 'superseded' ? valid_from : published_at,
        title: `${RESULT_NAMES[result]}: ${claim.text}`,
        text: paragraphs(
          saidOf(claim),
          occurred_on && `It happened ${isWhole(occurred_on) ? 'on' : 'in'} ${occurred_on}.`,
          note,
          state === 'superseded' ? 'Another ruling has taken the place of this one.' : null,
        ),
      },
    ];
  });
};

const documentsOf = async (read: Connection, ids: readonly string[]): Promise<Map<string, ClaimDocument>> => {
  if (ids.length === 0) return new Map();
  const rows = await read
    .select({ id: entries.subject_id, json: documents.json })
    .from(entries)
    .innerJoin(documents, documentOfEntry)
    .where(and(inArray(entries.subject_id, [...ids]), sql`${entries.valid_to} is null`));
  return new Map(rows.map(({ id, json }) => [id, readClaim(json)]));
};

/** `what`: a transition's name, or `ruled`. */
const about = (services: Services, claim: ClaimDocument, what: TransitionName | 'ruled') => ({
  link: `${publicUrl(services.config)}/v1/claims/${claim.id}`,
  tags: [what, ...claim.claimants.map(({ name }) => name), ...claim.topics],
});

/** The newest items, transitions and rulings together. */
const itemsOf = async (services: Services, chosen: PromiseFilter): Promise<FeedItem[]> => {
  const asked = await currentPromises({ read: services.database.read, drafts: false }, chosen);
  const items = [...(await rulings(services, asked)), ...(await transitions(services, asked))];
  // Stable, so that what was written at one moment keeps the order of its days.
  return items.sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0)).slice(0, LIMITS.feed_items);
};

const titleOf = (chosen: PromiseFilter): string => {
  const { speaker, wikidata_id, topic, language, progress, result } = chosen;
  const filters = [speaker, wikidata_id, topic, language, progress, result].flatMap(
    (values) => values?.join(' or ') ?? [],
  );
  return ['Promises that became due, overdue or were ruled', ...filters].join(': ');
};

/** What became due, became overdue or was ruled, of the promises that are asked for. */
export const promiseFeed = async (services: Services, chosen: PromiseFilter): Promise<Feed> => ({
  key: `feed ${JSON.stringify(chosen)}`,
  title: titleOf(chosen),
  items: await itemsOf(services, chosen),
});
