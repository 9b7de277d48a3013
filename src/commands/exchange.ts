/** The whole public record out into a folder, and back into an empty database of either engine. */
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import type { Config } from '../config.ts';
import { makeNothingForOthers } from '../db/folder.ts';
import { readSnapshot } from '../db/snapshot.ts';
import { ExportError } from '../features/exchange/format.ts';
import { readExport } from '../features/exchange/read.ts';
import { verifyExport } from '../features/exchange/verify.ts';
import { writeExport } from '../features/exchange/write.ts';
import { toldRows } from '../features/told.ts';
import { verifyRecord } from '../features/verify/record.ts';
import type { Checkpoint } from '../record/checkpoint.ts';
import { readLogKey } from '../record/key.ts';
import { CommandError, reading, withServices } from './open.ts';
import { createProgress } from './progress.ts';

const refused = async <T>(folder: string, work: () => Promise<T>): Promise<T> => {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ExportError) throw new CommandError(`${folder}: ${error.message}.`);
    throw error;
  }
};

/** Writes the public record as it stands now into a new folder. */
export const exportRecord = async (config: Config, folder: string): Promise<void> => {
  makeNothingForOthers();
  if (existsSync(folder) && readdirSync(folder).length > 0) {
    throw new CommandError(`${folder} has something in it already, and nothing is overwritten.`);
  }
  const partial = `${folder.replace(/\/+$/, '')}.partial`;
  rmSync(partial, { recursive: true, force: true });
  mkdirSync(partial, { recursive: true });
  const manifest = await reading('The record that ONRECORD_DATABASE_URL names', () =>
    readSnapshot(config.ONRECORD_DATABASE_URL, async (connection) =>
      writeExport(connection, partial, await readLogKey(connection)),
    ),
  );
  rmSync(folder, { recursive: true, force: true });
  renameSync(partial, folder);
  const { size, root_hash } = manifest.log;
  const rows = manifest.files.reduce((sum, { lines }) => sum + lines, 0);
  console.log(
    `${folder}: ${size} public versions, ${rows} lines in ${manifest.files.length} files; root hash ${root_hash}.`,
  );
};

/** Checks an export by itself; gives the exit code. */
export const verifyFolder = async (
  folder: string,
  known: { key?: string | undefined; kept?: Checkpoint | undefined },
): Promise<number> => {
  try {
    const { size, root_hash, rows, holds } = await verifyExport(folder, known);
    console.log(`${folder}: ${size} public versions and ${rows} rows; root hash ${root_hash}`);
    for (const text of holds) console.log(`  holds     ${text}`);
    console.log('Nothing was tampered with.');
    return 0;
  } catch (error) {
    if (!(error instanceof ExportError)) throw error;
    console.log(`${folder}: ${error.message}. This export was TAMPERED WITH or is damaged.`);
    return 1;
  }
};

/** Brings an export into the empty record that the settings name, and verifies it there. */
export const importFolder = (config: Config, folder: string): Promise<void> =>
  withServices(config, async ({ database, recorder, subjects }) => {
    await refused(folder, () => verifyExport(folder));
    const manifest = await refused(folder, () =>
      readExport(database, recorder, subjects, folder, createProgress(folder)),
    );
    const { size, root_hash, findings } = await verifyRecord(database.read, toldRows);
    const [finding] = findings;
    if (finding) throw new CommandError(`${folder} does not hold once it is here: ${finding.text}`);
    if (root_hash !== manifest.log.root_hash) {
      throw new CommandError(
        `${folder} gives another log here: ${root_hash} instead of ${manifest.log.root_hash}.`,
      );
    }
    console.log(`${folder}: ${size} public versions are here, verified; root hash ${root_hash}.`);
  });
