/**
 * Verifies a database: that each version is the one that was logged, that the log is whole, that what is
 * served is the newest version of each thing, and that the log begins with what a checkpoint kept
 * elsewhere says. Reads everything once, in the order of the log, in bounded memory but for one hash and
 * one number a version.
 */
import { and, asc, eq, gt, gte, inArray, isNotNull, isNull, lt, max, or, sql } from 'drizzle-orm';
import type { Connection } from '../../db/types.ts';
import { literalLimit } from '../../db/queries.ts';
import type { Checkpoint } from '../../record/checkpoint.ts';
import { documentOfEntry } from '../../record/items.ts';
import { leafText } from '../../record/log.ts';
import { leafHash, RootBuilder, type TreeNode } from '../../record/merkle.ts';
import { sha256 } from '../../record/sha256.ts';
import type { FoundBy } from '../../record/subject.ts';
import { corrections, documents, entries, entryTerms, events, logNodes } from '../../record/tables.ts';
import { subjects } from '../../newsroom/index.ts';
import { disagreements, factsAgree, foundBy, isRepeatedBy, listedUnder } from './facts.ts';
import { cutFinding, type Discord, explain } from './leaves.ts';
import { abridge, type Finding, type Report } from './report.ts';

const PAGE = 1_000;

const nameOf = (row: { subject_id: string; version: number }): string =>
  `${row.subject_id} version ${row.version}`;

/** Verifies everything that `connection` shows; it should show one moment throughout. */
export const verifyRecord = async (connection: Connection, checkpoint?: Checkpoint): Promise<Report> => {
  const log = await readLog(connection, checkpoint?.size);
  const logFindings = [...log.findings];
  const holds: string[] = [];
  if (logFindings.length === 0) {
    holds.push('Every version is, byte for byte, the one that was logged when it was published.');
    holds.push('The log is whole: every hash in it follows from the versions.');
  }
  const against = checkpoint && compareWith(checkpoint, log);
  if (against?.finding) logFindings.push(against.finding);
  if (against?.holds) holds.push(against.holds);
  if (logFindings.length === 0) logFindings.push(...(await ledgerFindings(connection, log.leaves)));
  // Where the log itself does not hold, what is served cannot be told from what was.
  const served = logFindings.length === 0 ? [...log.served, ...(await strayEntries(connection))] : [];
  const amended = logFindings.length === 0 ? await correctionFindings(connection, log.corrections) : [];
  if (logFindings.length + served.length + amended.length === 0) {
    holds.push('What is read and listed today is the newest version of each thing.');
  }
  return {
    size: log.size,
    root_hash: log.root.toString('base64'),
    holds,
    findings: abridge([...logFindings, ...served, ...amended]),
  };
};

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
  /** The start of each leaf hash. */
  leaves: Set<string>;
  /** Corrections as the newest documents of claims show them. */
  corrections: Map<string, string>;
}

