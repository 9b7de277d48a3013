/**
 * What the ledger has to tell, to whoever asked to be told: webhooks, streams, mail. The ledger is the outbox: its
 * lines are written in the transaction of each change, in one order, and whoever tells of them remembers how far it
 * came. No change writes anything for the sake of being told.
 */
import { setImmediate as nextTick } from 'node:timers/promises';
import { and, asc, eq, gt, gte, inArray, isNotNull, isNull, lte, max, or, sql } from 'drizzle-orm';
import { literalLimit, unindexed } from '../db/queries.ts';
import { isAmong, listed, select } from '../db/statement.ts';
import type { Reader } from '../db/types.ts';
import { typeOf } from '../record/ids.ts';
import { documents, entries, entryTerms, events, termValues } from '../record/tables.ts';
import { ofTerm } from '../record/terms.ts';
import { outcomes, verdicts } from './findings/tables.ts';

interface Kind {
  about: string;
  /** The lines of the ledger that say it. */
  actions: readonly string[];
  /** Whether only a line counts that made a version public: the same line stands for drafts as well. */
  of_versions: boolean;
  /** Whether readers may hear of it, or the newsroom alone. */
  audience: 'public' | 'newsroom';
}

const made = (about: string, ...actions: string[]): Kind => ({
  about,
  actions,
  of_versions: true,
  audience: 'public',
});
const day = (about: string, action: string): Kind => ({
  about,
  actions: [action],
  of_versions: false,
  audience: 'public',
});
const inside = (about: string, action: string): Kind => ({
  about,
  actions: [action],
  of_versions: false,
  audience: 'newsroom',
});

/** Everything that can be told, by its name. */
export const ANNOUNCED = {
  'claim.published': made('A claim is public', 'claim.published', 'claim.created'),
  'claim.corrected': made('A public claim was changed, with a correction', 'claim.changed'),
  'claim.withdrawn': made('A public claim was withdrawn, with a reason', 'claim.withdrawn'),
  'quote.published': made('A quote is public', 'quote.published', 'quote.created'),
  'quote.corrected': made('A public quote was changed, with a correction', 'quote.changed'),
  'quote.withdrawn': made('A public quote was withdrawn, with a reason', 'quote.withdrawn'),
  'verdict.published': made('A verdict is in force', 'verdict.published', 'verdict.created'),
  'verdict.corrected': made('A published verdict was changed, with a correction', 'verdict.changed'),
  'outcome.published': made('An update or a ruling is public', 'outcome.published', 'outcome.created'),
  'outcome.corrected': made('A published outcome was changed, with a correction', 'outcome.changed'),
  'promise.clarified': made('A sentence was added to the criteria of a promise', 'promise.clarified'),
  'deadline.confirmed': made('A later deadline of a promise is public', 'deadline.confirmed'),
  'deadline.moved': made('An event got another date, and a window moved with it', 'deadline.moved'),
  'promise.opened': day('The window of a promise begins', 'promise.opened'),
  'promise.due_tomorrow': day('Its last day is tomorrow', 'promise.due_tomorrow'),
  'promise.overdue': day('Its last day was yesterday, and nobody has ruled: not “broken”', 'promise.overdue'),
  'promise.review_due': day('The day to look at it again has come', 'promise.review_due'),
  'watch.hit': inside('A watch saw something and proposes an outcome', 'watch.hit'),
  'watch.failing': inside('A watch has failed several times in a row', 'watch.failing'),
  'evidence.gone': inside('The address of a piece of evidence no longer answers', 'evidence.gone'),
  'webhook.disabled': inside('A webhook is no longer sent to', 'webhook.disabled'),
} as const satisfies Record<string, Kind>;

export type AnnouncedType = keyof typeof ANNOUNCED;

const isAnnounced = (name: string): name is AnnouncedType => name in ANNOUNCED;
export const ANNOUNCED_TYPES = Object.keys(ANNOUNCED).filter(isAnnounced);

