/**
 * Verifies a running server from outside, by what anyone may read: that its entries give the root it
 * signed, that each version is the one logged, that the newest is what it serves, and that its log
 * begins with what a checkpoint kept elsewhere says.
 */
import * as z from 'zod';
import { LIMITS } from '../../limits.ts';
import { type Checkpoint, NoteError, openNote, parseCheckpoint } from '../../record/checkpoint.ts';
import { leafText } from '../../record/log.ts';
import { leafHash, RootBuilder } from '../../record/merkle.ts';
import { sha256 } from '../../record/sha256.ts';
import { cutFinding } from './leaves.ts';
import { abridge, type Finding, type Report } from './report.ts';

const TIMEOUT_MS = 30_000;
/** So many requests run at a time. */
const CONCURRENCY = 8;
/** Members that depend on the day of the answer, and so stand in no version. */
const OF_THE_DAY = ['timeliness', 'days_left', 'days_overdue', 'days_late'];

const entrySchema = z.object({
  leaf_index: z.int().min(0),
  id: z.string(),
  version: z.int().min(1),
  published_at: z.string(),
  sha256: z.string(),
  document: z.string().startsWith('/v1/'),
  leaf: z.string(),
});
type Entry = z.output<typeof entrySchema>;

const entriesSchema = z.object({ data: z.array(entrySchema), next: z.int().min(1).nullable() });
const keySchema = z.object({ key: z.string() });

/** The server answered something that it should not, or nothing. */
export class ServerUnreadable extends Error {
  override readonly name = 'ServerUnreadable';
}

type Get = (path: string) => Promise<{ status: number; body: string }>;

const getter =
  (url: string): Get =>
  async (path) => {
    try {
      const answer = await fetch(`${url.replace(/\/+$/, '')}${path}`, {
        signal: AbortSignal.timeout(TIMEOUT_MS),
        redirect: 'error',
      });
      return { status: answer.status, body: await answer.text() };
    } catch (error) {
      const cause = error instanceof Error ? (error.cause ?? error) : error;
      throw new ServerUnreadable(`${url} cannot be read: ${cause instanceof Error ? cause.message : cause}.`);
    }
  };

const expectOk = async (get: Get, path: string): Promise<string> => {
  const { status, body } = await get(path);
  if (status !== 200) throw new ServerUnreadable(`The server answers ${path} with ${status}.`);
  return body;
};

/** What a server's JSON is, or null where it is none. */
const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};

const expectJson = async <T>(get: Get, path: string, schema: z.ZodType<T>): Promise<T> => {
  const parsed = schema.safeParse(parse(await expectOk(get, path)));
  if (!parsed.success) throw new ServerUnreadable(`The server answers ${path} with something else.`);
  return parsed.data;
};

/** The key that a server shows as its own. */
export const keyOfServer = async (url: string): Promise<string> =>
  (await expectJson(getter(url), '/v1/log/key', keySchema)).key;

/** Verifies the server at `url`; `key` is the verifier key that its checkpoint must be signed with. */
export const verifyServer = async (url: string, key: string, checkpoint?: Checkpoint): Promise<Report> => {
  const get = getter(url);
  const note = await expectOk(get, '/v1/log/checkpoint');
  let signed: Checkpoint;
  try {
    signed = parseCheckpoint(openNote(note, key));
  } catch (error) {
    if (!(error instanceof NoteError)) throw error;
    const findings: Finding[] = [{ kind: 'untrusted', text: `The server’s checkpoint: ${error.message}` }];
    return { size: 0, root_hash: '', holds: [], findings };
  }
  const holds = ['The checkpoint is signed by the key.'];
  const findings: Finding[] = [];
  const { entries, roots } = await readEntries(get, signed.size, checkpoint?.size);
  if (roots.now?.equals(signed.root_hash)) {
    holds.push('The entries that the server shows give the root hash that it signed.');
  } else {
    const text = 'The entries that the server shows are not those that its checkpoint was made of.';
    findings.push({ kind: 'rewritten', text });
  }
  if (checkpoint && checkpoint.size > signed.size) {
    findings.push(cutFinding(signed.size, checkpoint.size));
  } else if (checkpoint && roots.earlier?.equals(checkpoint.root_hash)) {
    holds.push(`The first ${checkpoint.size} entries are those that the checkpoint was made of.`);
  } else if (checkpoint) {
    const text = `The first ${checkpoint.size} entries are not those of the checkpoint. History was rewritten.`;
    findings.push({ kind: 'rewritten', text });
  }
  const edited = await each(entries, (entry) => versionFindings(get, entry));
  if (edited.length === 0) holds.push('Every version is, byte for byte, the one that the log has.');
  const misserved = await newestFindings(get, entries);
  if (misserved.length === 0) holds.push('What is read today is the newest version of each thing.');
  return {
    size: signed.size,
    root_hash: signed.root_hash.toString('base64'),
    holds,
    findings: abridge([...findings, ...edited, ...misserved]),
  };
};

