/** What pages show, read as the routes of the API read it: the documents, with what today says of them. */
import { and, count, desc, eq, getTableColumns, inArray, or, type SQL, sql } from 'drizzle-orm';
import type * as z from 'zod';
import { literalLimit } from '../../db/queries.ts';
import { select } from '../../db/statement.ts';
import { notFound, refuseWithdrawn } from '../../http/current.ts';
import { encodeCursor, keysOf, positionOf } from '../../http/paging.ts';
import type { Services } from '../../http/services.ts';
import { LIMITS } from '../../limits.ts';
import { publisherAndYearFilters } from '../../newsroom/claims/filters-shape.ts';
import type { claimDocument } from '../../newsroom/claims/shape.ts';
import { claimMatches } from '../../newsroom/claims/tables.ts';
import type { outcomeDocument, verdictDocument } from '../../newsroom/findings/shape.ts';
import { timelinessFilters } from '../../newsroom/promises/desk.ts';
import type { quoteDocument } from '../../newsroom/quotes/shape.ts';
import type { scaleDocument } from '../../newsroom/scales/shape.ts';
import type { sourceDocument } from '../../newsroom/sources/shape.ts';
import type { speakerDocument } from '../../newsroom/speakers/shape.ts';
import { speakerId } from '../../newsroom/speakers/speaker.ts';
import type { CorrectionRow } from '../../record/corrections.ts';
import { type Difference, difference } from '../../record/difference.ts';
import { among, equals, type NONE } from '../../record/filters.ts';
import type { Filter, Sort, TermFilter } from '../../record/list-query.ts';
import { present } from '../../record/present.ts';
import { sha256 } from '../../record/sha256.ts';
import { corrections, documents, events } from '../../record/tables.ts';
import type { Timeliness } from '../../record/timeliness.ts';
import { topicKey } from '../../text/topics.ts';
import { portraits } from './portraits/tables.ts';

export type Claim = z.output<typeof claimDocument>;
export type Promised = NonNullable<Claim['promise']>;
export type Verdict = z.output<typeof verdictDocument>;
export type ClaimVerdict = NonNullable<Claim['verdict']>;
export type Outcome = Claim['outcomes'][number];
export type OutcomeDocument = z.output<typeof outcomeDocument>;
export type Quote = z.output<typeof quoteDocument>;
export type CarriedQuote = Claim['quotes'][number];
export type Speaker = z.output<typeof speakerDocument>;
export type Source = z.output<typeof sourceDocument>;
export type Scale = z.output<typeof scaleDocument>;
export type Evidence = ClaimVerdict['evidence'][number];

const lastEvent = select({ seq: events.seq }, (query) =>
  query.from(events).orderBy(literalLimit(desc(events.seq), 1)),
);

/** How many lines the ledger has: while it has no more, nobody has changed anything. */
export const ledgerLength = async ({ database }: Services): Promise<number> =>
  (await lastEvent(database.read))[0]?.seq ?? 0;

const publicMarks = select(
  {
    correction: sql<
      string | null
    >`(select ${corrections.id} from ${corrections} order by ${corrections.corrected_at} desc, ${corrections.id} desc limit 1)`.as(
      'correction',
    ),
    portrait: sql<string | null>`(select max(${portraits.looked_at}) from ${portraits})`.as('portrait'),
    matches: count().as('matches'),
    decided_at: sql<string | null>`max(${claimMatches.decided_at})`.as('decided_at'),
  },
  (query) => query.from(claimMatches),
);

/**
 * What pages show, in short: they read otherwise only where this does. All but corrections, portraits and what
 * people decided of matches has versions in the log.
 */
export const publicState = async ({ database }: Services, logSize: number): Promise<string> => {
  const [marks] = await publicMarks(database.read);
  return [logSize, marks?.correction, marks?.portrait, marks?.matches, marks?.decided_at].join(' ');
};

const lastLeaf = select({ leaf_index: documents.leaf_index, published_at: documents.published_at }, (query) =>
  query.from(documents).orderBy(literalLimit(desc(documents.leaf_index), 1)),
);

/** How long the log is, and when its last entry came. */
export const logEnd = async ({ database }: Services): Promise<{ size: number; at: string | null }> => {
  const [last] = await lastLeaf(database.read);
  return last ? { size: last.leaf_index + 1, at: last.published_at } : { size: 0, at: null };
};

