import { existsSync, readFileSync } from 'node:fs';
import type { Config } from '../config.ts';
import { toldRows } from '../features/told.ts';
import { readWithHelper } from '../features/verify/helper.ts';
import { verifyRecord } from '../features/verify/record.ts';
import { type Report, reportText } from '../features/verify/report.ts';
import { keyOfServer, verifyServer } from '../features/verify/server.ts';
import { type Checkpoint, NoteError, openNote, parseCheckpoint, verifierKey } from '../record/checkpoint.ts';
import { type LogKey, readLogKey } from '../record/key.ts';
import { type LedgerHead, parseLedgerNote } from '../record/ledger.ts';
import { verifyFolder } from './exchange.ts';
import { CommandError, reading } from './open.ts';

export interface VerifyOptions {
  checkpoint?: string | undefined;
  ledger?: string | undefined;
  key?: string | undefined;
  url?: string | undefined;
  /** An export, instead of the database. */
  folder?: string | undefined;
}

const readFile = (file: string): string => {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new CommandError(`${file} cannot be read: ${error instanceof Error ? error.message : error}`);
  }
};

/** A verifier key, as itself, in a file, or in a file with the answer of /v1/log/key. */
const readKey = (given: string): string => {
  if (!existsSync(given)) return given;
  const text = readFile(given).trim();
  return text.startsWith('{') ? String(Object(JSON.parse(text)).key) : text;
};

/** The checkpoint in a file, once its signature is found good. */
const readCheckpoint = (file: string, key: string): Checkpoint => {
  try {
    return parseCheckpoint(openNote(readFile(file), key));
  } catch (error) {
    if (!(error instanceof NoteError)) throw error;
    throw new CommandError(`${file}: ${error.message}`);
  }
};

/** How far the ledger went by the note in a file, once its signature is found good. */
const readLedgerNote = (file: string, key: string): LedgerHead => {
  try {
    const head = parseLedgerNote(openNote(readFile(file), key));
    if (head) return head;
  } catch (error) {
    if (!(error instanceof NoteError)) throw error;
    throw new CommandError(`${file}: ${error.message}`);
  }
  throw new CommandError(`${file} is no note on the ledger, as /v1/log/ledger gives it.`);
};

/** The record's own key; null where its name or key was made unreadable, which `verifyRecord` tells. */
const ownKey = ({ origin, private_key }: LogKey): string | null => {
  try {
    return verifierKey(origin, private_key);
  } catch (error) {
    if (error instanceof NoteError) return null;
    throw error;
  }
};

const verifyDatabase = (config: Config, options: VerifyOptions): Promise<Report> =>
  readWithHelper(config.ONRECORD_DATABASE_URL, async (connection, helper) => {
    const own = await readLogKey(connection);
    const key = options.key ?? (own && ownKey(own));
    const { checkpoint, ledger } = options;
    if (!key && (checkpoint ?? ledger) !== undefined)
      throw new CommandError(
        'This database has no key yet; say with --key by whom the checkpoint is signed.',
      );
    return verifyRecord(connection, toldRows, {
      key: options.key,
      helper,
      checkpoint: key && checkpoint !== undefined ? readCheckpoint(checkpoint, key) : undefined,
      ledger: key && ledger !== undefined ? readLedgerNote(ledger, key) : undefined,
    });
  });

const verifyUrl = async (url: string, options: VerifyOptions): Promise<Report> => {
  const key = options.key ?? (await keyOfServer(url));
  return verifyServer(
    url,
    key,
    options.checkpoint === undefined ? undefined : readCheckpoint(options.checkpoint, key),
  );
};

const UNSEEN =
  'From outside, only what anybody may read is seen. Not checked: lists, search and corrections as they are answered, drafts, keys, the ledger, and the rows that the next versions will be made from. `onrecord verify` beside the database checks these.';

/** Verifies the database, or the server at `url`; gives the exit code: 0 when everything holds. */
export const verify = async (config: Config, given: VerifyOptions): Promise<number> => {
  if (given.ledger !== undefined && given.url !== undefined) {
    throw new CommandError('--ledger is for the database itself: from outside nobody sees the ledger.');
  }
  const options = { ...given, key: given.key === undefined ? undefined : readKey(given.key) };
  if (options.folder !== undefined) {
    const { folder, key, checkpoint } = options;
    if (checkpoint !== undefined && key === undefined) {
      throw new CommandError('Say with --key by whom the checkpoint is signed.');
    }
    const kept = checkpoint === undefined ? undefined : readCheckpoint(checkpoint, key ?? '');
    return verifyFolder(folder, { key, kept });
  }
  const report = await (options.url === undefined
    ? reading('The record that ONRECORD_DATABASE_URL names', () => verifyDatabase(config, options))
    : verifyUrl(options.url, options));
  console.log(reportText(report));
  if (options.url !== undefined) console.log(UNSEEN);
  if (options.checkpoint === undefined) {
    console.log('Without a checkpoint kept elsewhere (--checkpoint) a full rewrite would not show.');
  } else if (options.key === undefined) {
    console.log(
      'The checkpoint was held against the key that the record itself shows; --key takes the one you know.',
    );
  }
  return report.findings.length === 0 ? 0 : 1;
};
