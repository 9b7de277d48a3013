/** Another Onrecord, read by its log: nothing is taken for true that the log does not hold. */
import * as z from 'zod';
import { LIMITS } from '../../../limits.ts';
import type { Outgoing } from '../../../net/outgoing.ts';
import { OutgoingError } from '../../../net/types.ts';
import { type Checkpoint, NoteError, openNote, parseCheckpoint } from '../../../record/checkpoint.ts';
import { leafText } from '../../../record/log.ts';
import { leafHash, nodeLookup, RootBuilder, rootCoordinates, type TreeNode } from '../../../record/merkle.ts';
import { sha256 } from '../../../record/sha256.ts';
import type { Edge } from './tables.ts';

/** Why another server cannot be mirrored, in a plain sentence. */
export class PullError extends Error {
  override readonly name = 'PullError';
}

/** A version, held against the log. */
export interface PulledVersion {
  leaf_index: number;
  id: string;
  document: Record<string, unknown>;
}

const keySchema = z.object({ key: z.string().max(LIMITS.text_medium) });
const entrySchema = z.object({
  leaf_index: z.int().min(0),
  id: z.string().max(LIMITS.text_short),
  version: z.int().min(1),
  published_at: z.string().max(LIMITS.text_short),
  sha256: z.string().length(64),
});
const entriesSchema = z.object({ data: z.array(entrySchema).max(LIMITS.log_entries_max) });
const changesSchema = z.object({
  data: z
    .array(z.object({ leaf_index: z.int().min(0), document: z.record(z.string(), z.unknown()) }))
    .max(LIMITS.list_max),
});

export type LogEntry = z.output<typeof entrySchema>;

const edgeOf = (size: number, nodes: ReadonlyMap<string, TreeNode>): Edge => ({
  size,
  nodes: rootCoordinates(size).flatMap(({ level, index }) => {
    const node = nodes.get(`${level}/${index}`);
    return node ? [{ level, index, hash: node.hash.toString('hex') }] : [];
  }),
});

/** A tree that goes on from an edge, and gives the edge that it has. */
const growing = (from: Edge) => {
  const nodes = new Map<string, TreeNode>(
    from.nodes.map(({ level, index, hash }) => [
      `${level}/${index}`,
      { level, index, hash: Buffer.from(hash, 'hex') },
    ]),
  );
  const tree = new RootBuilder(from.size, nodeLookup(nodes.values()));
  return {
    append: (leaf: Buffer): void => {
      for (const node of tree.append(leaf)) nodes.set(`${node.level}/${node.index}`, node);
      // Only the edge is needed further on.
      if (tree.size % LIMITS.log_entries_max === 0) {
        const kept = new Set(rootCoordinates(tree.size).map(({ level, index }) => `${level}/${index}`));
        for (const place of nodes.keys()) if (!kept.has(place)) nodes.delete(place);
      }
    },
    root: (): Buffer => tree.root(),
    edge: (): Edge => edgeOf(tree.size, nodes),
  };
};

/** The server at `url`, asked by the one way out. */
export const createRemote = (outgoing: Outgoing, url: string) => {
  const ask = async (path: string): Promise<string> => {
    try {
      const answer = await outgoing.ask(`${url}${path}`, {
        max_bytes: LIMITS.pull_answer_bytes,
        timeout_ms: LIMITS.pull_ms,
        redirects: 0,
      });
      if (answer.status === 200) return answer.body.toString('utf8');
      throw new PullError(`${url} answers ${path} with ${answer.status}.`);
    } catch (error) {
      if (error instanceof OutgoingError) throw new PullError(`${url} cannot be read: ${error.message}`);
      throw error;
    }
  };
  const askFor = async <T>(path: string, schema: z.ZodType<T>): Promise<T> => {
    const body = await ask(path);
    try {
      return schema.parse(JSON.parse(body));
    } catch {
      throw new PullError(`${url} answers ${path} with something else than an Onrecord does.`);
    }
  };

  return {
    key: async (): Promise<string> => (await askFor('/v1/log/key', keySchema)).key,

    /** The checkpoint as it is signed now. Throws where it is not signed by this key. */
    checkpoint: async (key: string): Promise<Checkpoint & { note: string }> => {
      const note = await ask('/v1/log/checkpoint');
      try {
        return { note, ...parseCheckpoint(openNote(note, key)) };
      } catch (error) {
        if (!(error instanceof NoteError)) throw error;
        throw new PullError(
          `The checkpoint of ${url} is not signed by the key that is known: ${error.message}`,
        );
      }
    },

    /**
     * The entries from `from` up to a signed size. Throws where they do not give the signed root, or where the log no longer
     * begins with what was seen before.
     */
    entries: async (
      from: Edge,
      signed: Checkpoint,
      seen: { size: number; root_hash: string } | null,
    ): Promise<LogEntry[]> => {
      const tree = growing(from);
      const found: LogEntry[] = [];
      const holdAgainst = (size: number): void => {
        if (size === seen?.size && tree.root().toString('base64') !== seen.root_hash)
          throw rewritten(url, size);
      };
      holdAgainst(from.size);
      for (let size = from.size; size < signed.size; ) {
        const path = `/v1/log/entries?start=${size}&limit=${LIMITS.log_entries_max}`;
        const { data } = await askFor(path, entriesSchema);
        if (data.length === 0) throw rewritten(url, size);
        for (const entry of data.slice(0, signed.size - size)) {
          if (entry.leaf_index !== size) throw rewritten(url, size);
          tree.append(leafHash(leafText(entry)));
          found.push(entry);
          size += 1;
          holdAgainst(size);
        }
      }
      if (tree.root().equals(signed.root_hash)) return found;
      throw rewritten(url, signed.size);
    },

    /** The versions of these entries, a page at a time, each held against its entry. */
    versions: async function* versions(entries: readonly LogEntry[]): AsyncGenerator<PulledVersion[]> {
      for (let from = 0; from < entries.length; ) {
        const first = entries[from];
        if (!first) return;
        const after = first.leaf_index === 0 ? '' : `&after=${first.leaf_index - 1}`;
        const { data } = await askFor(`/v1/changes?limit=${LIMITS.list_max}${after}`, changesSchema);
        if (data.length === 0)
          throw new PullError(`${url} does not show entry ${first.leaf_index} of its log.`);
        const page = data.slice(0, entries.length - from).map(({ leaf_index, document }, i) => {
          const entry = entries[from + i];
          if (
            !entry ||
            entry.leaf_index !== leaf_index ||
            sha256(JSON.stringify(document)) !== entry.sha256
          ) {
            throw new PullError(
              `${url} shows entry ${leaf_index} of its log with another text than the one logged.`,
            );
          }
          return { leaf_index, id: entry.id, document };
        });
        yield page;
        from += page.length;
      }
    },

    /** The edge of the log once these entries follow it. */
    edgeAfter: (from: Edge, entries: readonly LogEntry[]): Edge => {
      const tree = growing(from);
      for (const entry of entries) tree.append(leafHash(leafText(entry)));
      return tree.edge();
    },
  };
};

export const rewritten = (url: string, size: number): PullError =>
  new PullError(
    `${url} shows another history than the one it signed: its log, up to entry ${size}, is not the one that was seen. Nothing was taken over. Ask those who run it.`,
  );
