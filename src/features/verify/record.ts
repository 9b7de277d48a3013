/**
 * Verifies a database: that each version is the one that was logged, that the log is whole and begins with what a
 * checkpoint kept elsewhere says; that what is served and listed, and what the next versions will be made from, is the
 * newest version of each thing; that keys, corrections and transitions are what the ledger tells of, and the ledger is
 * what was written. Reads everything once, in bounded memory but for some hashes and numbers a version, and what the
 * ledger tells of keys, corrections and transitions.
 */
import { and, asc, eq, gte, lt, max, sql } from 'drizzle-orm';
import { missingGuards } from '../../db/guards.ts';
import { engine } from '../../db/kit.ts';
import { literalLimit } from '../../db/queries.ts';
import { select } from '../../db/statement.ts';
import type { Connection } from '../../db/types.ts';
import { sourcesWithOtherTexts } from '../../newsroom/sources/source.ts';
import type { Checkpoint } from '../../record/checkpoint.ts';
import type { LedgerHead } from '../../record/ledger.ts';
import { leafHash, RootBuilder, type TreeNode } from '../../record/merkle.ts';
import type { ToldRows } from '../../record/told.ts';
import { documents, logNodes } from '../../record/tables.ts';
import { draftFindings, isFoldedAsToday, type Served, strayEntries } from './entries.ts';
import { cutFinding, type Discord, explain } from './leaves.ts';
import { readLedger } from './ledger.ts';
import { liveCheck } from './live.ts';
import { type CheckedPage, type CheckedRow, checkedPages, nameOf, type PageChecker } from './page.ts';
import { abridge, type Finding, type Report } from './report.ts';
import {
  correctionFindings,
  keyFindings,
  LISTENED,
  logKeyFindings,
  rowFindings,
  type ShownCorrections,
  transitionFindings,
} from './told.ts';

const PAGE = 1_000;

/** What whoever verifies knows from elsewhere. */
export interface Known {
  checkpoint?: Checkpoint | undefined;
  /** The log's verifier key. */
  key?: string | undefined;
  ledger?: LedgerHead | undefined;
  /** Checks every other page beside, and sees the same moment (`helper.ts`). */
  helper?: PageChecker | undefined;
}

/**
 * Verifies everything that `connection` shows; it should show one moment throughout. `rows` are what the ledger tells of
 * beside keys, corrections and transitions.
 */
export const verifyRecord = async (
  connection: Connection,
  rows: readonly ToldRows[],
  known: Known = {},
): Promise<Report> => {
  const holds: string[] = [];
  const holding = (findings: readonly Finding[], text: string): readonly Finding[] => {
    if (findings.length === 0) holds.push(text);
    return findings;
  };
  const log = await readLog(connection, known.checkpoint?.size, known.helper);
  const ofLog = [...holding(log.findings, 'Every version is the one that was logged, and the log is whole.')];
  const against = known.checkpoint && compareWith(known.checkpoint, log);
  if (against?.finding) ofLog.push(against.finding);
  if (against?.holds) holds.push(against.holds);
  // Where the log itself does not hold, nothing can be held against it.
  const isSound = ofLog.length === 0;

  const hasLeaf = (leaf_hash: string) => !isSound || log.leaves.has(leaf_hash.slice(0, LEAF_START));
  const listened = new Set([...LISTENED, ...rows.flatMap(({ actions }) => actions)]);
  const ledger = await readLedger(connection, listened, hasLeaf, known.ledger);
  const isWhole = isSound && !ledger.findings.some(({ kind }) => kind === 'deleted');
  const ofLedger = holding(ledger.findings, ledgerHolds(ledger.head, known.ledger));
  const told = [
    await keyFindings(connection, ledger),
    await logKeyFindings(connection, ledger, known.key),
    await transitionFindings(connection, ledger),
    ...(isWhole ? [await correctionFindings(connection, ledger, log.corrections)] : []),
  ];
  for (const of of rows) told.push(await rowFindings(connection, ledger, of));
  const untold = told.flatMap((comparison) => comparison.untold);
  const ofTables = holding(
    // What lines that are gone told of is not told any more.
    [...told.flatMap(({ wrong }) => wrong), ...(untold.length > ledger.lost ? untold : [])],
    'Keys, corrections, transitions and whatever else the ledger tells of are as it tells.',
  );
  const ofGuards = holding(
    guardFindings((await missingGuards(connection, engine)).map(({ name }) => name)),
    'What keeps the database itself from being changed is there.',
  );
  const served = isWhole ? holding(await servedFindings(connection, log), SERVED) : [];
  return {
    size: log.size,
    root_hash: log.root.toString('base64'),
    holds,
    findings: abridge([...ofLog, ...served, ...ofTables, ...ofLedger, ...ofGuards]),
  };
};

