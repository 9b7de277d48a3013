/** Copies of the record on SQLite; PostgreSQL has tools of its own (docs/backups.md). */
import { statSync } from 'node:fs';
import { constants, setPriority } from 'node:os';
import { dirname } from 'node:path';
import type { Config } from '../config.ts';
import { copySqlite, countRows, faultsOf, isTaken, makeWhole } from '../db/copy-sqlite.ts';
import { makeFolder, makeNothingForOthers } from '../db/folder.ts';
import { engineOf } from '../db/kit.ts';
import { copyUnsealed, SealError, seal } from '../db/sealed-file.ts';
import { readSnapshot } from '../db/snapshot.ts';
import { pathOfUrl } from '../db/url.ts';
import { toldRows } from '../features/told.ts';
import { verifyRecord } from '../features/verify/record.ts';
import type { Report } from '../features/verify/report.ts';
import { CommandError, reading } from './open.ts';

const pathOf = (config: Config): string => {
  if (engineOf(config.ONRECORD_DATABASE_URL) === 'sqlite') return pathOfUrl(config.ONRECORD_DATABASE_URL);
  throw new CommandError(
    'This is for SQLite; PostgreSQL’s own pg_dump and pg_restore do it there (docs/backups.md).',
  );
};

const requireFile = (path: string): void => {
  if (!isTaken(path)) throw new CommandError(`There is no ${path}.`);
};

const refuseTaken = (path: string): void => {
  if (isTaken(path)) throw new CommandError(`${path} is there already, and nothing is overwritten.`);
};

/** Verifies a copy: SQLite's own checks, then every version and the whole log. Throws CommandError. */
const verified = (path: string): Promise<Report> => reading(path, () => verifyCopy(path));

const verifyCopy = async (path: string): Promise<Report> => {
  const faults = faultsOf(path);
  if (faults.length > 0) throw new CommandError(`${path} is damaged: ${faults.join('; ')}.`);
  const report = await readSnapshot(`file:${path}`, (connection) => verifyRecord(connection, toldRows));
  const [finding] = report.findings;
  if (finding)
    throw new CommandError(`${path} does not hold: ${finding.text} (\`onrecord verify\` says more.)`);
  return report;
};

const showProgress = (done: number, total: number): void => {
  if (process.stderr.isTTY) process.stderr.write(`\r${done} of ${total} pages`);
};

const describe = ({ size, root_hash }: Report): string => `${size} public versions, root hash ${root_hash}`;

/** Writes the record as it stands now to a new file, while the server goes on. */
export const backup = async (config: Config, file: string): Promise<void> => {
  makeNothingForOthers();
  const source = pathOf(config);
  requireFile(source);
  refuseTaken(file);
  let held = '';
  // Copying and verifying can wait; the server beside it cannot.
  setPriority(constants.priority.PRIORITY_LOW);
  await makeWhole(file, async (partial) => {
    await copySqlite(source, partial, showProgress);
    held = describe(await verified(partial));
    await seal(partial);
  });
  console.log(`${file}: ${statSync(file).size} bytes, verified; ${held}.`);
  console.log(
    'It holds drafts, source texts and the log’s private key: keep it as safe as the record itself.',
  );
};

/** Puts a backup in the place of a record that is not there; `withoutSum` takes a file that carries none. */
export const restore = async (
  config: Config,
  file: string,
  { withoutSum = false }: { withoutSum?: boolean } = {},
): Promise<void> => {
  makeNothingForOthers();
  const target = pathOf(config);
  requireFile(file);
  refuseTaken(target);
  makeFolder(dirname(target));
  let held = '';
  await makeWhole(target, async (partial) => {
    if (!withoutSum) await unsealed(file, partial);
    else if (await verified(file)) await copySqlite(file, partial, showProgress);
    const rows = Object.values(countRows(partial));
    const count = rows.reduce((sum, n) => sum + n, 0);
    held = `${count} rows in ${rows.length} tables; ${describe(await verified(partial))}`;
  });
  console.log(`${target} is restored: ${held}.`);
};

const unsealed = async (file: string, partial: string): Promise<void> => {
  try {
    await copyUnsealed(file, partial);
  } catch (error) {
    if (!(error instanceof SealError)) throw error;
    throw new CommandError(`${file} is not restored: ${error.message}.`);
  }
};
