import * as z from 'zod';
import { dayOrInstant, id, text, url } from '../../http/schemas.ts';
import { LIMITS } from '../../limits.ts';
import { ANNOUNCED_TYPES } from '../../newsroom/announcements.ts';
import { speakerReference } from '../../newsroom/speakers/shape.ts';
import { DELIVERY_STATES, FORMATS, PAYLOADS, WEBHOOK_STATES } from './tables.ts';

export const announcedType = z.enum(ANNOUNCED_TYPES).meta({ id: 'AnnouncedType' });
export const webhookState = z.enum(WEBHOOK_STATES).meta({ id: 'WebhookState' });
export const deliveryState = z.enum(DELIVERY_STATES).meta({ id: 'DeliveryState' });
const format = z.enum(FORMATS).meta({ id: 'WebhookFormat' });
const payload = z.enum(PAYLOADS).meta({ id: 'WebhookPayload' });

const chosen = <T extends z.ZodType>(item: T, about: string) =>
  z.array(item).max(LIMITS.webhook_filters).meta({ description: about });

/** What is written of a webhook, without what stands where something is left out. */
const fields = {
  url: url.meta({ description: 'Where to POST to' }),
  description: text(LIMITS.text_short).nullable().meta({ description: 'What it is for' }),
  format: format.meta({
    description: '`standard` is signed JSON; the others are what chat programs take in',
  }),
  payload: payload.meta({
    description: '`thin`: what, which, where; `full`: with the document as it stands when it is sent',
  }),
  types: chosen(announcedType, 'What to tell of; empty: everything'),
  speakers: chosen(speakerReference, 'Only of these speakers, by id or slug; empty: of all'),
  topics: chosen(text(LIMITS.topic_length), 'Only of these topics; empty: of all'),
  claims: chosen(id('claim'), 'Only of these claims; empty: of all'),
};

export const newWebhook = z
  .strictObject({
    url: fields.url,
    description: fields.description.default(null),
    format: fields.format.default('standard'),
    payload: fields.payload.default('thin'),
    types: fields.types.default([]),
    speakers: fields.speakers.default([]),
    topics: fields.topics.default([]),
    claims: fields.claims.default([]),
  })
  .meta({ id: 'NewWebhook' });

export const webhookPatch = z
  .strictObject({ ...fields, state: webhookState })
  .partial()
  .meta({ id: 'WebhookPatch' });

const shown = {
  id: id('webhook'),
  ...fields,
  url: z.string(),
  speakers: z.array(z.string()).max(LIMITS.webhook_filters),
  topics: z.array(z.string()).max(LIMITS.webhook_filters),
  state: webhookState,
  disabled_reason: z.string().nullable(),
  failing_since: z.iso
    .datetime()
    .nullable()
    .meta({ description: 'Since when every attempt failed; after a week it is disabled' }),
  public_keys: z
    .array(z.strictObject({ key: z.string(), until: z.iso.datetime().nullable() }))
    .max(LIMITS.webhook_keys)
    .meta({
      description: 'What `v1a` signatures are checked with (`whpk_…`); two while one replaces the other',
    }),
  created_at: z.iso.datetime(),
};

export const webhookDocument = z.strictObject(shown).meta({ id: 'Webhook' });
export const webhookWithSecret = z
  .strictObject({
    ...shown,
    secret: z.string().nullable().meta({
      description: 'What `v1` signatures are checked with; shown this once, null in a repeated answer',
    }),
  })
  .meta({ id: 'WebhookWithSecret' });

export const delivery = z
  .strictObject({
    id: id('delivery'),
    webhook_id: id('webhook'),
    seq: z.int().nullable().meta({ description: 'The line of the ledger; null: a test' }),
    message_id: z.string().meta({ description: '`webhook-id`: the same however often it is sent' }),
    type: z.string(),
    at: z.iso.datetime().meta({ description: 'When it happened' }),
    state: deliveryState,
    attempts: z.int().min(0),
    created_at: z.iso.datetime(),
    last_attempt_at: z.iso.datetime().nullable(),
    next_attempt_at: z.iso.datetime().nullable(),
    duration_ms: z.int().nullable(),
    request: z.string().nullable().meta({ description: 'The body as it was sent the last time' }),
    status: z.int().nullable(),
    answer: z.string().nullable().meta({ description: 'The beginning of what was answered' }),
    error: z.string().nullable(),
  })
  .meta({ id: 'Delivery' });

export const replayBody = z
  .strictObject({
    delivery: id('delivery').optional().meta({ description: 'This one again' }),
    from: dayOrInstant.optional().meta({ description: 'All that happened from then on' }),
    to: dayOrInstant.optional().meta({ description: 'Until then; until now when left out' }),
  })
  .refine(
    ({ delivery, from, to }) =>
      (delivery === undefined) !== (from === undefined) && (from !== undefined || to === undefined),
    {
      error: 'must name a delivery, or a period by its `from`',
    },
  )
  .meta({ id: 'WebhookReplay' });

export const replayed = z
  .strictObject({ deliveries: z.int().min(0).meta({ description: 'How many were put in line' }) })
  .meta({ id: 'WebhookReplayed' });

export const announcedKind = z
  .strictObject({
    type: announcedType,
    about: z.string(),
    audience: z.enum(['public', 'newsroom']).meta({
      id: 'Audience',
      description: '`newsroom`: not for readers of the stream without a reporter’s key',
    }),
  })
  .meta({ id: 'AnnouncedKind' });
