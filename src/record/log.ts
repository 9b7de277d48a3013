/**
 * The log: every public version is a leaf of an append-only Merkle tree (RFC 9162), written in the
 * transaction of the change itself.
 */
import { and, desc, eq, or } from 'drizzle-orm';
import type { Connection } from '../db/types.ts';
import { literalLimit, prepared } from '../db/queries.ts';
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

const lastLeaf = prepared((connection) =>
  connection
    .select({ leaf_index: documents.leaf_index })
    .from(documents)
    .orderBy(literalLimit(desc(documents.leaf_index), 1)),
);

/** How many leaves the log has. */
export const logSize = async (connection: Connection): Promise<number> => {
  const [last] = await lastLeaf(connection, {});
  return last ? last.leaf_index + 1 : 0;
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

/** Adds a leaf and the subtrees it completes; O(log n) reads and writes. */
export const appendToLog = async (
  tx: Connection,
  leaf: Leaf,
): Promise<{ leaf_index: number; leaf_hash: string }> => {
  const leaf_index = await logSize(tx);
  const hash = leafHash(leafText(leaf));
  const tree = new RootBuilder(leaf_index, nodeLookup(await readNodes(tx, rootCoordinates(leaf_index))));
  const nodes = tree.append(hash);
  await tx
    .insert(logNodes)
    .values(
      nodes.map((node) => ({ level: node.level, position: node.index, hash: node.hash.toString('hex') })),
    );
  return { leaf_index, leaf_hash: hash.toString('hex') };
};