/** The public document of an id. Throws 404 or 410. */
export const documentOf = async (services: Services, id: string): Promise<string> => {
  const found = await services.items.find(id);
  if (!found || found.publication === 'draft') throw notFound(id);
  refuseWithdrawn(found.publication, found.json);
  return present(found, services.today()).body;
};

export const claimOf = async (services: Services, id: string): Promise<Claim> =>
  JSON.parse(await documentOf(services, id));

export const quoteOf = async (services: Services, id: string): Promise<Quote> =>
  JSON.parse(await documentOf(services, id));

export const sourceOf = async (services: Services, id: string): Promise<Source> =>
  JSON.parse(await documentOf(services, id));

export const speakerOf = async (services: Services, id: string): Promise<Speaker> =>
  JSON.parse(await documentOf(services, id));

/** A list that a page asks for. */
export interface Asked {
  filters: readonly Filter[];
  sort: Sort | null;
  limit: number;
  q?: string | undefined;
  cursor?: string | undefined;
}

export interface Listed<Item> {
  items: Item[];
  /** The cursor of the next page; null on the last. */
  next: string | null;
}

const listed = async <Item>(services: Services, type: string, asked: Asked): Promise<Listed<Item>> => {
  const { cursor, ...rest } = asked;
  const query = { type, publication: 'published' as const, ...rest };
  const fingerprint = sha256(JSON.stringify(query)).slice(0, 16);
  const after = cursor === undefined ? undefined : positionOf(cursor, fingerprint, asked.sort === null);
  const page = await services.lists.page({ ...query, after });
  const today = services.today();
  const items = page.rows.map((row): Item => {
    const json = page.bytes.toString('utf8', row.start, row.end);
    return JSON.parse(present({ ...row, json }, today).body);
  });
  return { items, next: page.next && encodeCursor(fingerprint, page.next) };
};

export const claimsOf = (services: Services, asked: Asked) => listed<Claim>(services, 'claim', asked);
export const quotesOf = (services: Services, asked: Asked) => listed<Quote>(services, 'quote', asked);
export const speakersOf = (services: Services, asked: Asked) => listed<Speaker>(services, 'speaker', asked);
export const sourcesOf = (services: Services, asked: Asked) => listed<Source>(services, 'source', asked);
const verdictsOf = (services: Services, asked: Asked) => listed<Verdict>(services, 'verdict', asked);
const outcomesOf = (services: Services, asked: Asked) => listed<OutcomeDocument>(services, 'outcome', asked);

/** Every verdict that a claim had before the one in force, newest first. */
export const earlierVerdicts = async (services: Services, claim: Claim): Promise<Verdict[]> => {
  const { items } = await verdictsOf(services, {
    filters: among('claim', [claim.id]),
    sort: { by: 'published_at', descending: true },
    limit: LIMITS.list_max,
  });
  return items.filter(({ id }) => id !== claim.verdict?.id);
};

const one = (value: string | undefined): string[] | undefined => (value === undefined ? undefined : [value]);

/** Whom and what a page is of. A name that there is not finds nothing here: its address may be an old one. */
export const chosenAbout = async (
  { database }: Services,
  { speaker, topic }: { speaker?: string | undefined; topic?: string | undefined },
): Promise<TermFilter[]> => [
  ...among('speaker', one(await speakerId(database.read, speaker))),
  ...among('topic', one(topic && topicKey(topic))),
];

/** What is asked for, with a speaker by id as facets have it, whatever name the address has. */
export const withSpeakerId = async <Asked extends { speaker?: string | undefined }>(
  { database }: Services,
  asked: Asked,
): Promise<Asked> => ({ ...asked, speaker: await speakerId(database.read, asked.speaker) });

/** What a list of claims is of. */
export const chosenClaims = async (
  services: Services,
  asked: {
    speaker?: string | undefined;
    topic?: string | undefined;
    kind?: string | undefined;
    rating?: string | undefined;
    timeliness?: Timeliness | typeof NONE | undefined;
    year?: string | undefined;
    publisher?: string | undefined;
  },
): Promise<Filter[]> => [
  ...(await chosenAbout(services, asked)),
  ...publisherAndYearFilters({ publisher: one(asked.publisher), year: asked.year }),
  ...timelinessFilters(asked.timeliness && [asked.timeliness], services.today()),
  ...equals('kind', one(asked.kind)),
  ...equals('rating', one(asked.rating)),
];

