import * as z from 'zod';
import { day, id, text } from '../../http/schemas.ts';
import { LIMITS } from '../../limits.ts';
import { feedKind } from './kinds/feed/index.ts';
import { jsonKind } from './kinds/json/index.ts';
import { listKind } from './kinds/list/index.ts';
import { pageKind } from './kinds/page/index.ts';
import { yenteKind } from './kinds/yente/index.ts';
import { INTERVALS, WATCH_KINDS, WATCH_STATES } from './tables.ts';

const every = z.enum(INTERVALS).meta({ id: 'WatchInterval', description: 'How often it looks' });
export const watchState = z.enum(WATCH_STATES).meta({ id: 'WatchState' });
const kind = z.enum(WATCH_KINDS).meta({ id: 'WatchKind' });
const note = text(LIMITS.text_medium).meta({ description: 'What would be seen if it happened, in words' });

const rest = {
  note,
  every: every.default('1d'),
  until: day.nullable().default(null).meta({ description: 'The last day on which it looks' }),
};

const of = <Name extends (typeof WATCH_KINDS)[number], Looks extends z.ZodType>(
  name: Name,
  looks_for: Looks,
) => z.strictObject({ kind: z.literal(name), looks_for, ...rest }).meta({ id: `NewWatchOf_${name}` });

export const newWatch = z
  .discriminatedUnion('kind', [
    of('list', listKind.looks_for),
    of('feed', feedKind.looks_for),
    of('page', pageKind.looks_for),
    of('json', jsonKind.looks_for),
    of('yente', yenteKind.looks_for),
  ])
  .meta({ id: 'NewWatch' });

export const watchPatch = z
  .strictObject({
    note: note.optional(),
    every: every.optional(),
    until: day.nullable().optional(),
    state: watchState.optional(),
  })
  .meta({ id: 'WatchPatch' });

export const watchDocument = z
  .strictObject({
    id: id('watch'),
    claim_id: id('claim'),
    kind,
    note,
    looks_for: z.looseObject({}).meta({ description: 'As it was written, by its kind' }),
    every,
    until: z.iso.date().nullable(),
    state: watchState,
    is_looking: z.boolean().meta({
      description: 'Whether it is looked for at all: `ONRECORD_LOOK_OUT` has to be true, and it active',
    }),
    author: z.string(),
    created_at: z.iso.datetime(),
    last_look_at: z.iso.datetime().nullable(),
    last_good_at: z.iso.datetime().nullable().meta({ description: 'The last look that was no failure' }),
    next_look_at: z.iso.datetime().nullable(),
    last_error: z.string().nullable(),
    failures: z.int().min(0).meta({ description: 'In a row' }),
    searched: z.string().nullable().meta({ description: 'What was looked through the last time' }),
    standing: z
      .array(z.string())
      .max(LIMITS.watch_names)
      .meta({ description: 'What meets it at present; at the first look that is no news' }),
  })
  .meta({ id: 'Watch' });

export const watchHit = z
  .strictObject({
    id: id('hit'),
    watch_id: id('watch'),
    outcome_id: id('outcome')
      .nullable()
      .meta({ description: 'What was proposed of it; null: its claim was withdrawn' }),
    seen_at: z.iso.datetime(),
    title: z.string(),
    url: z.string(),
    excerpt: z.string(),
    before: z.string().nullable(),
    after: z.string().nullable(),
    sha256: z.string().meta({ description: 'Of what was read, byte for byte' }),
    media_type: z.string().nullable(),
  })
  .meta({ id: 'WatchHit' });