const SERVED =
  'What is read, listed and found, and what the next versions will be made from, is the newest version of each thing.';

const guardFindings = (missing: readonly string[]): Finding[] =>
  missing.length === 0
    ? []
    : [
        {
          kind: 'unguarded',
          text: `The database lacks what guards it, which the next start makes again: ${missing.join(', ')}.`,
        },
      ];

const ledgerHolds = (head: LedgerHead | null, kept: LedgerHead | undefined): string =>
  `Every line of the ledger follows from the one before, up to line ${head?.seq ?? 0} with the hash ${head?.hash ?? 'of none'}${kept ? `, and line ${kept.seq} is the one that the note was signed for` : ''}.`;

const servedFindings = async (connection: Connection, log: Log): Promise<Finding[]> => [
  ...log.served,
  ...(await strayEntries(connection)),
  ...log.differing,
  ...(await draftFindings(connection, log)),
  ...(await sourcesWithOtherTexts(connection)).map(
    (id): Finding => ({ kind: 'differs', text: `The private text of ${id} is not the one its hash is of.` }),
  ),
];

const compareWith = (
  checkpoint: Checkpoint,
  { size, kept_root, logged_root, findings }: Log,
): { finding?: Finding; holds?: string } => {
  if (checkpoint.size > size) {
    const told = findings.some(({ kind }) => kind === 'cut' || kind === 'deleted');
    return told ? {} : { finding: cutFinding(size, checkpoint.size) };
  }
  const expected = checkpoint.root_hash;
  if (kept_root?.equals(expected)) {
    return { holds: `The first ${checkpoint.size} entries are those that the checkpoint was made of.` };
  }
  if (logged_root?.equals(expected)) {
    return { holds: `The hashes of the first ${checkpoint.size} entries are those of the checkpoint.` };
  }
  const itself = findings.length === 0 ? 'Everything here agrees with itself, but not' : 'It does not agree';
  return {
    finding: {
      kind: 'rewritten',
      text: `${itself} with the checkpoint: its ${checkpoint.size} entries were other ones. History was rewritten.`,
    },
  };
};

interface Log {
  size: number;
  root: Buffer;
  /** The root at the checkpoint's size, by the versions that are kept and by the hashes logged. */
  kept_root: Buffer | null;
  logged_root: Buffer | null;
  findings: Finding[];
  /** What is wrong with the entries by which versions are found. */
  served: Finding[];
  /** Where rows say otherwise than the newest versions. */
  differing: Finding[];
  /** Whether something is among what differs. */
  differs(id: string): boolean;
  isPublic(id: string): boolean;
  /** Whether entries were made as today's code makes them. */
  folded: boolean;
  /** The start of each leaf hash. */
  leaves: Set<string>;
  /** What the newest documents say of corrections. */
  corrections: ShownCorrections;
}

