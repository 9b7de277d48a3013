/**
 * The append-only Merkle tree of RFC 9162 section 2.1, with SHA-256.
 *
 * What is stored is one hash for each *complete* subtree: level 0 holds the leaf hashes, and the node at
 * (level, index) covers the leaves from index * 2^level up to, not including, (index + 1) * 2^level. A
 * complete subtree never changes, so an append only adds nodes, and every root and proof, of the tree as it
 * is or as it was at an earlier size, is made of at most about 2 log2(size) of them.
 *
 * Nothing here waits. A caller whose nodes are in a database asks which ones it needs (the `…Coordinates`
 * functions), fetches them in one query, and hands them over with `nodeLookup`.
 *
 * Sizes go up to Number.MAX_SAFE_INTEGER, so the arithmetic is division, never 32-bit shifts.
 */
import { hash } from 'node:crypto';

/** The place of one complete subtree. */
export type Coordinate = { level: number; index: number };

/** A complete subtree with its hash, as it is stored. */
export type TreeNode = Coordinate & { hash: Buffer };

/** Finds the hash of a stored node. */
export type NodeLookup = (level: number, index: number) => Buffer | undefined;

export const HASH_LENGTH_BYTES = 32;

const LEAF_PREFIX = Buffer.of(0x00);
const NODE_PREFIX = Buffer.of(0x01);

/** The root of the tree without leaves: the hash of nothing (RFC 9162 section 2.1.1). */
export const emptyRoot = hash('sha256', '', 'buffer');

/** A node that the computation needs is not stored: the record is damaged, or the wrong nodes were fetched. */
export class MissingNodeError extends Error {
  override readonly name = 'MissingNodeError';

  constructor(level: number, index: number) {
    super(`The Merkle tree has no node at level ${level}, index ${index}.`);
  }
}

/** HASH(0x00 || data); a string is hashed as UTF-8 (RFC 9162 section 2.1.1). */
export function leafHash(data: Uint8Array | string): Buffer {
  const bytes = typeof data === 'string' ? Buffer.from(data) : data;
  return hash('sha256', Buffer.concat([LEAF_PREFIX, bytes]), 'buffer');
}

/** HASH(0x01 || left || right) (RFC 9162 section 2.1.1). */
export function nodeHash(left: Uint8Array, right: Uint8Array): Buffer {
  return hash('sha256', Buffer.concat([NODE_PREFIX, left, right]), 'buffer');
}

/** A lookup in nodes that are already in memory. */
export function nodeLookup(nodes: Iterable<TreeNode>): NodeLookup {
  const hashes = new Map<string, Buffer>();
  for (const node of nodes) hashes.set(`${node.level}/${node.index}`, node.hash);
  return (level, index) => hashes.get(`${level}/${index}`);
}

/**
 * Appends leaves in order and knows the root at each size, in O(log size) memory (a "compact range"). It
 * starts from nothing, or from the stored nodes at `rootCoordinates(size)`.
 */
export class RootBuilder {
  #size: number;
  /** The complete subtrees that make up the tree, from left to right: one for each bit of the size. */
  readonly #subtrees: Buffer[];

  /** Throws RangeError when `size` is no tree size, MissingNodeError when `lookup` lacks a node. */
  constructor(size = 0, lookup: NodeLookup = () => undefined) {
    this.#subtrees = hashesAt(rootCoordinates(size), lookup);
    this.#size = size;
  }

  get size(): number {
    return this.#size;
  }