const readLog = async (connection: Connection, checked_size: number | undefined): Promise<Log> => {
  const [kept, logged] = [new RootBuilder(), new RootBuilder()];
  const discords: Discord[] = [];
  const findings: Finding[] = [];
  const served: Finding[] = [];
  const leaves = new Set<string>();
  const shown = new Map<string, string>();
  const order = sequenceCheck();
  const damage = damageCheck();
  let roots: [Buffer | null, Buffer | null] =
    checked_size === 0 ? [kept.root(), logged.root()] : [null, null];

  const implied = await impliedSize(connection);
  const reach = Math.max(implied, await countDocuments(connection)) + PAGE;
  for await (const page of pagesOf(connection, reach)) {
    const nodes = await nodesOf(connection, kept.size, page.end);
    const grown: TreeNode[] = [];
    for (let leaf_index = kept.size; leaf_index < page.end; leaf_index += 1) {
      const row = page.rows.get(leaf_index);
      const hash = nodes.get(`0/${leaf_index}`) ?? null;
      const found = row ? leafHash(leafText({ ...row, id: row.subject_id })) : null;
      if (found?.toString('hex') !== hash) {
        const version = row && found ? { hash: found.toString('hex'), name: nameOf(row) } : null;
        discords.push({ leaf_index, kept: version, logged: hash });
        damage.expect({ level: 0, index: leaf_index });
      }
      if (row) {
        findings.push(...textFindings(row), ...order(row));
        served.push(...entryFindings(row, page.terms));
        rememberCorrections(row, shown);
      }
      const [known, other] = [hash === null ? null : Buffer.from(hash, 'hex'), found];
      const leaf = isHash(known) ? known : (other ?? leafHash(''));
      leaves.add(leaf.toString('hex').slice(0, LEAF_START));
      kept.append(found ?? leaf);
      grown.push(...logged.append(leaf));
      if (kept.size === checked_size) roots = [kept.root(), logged.root()];
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
    served,
    leaves,
    corrections: shown,
  };
};

/** So many hexadecimal digits tell leaf hashes apart. */
const LEAF_START = 24;
const isEdit = ({ kind }: Finding): boolean => kind === 'edited';
const isHash = (bytes: Buffer | null): bytes is Buffer => bytes?.length === 32;

const COLUMNS = {
  subject_id: documents.subject_id,
  version: documents.version,
  leaf_index: documents.leaf_index,
  published_at: documents.published_at,
  json: documents.json,
  sha256: documents.sha256,
  deadline_facts: documents.deadline_facts,
  next_at: sql<
    string | null
  >`(select n.published_at from documents n where n.subject_id = ${documents.subject_id} and n.version = ${documents.version} + 1)`,
  entry: entries,
};

const readPage = (connection: Connection, from: number, reach: number) =>
  connection
    .select(COLUMNS)
    .from(documents)
    .leftJoin(entries, documentOfEntry)
    .where(and(gte(documents.leaf_index, from), lt(documents.leaf_index, reach)))
    .orderBy(literalLimit(asc(documents.leaf_index), PAGE));

const countDocuments = async (connection: Connection): Promise<number> => {
  const [row] = await connection.select({ n: sql<number>`count(*)`.mapWith(Number) }).from(documents);
  return row?.n ?? 0;
};

type Row = Awaited<ReturnType<typeof readPage>>[number];
type Term = typeof entryTerms.$inferSelect;
/** What each entry is listed under, by its id. */
type Terms = Map<number, Term[]>;

/** Pages of versions up to a place that a log of so many cannot go beyond. */
async function* pagesOf(connection: Connection, reach: number) {
  for (let from = 0; ; ) {
    const found = await readPage(connection, from, reach);
    const last = found.at(-1);
    if (!last) return;
    const rows = new Map<number, Row & { twice: boolean }>();
    for (const row of found) rows.set(row.leaf_index, { ...row, twice: rows.has(row.leaf_index) });
    const terms = await termsOf(
      connection,
      found.flatMap(({ entry }) => (entry ? [entry.id] : [])),
    );
    yield { rows, terms, end: last.leaf_index + 1 };
    from = last.leaf_index + 1;
  }
}

const termsOf = async (connection: Connection, ids: readonly number[]): Promise<Terms> => {
  if (ids.length === 0) return new Map();
  const rows = await connection
    .select()
    .from(entryTerms)
    .where(inArray(entryTerms.entry_id, [...ids]));
  return Map.groupBy(rows, ({ entry_id }) => entry_id);
};

/** The stored nodes that are complete once the leaves `from` to `end` are there, by `level/index`. */
const nodesOf = async (connection: Connection, from: number, end: number): Promise<Map<string, string>> => {
  const nodes = new Map<string, string>();
  for (let level = 0; 2 ** level <= end; level += 1) {
    const [first, beyond] = [Math.floor(from / 2 ** level), Math.floor(end / 2 ** level)];
    if (first === beyond) continue;
    const rows = await connection
      .select()
      .from(logNodes)
      .where(and(eq(logNodes.level, level), gte(logNodes.position, first), lt(logNodes.position, beyond)));
    for (const row of rows) nodes.set(`${level}/${row.position}`, row.hash);
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

/** A version whose text is not the one its own hash is of, or is the text of something else. */
const textFindings = (row: Row): Finding[] => {
  const { subject_id, version, published_at } = row;
  const head = JSON.stringify({ id: subject_id, version, published_at }).slice(0, -1);
  if (sha256(row.json) === row.sha256 && row.json.startsWith(`${head},`)) return [];
  const text = `The text of ${nameOf(row)} (entry ${row.leaf_index}) is not the one that was published.`;
  return [{ kind: 'edited', text }];
};

/** Versions are numbered without a gap, and nothing was published before what stands ahead of it. */
const sequenceCheck = () => {
  const versions = new Map<string, number>();
  let latest = '';
  return (row: Row): Finding[] => {
    const findings: Finding[] = [];
    const former = versions.get(row.subject_id) ?? 0;
    versions.set(row.subject_id, row.version);
    if (row.version > former + 1) {
      const gone = former + 1 === row.version - 1 ? `${former + 1}` : `${former + 1} to ${row.version - 1}`;
      findings.push({ kind: 'deleted', text: `${nameOf(row)} has no version ${gone} before it.` });
    } else if (row.version <= former || row.published_at < latest) {
      const text = `${nameOf(row)} (entry ${row.leaf_index}) stands after what was published later.`;
      findings.push({ kind: 'reordered', text });
    }
    latest = row.published_at > latest ? row.published_at : latest;
    return findings;
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

/** What is wrong with the entry by which a version is found. */
const entryFindings = (row: Row & { twice: boolean }, terms: Terms): Finding[] => {
  const misserved = (text: string): Finding[] => [{ kind: 'misserved', text: `${nameOf(row)} ${text}` }];
  const { entry } = row;
  if (!entry) return misserved('is in the log but cannot be read or listed.');
  if (row.twice) return misserved('is listed twice.');
  if (entry.valid_from !== row.published_at || entry.valid_to !== row.next_at) {
    return misserved('is served for another time than that in which it was the newest.');
  }
  let found: FoundBy | null;
  let publication: unknown;
  try {
    found = foundBy(subjects, entry, row.json);
    ({ publication } = JSON.parse(row.json));
  } catch {
    // Told as an edit.
    return [];
  }
  if (found === null) return misserved('is of no type that there is.');
  if (!factsAgree(found, row.deadline_facts)) {
    return misserved('is served with another deadline or result than it has.');
  }
  const columns = disagreements(publication, found, entry);
  if (columns.length > 0) return misserved(`is listed with another ${columns.join(', ')} than it has.`);
  const listed = terms.get(entry.id) ?? [];
  const values = listed.map(({ field, value }) => `${field} ${value}`);
  if (values.sort().join('\n') !== listedUnder(found, entry).sort().join('\n')) {
    return misserved('is listed under other speakers, topics or sources than it has.');
  }
  if (listed.every((term) => isRepeatedBy(entry, term))) return [];
  return misserved('is listed under its speakers, topics or sources as something else.');
};

/** Entries that lead to no version, or show a draft in the place of what was published. */
const strayEntries = async (connection: Connection): Promise<Finding[]> => {
  const rows = await connection
    .select({ subject_id: entries.subject_id, leaf_index: entries.leaf_index })
    .from(entries)
    .leftJoin(documents, documentOfEntry)
    .where(
      and(
        isNull(documents.subject_id),
        or(
          isNotNull(entries.leaf_index),
          inArray(entries.subject_id, connection.select({ id: documents.subject_id }).from(documents)),
        ),
      ),
    )
    .orderBy(literalLimit(asc(entries.id), PAGE));
  return rows.map(({ subject_id, leaf_index }) => ({
    kind: 'misserved',
    text:
      leaf_index === null
        ? `${subject_id} was published but is served as a draft.`
        : `${subject_id} is served in a version that was never logged (entry ${leaf_index}).`,
  }));
};

/** Versions that the ledger says were published but that the log lacks. */
const ledgerFindings = async (connection: Connection, leaves: ReadonlySet<string>): Promise<Finding[]> => {
  const findings: Finding[] = [];
  for (let after = 0; ; ) {
    const rows = await connection
      .select({ seq: events.seq, at: events.at, subject_id: events.subject_id, leaf_hash: events.leaf_hash })
      .from(events)
      .where(and(gt(events.seq, after), isNotNull(events.leaf_hash)))
      .orderBy(literalLimit(asc(events.seq), PAGE));
    for (const { at, subject_id, leaf_hash } of rows) {
      if (leaves.has((leaf_hash ?? '').slice(0, LEAF_START))) continue;
      const text = `By the ledger a version of ${subject_id} was published at ${at}; the log lacks it.`;
      findings.push({ kind: 'deleted', text });
    }
    const last = rows.at(-1);
    if (!last) return findings;
    after = last.seq;
  }
};

/** Keeps what the newest version of a claim says of its corrections. */
const rememberCorrections = (row: Row, shown: Map<string, string>): void => {
  if (row.entry?.type !== 'claim' || row.next_at !== null || row.entry.publication !== 'published') return;
  // Most have none, and need no parsing.
  if (row.json.includes('"corrections":[],')) return;
  try {
    for (const item of JSON.parse(row.json).corrections) {
      const { id, subject_id, kind, note, corrected_at, corrected_by } = item;
      shown.set(String(id), JSON.stringify([subject_id, kind, note, corrected_at, corrected_by]));
    }
  } catch {
    // Told as an edit.
  }
};

/** Corrections in the public list that are not as the claims' own documents have them. */
const correctionFindings = async (
  connection: Connection,
  shown: ReadonlyMap<string, string>,
): Promise<Finding[]> => {
  const ids = [...shown.keys()];
  const findings: Finding[] = [];
  for (let from = 0; from < ids.length; from += PAGE) {
    const asked = ids.slice(from, from + PAGE);
    const rows = await connection.select().from(corrections).where(inArray(corrections.id, asked));
    const listed = new Map(
      rows.map(({ id, subject_id, kind, note, corrected_at, corrected_by }) => [
        id,
        JSON.stringify([subject_id, kind, note, corrected_at, corrected_by]),
      ]),
    );
    for (const id of asked) {
      if (listed.get(id) === shown.get(id)) continue;
      const what = listed.has(id) ? 'is not as its claim shows it' : 'is gone from the list of corrections';
      findings.push({ kind: 'misserved', text: `${id} ${what}.` });
    }
  }
  return findings;
};
