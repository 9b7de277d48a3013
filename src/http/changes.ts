/** Every change a request makes: one transaction, one effect per Idempotency-Key, an answer once durable. */
import { and, eq, lt } from 'drizzle-orm';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { LIMITS } from '../limits.ts';
import type { Change } from '../record/record.ts';
import { sha256 } from '../record/sha256.ts';
import { callerOf } from './access.ts';
import type { Answer } from './answers.ts';
import { Problem } from './problems.ts';
import type { Services } from './services.ts';
import { idempotency } from './tables.ts';

const HOUR_MS = 3_600_000;

/**
 * Runs `work` as one change by the caller and sends its answer. A POST repeated with the same
 * Idempotency-Key gets the first answer again; `kept` is what is remembered of an answer that holds
 * a secret.
 */
export const answerChange = async (
  services: Services,
  request: FastifyRequest,
  reply: FastifyReply,
  work: (change: Change) => Promise<Answer & { kept?: string }>,
): Promise<FastifyReply> => {
  const caller = callerOf(request);
  const idempotency_key = request.method === 'POST' ? idempotencyKeyOf(request) : undefined;
  const answer = await services.recorder.change(caller, async (change) => {
    if (idempotency_key === undefined) return work(change);
    const request_sha256 = sha256(
      JSON.stringify([
        request.method,
        request.url,
        request.headers['if-match'] ?? null,
        request.body ?? null,
      ]),
    );
    const known = await recall(change, caller.key_id, idempotency_key);
    if (known && known.request_sha256 !== request_sha256) {
      throw new Problem('idempotency-mismatch', 'Use a new Idempotency-Key for a new request.');
    }
    if (known) return { ...known, headers: { ...known.headers, 'idempotency-replayed': 'true' } };
    const { kept, ...fresh } = await work(change);
    await change.tx.insert(idempotency).values({
      key_id: caller.key_id,
      idempotency_key,
      request_sha256,
      status: fresh.status,
      headers: fresh.headers,
      body: kept ?? fresh.body,
      kept_at: change.at,
    });
    return fresh;
  });
  return reply
    .code(answer.status)
    .headers(answer.headers)
    .header('cache-control', 'no-store')
    .send(answer.body);
};

/** The route's schema has checked it. */
const idempotencyKeyOf = ({ headers }: FastifyRequest): string | undefined => {
  const key = headers['idempotency-key'];
  return typeof key === 'string' ? key : undefined;
};

const recall = async (change: Change, key_id: string, idempotency_key: string) => {
  const oldest = new Date(Date.parse(change.at) - LIMITS.idempotency_hours * HOUR_MS).toISOString();
  await change.tx.delete(idempotency).where(lt(idempotency.kept_at, oldest));
  const [known] = await change.tx
    .select()
    .from(idempotency)
    .where(and(eq(idempotency.key_id, key_id), eq(idempotency.idempotency_key, idempotency_key)));
  return known;
};
