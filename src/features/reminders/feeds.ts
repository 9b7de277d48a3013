/**
 * What became due, became overdue or was ruled, newest first: Atom (RFC 4287) and JSON Feed 1.1. TransitionRow
 * from the transitions in the ledger and from published rulings, of promises that are public now.
 */
import { and, desc, eq, exists, inArray, type SQL, sql } from 'drizzle-orm';
import { publicUrl } from '../../config.ts';
import type { Connection } from '../../db/types.ts';
import { literalLimit } from '../../db/queries.ts';
import type { Services } from '../../http/services.ts';
import { LIMITS } from '../../limits.ts';
import { uuidFromKey } from '../../record/ids.ts';
import { documentOfEntry } from '../../record/items.ts';
import { documents, entries } from '../../record/tables.ts';
import { outcomes } from '../../newsroom/findings/tables.ts';
import {
  type PromiseFilter,
  currentPromises,
  type PromiseDocument,
  promiseDocument,
  RESULT_NAMES,
  saidOf,
} from './promises.ts';
import { promiseTransitions, type TransitionName } from './tables.ts';

/** One thing that happened to a promise. */
interface Item {
  /** Always the same for the same thing. */
  id: string;
  /** When it was written into the record. */
  at: string;
  /** When what is said of it last became something else. */
  updated_at: string;
  title: string;
  text: string;
  link: string;
  /** What happened, who promised, and the topics. Who promised is not the author of what is said here. */
  tags: string[];
}

export interface FeedRequest extends PromiseFilter {
  /** The feed's own address, with its filters. */
  path: string;
}

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

const transitions = async (services: Services, asked: SQL | undefined): Promise<Item[]> => {
  const { read } = services.database;
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
        id: urn(`${claim_id} ${transition} ${day}`),
        at: written_at,
        updated_at: written_at,
        title: `${TRANSITION_NAMES[transition]}: ${claim.text}`,
        text: paragraphs(saidOf(claim), transitionText[transition](told)),
      },
    ];
  });
};

/** Rulings in force or superseded, by when they were first published. */
const rulings = async (services: Services, asked: SQL | undefined): Promise<Item[]> => {
  const { read } = services.database;
  const promised = read.select({ id: entries.subject_id }).from(entries).where(asked);
  const rows = await read
    .select({ outcome: outcomes, published_at: entries.published_at, valid_from: entries.valid_from })
    .from(entries)
    .innerJoin(outcomes, eq(outcomes.id, entries.subject_id))
    .where(
      and(
        eq(entries.type, 'outcome'),
        eq(entries.publication, 'published'),
        sql`${entries.valid_to} is null`,
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
        id: urn(id),
        at: published_at,
        updated_at: state === 'superseded' ? valid_from : published_at,
        title: `${RESULT_NAMES[result]}: ${claim.text}`,
        text: paragraphs(
          saidOf(claim),
          occurred_on && `It happened on ${occurred_on}.`,
          note,
          state === 'superseded' ? 'Another ruling has taken the place of this one.' : null,
        ),
      },
    ];
  });
};

const documentsOf = async (
  read: Connection,
  ids: readonly string[],
): Promise<Map<string, PromiseDocument>> => {
  if (ids.length === 0) return new Map();
  const rows = await read
    .select({ id: entries.subject_id, json: documents.json })
    .from(entries)
    .innerJoin(documents, documentOfEntry)
    .where(and(inArray(entries.subject_id, [...ids]), sql`${entries.valid_to} is null`));
  return new Map(rows.map(({ id, json }) => [id, promiseDocument.parse(JSON.parse(json))]));
};

/** `what`: a transition's name, or `ruled`. */
const about = (services: Services, claim: PromiseDocument, what: TransitionName | 'ruled') => ({
  link: `${publicUrl(services.config)}/v1/claims/${claim.id}`,
  tags: [what, ...claim.claimants.map(({ name }) => name), ...claim.topics],
});

const paragraphs = (...parts: (string | null)[]): string => parts.filter(Boolean).join('\n\n');

const urn = (key: string): string => `urn:uuid:${uuidFromKey('onrecord/feed', key)}`;

/** The newest items, transitions and rulings together. */
const itemsOf = async (services: Services, chosen: PromiseFilter): Promise<Item[]> => {
  const asked = await currentPromises(services.database.read, chosen);
  const items = [...(await rulings(services, asked)), ...(await transitions(services, asked))];
  // Stable, so that what was written at one moment keeps the order of its days.
  return items.sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0)).slice(0, LIMITS.feed_items);
};

const titleOf = ({ speaker, topic }: PromiseFilter): string => {
  const filters = [speaker, topic].filter((filter) => filter !== undefined);
  return ['Promises that became due, overdue or were ruled', ...filters].join(': ');
};

/** The feed as JSON Feed 1.1. */
export const jsonFeed = async (services: Services, request: FeedRequest): Promise<string> => {
  const home = publicUrl(services.config);
  const items = await itemsOf(services, request);
  return JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: titleOf(request),
    home_page_url: `${home}/`,
    feed_url: home + request.path,
    language: 'en',
    items: items.map(({ id, at, updated_at, title, text, link, tags }) => ({
      id,
      url: link,
      title,
      content_text: text,
      date_published: at,
      date_modified: updated_at,
      tags,
    })),
  });
};

/** The feed as Atom. */
export const atomFeed = async (services: Services, request: FeedRequest): Promise<string> => {
  const home = publicUrl(services.config);
  const items = await itemsOf(services, request);
  const lines = [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">',
    element('id', urn(`feed ${request.speaker ?? ''}\n${request.topic ?? ''}`)),
    element('title', titleOf(request)),
    // A feed of nothing has not changed since there was such a thing.
    element(
      'updated',
      items
        .map(({ updated_at }) => updated_at)
        .sort()
        .at(-1) ?? '1970-01-01T00:00:00Z',
    ),
    '<author><name>Onrecord</name></author>',
    `<link rel="self" type="application/atom+xml" href="${escapeXml(home + request.path)}"/>`,
    `<link rel="alternate" type="text/html" href="${escapeXml(home)}/"/>`,
    ...items.flatMap(({ id, at, updated_at, title, text, link, tags }) => [
      '<entry>',
      element('id', id),
      element('title', title),
      element('published', at),
      element('updated', updated_at),
      `<link rel="alternate" type="application/json" href="${escapeXml(link)}"/>`,
      ...tags.map((term) => `<category term="${escapeXml(term)}"/>`),
      `<content type="text">${escapeXml(text)}</content>`,
      '</entry>',
    ]),
    '</feed>',
  ];
  return `${lines.join('\n')}\n`;
};

const element = (name: string, text: string): string => `<${name}>${escapeXml(text)}</${name}>`;

/** Text as XML 1.0 allows it: without the characters that it has no way to write. */
const escapeXml = (text: string): string =>
  text
    .replaceAll(/[\p{Cc}--[\t\n\r]]|[\ufffe\uffff]/gv, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\r', '&#13;');
