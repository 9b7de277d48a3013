/** The log's checkpoints: signed by its own key, and below by the witnesses that have seen them. */
import { asc, eq, sql } from 'drizzle-orm';
import { select } from '../../db/statement.ts';
import type { Services } from '../../http/services.ts';
import { formatCheckpoint, signNote, type Verifier } from '../../record/checkpoint.ts';
import { parseWitnessKey } from '../../record/cosignature.ts';
import type { LogKey } from '../../record/key.ts';
import { hashAfter, lastLine, ledgerNoteText } from '../../record/ledger.ts';
import { readNodes } from '../../record/log.ts';
import { nodeLookup, rootCoordinates, rootOf } from '../../record/merkle.ts';
import { ensureLogKey } from './key.ts';
import { logCosignatures } from './tables.ts';

export interface Checkpoints {
  key(): Promise<LogKey>;
  /** The witnesses that the newsroom has named. */
  witnesses: readonly Verifier[];
  /** The note that the log signs for a size that it has reached, without cosignatures. */
  signed(size: number): Promise<string>;
  /** The same with the cosignatures there are. */
  at(size: number): Promise<string>;
  /** The note that is signed of the ledger as it stands. */
  ledger(): Promise<string>;
}

const cosignaturesAt = select({ witness: logCosignatures.witness, line: logCosignatures.line }, (query) =>
  query
    .from(logCosignatures)
    .where(eq(logCosignatures.size, sql.placeholder('size')))
    .orderBy(asc(logCosignatures.witness)),
);

export const createCheckpoints = (services: Services): Checkpoints => {
  const { read } = services.database;
  const witnesses = (services.config.ONRECORD_WITNESSES ?? []).map(parseWitnessKey);
  const names = new Set(witnesses.map(({ name }) => name));
  let known_key: LogKey | undefined;
  const key = async () => {
    known_key ??= await ensureLogKey(services);
    return known_key;
  };
  /** Only the size and the root are signed, so that a size has one note for ever; the newest is kept at hand. */
  let newest = { size: -1, note: '' };
  const signed = async (size: number): Promise<string> => {
    if (size === newest.size) return newest.note;
    const { origin, private_key } = await key();
    const root_hash = rootOf(size, nodeLookup(await readNodes(read, rootCoordinates(size))));
    const note = signNote(formatCheckpoint({ origin, size, root_hash }), origin, private_key);
    if (size > newest.size) newest = { size, note };
    return note;
  };
  return {
    key,
    witnesses,
    signed,
    ledger: async () => {
      const { origin, private_key } = await key();
      const [last] = await lastLine(read);
      const head = { seq: last?.seq ?? 0, hash: await hashAfter(read, last) };
      return signNote(ledgerNoteText(origin, head), origin, private_key);
    },
    at: async (size) => {
      const note = await signed(size);
      if (names.size === 0) return note;
      const lines = await cosignaturesAt(read, { size });
      return [note, ...lines.filter(({ witness }) => names.has(witness)).map(({ line }) => `${line}\n`)].join(
        '',
      );
    },
  };
};