const kindOf = (type: AnnouncedType): Kind => ANNOUNCED[type];
const typeByAction = new Map(
  ANNOUNCED_TYPES.flatMap((type) => kindOf(type).actions.map((action) => [action, type] as const)),
);
const actionsOf = (of_versions: boolean) =>
  listed(
    ANNOUNCED_TYPES.map(kindOf)
      .filter((kind) => kind.of_versions === of_versions)
      .flatMap(({ actions }) => actions),
  );
const ACTIONS = { of_versions: actionsOf(true), others: actionsOf(false) };

/** Whether readers may hear of it. */
export const isForReaders = (type: AnnouncedType): boolean => kindOf(type).audience === 'public';

export interface Announcement {
  /** The line of the ledger. */
  seq: number;
  at: string;
  type: AnnouncedType;
  subject_id: string;
  /** The claim it is about, where it is about one. */
  claim_id: string | null;
  /** The version of the subject's document that was the newest then; null where it has none. */
  version: number | null;
  /** What the line says besides: the day and window of a promise, what a watch saw. */
  details: Record<string, unknown> | null;
  /** Ids of the speakers, and keys of the topics, of the claim or quote. */
  speakers: readonly string[];
  topics: readonly string[];
}

/** What somebody wants to hear of; an empty list is no condition. */
export interface Wanted {
  types: readonly string[];
  speakers: readonly string[];
  topics: readonly string[];
  claims: readonly string[];
}

const meets = (wanted: readonly string[], given: readonly string[]): boolean =>
  wanted.length === 0 || wanted.some((value) => given.includes(value));

export const isWanted = (wanted: Wanted, { type, claim_id, speakers, topics }: Announcement): boolean =>
  meets(wanted.types, [type]) &&
  meets(wanted.claims, claim_id === null ? [] : [claim_id]) &&
  meets(wanted.speakers, speakers) &&
  meets(wanted.topics, topics);

const newest = select({ seq: max(events.seq) }, (query) => query.from(events));

/** The newest line of the ledger; 0 where there is none. */
export const lastLine = async (on: Reader): Promise<number> => (await newest(on))[0]?.seq ?? 0;

const line = {
  seq: events.seq,
  at: events.at,
  action: events.action,
  subject_id: events.subject_id,
  leaf_hash: events.leaf_hash,
  /** What is written of drafts and documents is long, and nothing to tell by. */
  after: sql<unknown>`case when ${events.leaf_hash} is null then ${events.after} end`.mapWith(events.after),
};

/** How many lines that may be told of are looked at in one go. */
const PER_LOOK = 200;
/** Lines of the ledger that one go passes, most of which may tell nothing. */
const LINES_PER_LOOK = 5_000;

const linesAfter = select(line, (query) =>
  query
    .from(events)
    .where(
      and(
        gt(events.seq, sql.placeholder('after')),
        lte(events.seq, sql.placeholder('until')),
        or(
          and(isNotNull(events.leaf_hash), isAmong(unindexed(events.action), 'of_versions')),
          isAmong(unindexed(events.action), 'others'),
        ),
      ),
    )
    .orderBy(literalLimit(asc(events.seq), PER_LOOK)),
);

const object = (value: unknown): Record<string, unknown> | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null;

const claimsOfFindings = ([verdicts, outcomes] as const).map((findings) =>
  select({ id: findings.id, claim_id: findings.claim_id }, (query) =>
    query.from(findings).where(isAmong(findings.id, 'ids')),
  ),
);

/** The claims of verdicts and outcomes, by their ids. */
const claimsOf = async (on: Reader, ids: readonly string[]): Promise<Map<string, string>> => {
  const findings = ids.filter((id) => ['verdict', 'outcome'].includes(typeOf(id)));
  if (findings.length === 0) return new Map();
  const found = await Promise.all(claimsOfFindings.map((read) => read(on, { ids: listed(findings) })));
  return new Map(found.flat().map(({ id, claim_id }) => [id, claim_id]));
};

const TERMS = ['claim.speaker', 'claim.topic', 'quote.speaker'];

