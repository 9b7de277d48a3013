/** Sending mail: who is behind gets what happened since, at once or at the newsroom's hour. */
import { and, asc, eq, isNotNull, isNull, lt, not } from 'drizzle-orm';
import { literalLimit } from '../../db/queries.ts';
import { isAmong, listed, select } from '../../db/statement.ts';
import type { Connection } from '../../db/types.ts';
import type { Services } from '../../http/services.ts';
import { cancel, ensure, isInLine } from '../../jobs/queue.ts';
import type { Handler } from '../../jobs/worker.ts';
import { LIMITS } from '../../limits.ts';
import {
  type Announcement,
  announcementsAfter,
  isForReaders,
  isWanted,
  lastLine,
  type Wanted,
} from '../../newsroom/announcements.ts';
import { addDays, startOfDay } from '../../record/clock.ts';
import type { Change } from '../../record/record.ts';
import { entries, searchTexts } from '../../record/tables.ts';
import { relevance, searchOf } from '../../text/search.ts';
import { digest, type Follower, type Mail, question } from './messages.ts';
import { followers } from './tables.ts';

export const MAIL_QUEUE = 'mail';
const ACTOR = { name: 'mail', key_id: null };
const HOUR_MS = 3_600_000;
const PROMISES = [
  'promise.opened',
  'promise.due_tomorrow',
  'promise.overdue',
  'promise.review_due',
  'outcome.published',
];

export type Send = (mail: Mail) => Promise<void>;

/** Sends by the newsroom's SMTP server; undefined where none is set. */
export const createSend = ({ config }: Services): Send | undefined => {
  const { ONRECORD_SMTP_URL: url, ONRECORD_MAIL_FROM: from } = config;
  if (url === undefined || from === undefined) return undefined;
  const open = async () => {
    const { createTransport } = await import('nodemailer');
    return createTransport(url, {
      from,
      // No mail says more of where it comes from than it has to, and none reads files or addresses.
      disableFileAccess: true,
      disableUrlAccess: true,
    });
  };
  let opening: ReturnType<typeof open> | undefined;
  return async (mail) => {
    opening ??= open();
    const transport = await opening;
    await transport.sendMail({ ...mail, headers: { ...mail.headers, 'Auto-Submitted': 'auto-generated' } });
  };
};

export const findFollower = async (connection: Connection, token: string): Promise<Follower | undefined> =>
  (await connection.select().from(followers).where(eq(followers.token, token)))[0];

const wantedBy = ({ followed, value }: Follower): Wanted => ({
  types: followed === 'promises' ? PROMISES : [],
  claims: followed === 'claim' ? [value] : [],
  speakers: followed === 'speaker' ? [value] : [],
  topics: followed === 'topic' ? [value] : [],
});

/** When the next mail of those who want one a day goes out. */
const nextDigest = (hour: number, dayOf: Services['today'], at: string): string => {
  const on = (date: string): string =>
    new Date(startOfDay(dayOf, date).getTime() + hour * HOUR_MS).toISOString();
  const day = dayOf(new Date(at));
  return on(day) > at ? on(day) : on(addDays(day, 1));
};

/** Puts those in line who have not been told of the newest lines of the ledger; whether there may be more. */
export const followForMail = async ({ config, database, recorder, today }: Services): Promise<boolean> => {
  const until = await lastLine(database.read);
  const behind = (connection: Connection) =>
    connection
      .select({ id: followers.id, how_often: followers.how_often })
      .from(followers)
      .where(
        and(
          isNotNull(followers.confirmed_at),
          lt(followers.seq, until),
          not(isInLine(MAIL_QUEUE, followers.id)),
        ),
      )
      .orderBy(literalLimit(asc(followers.id), LIMITS.followers_in_line));
  if ((await behind(database.read)).length === 0) return false;
  await recorder.change(ACTOR, async (change) => {
    const daily = nextDigest(config.ONRECORD_DIGEST_HOUR, today, change.at);
    for (const { id, how_often } of await behind(change.tx)) {
      const due_at = how_often === 'at_once' ? change.at : daily;
      await ensure(change.tx, { queue: MAIL_QUEUE, key: id, due_at });
    }
  });
  return true;
};

const texts = select({ id: entries.subject_id, body: searchTexts.body }, (query) =>
  query
    .from(entries)
    .innerJoin(searchTexts, eq(searchTexts.id, entries.search_text_id))
    .where(isAmong(entries.subject_id, 'ids'))
    .orderBy(asc(entries.id)),
);

/** Those of the announcements that are of what a search finds: by the words of now or, of what was withdrawn, of then. */
const foundBy = async (
  on: Connection,
  query: string,
  announcements: readonly Announcement[],
): Promise<Announcement[]> => {
  const search = searchOf(query);
  const aboutOf = ({ claim_id, subject_id }: Announcement): string => claim_id ?? subject_id;
  const ids = [...new Set(announcements.map(aboutOf))];
  if (search === null || ids.length === 0) return [];
  const bodies = new Map((await texts(on, { ids: listed(ids) })).map(({ id, body }) => [id, body]));
  return announcements.filter((announcement) => {
    const body = bodies.get(aboutOf(announcement));
    return body !== undefined && relevance(body, search) > 0;
  });
};

/** What happened since that a follower wants to know, and up to where that goes. */
const newsFor = async (
  on: Connection,
  follower: Follower,
): Promise<{ news: Announcement[]; left_out: number; through: number }> => {
  const wanted = wantedBy(follower);
  const news: Announcement[] = [];
  let through = follower.seq;
  for (;;) {
    const { announcements, through: next } = await announcementsAfter(on, through);
    const about = announcements.filter(
      (announcement) =>
        (isForReaders(announcement.type) || follower.audience === 'newsroom') &&
        isWanted(wanted, announcement),
    );
    news.push(...(follower.followed === 'search' ? await foundBy(on, follower.value, about) : about));
    if (next === through) break;
    through = next;
  }
  const told = news.slice(-LIMITS.mail_items);
  return { news: told, left_out: news.length - told.length, through };
};

/** Does what stands in the queue of mails: questions, and what happened. */
export const mailHandler = (services: Services, send: Send): Handler => ({
  at_once: LIMITS.mails_at_once,
  lease_ms: LIMITS.mail_ms,
  actor: ACTOR.name,
  run: async ({ key: id }) => {
    const { read } = services.database;
    const [follower] = await read.select().from(followers).where(eq(followers.id, id));
    if (!follower) return async () => undefined;
    if (follower.confirmed_at === null) {
      await send(question(services, follower));
      return async () => undefined;
    }
    const { news, left_out, through } = await newsFor(read, follower);
    if (news.length > 0) await send(await digest(services, follower, news, left_out));
    return async ({ tx }) => {
      await tx.update(followers).set({ seq: through }).where(eq(followers.id, id));
      return undefined;
    };
  },
});

/** Takes a follower out, and all that is known of the address with it. */
export const removeFollower = async ({ tx }: Change, { id }: Follower): Promise<void> => {
  await cancel(tx, MAIL_QUEUE, id);
  await tx.delete(followers).where(eq(followers.id, id));
};

/** Forgets those who have not said yes. */
export const forgetUnconfirmed = async (change: Change): Promise<boolean> => {
  const before = new Date(Date.parse(change.at) - LIMITS.unconfirmed_hours * HOUR_MS).toISOString();
  await change.tx
    .delete(followers)
    .where(and(isNull(followers.confirmed_at), lt(followers.asked_at, before)));
  return false;
};
