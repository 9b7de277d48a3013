/** Mirrors another Onrecord's public claims, by its log: verified, and only what is new since the last time. */
import { eq } from 'drizzle-orm';
import type { Services } from '../../../http/services.ts';
import { LIMITS } from '../../../limits.ts';
import type { Checkpoint } from '../../../record/checkpoint.ts';
import { applyVersions, type Met, type PullReport } from './apply.ts';
import { createRemote, type LogEntry, PullError, rewritten } from './remote.ts';
import { pulls } from './tables.ts';
import { originOf } from './theirs.ts';

export interface Pulled extends PullReport {
  origin: string;
  key: string;
  /** Whether it was the first pull, so that the key is the one that the server itself shows. */
  is_first: boolean;
  size: number;
  /** Entries of its log that are new since the last pull. */
  entries: number;
}

const START = { size: 0, nodes: [] };

/** Of each claim the newest version; of what claims name all, so that nothing is named before it is there. */
const wanted = (entries: readonly LogEntry[]): LogEntry[] => {
  const newest = new Map(entries.map(({ id, leaf_index }) => [id, leaf_index]));
  return entries.filter(({ id, leaf_index }) => !id.startsWith('claim_') || newest.get(id) === leaf_index);
};

/**
 * Pulls from the Onrecord at `url`. `key`: the public key by which its log is signed, where it is known from elsewhere; the one
 * that was seen first counts from then on. Throws PullError, with nothing taken over of what does not hold.
 */
export const pull = async (
  { database, recorder, outgoing, clock }: Services,
  address: string,
  {
    key: given,
    progress = () => undefined,
  }: { key?: string | undefined; progress?: (done: number, total: number) => void } = {},
): Promise<Pulled> => {
  const url = address.replace(/\/+$/, '');
  const [known] = await database.read.select().from(pulls).where(eq(pulls.url, url));
  const remote = createRemote(outgoing, url);
  const key = given ?? known?.key ?? (await remote.key());
  if (known && key !== known.key) {
    throw new PullError(
      `${url} was signed by another key at the last pull: ${known.key}. Where it changed its key, pull it from a new address, or ask those who run it.`,
    );
  }
  const signed = await remote.checkpoint(key);
  if (known && signed.size < known.size) throw rewritten(url, known.size);
  const applied = known?.applied ?? START;
  const entries = await remote.entries(applied, signed, known ?? null);
  const origin = originOf(url, signed.origin);
  const seen = seenAs(url, key, signed);
  const write = (values: Partial<typeof pulls.$inferInsert>) => {
    const row = { ...seen, applied, pulled_at: clock.now().toISOString(), ...values };
    return database.write((tx) =>
      tx.insert(pulls).values(row).onConflictDoUpdate({ target: pulls.url, set: row }),
    );
  };
  const report: PullReport = { added: 0, changed: 0, withdrawn: 0, unchanged: 0, left_out: [] };
  const result = { origin: origin.name, key, is_first: !known, size: signed.size };
  if (known && entries.length === 0) return { ...result, entries: 0, ...report };
  // From now on this history is the one that counts, even if what follows breaks off.
  await write({});
  const met: Met = { scales: new Map(), people: new Map() };
  let edge = applied;
  const newest = new Set(wanted(entries).map(({ leaf_index }) => leaf_index));
  for (let from = 0; from < entries.length; from += LIMITS.pull_batch) {
    const part = entries.slice(from, from + LIMITS.pull_batch);
    for await (const versions of remote.versions(part)) {
      const some = versions.filter(({ leaf_index }) => newest.has(leaf_index));
      await applyVersions({ read: database.read, recorder }, origin, some, met, report);
    }
    edge = remote.edgeAfter(edge, part);
    await write({ applied: edge });
    progress(from + part.length, entries.length);
  }
  return { ...result, entries: entries.length, ...report };
};

const seenAs = (url: string, key: string, signed: Checkpoint & { note: string }) => ({
  url,
  origin: signed.origin,
  key,
  checkpoint: signed.note,
  size: signed.size,
  root_hash: signed.root_hash.toString('base64'),
});
