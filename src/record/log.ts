/**
 * The log: every public version is a leaf of an append-only Merkle tree (RFC 9162), written in the
 * transaction of the change itself.
 */
import { and, desc, eq, max, or, sql } from 'drizzle-orm';
import type { Connection, Reader } from '../db/types.ts';
import { literalLimit } from '../db/queries.ts';
import { select, writing } from '../db/statement.ts';
import {
  type Coordinate,
  leafHash,
  nodeLookup,
  RootBuilder,
  rootCoordinates,
  type TreeNode,
} from './merkle.ts';
import { documents, logNodes } from './tables.ts';

/** What a leaf commits to: one version of one thing, by the hash of its JSON as served. */
export interface Leaf {
  id: string;
  version: number;
  published_at: string;
  sha256: string;
}

/** The exact bytes (UTF-8) that are hashed for a leaf. */
export const leafText = ({ id, version, published_at, sha256 }: Leaf): string =>
  JSON.stringify({ id, version, published_at, sha256 });

const lastLeaf = select(
  {
    leaf_index: documents.leaf_index,
    id: documents.subject_id,
    version: documents.version,
    published_at: documents.published_at,
    sha256: documents.sha256,
  },
  (query) => query.from(documents).orderBy(literalLimit(desc(documents.leaf_index), 1)),
);

const lastIndex = select({ leaf_index: max(documents.leaf_index) }, (query) => query.from(documents));

/** How many leaves the log has. */
export const logSize = async (connection: Reader): Promise<number> => {
  const [last] = await lastIndex(connection);
  return (last?.leaf_index ?? -1) + 1;
};

const leafAt = select({ published_at: documents.published_at }, (query) =>
  query.from(documents).where(eq(documents.leaf_index, sql.placeholder('leaf_index'))),
);

/** Whether a leaf was there at an instant. */
export const wasThere = async (connection: Reader, leaf_index: number, instant: string): Promise<boolean> => {
  const [leaf] = await leafAt(connection, { leaf_index });
  return leaf !== undefined && leaf.published_at <= instant;
};

/** How many leaves the log had at an instant: none is earlier than the one before it. */
export const logSizeAt = async (connection: Reader, instant: string): Promise<number> => {
  let low = 0;
  let high = await logSize(connection);
  while (low < high) {
    const leaf_index = Math.floor((low + high) / 2);
    if (await wasThere(connection, leaf_index, instant)) low = leaf_index + 1;
    else high = leaf_index;
  }
  return low;
};

/** The stored nodes at these places; those that are missing are left out. */
export const readNodes = async (
  connection: Connection,
  places: readonly Coordinate[],
): Promise<TreeNode[]> => {
  if (places.length === 0) return [];
  const rows = await connection
    .select()
    .from(logNodes)
    .where(or(...places.map((p) => and(eq(logNodes.level, p.level), eq(logNodes.position, p.index)))));
  return rows.map((row) => ({ level: row.level, index: row.position, hash: Buffer.from(row.hash, 'hex') }));
};

/** Appends leaves, in the transaction of the change that made them. */
export interface LogWriter {
  append(tx: Connection, leaves: readonly Leaf[]): Promise<{ leaf_index: number; leaf_hash: string }[]>;
}

const nodesWritten = writing(logNodes, ['level', 'position']);

/** The writer of a log; it remembers the end of the tree, and reads it again where another process has written. */
export const createLog = (): LogWriter => {
  let tree = new RootBuilder();
  let last_hash = '';
  return {
    append: async (tx, leaves) => {
      if (leaves.length === 0) return [];
      const [last] = await lastLeaf(tx);
      const size = last ? last.leaf_index + 1 : 0;
      // A change that failed, or another process, may have left the tree with another end than the one remembered.
      if (size !== tree.size || (last && leafHash(leafText(last)).toString('hex') !== last_hash)) {
        tree = new RootBuilder(size, nodeLookup(await readNodes(tx, rootCoordinates(size))));
      }
      const nodes: TreeNode[] = [];
      const placed = leaves.map((leaf) => {
        const leaf_index = tree.size;
        const hash = leafHash(leafText(leaf));
        nodes.push(...tree.append(hash));
        last_hash = hash.toString('hex');
        return { leaf_index, leaf_hash: last_hash };
      });
      await nodesWritten.insert(
        tx,
        nodes.map((node) => ({ level: node.level, position: node.index, hash: node.hash.toString('hex') })),
      );
      return placed;
    },
  };
};
