/**
 * GET  /v1/log/witnesses       who watches this log, and what each last saw
 * POST /v1/log/cosignatures    takes what a witness says of a checkpoint
 */
import { and, desc, eq } from 'drizzle-orm';
import * as z from 'zod';
import { literalLimit } from '../../db/queries.ts';
import type { Connection } from '../../db/types.ts';
import { presentValue, send } from '../../http/answers.ts';
import type { App } from '../../http/app.ts';
import { json } from '../../http/routes.ts';
import { text } from '../../http/schemas.ts';
import type { Services } from '../../http/services.ts';
import { LIMITS } from '../../limits.ts';
import { NoteError, parseCheckpoint, parseNote } from '../../record/checkpoint.ts';
import { type Cosignature, cosignaturesOf } from '../../record/cosignature.ts';
import { logSize } from '../../record/log.ts';
import type { Change } from '../../record/record.ts';
import { unprocessable } from '../../record/refusal.ts';
import type { Checkpoints } from './checkpoints.ts';
import { logCosignatures } from './tables.ts';

const tags = ['Log'];
/** How far a witness's clock may be ahead of ours. */
const CLOCK_TOLERANCE_MS = 300_000;

const witness = z
  .strictObject({
    name: z.string(),
    key: z.string().meta({ description: 'As the newsroom has set it (C2SP tlog-cosignature)' }),
    size: z.int().nullable().meta({ description: 'Of the newest checkpoint it cosigned' }),
    cosigned_at: z.iso.datetime().nullable(),
  })
  .meta({ id: 'Witness' });

const witnessesAnswer = z
  .strictObject({ data: z.array(witness).max(LIMITS.witnesses), next: z.null() })
  .meta({ id: 'Witnesses' });

const cosignedAnswer = z
  .strictObject({
    size: z.int(),
    cosignatures: z
      .array(z.strictObject({ witness: z.string(), cosigned_at: z.iso.datetime(), line: z.string() }))
      .max(LIMITS.witnesses),
  })
  .meta({ id: 'CosignedCheckpoint' });

export const witnessRoutes = (app: App, services: Services, checkpoints: Checkpoints): void => {
  const { witnesses } = checkpoints;

  app.get(
    '/v1/log/witnesses',
    {
      config: { access: 'public' },
      schema: {
        tags,
        operationId: 'listWitnesses',
        summary: 'Who watches this log, and what each last saw',
        querystring: z.strictObject({}),
        response: { 200: json('The witnesses', witnessesAnswer) },
      },
    },
    async (request, reply) => {
      const seen = await newestSeen(
        services.database.read,
        witnesses.map(({ name }) => name),
      );
      const data = witnesses.map((known) => ({
        name: known.name,
        key: known.key,
        size: seen.get(known.name)?.size ?? null,
        cosigned_at: seen.get(known.name)?.cosigned_at ?? null,
      }));
      return send(request, reply, presentValue({ data, next: null }));
    },
  );

  app.post(
    '/v1/log/cosignatures',
    {
      config: { access: 'open' },
      schema: {
        tags,
        operationId: 'addCosignatures',
        summary: 'Take what witnesses say of a checkpoint',
        description:
          'The checkpoint as this log signed it, with the lines of witnesses below (C2SP tlog-cosignature, Ed25519). Only witnesses that the newsroom has named count (`ONRECORD_WITNESSES`), and each line is verified; whoever has one may send it.',
        body: z
          .strictObject({
            checkpoint: text(LIMITS.checkpoint_length).meta({ description: 'The whole signed note' }),
          })
          .meta({ id: 'NewCosignatures' }),
        response: { 200: json('The checkpoint’s size, and what was taken', cosignedAnswer) },
      },
    },
    async (request, reply) => {
      const { size, cosignatures } = await verified(request.body.checkpoint);
      for (const cosignature of cosignatures) {
        const actor = { name: cosignature.witness, key_id: null };
        await services.recorder.change(actor, (change) => keep(change, size, cosignature));
      }
      const { body } = presentValue({ size, cosignatures });
      return reply.type('application/json; charset=utf-8').header('cache-control', 'no-store').send(body);
    },
  );

  /** What a note says, once it is known to be of this log and of witnesses. */
  const verified = async (note: string): Promise<{ size: number; cosignatures: Cosignature[] }> => {
    const { text: signed, cosignatures } = readable(() =>
      cosignaturesOf(note, witnesses, services.clock.now().getTime() + CLOCK_TOLERANCE_MS),
    );
    const { size } = readable(() => parseCheckpoint(signed));
    const reached = await logSize(services.database.read);
    if (size > reached) throw refused(`is of ${size} entries, and the log has ${reached}`);
    if (parseNote(await checkpoints.signed(size)).text !== signed) {
      throw refused(`is not what this log signed at ${size} entries`);
    }
    if (cosignatures.length === 0) throw refused('has no cosignature by a witness of this newsroom');
    return { size, cosignatures };
  };
};

const refused = (detail: string) => unprocessable('/checkpoint', detail);

/** Runs what reads a note; throws a 422 that says what is wrong with it. */
const readable = <T>(read: () => T): T => {
  try {
    return read();
  } catch (error) {
    if (error instanceof NoteError) throw refused(error.message);
    throw error;
  }
};

/** Keeps a cosignature unless a newer one by this witness is known; the first of a size is noted in the ledger. */
const keep = async (
  change: Change,
  size: number,
  { witness, cosigned_at, line }: Cosignature,
): Promise<void> => {
  const same = and(eq(logCosignatures.size, size), eq(logCosignatures.witness, witness));
  const [known] = await change.tx.select().from(logCosignatures).where(same);
  if (!known) {
    await change.tx.insert(logCosignatures).values({ size, witness, cosigned_at, line });
    change.note({ action: 'log.cosigned', subject_id: 'log', after: { witness, size, cosigned_at } });
  } else if (known.cosigned_at < cosigned_at) {
    await change.tx.update(logCosignatures).set({ cosigned_at, line }).where(same);
  }
};

/** The largest size that each witness has cosigned, and when. */
const newestSeen = async (read: Connection, names: readonly string[]) => {
  const seen = new Map<string, { size: number; cosigned_at: string }>();
  for (const name of names) {
    const [newest] = await read
      .select({ size: logCosignatures.size, cosigned_at: logCosignatures.cosigned_at })
      .from(logCosignatures)
      .where(eq(logCosignatures.witness, name))
      .orderBy(literalLimit(desc(logCosignatures.size), 1));
    if (newest) seen.set(name, newest);
  }
  return seen;
};
