/** Writes the whole public record into a folder: every version, the rows it goes on from, and the checkpoint. */
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { asc, desc, eq, gt, sql } from 'drizzle-orm';
import { literalLimit } from '../../db/queries.ts';
import { select } from '../../db/statement.ts';
import type { Connection } from '../../db/types.ts';
import { LIMITS } from '../../limits.ts';
import { formatCheckpoint, signNote, verifierKey } from '../../record/checkpoint.ts';
import { leafText } from '../../record/log.ts';
import { leafHash, RootBuilder } from '../../record/merkle.ts';
import { documents, events } from '../../record/tables.ts';
import { CHECKPOINT, fileOf, MANIFEST, type Manifest, VERSIONS, versionLine } from './format.ts';
import { RECORD_TABLES } from './records.ts';

/** By whom the log is signed: its name and a private key (PKCS #8 PEM). */
export interface Signer {
  origin: string;
  private_key: string;
}

const versions = select(
  {
    leaf_index: documents.leaf_index,
    id: documents.subject_id,
    version: documents.version,
    published_at: documents.published_at,
    sha256: documents.sha256,
    json: documents.json,
  },
  (query) =>
    query
      .from(documents)
      .where(gt(documents.leaf_index, sql.placeholder('after')))
      .orderBy(literalLimit(asc(documents.leaf_index), LIMITS.exchange_lines)),
);

/** A file that is written line by line; `end` tells what the manifest says of it. */
const writer = (folder: string, name: string) => {
  const stream = createWriteStream(join(folder, name), { flags: 'wx' });
  const sum = createHash('sha256');
  let [lines, bytes] = [0, 0];
  return {
    write: async (texts: readonly string[]): Promise<void> => {
      if (texts.length === 0) return;
      const chunk = Buffer.from(texts.map((text) => `${text}\n`).join(''));
      sum.update(chunk);
      lines += texts.length;
      bytes += chunk.length;
      if (!stream.write(chunk)) await once(stream, 'drain');
    },
    end: async (): Promise<Manifest['files'][number]> => {
      stream.end();
      await finished(stream);
      return { name, lines, bytes, sha256: sum.digest('hex') };
    },
  };
};

const writeVersions = async (connection: Connection, folder: string) => {
  const file = writer(folder, VERSIONS);
  const log = new RootBuilder();
  for (let after = -1; ; ) {
    const rows = await versions(connection, { after });
    for (const row of rows) log.append(leafHash(leafText(row)));
    await file.write(rows.map(versionLine));
    const last = rows.at(-1);
    if (!last) break;
    after = last.leaf_index;
  }
  return { log, file: await file.end() };
};

/** The checkpoint with which a record came that has no key of its own yet. */
const importedCheckpoint = async (connection: Connection, size: number) => {
  const [row] = await connection
    .select({ after: events.after })
    .from(events)
    .where(eq(events.action, IMPORTED))
    .orderBy(literalLimit(desc(events.seq), 1));
  const { checkpoint, key, size: then } = importedAs(row?.after);
  return then === size && checkpoint !== null ? { note: checkpoint, key } : null;
};

/** The line of the ledger that an import leaves. */
export const IMPORTED = 'record.imported';

const importedAs = (after: unknown): { size: number; checkpoint: string | null; key: string | null } => {
  if (typeof after !== 'object' || after === null) return { size: -1, checkpoint: null, key: null };
  const of = new Map<string, unknown>(Object.entries(after));
  const text = (value: unknown) => (typeof value === 'string' ? value : null);
  return { size: Number(of.get('size')), checkpoint: text(of.get('checkpoint')), key: text(of.get('key')) };
};

const checkpointOf = async (connection: Connection, log: RootBuilder, signer: Signer | null) => {
  if (!signer) return importedCheckpoint(connection, log.size);
  const { origin, private_key } = signer;
  const text = formatCheckpoint({ origin, size: log.size, root_hash: log.root() });
  return { note: signNote(text, origin, private_key), key: verifierKey(origin, private_key) };
};

/** Writes what `connection` shows, which should be one moment, into the empty folder. */
export const writeExport = async (
  connection: Connection,
  folder: string,
  signer: Signer | null,
): Promise<Manifest> => {
  mkdirSync(join(folder, 'records'), { recursive: true });
  const { log, file } = await writeVersions(connection, folder);
  const files = [file];
  for (const { name, rows } of RECORD_TABLES) {
    const written = writer(folder, fileOf(name));
    for await (const page of rows(connection)) await written.write(page.map((row) => JSON.stringify(row)));
    files.push(await written.end());
  }
  const checkpoint = await checkpointOf(connection, log, signer);
  if (checkpoint) {
    const written = writer(folder, CHECKPOINT);
    await written.write(checkpoint.note.slice(0, -1).split('\n'));
    files.push(await written.end());
  }
  const manifest: Manifest = {
    format: 'onrecord-export/1',
    log: { size: log.size, root_hash: log.root().toString('base64') },
    key: checkpoint?.key ?? null,
    files,
  };
  const written = writer(folder, MANIFEST);
  await written.write([JSON.stringify(manifest, null, 2)]);
  await written.end();
  return manifest;
};
