/** Webhooks: to whom is told what, and the messages that are made of it. */
import { and, asc, eq, getTableColumns, lt, sql } from 'drizzle-orm';
import { publicUrl } from '../../config.ts';
import { literalLimit } from '../../db/queries.ts';
import { command, isAmong, listed, select, writing } from '../../db/statement.ts';
import type { Connection, Reader } from '../../db/types.ts';
import type { Services } from '../../http/services.ts';
import { cancelAll, enqueue } from '../../jobs/queue.ts';
import { LIMITS } from '../../limits.ts';
import { eventOf, messageOf } from '../../newsroom/announcement-forms.ts';
import { type Announcement, announcementsAfter, isWanted, lastLine } from '../../newsroom/announcements.ts';
import type { Change } from '../../record/record.ts';
import { present } from '../../record/present.ts';
import { chatBody } from './formats.ts';
import { deliveries, webhooks } from './tables.ts';

export type Webhook = typeof webhooks.$inferSelect;
export type Delivery = typeof deliveries.$inferSelect;

/** The queue of a webhook: what waits for one endpoint stands in no other's way. */
export const queueOf = (webhook_id: string): string => `webhook:${webhook_id}`;

const byId = select(getTableColumns(webhooks), (query) =>
  query.from(webhooks).where(eq(webhooks.id, sql.placeholder('id'))),
);

export const findWebhook = async (on: Reader, id: string): Promise<Webhook | undefined> =>
  (await byId(on, { id }))[0];

export const allWebhooks = (connection: Connection): PromiseLike<Webhook[]> =>
  connection.select().from(webhooks).orderBy(asc(webhooks.id));

const rows = writing(deliveries, ['id']);

const deliveryById = select(getTableColumns(deliveries), (query) =>
  query.from(deliveries).where(eq(deliveries.id, sql.placeholder('id'))),
);

export const findDelivery = async (on: Reader, id: string): Promise<Delivery | undefined> =>
  (await deliveryById(on, { id }))[0];

/** Writes down how a delivery went. */
export const updateDelivery = (tx: Connection, delivery: Delivery): Promise<void> =>
  rows.update(tx, [delivery]);

/** What is to be sent to one webhook. */
interface Wish {
  webhook_id: string;
  announcement: Announcement;
}

/** Puts announcements in line to be sent; those of one claim are sent to a webhook one after the other. */
export const enqueueDeliveries = async (change: Change, wishes: readonly Wish[]): Promise<void> => {
  if (wishes.length === 0) return;
  const due_at = change.at;
  const fresh = wishes.map(({ webhook_id, announcement: { seq, type, at, claim_id } }) => ({
    lane: claim_id ?? '',
    row: {
      id: change.newId('delivery'),
      webhook_id,
      seq,
      message_id: `msg_${seq}`,
      type,
      at,
      state: 'pending' as const,
      attempts: 0,
      created_at: change.at,
      next_attempt_at: change.at,
    },
  }));
  await rows.insert(
    change.tx,
    fresh.map(({ row }) => row),
  );
  await enqueue(
    change.tx,
    fresh.map(({ lane, row: { id, webhook_id } }) => ({ queue: queueOf(webhook_id), key: id, lane, due_at })),
  );
};

const ACTOR = { name: 'webhooks', key_id: null };

/** Lines of the ledger that may tell nothing before that is written down: a start looks through them again. */
const LINES_UNWRITTEN = 5_000;

const activeBefore = select(getTableColumns(webhooks), (query) =>
  query
    .from(webhooks)
    .where(and(eq(webhooks.state, 'active'), lt(webhooks.seq, sql.placeholder('line'))))
    .orderBy(asc(webhooks.seq)),
);
const advance = command(
  sql`update ${webhooks} set seq = ${sql.placeholder('line')} where ${isAmong(webhooks.id, 'ids')}`,
);

const wishesOf = (among: readonly Webhook[], announcements: readonly Announcement[]): Wish[] =>
  announcements.flatMap((announcement) =>
    among
      .filter((webhook) => announcement.seq > webhook.seq && isWanted(webhook, announcement))
      .map(({ id }) => ({ webhook_id: id, announcement })),
  );

