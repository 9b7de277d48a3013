/** Brings an export into an empty record: the same versions, ids and log. All of it or nothing. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { and, asc, gt, isNull } from 'drizzle-orm';
import { literalLimit } from '../../db/queries.ts';
import type { Row } from '../../db/table-rows.ts';
import type { Connection, Database } from '../../db/types.ts';
import { isSame } from '../../record/difference.ts';
import { documentOfEntry } from '../../record/items.ts';
import { correctionLine } from '../../record/corrections.ts';
import { corrections, documents, entries } from '../../record/tables.ts';
import type { Recorder } from '../../record/record.ts';
import { refold, type Progress } from '../../record/refold.ts';
import { createRestorer, isEmptyRecord } from '../../record/restore.ts';
import { type Subject, subjectFor } from '../../record/subject.ts';
import { typeOf } from '../../record/ids.ts';
import { CHECKPOINT, ExportError, fileOf, linesOf, type Manifest } from './format.ts';
import { RECORD_TABLES, type RecordTable } from './records.ts';
import { exportedVersions, readManifest } from './verify.ts';
import { IMPORTED } from './write.ts';

const isRow = (value: unknown): value is Row =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const rowOf = ({ name, columns }: RecordTable, line: string, number: number): Row => {
  const row: unknown = JSON.parse(line);
  if (!isRow(row)) throw new ExportError(`${fileOf(name)}:${number} is no row`);
  const unknown = Object.keys(row).find((column) => !columns.includes(column));
  if (unknown === undefined) return row;
  throw new ExportError(`${fileOf(name)}:${number} has ${unknown}, which this release does not know`);
};

const addRows = async (tx: Connection, folder: string, manifest: Manifest): Promise<void> => {
  for (const table of RECORD_TABLES) {
    for await (const batch of linesOf(folder, manifest, fileOf(table.name))) {
      await table.add(
        tx,
        batch.map(({ line, number }) => rowOf(table, line, number)),
      );
    }
  }
};

const PER_LOOK = 200;

/** The first thing whose rows say something else than its newest version. */
const strangerIn = async (tx: Connection, subjects: readonly Subject[]): Promise<string | undefined> => {
  for (let after = 0; ; ) {
    const rows = await tx
      .select({ id: entries.id, subject_id: entries.subject_id, json: documents.json })
      .from(entries)
      .innerJoin(documents, documentOfEntry)
      .where(and(isNull(entries.valid_to), gt(entries.id, after)))
      .orderBy(literalLimit(asc(entries.id), PER_LOOK));
    const last = rows.at(-1);
    if (!last) return undefined;
    after = last.id;
    for (const [type, of] of Map.groupBy(rows, ({ subject_id }) => typeOf(subject_id))) {
      const ids = of.map(({ subject_id }) => subject_id);
      const renderings = await subjectFor(subjects, type)?.renderAll(tx, ids);
      const stranger = of.find(({ subject_id, json }) => {
        const { id: _, version: __, published_at: ___, ...said } = JSON.parse(json);
        const rendering = renderings?.get(subject_id);
        return !rendering || !isSame(said, JSON.parse(JSON.stringify(rendering.body)));
      });
      if (stranger) return stranger.subject_id;
    }
  }
};

const noteOf = (folder: string, { files }: Manifest): string | null =>
  files.some(({ name }) => name === CHECKPOINT) ? readFileSync(join(folder, CHECKPOINT), 'utf8') : null;

/**
 * Brings in an export that `verifyExport` found whole. Throws ExportError where the record is not empty, or where rows
 * say something else than the versions; nothing of it is written then.
 */
export const readExport = async (
  database: Database,
  recorder: Recorder,
  subjects: readonly Subject[],
  folder: string,
  progress: Progress = () => undefined,
): Promise<Manifest> => {
  const manifest = readManifest(folder);
  await recorder.change({ name: 'import of an export', key_id: null }, async ({ tx, note }) => {
    if (!(await isEmptyRecord(tx))) {
      throw new ExportError(
        'the record here is not empty: an export goes into a new one (ONRECORD_SEED=false)',
      );
    }
    await addRows(tx, folder, manifest);
    const restorer = createRestorer(tx, subjects);
    for await (const versions of exportedVersions(folder, manifest)) {
      await restorer.add(versions);
      progress(versions.at(-1)?.leaf_index ?? 0, manifest.log.size);
    }
    await restorer.end();
    const stranger = await strangerIn(tx, subjects);
    if (stranger !== undefined) {
      throw new ExportError(`the rows of ${stranger} say something else than its newest version`);
    }
    // The ledger stayed behind; this one begins with what it must tell.
    for (const row of await tx.select().from(corrections).orderBy(asc(corrections.id)))
      note(correctionLine(row));
    const { size } = manifest.log;
    note({
      action: IMPORTED,
      subject_id: 'log',
      after: {
        size,
        root_hash: manifest.log.root_hash,
        key: manifest.key,
        checkpoint: noteOf(folder, manifest),
      },
    });
  });
  await refold(database, subjects);
  return manifest;
};
