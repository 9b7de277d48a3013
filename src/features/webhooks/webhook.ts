/** Webhooks: to whom is told what, and the messages that are made of it. */
import { and, asc, eq, inArray, lt } from 'drizzle-orm';
import { publicUrl } from '../../config.ts';
import { literalLimit } from '../../db/queries.ts';
import { writing } from '../../db/statement.ts';
import type { Connection } from '../../db/types.ts';
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

export const findWebhook = async (connection: Connection, id: string): Promise<Webhook | undefined> =>
  (await connection.select().from(webhooks).where(eq(webhooks.id, id)))[0];

export const allWebhooks = (connection: Connection): PromiseLike<Webhook[]> =>
  connection.select().from(webhooks).orderBy(asc(webhooks.id));

/** What a job knows of what it is to send. */
export interface DeliveryPayload {
  delivery_id: string;
  webhook_id: string;
}

const rows = writing(deliveries, ['id']);

/** Puts announcements in line to be sent; those of one claim are sent one after the other. */
export const enqueueDeliveries = async (
  change: Change,
  webhook_id: string,
  announcements: readonly Announcement[],
): Promise<void> => {
  const fresh = announcements.map(({ seq, type, at, claim_id }) => ({
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
    queueOf(webhook_id),
    fresh.map(({ lane, row: { id } }) => ({ key: id, lane, due_at: change.at })),
  );
};

const ACTOR = { name: 'webhooks', key_id: null };

/**
 * Looks at the lines of the ledger that are new, for every webhook that is active; whether there may be more. What is
 * put in line and how far that came are one transaction, so nothing is put in twice or left out.
 */
export const followLedger = async ({ database, recorder }: Services): Promise<boolean> => {
  const active = and(eq(webhooks.state, 'active'), lt(webhooks.seq, await lastLine(database.read)));
  const behind = await database.read.select({ id: webhooks.id }).from(webhooks).where(active).limit(1);
  if (behind.length === 0) return false;
  await recorder.change(ACTOR, async (change) => {
    const waiting = await change.tx.select().from(webhooks).where(active).orderBy(asc(webhooks.seq));
    const from = waiting[0]?.seq;
    if (from === undefined) return;
    const { announcements, through } = await announcementsAfter(change.tx, from);
    for (const webhook of waiting) {
      const wanted = announcements.filter(
        (announcement) => announcement.seq > webhook.seq && isWanted(webhook, announcement),
      );
      await enqueueDeliveries(change, webhook.id, wanted);
    }
    const ids = waiting.filter(({ seq }) => seq < through).map(({ id }) => id);
    if (ids.length > 0)
      await change.tx.update(webhooks).set({ seq: through }).where(inArray(webhooks.id, ids));
  });
  return true;
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
