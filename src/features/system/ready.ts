/** Whether the record can be read and written, found out by doing both. */
import { and, desc, eq } from 'drizzle-orm';
import { requireForm } from '../../db/form.ts';
import { literalLimit } from '../../db/queries.ts';
import { Problem } from '../../http/problems.ts';
import type { Services } from '../../http/services.ts';
import { idempotency } from '../../http/tables.ts';
import { LIMITS } from '../../limits.ts';
import { events } from '../../record/tables.ts';

export const notReady = (reason: string): Problem =>
  new Problem('unavailable', `Not ready: ${reason}.`, {}, { 'retry-after': '1' });

/** Gives what is odd about the clock; throws a 503 with the reason where the record cannot be used. */
export const readyOrThrow = async (services: Services): Promise<string[]> => {
  const { condition, database } = services;
  await inTime(requireForm(database.read));
  // The reason may be over by now: only writing tells.
  if (condition.cannotWrite() && condition.look() === undefined) await inTime(tryToWrite(services));
  const fault = condition.fault();
  if (fault !== undefined) throw notReady(fault);
  return clockWarnings(services);
};

/** What is odd about the clock, beside the ledger. */
export const clockWarnings = async ({ condition, database }: Services): Promise<string[]> => {
  const [last] = await inTime(
    database.read
      .select({ at: events.at })
      .from(events)
      .orderBy(literalLimit(desc(events.seq), 1)),
  );
  return condition.clockWarnings(last?.at);
};

/** A database that hangs does not answer, which is an answer. */
const inTime = <T>(work: PromiseLike<T>): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(notReady('the database does not answer')), LIMITS.ready_ms);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
};

const PROBE = { key_id: 'probe', idempotency_key: 'probe' };

/** Writes a row and removes it again. */
const tryToWrite = async ({ condition, database, clock }: Services): Promise<void> => {
  try {
    await database.write(async (tx) => {
      const row = {
        request_sha256: '',
        status: 0,
        headers: {},
        body: '',
        kept_at: clock.now().toISOString(),
      };
      await tx.insert(idempotency).values({ ...PROBE, ...row });
      const probe = and(
        eq(idempotency.key_id, PROBE.key_id),
        eq(idempotency.idempotency_key, PROBE.idempotency_key),
      );
      await tx.delete(idempotency).where(probe);
    });
    condition.written();
  } catch (error) {
    condition.note(error);
  }
};