const readLog = async (
  connection: Connection,
  checked_size: number | undefined,
  helper: PageChecker | undefined,
): Promise<Log> => {
  const kept = new RootBuilder();
  /** The tree of the hashes that were logged, once that is another. */
  let logged: RootBuilder | undefined;
  const discords: Discord[] = [];
  const findings: Finding[] = [];
  const served: Served[] = [];
  const leaves = new Set<string>();
  const corrections = correctionsShown();
  const order = sequenceCheck();
  const live = liveCheck();
  const folded = await isFoldedAsToday(connection);
  const damage = damageCheck();
  let roots: [Buffer | null, Buffer | null] = checked_size === 0 ? [kept.root(), kept.root()] : [null, null];

  const implied = await impliedSize(connection);
  const reach = Math.max(implied, await countDocuments(connection)) + PAGE;
  for await (const page of checkedPages(connection, { reach, folded }, helper)) {
    const nodes = await nodesOf(connection, kept.size, page.end);
    const rows = new Map(page.rows.map((row) => [row.leaf_index, row]));
    served.push(...page.served);
    live.add(page.differing);
    corrections.add(page.corrections);
    const grown: TreeNode[] = [];
    for (let leaf_index = kept.size; leaf_index < page.end; leaf_index += 1) {
      const row = rows.get(leaf_index);
      const hash = nodes.get(`0/${leaf_index}`) ?? null;
      const found = row?.leaf_hash ?? null;
      if (found !== hash) {
        const version = row && found ? { hash: found, name: nameOf(row) } : null;
        discords.push({ leaf_index, kept: version, logged: hash });
        damage.expect({ level: 0, index: leaf_index });
        logged ??= kept.copy();
      }
      if (row) findings.push(...editFinding(row), ...order.look(row));
      const [known, other] = [hash, found].map((hex) => (hex === null ? null : Buffer.from(hex, 'hex')));
      const leaf = known?.length === HASH_BYTES ? known : (other ?? leafHash(''));
      leaves.add(leaf.toString('hex').slice(0, LEAF_START));
      const nodes_above = kept.append(other ?? leaf);
      grown.push(...(logged?.append(leaf) ?? nodes_above));
      if (kept.size === checked_size) roots = [kept.root(), (logged ?? kept).root()];
    }
    findings.push(...damage.compare(grown, nodes));
  }
  const size = kept.size;
  for (const node of await nodesBeyond(connection, size)) {
    discords.push({ leaf_index: node.position, kept: null, logged: node.hash });
  }
  const explained = [...explain(discords, size), ...(await farFindings(connection, reach))];
  const gone = explained.filter(({ kind }) => kind === 'deleted').length;
  if (implied > size + gone && !explained.some(({ kind }) => kind === 'cut')) {
    explained.push(cutFinding(size, implied));
  }
  return {
    size,
    root: kept.root(),
    kept_root: roots[0],
    logged_root: roots[1],
    // A version that is gone leaves a gap in its numbers, which is then no news.
    findings: [...explained, ...(explained.length > 0 ? findings.filter(isEdit) : findings)],
    served: served
      .filter(({ follows }) => !follows?.some(live.has))
      .map(({ kind, text }) => ({ kind, text })),
    differing: live.findings(),
    differs: live.has,
    isPublic: (id) => order.firstOf(id) !== '',
    folded,
    leaves,
    corrections,
  };
};

/** So many hexadecimal digits tell leaf hashes apart. */
const LEAF_START = 24;
const isEdit = ({ kind }: Finding): boolean => kind === 'edited';
const HASH_BYTES = 32;

const countDocuments = async (connection: Connection): Promise<number> => {
  const [row] = await connection.select({ n: sql<number>`count(*)`.mapWith(Number) }).from(documents);
  return row?.n ?? 0;
};

const nodesAt = select({ position: logNodes.position, hash: logNodes.hash }, (query) =>
  query
    .from(logNodes)
    .where(
      and(
        eq(logNodes.level, sql.placeholder('level')),
        gte(logNodes.position, sql.placeholder('first')),
        lt(logNodes.position, sql.placeholder('beyond')),
      ),
    ),
);

/** The stored nodes that are complete once the leaves `from` to `end` are there, by `level/index`. */
const nodesOf = async (connection: Connection, from: number, end: number): Promise<Map<string, string>> => {
  const nodes = new Map<string, string>();
  for (let level = 0; 2 ** level <= end; level += 1) {
    const [first, beyond] = [Math.floor(from / 2 ** level), Math.floor(end / 2 ** level)];
    if (first === beyond) continue;
    for (const { position, hash } of await nodesAt(connection, { level, first, beyond }))
      nodes.set(`${level}/${position}`, hash);
  }
  return nodes;
};