  /**
   * Adds one leaf, given as its leaf hash. Gives the nodes to store: the leaf itself at level 0 and every
   * subtree it completes, level by level. Throws RangeError when `leaf_hash` is not 32 bytes long.
   */
  append(leaf_hash: Buffer): TreeNode[] {
    if (leaf_hash.length !== HASH_LENGTH_BYTES) {
      throw new RangeError(`A leaf hash has ${HASH_LENGTH_BYTES} bytes, not ${leaf_hash.length}.`);
    }
    let node: TreeNode = { level: 0, index: this.#size, hash: leaf_hash };
    const added = [node];
    for (let left = this.#takeLeftOf(node); left !== undefined; left = this.#takeLeftOf(node)) {
      node = { level: node.level + 1, index: half(node.index), hash: nodeHash(left, node.hash) };
      added.push(node);
    }
    this.#subtrees.push(node.hash);
    this.#size += 1;
    return added;
  }

  /** The same tree, to grow on its own. */
  copy(): RootBuilder {
    const copy = new RootBuilder();
    copy.#size = this.#size;
    copy.#subtrees.push(...this.#subtrees);
    return copy;
  }

  /** The root of the leaves so far. */
  root(): Buffer {
    return joinSubtrees(this.#subtrees);
  }

  /** The last subtree, when it is the left half of a pair that `node` completes. */
  #takeLeftOf(node: TreeNode): Buffer | undefined {
    return isOdd(node.index) ? this.#subtrees.pop() : undefined;
  }
}

/** The nodes that make the root of the tree at `size`; also all that a further append needs. */
export function rootCoordinates(size: number): Coordinate[] {
  assertSize(size);
  return completeSubtrees(0, size);
}

/** The nodes of each hash of an inclusion proof, in the order of the proof. `.flat()` them for a query. */
export function inclusionCoordinates(leaf_index: number, size: number): Coordinate[][] {
  assertSize(size);
  if (!isCount(leaf_index) || leaf_index >= size) {
    throw new RangeError(`A tree of ${size} leaves has no leaf at index ${leaf_index}.`);
  }
  return descend(leaf_index, size, (begin, end) => end - begin === 1).siblings;
}

/** The nodes of each hash of a consistency proof, in the order of the proof. `.flat()` them for a query. */
export function consistencyCoordinates(old_size: number, new_size: number): Coordinate[][] {
  assertSize(new_size);
  if (!isCount(old_size) || old_size > new_size) {
    throw new RangeError(`A tree of ${new_size} leaves has no earlier size ${old_size}.`);
  }
  if (old_size === 0) return [];
  const { begin, end, siblings } = descend(old_size - 1, new_size, (_, end) => end === old_size);
  // A verifier that starts at leaf 0 is at the old root, which it has; anywhere else it must be told.
  return begin === 0 ? siblings : [completeSubtrees(begin, end), ...siblings];
}

/** The root of the tree at `size` (RFC 9162 section 2.1.1). */
export function rootOf(size: number, lookup: NodeLookup): Buffer {
  return joinSubtrees(hashesAt(rootCoordinates(size), lookup));
}

/** PATH(leaf_index, D[size]): that the leaf is in the tree (RFC 9162 section 2.1.3.1). */
export function inclusionProof(leaf_index: number, size: number, lookup: NodeLookup): Buffer[] {
  return inclusionCoordinates(leaf_index, size).map((range) => joinSubtrees(hashesAt(range, lookup)));
}

/**
 * PROOF(old_size, D[new_size]): that the tree at `new_size` starts with all of the tree at `old_size` (RFC
 * 9162 section 2.1.4.1). Empty when the sizes are equal or the old tree had no leaves.
 */
export function consistencyProof(old_size: number, new_size: number, lookup: NodeLookup): Buffer[] {
  return consistencyCoordinates(old_size, new_size).map((range) => joinSubtrees(hashesAt(range, lookup)));
}

/** Whether `proof` shows that the leaf stands at `leaf_index` of that tree (RFC 9162 section 2.1.3.2). */
export function verifyInclusion(claim: {
  leaf_hash: Uint8Array;
  leaf_index: number;
  tree_size: number;
  proof: readonly Uint8Array[];
  root_hash: Uint8Array;
}): boolean {
  const { leaf_hash, leaf_index, tree_size, proof, root_hash } = claim;
  if (!isCount(leaf_index) || !isCount(tree_size) || leaf_index >= tree_size) return false;
  if (![leaf_hash, root_hash, ...proof].every(isHash)) return false;
  const reached = climb(leaf_index, tree_size - 1, leaf_hash, proof);
  return reached !== undefined && isSame(reached.sr, root_hash);
}

/**
 * Whether `proof` shows that the tree at `new_size` only appends to the tree at `old_size` (RFC 9162 section
 * 2.1.4.2). The RFC leaves two cases aside, where the proof must be empty: a tree is consistent with itself,
 * and the empty tree, known by its root, with any other.
 */
export function verifyConsistency(claim: {
  old_size: number;
  old_root: Uint8Array;
  new_size: number;
  new_root: Uint8Array;
  proof: readonly Uint8Array[];
}): boolean {
  const { old_size, old_root, new_size, new_root, proof } = claim;
  if (!isCount(old_size) || !isCount(new_size) || old_size > new_size) return false;
  if (![old_root, new_root, ...proof].every(isHash)) return false;
  if (old_size === 0 && !isSame(old_root, emptyRoot)) return false;
  if (old_size === new_size) return proof.length === 0 && isSame(old_root, new_root);
  if (old_size === 0) return proof.length === 0;

  let [fn, sn] = [old_size - 1, new_size - 1];
  while (isOdd(fn)) [fn, sn] = [half(fn), half(sn)];
  // fn has come down to 0 when the old tree is one complete subtree: its root is then not in the proof.
  const [start, ...path] = fn === 0 ? [old_root, ...proof] : proof;
  // An empty proof fails here, as RFC step 1 has it: nowhere to start, or (fn = 0) a path that is too short.
  const reached = start && climb(fn, sn, start, path);
  return reached !== undefined && isSame(reached.fr, old_root) && isSame(reached.sr, new_root);
}

/**
 * The loop that both verifications share, with the RFC's names: `fn` is the position at the current level,
 * `sn` that of the last node there, `sr` the hash of the subtree reached and `fr` that of its part that the
 * older tree had. Undefined when the path is too short or too long. (2.1.3.2 steps 4 and 5 are 2.1.4.2 steps
 * 6 and 7 without `fr`; its `r` is `sr`.)
 */
function climb(
  position: number,
  last: number,
  start: Uint8Array,
  path: readonly Uint8Array[],
): { fr: Uint8Array; sr: Uint8Array } | undefined {
  let [fn, sn, fr, sr] = [position, last, start, start];
  for (const sibling of path) {
    if (sn === 0) return undefined;
    if (isOdd(fn) || fn === sn) {
      [fr, sr] = [nodeHash(sibling, fr), nodeHash(sibling, sr)];
      while (!isOdd(fn) && fn !== 0) [fn, sn] = [half(fn), half(sn)];
    } else {
      sr = nodeHash(sr, sibling);
    }
    [fn, sn] = [half(fn), half(sn)];
  }
  return sn === 0 ? { fr, sr } : undefined;
}

/**
 * Walks from the root down towards one leaf until `arrived`, as PATH and SUBPROOF do (RFC 9162 sections
 * 2.1.3.1 and 2.1.4.1). Gives the range of leaves arrived at, and what it left aside on the way, lowest first.
 */
function descend(leaf_index: number, size: number, arrived: (begin: number, end: number) => boolean) {
  let [begin, end] = [0, size];
  const siblings: Coordinate[][] = [];
  while (!arrived(begin, end)) {
    const middle = begin + 2 ** levelBelow(end - begin);
    if (leaf_index < middle) {
      siblings.unshift(completeSubtrees(middle, end));
      end = middle;
    } else {
      siblings.unshift(completeSubtrees(begin, middle));
      begin = middle;
    }
  }
  return { begin, end, siblings };
}

/** The leaves [begin, end) of a range that the tree's own splits produce, as complete subtrees, left to right. */
function completeSubtrees(begin: number, end: number): Coordinate[] {
  const subtrees: Coordinate[] = [];
  for (let at = begin; at < end; ) {
    const level = levelBelow(end - at + 1);
    subtrees.push({ level, index: at / 2 ** level });
    at += 2 ** level;
  }
  return subtrees;
}

/** MTH of a range of leaves from its complete subtrees: they pair up from the right (RFC 9162 section 2.1.1). */
function joinSubtrees(hashes: Buffer[]): Buffer {
  return hashes.length === 0 ? emptyRoot : hashes.reduceRight((right, left) => nodeHash(left, right));
}

function hashesAt(coordinates: Coordinate[], lookup: NodeLookup): Buffer[] {
  return coordinates.map(({ level, index }) => {
    const found = lookup(level, index);
    if (found === undefined) throw new MissingNodeError(level, index);
    return found;
  });
}

/** log2 of the largest power of two smaller than n, for n > 1: where the RFC splits n leaves. */
function levelBelow(n: number): number {
  let level = 0;
  while (2 ** (level + 1) < n) level += 1;
  return level;
}

function assertSize(size: number): void {
  if (!isCount(size)) throw new RangeError(`A tree size is an integer from 0 to 2^53 - 1, not ${size}.`);
}

const isCount = (n: number): boolean => Number.isSafeInteger(n) && n >= 0;
const isHash = (bytes: Uint8Array): boolean => bytes.length === HASH_LENGTH_BYTES;
const isSame = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0;
const isOdd = (n: number): boolean => n % 2 === 1;
const half = (n: number): number => Math.floor(n / 2);