/** All entries up to `size`, and the roots that they give there and at an earlier size. */
const readEntries = async (get: Get, size: number, earlier: number | undefined) => {
  const tree = new RootBuilder();
  const entries: Entry[] = [];
  const roots: { now?: Buffer; earlier?: Buffer } = {};
  const note = () => {
    if (tree.size === earlier) roots.earlier = tree.root();
    if (tree.size === size) roots.now = tree.root();
  };
  note();
  while (tree.size < size) {
    const path = `/v1/log/entries?start=${tree.size}&limit=${LIMITS.log_entries_max}`;
    const { data } = await expectJson(get, path, entriesSchema);
    if (data.length === 0) return { entries, roots };
    for (const entry of data.slice(0, size - tree.size)) {
      if (entry.leaf_index !== tree.size || entry.leaf !== leafText(entry)) {
        throw new ServerUnreadable(`Entry ${tree.size} of the server’s log contradicts itself.`);
      }
      entries.push(entry);
      tree.append(leafHash(entry.leaf));
      note();
    }
  }
  return { entries, roots };
};

const versionFindings = async (get: Get, entry: Entry): Promise<Finding[]> => {
  const name = `${entry.id} version ${entry.version} (entry ${entry.leaf_index})`;
  const { status, body } = await get(entry.document);
  if (status !== 200) return [{ kind: 'deleted', text: `${name} cannot be read: the answer is ${status}.` }];
  if (sha256(body) === entry.sha256) return [];
  return [{ kind: 'edited', text: `${name} is served with another text than the one logged.` }];
};

/** Things whose current answer is not their newest version in the log. */
const newestFindings = async (get: Get, entries: readonly Entry[]): Promise<Finding[]> => {
  const newest = new Map(entries.map((entry) => [entry.id, entry]));
  return each([...newest.values()], async (entry) => {
    const { status, body } = await get(entry.document.replace(/\/versions\/\d+$/, ''));
    const found = parse(body);
    const current: unknown = status === 410 ? Object(found).tombstone : found;
    const version = Number(Object(current).version);
    // What was published since the checkpoint was signed is not in these entries.
    if (version > entry.version) return [];
    if (version === entry.version && sha256(JSON.stringify(withoutDay(current))) === entry.sha256) return [];
    const text = `${entry.id} is served otherwise than in its newest version, ${entry.version}.`;
    return [{ kind: 'misserved', text }];
  });
};

/** A document as it is logged. */
const withoutDay = (document: unknown): unknown => {
  const { promise } = Object(document);
  if (!promise) return document;
  const kept = Object.entries(promise).filter(([name]) => !OF_THE_DAY.includes(name));
  return { ...Object(document), promise: Object.fromEntries(kept) };
};

const each = async <T>(items: readonly T[], check: (item: T) => Promise<Finding[]>): Promise<Finding[]> => {
  const findings: Finding[] = [];
  const queue = items.values();
  const work = async () => {
    for (const item of queue) findings.push(...(await check(item)));
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, work));
  return findings;
};