const readTerms = select(
  { id: entries.subject_id, field: termValues.field, value: termValues.value },
  (query) =>
    query
      .from(entries)
      .innerJoin(entryTerms, eq(entryTerms.entry_id, entries.id))
      .innerJoin(termValues, ofTerm)
      .where(
        and(
          isAmong(entries.subject_id, 'ids'),
          or(isNull(entries.valid_to), gte(entries.valid_to, sql.placeholder('at'))),
          inArray(termValues.field, TERMS),
        ),
      ),
);

/** The speakers and topics that these have now or had at `at`: what is withdrawn is listed under nothing any more. */
const termsOf = async (on: Reader, ids: readonly string[], at: string) => {
  const found = Map.groupBy(await readTerms(on, { ids: listed(ids), at }), ({ id }) => id);
  return (id: string, name: 'speaker' | 'topic'): string[] => {
    const terms = (found.get(id) ?? []).filter((term) => term.field.endsWith(`.${name}`));
    return [...new Set(terms.map(({ value }) => value))];
  };
};

const { subject_id, version, published_at } = documents;
const readVersions = select({ subject_id, version, published_at }, (query) =>
  query.from(documents).where(isAmong(subject_id, 'ids')).orderBy(asc(subject_id), asc(version)),
);

/** The versions of these: each with the instant from which it was the newest. */
const versionsOf = async (on: Reader, ids: readonly string[]) => {
  const found = Map.groupBy(await readVersions(on, { ids: listed(ids) }), (row) => row.subject_id);
  return (id: string, at: string): number | null =>
    found.get(id)?.findLast((row) => row.published_at <= at)?.version ?? null;
};

/** What these lines of the ledger tell. */
const tell = async (on: Reader, lines: Awaited<ReturnType<typeof linesAfter>>): Promise<Announcement[]> => {
  const told = lines.flatMap((row) => {
    const type = typeByAction.get(row.action);
    return type === undefined ? [] : [{ ...row, type, details: object(row.after) }];
  });
  const [first] = told;
  if (!first) return [];
  const subjects = [...new Set(told.map(({ subject_id }) => subject_id))];
  const findings = await claimsOf(on, subjects);
  const claimOf = ({ subject_id, details }: (typeof told)[number]): string | null => {
    if (typeOf(subject_id) === 'claim') return subject_id;
    const named = details?.claim_id;
    return findings.get(subject_id) ?? (typeof named === 'string' ? named : null);
  };
  const about = told.map((row) => ({ ...row, claim_id: claimOf(row) }));
  const listedUnder = [...new Set(about.map(({ claim_id, subject_id }) => claim_id ?? subject_id))];
  const [terms, versions] = await Promise.all([termsOf(on, listedUnder, first.at), versionsOf(on, subjects)]);
  return about.map(({ seq, at, type, subject_id, claim_id, details }) => ({
    seq,
    at,
    type,
    subject_id,
    claim_id,
    version: versions(subject_id, at),
    details,
    speakers: terms(claim_id ?? subject_id, 'speaker'),
    topics: terms(claim_id ?? subject_id, 'topic'),
  }));
};

/**
 * What there is to tell of the lines of the ledger after `after`, oldest first, and up to where that goes: to be asked
 * again from there, until it is where it was. Nothing is told of lines after `last`.
 */
export const announcementsAfter = async (
  on: Reader,
  after: number,
  last?: number,
): Promise<{ announcements: Announcement[]; through: number }> => {
  // Whoever has missed much asks again at once: others are answered in between.
  await nextTick();
  const until = Math.min(last ?? (await lastLine(on)), after + LINES_PER_LOOK);
  if (until <= after) return { announcements: [], through: after };
  const lines = await linesAfter(on, { after, until, ...ACTIONS });
  const through = lines.length < PER_LOOK ? until : (lines.at(-1)?.seq ?? until);
  return { announcements: await tell(on, lines), through };
};

/** What one line of the ledger tells; undefined where that is nothing. */
export const announcementOf = async (on: Reader, seq: number): Promise<Announcement | undefined> =>
  (await tell(on, await linesAfter(on, { after: seq - 1, until: seq, ...ACTIONS })))[0];