/** The newest findings that are in force, each with its claim. */
export const newFindings = async (services: Services, limit: number): Promise<Claim[]> => {
  const asked: Asked = {
    filters: among('state', ['published']),
    sort: { by: 'published_at', descending: true },
    limit,
  };
  const [verdicts, outcomes] = await Promise.all([
    verdictsOf(services, asked),
    outcomesOf(services, {
      ...asked,
      filters: [...asked.filters, ...equals('kind', ['ruling'])],
    }),
  ]);
  const findings = [...verdicts.items, ...outcomes.items].toSorted((a, b) =>
    (a.published_at ?? '') < (b.published_at ?? '') ? 1 : -1,
  );
  const ids = [...new Set(findings.map(({ claim_id }) => claim_id))].slice(0, limit);
  return publicClaims(services, ids);
};

/** The claims of these ids that are public, in their order. */
export const publicClaims = async (services: Services, ids: readonly string[]): Promise<Claim[]> => {
  const found = await Promise.all(ids.map((id) => services.items.find(id)));
  return found.flatMap((one) =>
    one?.publication === 'published' ? [JSON.parse(present(one, services.today()).body)] : [],
  );
};

/** All versions of all rating scales. */
export const scalesOf = async (services: Services): Promise<Scale[]> => {
  const asked = { filters: [], sort: { by: 'name', descending: false }, limit: LIMITS.list_max } as const;
  return (await listed<Scale>(services, 'scale', asked)).items;
};

const newestFirst = [desc(corrections.corrected_at)] as const;

/** Corrections, newest first: all, or those of a claim with its quotes and findings. */
export const correctionsOf = async (
  services: Services,
  asked: { claim?: Claim; limit: number; cursor?: string | undefined },
): Promise<Listed<CorrectionRow>> => {
  const fingerprint = `corrections ${asked.claim?.id ?? ''}`;
  const after = keysOf(asked.cursor, fingerprint);
  const about: SQL | undefined = asked.claim && aboutClaim(asked.claim);
  const rows = await services.database.read
    .select()
    .from(corrections)
    .where(
      and(
        about,
        after
          ? sql`(${corrections.corrected_at}, ${corrections.id}) < (${after[0]}, ${after[1]})`
          : undefined,
      ),
    )
    .orderBy(...newestFirst, literalLimit(desc(corrections.id), asked.limit + 1));
  const items = rows.slice(0, asked.limit);
  const last = items.at(-1);
  const next =
    rows.length > asked.limit && last
      ? encodeCursor(fingerprint, { keys: [last.corrected_at, last.id] })
      : null;
  return { items, next };
};

const aboutClaim = ({ id, quotes }: Claim): SQL | undefined =>
  or(eq(corrections.claim_id, id), inArray(corrections.subject_id, [id, ...quotes.map((quote) => quote.id)]));

export interface Version {
  version: number;
  published_at: string;
  sha256: string;
  leaf_index: number;
  /** What differs from the version before; none for the first. */
  changes: Difference[];
}

const versionsOfSubject = select(getTableColumns(documents), (query) =>
  query
    .from(documents)
    .where(eq(documents.subject_id, sql.placeholder('id')))
    .orderBy(literalLimit(desc(documents.version), LIMITS.versions_shown + 1)),
);

const contentOf = (json: string): unknown => {
  const { id: _, version: __, published_at: ___, ...content } = JSON.parse(json);
  return content;
};

/** The newest versions of a thing, newest first, each with what it changed. */
export const versionsOf = async (services: Services, id: string): Promise<Version[]> => {
  const rows = await versionsOfSubject(services.database.read, { id });
  return rows.slice(0, LIMITS.versions_shown).map((row, i) => {
    const before = rows[i + 1];
    const { version, published_at, sha256, leaf_index } = row;
    const changes = before ? difference(contentOf(before.json), contentOf(row.json)) : [];
    return { version, published_at, sha256, leaf_index, changes };
  });
};
