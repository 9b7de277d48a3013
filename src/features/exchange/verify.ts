/** Verifies an export by itself, without a server or a database: its files, its versions, its log and its signature. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Checkpoint, NoteError, openNote, parseCheckpoint } from '../../record/checkpoint.ts';
import { leafText } from '../../record/log.ts';
import { leafHash, RootBuilder } from '../../record/merkle.ts';
import { sha256 } from '../../record/sha256.ts';
import {
  CHECKPOINT,
  ExportError,
  fileOf,
  linesOf,
  MANIFEST,
  type Manifest,
  manifestSchema,
  parseVersionLine,
  VERSIONS,
} from './format.ts';
import { RECORD_TABLES } from './records.ts';

const readText = (folder: string, name: string): string => {
  try {
    return readFileSync(join(folder, name), 'utf8');
  } catch (error) {
    throw new ExportError(`${name} cannot be read: ${error instanceof Error ? error.message : error}`);
  }
};

/** Throws ExportError. */
export const readManifest = (folder: string): Manifest => {
  let value: unknown;
  try {
    value = JSON.parse(readText(folder, MANIFEST));
  } catch (error) {
    if (error instanceof ExportError) throw error;
    throw new ExportError(`${MANIFEST} is not JSON`);
  }
  const parsed = manifestSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new ExportError(`${MANIFEST} is not that of an export: ${parsed.error.issues[0]?.message}`);
};

/** A version with the head of its document. */
export interface ExportedVersion {
  leaf_index: number;
  id: string;
  version: number;
  published_at: string;
  sha256: string;
  json: string;
}

/** Every version, in batches, each held against its own hash and its head. Throws ExportError. */
export async function* exportedVersions(
  folder: string,
  manifest: Manifest,
): AsyncGenerator<ExportedVersion[]> {
  let expected = 0;
  for await (const batch of linesOf(folder, manifest, VERSIONS)) {
    yield batch.map(({ line, number }) => {
      const { leaf_index, sha256: said, json } = parseVersionLine(line, number);
      const fail = (what: string) => new ExportError(`${VERSIONS}:${number} ${what}`);
      if (leaf_index !== expected) throw fail(`is entry ${leaf_index} in the place of ${expected}`);
      expected += 1;
      if (sha256(json) !== said) throw fail('has another text than the one that was published');
      const { id, version, published_at }: Record<string, unknown> = JSON.parse(json);
      if (typeof id !== 'string' || typeof version !== 'number' || typeof published_at !== 'string') {
        throw fail('has no id, version or date');
      }
      return { leaf_index, id, version, published_at, sha256: said, json };
    });
  }
}

export interface ExportReport {
  size: number;
  root_hash: string;
  rows: number;
  holds: string[];
}

/**
 * Throws ExportError with the first thing that does not hold. `key`: the public key you know; `kept`: a checkpoint
 * that was kept elsewhere.
 */
export const verifyExport = async (
  folder: string,
  { key, kept }: { key?: string | undefined; kept?: Checkpoint | undefined } = {},
): Promise<ExportReport> => {
  const manifest = readManifest(folder);
  const log = new RootBuilder();
  const newest = new Map<string, number>();
  let kept_root = kept?.size === 0 ? log.root() : null;
  for await (const batch of exportedVersions(folder, manifest)) {
    for (const version of batch) {
      if (version.version !== (newest.get(version.id) ?? 0) + 1) {
        throw new ExportError(`${version.id} version ${version.version} does not follow the one before it`);
      }
      newest.set(version.id, version.version);
      log.append(leafHash(leafText(version)));
      if (log.size === kept?.size) kept_root = log.root();
    }
  }
  const root_hash = log.root().toString('base64');
  if (log.size !== manifest.log.size || root_hash !== manifest.log.root_hash) {
    throw new ExportError(
      'the versions are not those of the log: some were added, removed or put in another order',
    );
  }
  const holds = [
    'Every version is, byte for byte, the one that was logged.',
    'The log is whole: the versions give its root hash.',
    ...checkSignature(folder, manifest, key),
  ];
  if (kept) {
    if (!kept_root?.equals(kept.root_hash)) {
      throw new ExportError(`the first ${kept.size} entries are not those of the checkpoint that was kept`);
    }
    holds.push(`The first ${kept.size} entries are those that the kept checkpoint was made of.`);
  }
  const rows = await countRows(folder, manifest);
  return { size: log.size, root_hash, rows, holds };
};

const checkSignature = (folder: string, manifest: Manifest, known?: string): string[] => {
  if (!manifest.files.some(({ name }) => name === CHECKPOINT)) {
    if (known !== undefined) throw new ExportError('it has no checkpoint that a key could have signed');
    return ['It has no signed checkpoint: the record had no key yet.'];
  }
  const key = known ?? manifest.key;
  if (key === null) throw new ExportError(`${MANIFEST} names no key`);
  try {
    const signed = parseCheckpoint(openNote(readText(folder, CHECKPOINT), key));
    if (signed.size === manifest.log.size && signed.root_hash.toString('base64') === manifest.log.root_hash) {
      return [
        known === undefined
          ? 'The checkpoint is signed by the key that the export itself names.'
          : 'The checkpoint is signed by the key.',
      ];
    }
  } catch (error) {
    if (!(error instanceof NoteError)) throw error;
    throw new ExportError(`${CHECKPOINT}: ${error.message}`);
  }
  throw new ExportError(`${CHECKPOINT} is not that of this log`);
};

/** Reads every row, so that each file is held against the manifest. */
const countRows = async (folder: string, manifest: Manifest): Promise<number> => {
  let rows = 0;
  for (const { name } of RECORD_TABLES) {
    for await (const batch of linesOf(folder, manifest, fileOf(name))) rows += batch.length;
  }
  return rows;
};
