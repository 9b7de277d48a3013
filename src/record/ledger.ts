/**
 * The ledger's lines, each with a hash over itself and the hash of the line before: none can be changed, removed or
 * moved without all after it being written anew, and the newest hash, which is signed (features/log), shows that.
 */
import { asc, desc, getTableColumns, gt, sql } from 'drizzle-orm';
import { literalLimit } from '../db/queries.ts';
import { select } from '../db/statement.ts';
import type { Reader } from '../db/types.ts';
import { sha256 } from './sha256.ts';
import { events } from './tables.ts';

/** A line, before it has its number and its hash. */
export interface LedgerLine {
  at: string;
  actor: string;
  key_id: string | null;
  action: string;
  subject_id: string;
  before: unknown;
  after: unknown;
  leaf_hash: string | null;
}

/** How far the ledger goes: its last line, by number and hash. */
export interface LedgerHead {
  seq: number;
  hash: string;
}

/**
 * What is signed of the ledger. Its second line is no number, so that no tool takes it for a checkpoint of the log:
 *
 *     example.com/log
 *     ledger
 *     1742
 *     5f0e…  (64 hexadecimal digits)
 */
export const ledgerNoteText = (origin: string, { seq, hash }: LedgerHead): string =>
  `${origin}\nledger\n${seq}\n${hash}\n`;

/** Reads the text of such a note, once it is opened; null where it is something else. */
export const parseLedgerNote = (text: string): LedgerHead | null => {
  const [, seq, hash] = /^.+\nledger\n(0|[1-9][0-9]{0,15})\n([0-9a-f]{64})\n$/.exec(text) ?? [];
  return seq === undefined || hash === undefined ? null : { seq: Number(seq), hash };
};

/** What the first line follows. */
export const NO_LINE = '0'.repeat(64);

/** The hash, in hexadecimal, of a line that follows the one with the hash `former`. */
export const lineHash = (former: string, line: LedgerLine): string => {
  const { at, actor, key_id, action, subject_id, before, after, leaf_hash } = line;
  return sha256(JSON.stringify([former, at, actor, key_id, action, subject_id, before, after, leaf_hash]));
};

/** A line as it is stored: what it says of before and after as its JSON. */
export interface StoredLine extends Omit<LedgerLine, 'before' | 'after'> {
  seq: number;
  before: string | null;
  after: string | null;
  hash: string | null;
}

/** The same hash out of a line as it is stored, whose JSON is what was hashed: nothing is parsed. */
export const storedHash = (former: string, line: StoredLine): string => {
  const { at, actor, key_id, action, subject_id, before, after, leaf_hash } = line;
  const head = JSON.stringify([former, at, actor, key_id, action, subject_id]).slice(0, -1);
  return sha256(`${head},${before ?? null},${after ?? null},${JSON.stringify(leaf_hash)}]`);
};

/** These lines with their hashes, the first of which follows `former`. */
export const hashedLines = (
  former: string,
  lines: readonly LedgerLine[],
): (LedgerLine & { hash: string })[] => {
  let hash = former;
  return lines.map((line) => {
    hash = lineHash(hash, line);
    return { ...line, hash };
  });
};

/** The ledger's last line, as far as the next needs it. */
export const lastLine = select({ seq: events.seq, at: events.at, hash: events.hash }, (query) =>
  query.from(events).orderBy(literalLimit(desc(events.seq), 1)),
);

const LINES_READ = 1_000;

const linesAfter = select(getTableColumns(events), (query) =>
  query
    .from(events)
    .where(gt(events.seq, sql.placeholder('after')))
    .orderBy(literalLimit(asc(events.seq), LINES_READ)),
);

const storedAfter = select(
  {
    ...getTableColumns(events),
    before: sql<string | null>`cast(${events.before} as text)`,
    after: sql<string | null>`cast(${events.after} as text)`,
  },
  (query) =>
    query
      .from(events)
      .where(gt(events.seq, sql.placeholder('after')))
      .orderBy(literalLimit(asc(events.seq), LINES_READ)),
);

async function* pagesOf<Line extends { seq: number }>(read: (after: number) => Promise<Line[]>) {
  for (let after = 0; ; ) {
    const page = await read(after);
    const last = page.at(-1);
    if (!last) return;
    yield page;
    after = last.seq;
  }
}

/** All lines, oldest first, in pages. */
export const ledgerPages = (on: Reader) => pagesOf((after) => linesAfter(on, { after }));

/** The same as they are stored. */
export const storedLedgerPages = (on: Reader) => pagesOf<StoredLine>((after) => storedAfter(on, { after }));

/**
 * The hash that the next line follows. Where the last one was written before lines were hashed, that is the hash over
 * all of them, so that the next line holds them as well.
 */
export const hashAfter = async (on: Reader, last: { hash: string | null } | undefined): Promise<string> => {
  if (!last) return NO_LINE;
  if (last.hash !== null) return last.hash;
  let hash = NO_LINE;
  for await (const page of ledgerPages(on)) for (const line of page) hash = lineHash(hash, line);
  return hash;
};