const farFindings = async (connection: Connection, reach: number): Promise<Finding[]> => {
  const rows = await connection
    .select({ subject_id: documents.subject_id, version: documents.version })
    .from(documents)
    .where(gte(documents.leaf_index, reach))
    .orderBy(literalLimit(asc(documents.leaf_index), PAGE));
  return rows.map((row) => ({
    kind: 'inserted',
    text: `${nameOf(row)} stands far beyond the end of the log.`,
  }));
};

const nodesBeyond = (connection: Connection, size: number) =>
  connection
    .select()
    .from(logNodes)
    .where(and(eq(logNodes.level, 0), gte(logNodes.position, size)))
    .orderBy(asc(logNodes.position));

/** How many entries the log must have had for its highest subtrees to be complete. */
const impliedSize = async (connection: Connection): Promise<number> => {
  const rows = await connection
    .select({ level: logNodes.level, last: max(logNodes.position) })
    .from(logNodes)
    .groupBy(logNodes.level);
  return Math.max(0, ...rows.map(({ level, last }) => ((last ?? 0) + 1) * 2 ** level));
};

const editFinding = (row: CheckedRow): Finding[] => {
  if (!row.is_edited) return [];
  const text = `The text of ${nameOf(row)} (entry ${row.leaf_index}) is not the one that was published.`;
  return [{ kind: 'edited', text }];
};

/** Versions are numbered without a gap, and nothing was published before what stands ahead of it. */
const sequenceCheck = () => {
  const known = new Map<string, { version: number; first_at: string }>();
  let latest = '';
  return {
    /** When the first version of something came; '' where there is none. */
    firstOf: (id: string): string => known.get(id)?.first_at ?? '',
    look: (row: CheckedRow): Finding[] => {
      const findings: Finding[] = [];
      const former = known.get(row.subject_id);
      const version = former?.version ?? 0;
      known.set(row.subject_id, { version: row.version, first_at: former?.first_at ?? row.published_at });
      if (row.version > version + 1) {
        const gone =
          version + 1 === row.version - 1 ? `${version + 1}` : `${version + 1} to ${row.version - 1}`;
        findings.push({ kind: 'deleted', text: `${nameOf(row)} has no version ${gone} before it.` });
      } else if (row.version <= version || row.published_at < latest) {
        const text = `${nameOf(row)} (entry ${row.leaf_index}) stands after what was published later.`;
        findings.push({ kind: 'reordered', text });
      }
      latest = row.published_at > latest ? row.published_at : latest;
      return findings;
    },
  };
};

/** Gathers what the newest versions say of corrections and withdrawals. */
const correctionsShown = () => {
  const shown = new Map<string, { subject_id: string; form: string }>();
  const counts = new Map<string, number>();
  const withdrawn = new Map<string, string>();
  return {
    ...{ shown, counts, withdrawn },
    add: (page: CheckedPage['corrections']): void => {
      for (const [id, correction] of page.shown) shown.set(id, correction);
      for (const [id, count] of page.counts) counts.set(id, count);
      for (const [id, at] of page.withdrawn) withdrawn.set(id, at);
    },
  };
};

/** Finds the hashes inside the log that do not follow from those below them, the lowest of each line. */
const damageCheck = () => {
  const wrong = new Set<string>();
  return {
    /** What is above this place will not agree, for a reason told elsewhere. */
    expect: ({ level, index }: { level: number; index: number }) => void wrong.add(`${level}/${index}`),
    compare: (grown: readonly TreeNode[], stored: ReadonlyMap<string, string>): Finding[] => {
      const findings: Finding[] = [];
      for (const { level, index, hash } of grown) {
        if (level === 0 || stored.get(`${level}/${index}`) === hash.toString('hex')) continue;
        const below = [`${level - 1}/${2 * index}`, `${level - 1}/${2 * index + 1}`];
        if (!below.some((place) => wrong.has(place))) {
          const [first, last] = [index * 2 ** level, (index + 1) * 2 ** level - 1];
          const text = `The hash over entries ${first} to ${last} does not follow from them.`;
          findings.push({ kind: 'damaged', text });
        }
        wrong.add(`${level}/${index}`);
      }
      return findings;
    },
  };
};
