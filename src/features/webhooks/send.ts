/** Sending one message, and what becomes of it. */
import { and, eq, isNull } from 'drizzle-orm';
import type { Services } from '../../http/services.ts';
import type { Ending, Handler, Settle } from '../../jobs/worker.ts';
import type { Job } from '../../jobs/queue.ts';
import { LIMITS } from '../../limits.ts';
import { announcementOf } from '../../newsroom/announcements.ts';
import { type OutgoingAnswer, OutgoingError } from '../../net/types.ts';
import { signedHeaders } from './signatures.ts';
import { webhooks } from './tables.ts';
import {
  bodyOf,
  type Delivery,
  disable,
  findDelivery,
  findWebhook,
  updateDelivery,
  type Webhook,
} from './webhook.ts';

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

/** How long after each attempt the next one is made: ten more in 75 hours. */
const RETRIES_MS = [
  5 * SECOND_MS,
  MINUTE_MS,
  5 * MINUTE_MS,
  30 * MINUTE_MS,
  2 * HOUR_MS,
  5 * HOUR_MS,
  10 * HOUR_MS,
  14 * HOUR_MS,
  20 * HOUR_MS,
  23 * HOUR_MS + 24 * MINUTE_MS,
];
/** By so much the time of an attempt varies, so that what failed together does not come back together. */
const JITTER = 0.1;
const GONE = 410;

/** When the attempt after this many is made; undefined where there is none. */
export const retryAt = (attempts: number, now: string, asked_ms: number | null): string | undefined => {
  const wait_ms = RETRIES_MS[attempts - 1];
  if (wait_ms === undefined) return undefined;
  const varied_ms = wait_ms * (1 + JITTER * (2 * Math.random() - 1));
  const longest_ms = RETRIES_MS.at(-1) ?? 0;
  return new Date(Date.parse(now) + Math.max(varied_ms, Math.min(asked_ms ?? 0, longest_ms))).toISOString();
};

/** How one attempt went. */
interface Attempt {
  request: string;
  duration_ms: number;
  status: number | null;
  answer: string | null;
  error: string | null;
  retry_after_ms: number | null;
}

const isReceived = ({ status }: Attempt): boolean => status !== null && status >= 200 && status < 300;

const TEST_BODY = 'This is a test. Nothing has happened.';

/** What is sent of a delivery. */
type Message = Pick<Delivery, 'seq' | 'at' | 'type' | 'message_id'>;

const bodyToSend = async (services: Services, webhook: Webhook, delivery: Message): Promise<string> => {
  const { seq, at, type } = delivery;
  const announcement = seq === null ? undefined : await announcementOf(services.database.read, seq);
  if (announcement) return bodyOf(services, webhook, announcement);
  if (webhook.format === 'teams') return JSON.stringify({ type: 'message', text: TEST_BODY });
  if (webhook.format === 'discord') return JSON.stringify({ content: TEST_BODY });
  if (webhook.format !== 'standard') return JSON.stringify({ text: TEST_BODY });
  return JSON.stringify({ type, timestamp: at, data: {} });
};

/** Sends it once and says how it went. */
export const attempt = async (services: Services, webhook: Webhook, delivery: Message): Promise<Attempt> => {
  const body = await bodyToSend(services, webhook, delivery);
  const now = services.clock.now();
  const headers = {
    'content-type': 'application/json',
    ...(webhook.format === 'standard' ? signedHeaders(webhook.keys, delivery.message_id, now, body) : {}),
  };
  const went = (answer: OutgoingAnswer | null, error: string | null): Attempt => ({
    request: body,
    duration_ms: services.clock.now().getTime() - now.getTime(),
    status: answer?.status ?? null,
    answer: answer && textOf(answer.body),
    error,
    retry_after_ms: answer?.retry_after_ms ?? null,
  });
  try {
    const answer = await services.outgoing.ask(webhook.url, {
      method: 'POST',
      headers,
      body,
      max_bytes: LIMITS.delivery_answer_bytes,
      cut: true,
      timeout_ms: LIMITS.delivery_ms,
    });
    const is_good = answer.status >= 200 && answer.status < 300;
    return went(answer, is_good ? null : `It answered ${answer.status}.`);
  } catch (error) {
    if (error instanceof OutgoingError) return went(null, error.message);
    throw error;
  }
};

/** What was answered, as text that every engine can keep. */
const textOf = (bytes: Buffer): string => bytes.toString('utf8').replaceAll('\u0000', '\uFFFD');

const write = (delivery: Delivery, went: Attempt, attempts: number): Settle => {
  const { retry_after_ms, ...kept } = went;
  const { webhook_id } = delivery;
  return async (change): Promise<Ending> => {
    const { tx, at } = change;
    const webhook = await findWebhook(tx, webhook_id);
    if (!webhook) return undefined;
    const noted = { ...delivery, ...kept, attempts, last_attempt_at: at };
    if (isReceived(went)) {
      await updateDelivery(tx, { ...noted, state: 'delivered', next_attempt_at: null });
      if (webhook.failing_since !== null) {
        await tx.update(webhooks).set({ failing_since: null }).where(eq(webhooks.id, webhook_id));
      }
      return undefined;
    }
    const again_at = went.status === GONE ? undefined : retryAt(attempts, at, retry_after_ms);
    const state = again_at === undefined ? ('failed' as const) : ('pending' as const);
    await updateDelivery(tx, { ...noted, state, next_attempt_at: again_at ?? null });
    if (webhook.state === 'active' && went.status === GONE) {
      await disable(change, webhook, 'It answered 410: it does not want to be sent to any more.');
      return undefined;
    }
    await tx
      .update(webhooks)
      .set({ failing_since: at })
      .where(and(eq(webhooks.id, webhook_id), isNull(webhooks.failing_since)));
    const since = webhook.failing_since ?? at;
    if (webhook.state === 'active' && Date.parse(at) - Date.parse(since) >= LIMITS.webhook_failing_ms) {
      await disable(change, webhook, 'Every attempt of a week has failed.');
      return undefined;
    }
    return again_at === undefined ? undefined : { again_at, error: went.error ?? '' };
  };
};

/** Does the jobs of the queues `webhook:…`. */
export const deliveryHandler = (services: Services): Handler => ({
  at_once: LIMITS.deliveries_at_once,
  lease_ms: 2 * LIMITS.delivery_ms,
  actor: 'webhooks',
  run: async ({ key, attempts }: Job) => {
    const { read } = services.database;
    const delivery = await findDelivery(read, key);
    const webhook = delivery && (await findWebhook(read, delivery.webhook_id));
    if (!delivery || webhook?.state !== 'active') return async () => undefined;
    return write(delivery, await attempt(services, webhook, delivery), attempts);
  },
});