/**
 * Looks at the lines of the ledger that are new, for every webhook that is active; the step says whether there may be more.
 * What is put in line and how far that came are one transaction, so nothing is put in twice or left out. Lines of
 * which no webhook is told, such as those of drafts, are only read.
 */
export const ledgerFollower = ({ database, recorder }: Services): (() => Promise<boolean>) => {
  /** Up to here there is nothing to tell that is not in line. */
  let seen = 0;
  return async () => {
    // In this order: a webhook that is made meanwhile begins with a later line than this.
    const last = await lastLine(database.read);
    if (last <= seen) return false;
    const waiting = await activeBefore(database.read, { line: last });
    const from = waiting[0]?.seq;
    if (from === undefined) return false;
    const { announcements, through } = await announcementsAfter(database.read, Math.max(seen, from), last);
    if (wishesOf(waiting, announcements).length > 0 || through - from > LINES_UNWRITTEN) {
      await recorder.change(ACTOR, async (change) => {
        const behind = await activeBefore(change.tx, { line: through });
        await enqueueDeliveries(change, wishesOf(behind, announcements));
        await advance(change.tx, { ids: listed(behind.map(({ id }) => id)), line: through });
      });
    }
    seen = through;
    return through < last;
  };
};

/**
 * Puts in line what an active webhook is told of all that has happened, before it asks for something else; gives the
 * ledger's last line, from which it goes on.
 */
export const enqueueSoFar = async (change: Change, webhook: Webhook): Promise<number> => {
  const last = await lastLine(change.tx);
  for (let from = webhook.seq; from < last; ) {
    const { announcements, through } = await announcementsAfter(change.tx, from, last);
    await enqueueDeliveries(change, wishesOf([webhook], announcements));
    from = through;
  }
  return last;
};

/** Ends a webhook's sending, with a line of the ledger; what waited is not sent. */
export const disable = async (change: Change, { id, url }: Webhook, reason: string): Promise<void> => {
  await change.tx
    .update(webhooks)
    .set({ state: 'disabled', disabled_reason: reason })
    .where(eq(webhooks.id, id));
  await cancelAll(change.tx, queueOf(id));
  await change.tx
    .update(deliveries)
    .set({ state: 'failed', next_attempt_at: null, error: reason })
    .where(and(eq(deliveries.webhook_id, id), eq(deliveries.state, 'pending')));
  change.note({ action: 'webhook.disabled', subject_id: id, after: { url: new URL(url).origin, reason } });
};

/** Deliveries that are too old to be kept, some at a time. */
export const forgetDeliveries = async (change: Change): Promise<boolean> => {
  const before = new Date(Date.parse(change.at) - LIMITS.deliveries_days * 86_400_000).toISOString();
  const old = await change.tx
    .select()
    .from(deliveries)
    .where(and(lt(deliveries.created_at, before)))
    .orderBy(literalLimit(asc(deliveries.created_at), LIMITS.deliveries_forgotten));
  const done = old.filter(({ state }) => state !== 'pending');
  await rows.remove(change.tx, done);
  return done.length === LIMITS.deliveries_forgotten;
};

/** The JSON of a thing as readers may see it now; a tombstone where it was withdrawn, null where there is none. */
const publicJson = async (services: Services, id: string): Promise<string | null> => {
  const found = await services.items.find(id);
  return found && present(found, services.today()).body;
};

/** What is sent of an announcement: what it says now, so that what was withdrawn since is not sent any more. */
export const bodyOf = async (
  services: Services,
  { format, payload }: Pick<Webhook, 'format' | 'payload'>,
  announcement: Announcement,
): Promise<string> => {
  const { config, subjects } = services;
  const { subject_id, claim_id } = announcement;
  const event = eventOf(config, subjects, announcement);
  if (format !== 'standard') {
    const subject = await publicJson(services, subject_id);
    const claim = claim_id === null ? null : await publicJson(services, claim_id);
    const shown = event.data.claim_url ?? event.data.url ?? publicUrl(config);
    return chatBody(format, messageOf(announcement, { claim, subject }, shown));
  }
  if (payload === 'thin') return JSON.stringify(event);
  const document = await publicJson(services, subject_id);
  return JSON.stringify({ ...event, data: { ...event.data, document: document && JSON.parse(document) } });
};
