/** Folders and files of the record are for their owner alone. */
import { chmodSync, existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { basename, dirname } from 'node:path';

const OWNER_FOLDER = 0o700;
const OWNER_FILE = 0o600;
const OTHERS = 0o077;

/** What this process makes from now on, others of the machine may not read. */
export const makeNothingForOthers = (): void => void process.umask(OTHERS);

/**
 * Makes a folder with those that it stands in. Throws where that cannot be: Node's own `recursive` never
 * returns below a folder that takes no others, such as /proc.
 */
export const makeFolder = (path: string): void => {
  if (existsSync(path)) return;
  makeFolder(dirname(path));
  try {
    mkdirSync(path, OWNER_FOLDER);
  } catch (error) {
    if (!existsSync(path)) throw error;
  }
};

/**
 * Takes the SQLite database at `path` away from others of the machine: its files, and the folder when it holds nothing
 * else. Gives one sentence for each thing that was open to them.
 */
export const closeToOthers = (path: string): string[] => {
  const folder = dirname(path);
  if (!existsSync(folder)) return [];
  const own = readdirSync(folder).filter((name) => name.startsWith(basename(path)));
  const isOurs = readdirSync(folder).every((name) => own.includes(name));
  return [
    ...own.flatMap((name) => closed(`${folder}/${name}`, OWNER_FILE, true)),
    ...closed(folder, OWNER_FOLDER, isOurs),
  ];
};

const closed = (path: string, wanted: number, mayChange: boolean): string[] => {
  const mode = statSync(path).mode & 0o777;
  if ((mode & OTHERS) === 0) return [];
  const open = `${path} was open to others of this machine (mode ${mode.toString(8)})`;
  try {
    if (!mayChange) throw new Error('it holds other things');
    chmodSync(path, mode & wanted);
    return [`${open}; it is ${(mode & wanted).toString(8)} now.`];
  } catch {
    return [`${open}, and stays so: run chmod ${wanted.toString(8)} ${path} where nobody else needs it.`];
  }
};
