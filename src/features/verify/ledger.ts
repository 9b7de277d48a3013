/**
 * Follows the ledger from its first line to its last, each of which holds a hash over itself and the one before, and
 * gathers what it tells of keys, corrections, transitions and the log's key, for the tables to be held against.
 */
import type { Connection } from '../../db/types.ts';
import {
  type LedgerHead,
  lineHash,
  NO_LINE,
  storedHash,
  type StoredLine,
  storedLedgerPages,
} from '../../record/ledger.ts';
import type { Members, ToldLine } from '../../record/told.ts';
import { ledgerEnd } from '../../record/tables.ts';
import type { Finding } from './report.ts';

export interface Ledger {
  findings: Finding[];
  /** The last line; null where there is none. */
  head: LedgerHead | null;
  /** How many lines are gone or are not what they were: as much may be told of by none for that reason. */
  lost: number;
  /** When lines began to be hashed; '' where all are. Corrections of before have no line of their own. */
  hashed_since: string;
  /** What lines of these actions say, by the action, in their order. */
  told: ReadonlyMap<string, ToldLine[]>;
}

const nameOf = ({ seq, action, subject_id, actor, at }: StoredLine): string =>
  `Line ${seq} of the ledger (${action} of ${subject_id} by ${actor}, ${at})`;

/** The hash of a line; by what its JSON says where that is spelt otherwise than when it was hashed. */
const hashOf = (former: string, line: StoredLine): string => {
  const hash = storedHash(former, line);
  if (hash === line.hash) return hash;
  try {
    return lineHash(former, { ...line, before: parsed(line.before), after: parsed(line.after) });
  } catch {
    return hash;
  }
};

/** Throws SyntaxError where it is no JSON. */
const parsed = (json: string | null): unknown => (json === null ? null : JSON.parse(json));

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Reads the whole ledger. `listened` are the actions whose lines are gathered, `hasLeaf` tells whether the log has a
 * leaf, and `kept` is what a note that was kept elsewhere says of the ledger.
 */
export const readLedger = async (
  connection: Connection,
  listened: ReadonlySet<string>,
  hasLeaf: (leaf_hash: string) => boolean,
  kept?: LedgerHead,
): Promise<Ledger> => {
  const [end] = await connection.select().from(ledgerEnd);
  const marked = new Set([end?.seq, kept?.seq]);
  const hashes = new Map<number, string>();
  const findings: Finding[] = [];
  const told = new Map<string, ToldLine[]>();
  let former = NO_LINE;
  let last: StoredLine | undefined;
  let lost = 0;
  let hashed_since = '';
  const ledger = (text: string): void => void findings.push({ kind: 'ledger', text });

  for await (const page of storedLedgerPages(connection)) {
    for (const line of page) {
      const hash = hashOf(former, line);
      const fits = line.hash === hash;
      const isHashed = last !== undefined && last.hash !== null;
      const missing = line.seq - (last?.seq ?? 0) - 1;
      if (line.hash === null && isHashed) {
        lost += 1;
        ledger(`${nameOf(line)} has lost its hash.`);
      } else if (line.hash !== null && !fits) {
        lost += Math.max(missing, 1);
        ledger(misfit(line, last, missing));
      }
      if (line.hash !== null && last?.hash === null) hashed_since = line.at;
      former = line.hash ?? hash;
      if (marked.has(line.seq)) hashes.set(line.seq, former);
      // Where lines before it are gone, its hash says nothing of the line itself.
      if (fits || line.hash === null || missing > 0) {
        if (line.leaf_hash !== null && !hasLeaf(line.leaf_hash)) {
          findings.push({
            kind: 'deleted',
            text: `By the ledger a version of ${line.subject_id} was published at ${line.at}; the log lacks it.`,
          });
        }
        if (listened.has(line.action)) remember(told, line);
      }
      last = line;
    }
  }
  const cut = endFinding(end, last, hashes);
  if (cut) {
    lost += Math.max((end?.seq ?? 0) - (last?.seq ?? 0), 1);
    ledger(cut);
  }
  if (kept && hashes.get(kept.seq) !== kept.hash) {
    const gone = hashes.has(kept.seq) ? 'is another one now' : 'is gone';
    ledger(`Line ${kept.seq} of the ledger, up to which the note was signed, ${gone}: it was written anew.`);
  }
  const head = last ? { seq: last.seq, hash: former } : null;
  return { findings, head, lost, hashed_since, told };
};

const misfit = (line: StoredLine, last: StoredLine | undefined, missing: number): string => {
  if (missing > 0) {
    const lines = missing === 1 ? `line ${line.seq - 1}` : `${missing} lines before line ${line.seq}`;
    return `Of the ledger ${lines} ${missing === 1 ? 'is' : 'are'} gone.`;
  }
  return last?.hash === null
    ? `One of the lines 1 to ${line.seq} of the ledger is not what was written.`
    : `${nameOf(line)} is not what was written.`;
};

/** What is wrong with where the ledger ends; it may go on after the line that was noted as its end. */
const endFinding = (
  end: { seq: number; hash: string | null } | undefined,
  last: StoredLine | undefined,
  hashes: ReadonlyMap<number, string>,
): string | undefined => {
  if (!end) return last && last.hash !== null ? 'It is no longer noted where the ledger ends.' : undefined;
  if (!hashes.has(end.seq)) {
    return (last?.seq ?? 0) < end.seq
      ? `The ledger ended with line ${end.seq} and ends with line ${last?.seq ?? 0}: what was written last was cut off.`
      : undefined;
  }
  return end.hash === null || hashes.get(end.seq) === end.hash
    ? undefined
    : `The ledger up to line ${end.seq} is not the one that was written.`;
};

/** What a line says, as far as that can be read: its hash tells of the rest. */
const membersOf = (json: string | null): Members => {
  try {
    const value = parsed(json);
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
};

const remember = (
  told: Map<string, ToldLine[]>,
  { seq, at, action, subject_id, before, after }: StoredLine,
): void => {
  const lines = told.get(action) ?? [];
  lines.push({ seq, at, action, subject_id, before: membersOf(before), after: membersOf(after) });
  told.set(action, lines);
};
