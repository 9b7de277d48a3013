import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  consistencyCoordinates,
  consistencyProof,
  emptyRoot,
  inclusionCoordinates,
  inclusionProof,
  leafHash,
  MissingNodeError,
  type NodeLookup,
  nodeHash,
  nodeLookup,
  RootBuilder,
  rootCoordinates,
  rootOf,
  type TreeNode,
  verifyConsistency,
  verifyInclusion,
} from '../../src/record/merkle.ts';
import vectors from './vectors/merkle.json' with { type: 'json' };

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const fromHex = (text: string): Buffer => Buffer.from(text, 'hex');
const numberedLeaf = (index: number): Buffer => leafHash(String(index));

function treeOf(leaves: Buffer[]): NodeLookup {
  const builder = new RootBuilder();
  return nodeLookup(leaves.flatMap((leaf) => builder.append(leaf)));
}

const LARGEST = 300;
const LEAVES = Array.from({ length: LARGEST }, (_, index) => numberedLeaf(index));
const TREE = treeOf(LEAVES);

/** The definitions of RFC 9162 sections 2.1.1, 2.1.3.1 and 2.1.4.1, word for word; D is a list of leaf hashes. */
const rfc = {
  k(n: number): number {
    let k = 1;
    while (k * 2 < n) k *= 2;
    return k;
  },
  MTH(D: Buffer[]): string {
    const [only] = D;
    if (only === undefined) return createHash('sha256').digest('hex');
    if (D.length === 1) return hex(only);
    const k = rfc.k(D.length);
    const children = [rfc.MTH(D.slice(0, k)), rfc.MTH(D.slice(k))];
    return createHash('sha256')
      .update(fromHex(`01${children.join('')}`))
      .digest('hex');
  },
  PATH(m: number, D: Buffer[]): string[] {
    if (D.length === 1) return [];
    const k = rfc.k(D.length);
    if (m < k) return [...rfc.PATH(m, D.slice(0, k)), rfc.MTH(D.slice(k))];
    return [...rfc.PATH(m - k, D.slice(k)), rfc.MTH(D.slice(0, k))];
  },
  SUBPROOF(m: number, D: Buffer[], b: boolean): string[] {
    if (m === D.length) return b ? [] : [rfc.MTH(D)];
    const k = rfc.k(D.length);
    if (m <= k) return [...rfc.SUBPROOF(m, D.slice(0, k), b), rfc.MTH(D.slice(k))];
    return [...rfc.SUBPROOF(m - k, D.slice(k), false), rfc.MTH(D.slice(0, k))];
  },
};

/** A claim about a leaf of the numbered tree, with its proof. */
const inclusionClaim = (leaf_index: number, tree_size: number) => ({
  leaf_hash: numberedLeaf(leaf_index),
  leaf_index,
  tree_size,
  proof: inclusionProof(leaf_index, tree_size, TREE),
  root_hash: rootOf(tree_size, TREE),
});

/** A claim about two sizes of the numbered tree, with its proof. */
const consistencyClaim = (old_size: number, new_size: number) => ({
  old_size,
  old_root: rootOf(old_size, TREE),
  new_size,
  new_root: rootOf(new_size, TREE),
  proof: consistencyProof(old_size, new_size, TREE),
});

/** Two different numbers, the smaller first. */
const twoSizes = (max: number) =>
  fc.uniqueArray(fc.integer({ min: 1, max }), { minLength: 2, maxLength: 2 }).map((sizes) => {
    const [old_size = 1, new_size = 1] = sizes.sort((a, b) => a - b);
    return { old_size, new_size };
  });

function flipBit(bytes: Uint8Array, bit: number): Buffer {
  const flipped = Buffer.from(bytes);
  flipped.writeUInt8(flipped.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
  return flipped;
}

/** Every way to change one bit of one hash, and to drop, double, shorten, lengthen or swap one. */
function* alterations(proof: Buffer[]): Generator<Buffer[]> {
  const extra = leafHash('extra');
  for (let at = 0; at <= proof.length; at += 1) yield proof.toSpliced(at, 0, extra);
  for (const [at, element] of proof.entries()) {
    for (let bit = 0; bit < 256; bit += 1) yield proof.with(at, flipBit(element, bit));
    yield proof.toSpliced(at, 1);
    yield proof.toSpliced(at, 0, element);
    yield proof.with(at, element.subarray(1));
    yield proof.with(at, Buffer.concat([element, Buffer.of(0)]));
    const next = proof[at + 1];
    if (next !== undefined) yield proof.with(at, next).with(at + 1, element);
  }
}

describe('the vectors of Certificate Transparency', () => {
  const leaves = [
    '',
    '00',
    '10',
    '2021',
    '3031',
    '40414243',
    '5051525354555657',
    '606162636465666768696a6b6c6d6e6f',
  ];
  const roots = [
    '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
    'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
    'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
    'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
    '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
    'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
    '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
  ];
  const tree = treeOf(leaves.map((leaf) => leafHash(fromHex(leaf))));

  test('the empty tree has the hash of nothing as its root', () => {
    expect(hex(emptyRoot)).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    expect(rootOf(0, tree)).toEqual(emptyRoot);
    expect(new RootBuilder().root()).toEqual(emptyRoot);
  });

  test('the roots of the first eight sizes', () => {
    expect(roots.map((_, index) => hex(rootOf(index + 1, tree)))).toEqual(roots);
  });

  test.each([
    [0, 1, []],
    [
      0,
      8,
      [
        '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
        '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
        '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
      ],
    ],
    [
      5,
      8,
      [
        'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
        'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
        'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
      ],
    ],
    [2, 3, ['fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125']],
    [
      1,
      5,
      [
        '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
        '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
        'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
      ],
    ],
  ])('the inclusion proof of leaf %i in the tree of %i', (leaf_index, size, proof) => {
    expect(inclusionProof(leaf_index, size, tree).map(hex)).toEqual(proof);
  });

  test.each([
    [1, 1, []],
    [
      1,
      8,
      [
        '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
        '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
        '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
      ],
    ],
    [
      6,
      8,
      [
        '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
        'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
        'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
      ],
    ],
    [
      2,
      5,
      [
        '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
        'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
      ],
    ],
    [
      6,
      7,
      [
        '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
        'b08693ec2e721597130641e8211e7eedccb4c26413963eee6c1e2ed16ffb1a5f',
        'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
      ],
    ],
  ])('the consistency proof from size %i to %i', (old_size, new_size, proof) => {
    expect(consistencyProof(old_size, new_size, tree).map(hex)).toEqual(proof);
  });
});

describe('vectors from the Go implementations (x/mod/sumdb/tlog, transparency-dev/merkle)', () => {
  const digestOf = (proofs: Buffer[][]): string =>
    createHash('sha256')
      .update(proofs.map((proof) => `${proof.map(hex).join(' ')}\n`).join(''))
      .digest('hex');

  test('every root, inclusion proof and consistency proof of the trees up to 64 leaves', () => {
    for (const { size, root_hash, inclusion_sha256, consistency_sha256 } of vectors.trees) {
      const indexes = Array.from({ length: size }, (_, index) => index);
      expect(hex(rootOf(size, TREE))).toBe(root_hash);
      expect(digestOf(indexes.map((index) => inclusionProof(index, size, TREE)))).toBe(inclusion_sha256);
      expect(digestOf(indexes.map((index) => consistencyProof(index + 1, size, TREE)))).toBe(
        consistency_sha256,
      );
    }
    expect(vectors.trees).toHaveLength(64);
  });

  test('a sample of proofs in trees of up to 20,000 leaves', () => {
    const tree = treeOf(Array.from({ length: 20_000 }, (_, index) => numberedLeaf(index)));
    for (const { leaf_index, tree_size, root_hash, proof } of vectors.inclusion) {
      expect(inclusionProof(leaf_index, tree_size, tree).map(hex)).toEqual(proof);
      const claim = { leaf_index, tree_size, proof: proof.map(fromHex), root_hash: fromHex(root_hash) };
      expect(verifyInclusion({ ...claim, leaf_hash: numberedLeaf(leaf_index) })).toBe(true);
    }
    for (const { old_size, old_root, new_size, new_root, proof } of vectors.consistency) {
      expect(consistencyProof(old_size, new_size, tree).map(hex)).toEqual(proof);
      const roots = { old_root: fromHex(old_root), new_root: fromHex(new_root) };
      expect(verifyConsistency({ old_size, new_size, ...roots, proof: proof.map(fromHex) })).toBe(true);
    }
  });
});

describe('what is stored', () => {
  test('an append gives the leaf and each subtree it completes, and no other', () => {
    const builder = new RootBuilder();
    const added = [0, 1, 2, 3].map((index) =>
      builder.append(numberedLeaf(index)).map((node) => [node.level, node.index]),
    );
    const completed = [
      [0, 3],
      [1, 1],
      [2, 0],
    ];
    expect(added).toEqual([
      [[0, 0]],
      [
        [0, 1],
        [1, 0],
      ],
      [[0, 2]],
      completed,
    ]);
  });

  test('each stored hash is the RFC hash of the leaves it covers', () => {
    const builder = new RootBuilder();
    for (const { level, index, hash } of LEAVES.slice(0, 100).flatMap((leaf) => builder.append(leaf))) {
      expect(hex(hash)).toBe(rfc.MTH(LEAVES.slice(index * 2 ** level, (index + 1) * 2 ** level)));
    }
  });

  test('a builder that starts from stored nodes goes on as if it had seen every leaf', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 200 }), fc.integer({ min: 0, max: 100 }), (size, more) => {
        const coordinates = rootCoordinates(size);
        const fetched: TreeNode[] = coordinates.flatMap(({ level, index }) => {
          const hash = TREE(level, index);
          return hash === undefined ? [] : [{ level, index, hash }];
        });
        const builder = new RootBuilder(size, nodeLookup(fetched));
        expect(builder.root()).toEqual(rootOf(size, TREE));
        for (const leaf of LEAVES.slice(size, size + more)) {
          for (const node of builder.append(leaf)) expect(node.hash).toEqual(TREE(node.level, node.index));
        }
        expect(builder.size).toBe(size + more);
        expect(builder.root()).toEqual(rootOf(size + more, TREE));
      }),
    );
  });

  test('a leaf that is not a hash is refused', () => {
    expect(() => new RootBuilder().append(Buffer.from('the leaf itself'))).toThrow('has 32 bytes, not 15');
  });

  test('a missing node is an error that names it, not a wrong root', () => {
    const without = (lookup: NodeLookup) => (level: number, index: number) =>
      level === 2 && index === 0 ? undefined : lookup(level, index);
    expect(() => rootOf(7, without(TREE))).toThrow(new MissingNodeError(2, 0));
    expect(() => inclusionProof(5, 7, without(TREE))).toThrow('no node at level 2, index 0');
    expect(() => new RootBuilder(7, without(TREE))).toThrow(MissingNodeError);
  });
});

describe('against the definitions of the RFC', () => {
  test(`the root at every size up to ${LARGEST}`, () => {
    const builder = new RootBuilder();
    for (let size = 0; size <= LARGEST; size += 1) {
      const root = rfc.MTH(LEAVES.slice(0, size));
      expect(hex(rootOf(size, TREE))).toBe(root);
      expect(hex(builder.root())).toBe(root);
      const next = LEAVES[size];
      if (next !== undefined) builder.append(next);
    }
  });

  test('every inclusion and consistency proof up to 40 leaves', () => {
    for (let size = 1; size <= 40; size += 1) {
      const D = LEAVES.slice(0, size);
      for (let m = 0; m < size; m += 1) {
        expect(inclusionProof(m, size, TREE).map(hex)).toEqual(rfc.PATH(m, D));
        expect(consistencyProof(m + 1, size, TREE).map(hex)).toEqual(rfc.SUBPROOF(m + 1, D, true));
      }
    }
  });

  test('proofs at random sizes, with the nodes of one query and no others', () => {
    fc.assert(
      fc.property(twoSizes(LARGEST), ({ old_size, new_size }) => {
        const D = LEAVES.slice(0, new_size);
        const fetch = (coordinates: { level: number; index: number }[]): NodeLookup => {
          const wanted = new Set(coordinates.map(({ level, index }) => `${level}/${index}`));
          return (level, index) => (wanted.has(`${level}/${index}`) ? TREE(level, index) : undefined);
        };
        const for_inclusion = fetch(inclusionCoordinates(old_size - 1, new_size).flat());
        const for_consistency = fetch(consistencyCoordinates(old_size, new_size).flat());
        expect(inclusionProof(old_size - 1, new_size, for_inclusion).map(hex)).toEqual(
          rfc.PATH(old_size - 1, D),
        );
        expect(consistencyProof(old_size, new_size, for_consistency).map(hex)).toEqual(
          rfc.SUBPROOF(old_size, D, true),
        );
      }),
    );
  });
});

describe('verification', () => {
  test('accepts every inclusion and consistency proof up to 130 leaves', () => {
    for (let size = 1; size <= 130; size += 1) {
      for (let m = 0; m < size; m += 1) {
        expect(verifyInclusion(inclusionClaim(m, size))).toBe(true);
        expect(verifyConsistency(consistencyClaim(m, size))).toBe(true);
      }
    }
  });

  test('rejects every altered bit, and every dropped, added, doubled, resized or swapped hash', () => {
    for (const size of [1, 2, 3, 7, 8, 11]) {
      for (let m = 0; m < size; m += 1) {
        const inclusion = inclusionClaim(m, size);
        const consistency = consistencyClaim(m + 1, size);
        for (const proof of alterations(inclusion.proof)) {
          expect(verifyInclusion({ ...inclusion, proof })).toBe(false);
        }
        for (const proof of alterations(consistency.proof)) {
          expect(verifyConsistency({ ...consistency, proof })).toBe(false);
        }
      }
    }
  });

  test('rejects alterations at random sizes', () => {
    fc.assert(
      fc.property(twoSizes(LARGEST), fc.nat(), fc.nat({ max: 255 }), ({ old_size, new_size }, pick, bit) => {
        const inclusion = inclusionClaim(old_size - 1, new_size);
        const consistency = consistencyClaim(old_size, new_size);
        const flipOne = (proof: Buffer[]) =>
          proof.map((element, at) => (at === pick % proof.length ? flipBit(element, bit) : element));
        const { leaf_hash, root_hash } = inclusion;
        const { old_root, new_root } = consistency;
        for (const changed of [
          { proof: flipOne(inclusion.proof) },
          { leaf_hash: flipBit(leaf_hash, bit) },
          { root_hash: flipBit(root_hash, bit) },
          { leaf_index: (old_size + (pick % (new_size - 1))) % new_size },
        ]) {
          expect(verifyInclusion({ ...inclusion, ...changed })).toBe(false);
        }
        for (const changed of [
          { proof: flipOne(consistency.proof) },
          { old_root: flipBit(old_root, bit) },
          { new_root: flipBit(new_root, bit) },
          { old_root: new_root, new_root: old_root },
        ]) {
          expect(verifyConsistency({ ...consistency, ...changed })).toBe(false);
        }
      }),
    );
  });

  test('hashes that fit together are not enough: the sizes must call for a path of that length', () => {
    const [first, second] = [numberedLeaf(0), numberedLeaf(1)];
    const pair = {
      leaf_hash: second,
      leaf_index: 1,
      tree_size: 2,
      proof: [first],
      root_hash: rootOf(2, TREE),
    };
    expect(verifyInclusion(pair)).toBe(true);
    expect(verifyInclusion({ ...pair, leaf_index: 0, tree_size: 1 })).toBe(false);
    expect(verifyInclusion({ ...pair, tree_size: 3 })).toBe(false);
    expect(verifyInclusion({ ...pair, proof: [], leaf_hash: pair.root_hash })).toBe(false);
    expect(verifyConsistency(consistencyClaim(1, 2))).toBe(true);
    expect(verifyConsistency({ ...consistencyClaim(1, 2), new_size: 3 })).toBe(false);
    expect(verifyConsistency({ ...consistencyClaim(4, 4), new_size: 3 })).toBe(false);
  });

  test('bytes cannot be moved from one hash to the next', () => {
    const [first, second] = [numberedLeaf(0), numberedLeaf(1)];
    const [shorter, longer] = [first.subarray(0, 31), Buffer.concat([first.subarray(31), second])];
    expect(nodeHash(shorter, longer)).toEqual(rootOf(2, TREE));
    expect(verifyInclusion({ ...inclusionClaim(0, 2), leaf_hash: shorter, proof: [longer] })).toBe(false);
    expect(verifyConsistency({ ...consistencyClaim(1, 2), old_root: shorter, proof: [longer] })).toBe(false);
  });

  test('a tree that rewrote an old leaf is not consistent with what it was', () => {
    const rewritten = treeOf(LEAVES.with(3, leafHash('something else')));
    for (let new_size = 5; new_size <= 40; new_size += 1) {
      const proof = consistencyProof(4, new_size, rewritten);
      const new_root = rootOf(new_size, rewritten);
      expect(verifyConsistency({ ...consistencyClaim(4, new_size), new_root, proof })).toBe(false);
    }
  });

  test('the tree of one leaf has an empty proof, and its root is the leaf hash', () => {
    const claim = inclusionClaim(0, 1);
    expect(claim.proof).toEqual([]);
    expect(claim.root_hash).toEqual(claim.leaf_hash);
    expect(verifyInclusion(claim)).toBe(true);
    expect(verifyInclusion({ ...claim, proof: [emptyRoot] })).toBe(false);
  });

  test('no leaf is in the empty tree', () => {
    const claim = { leaf_hash: emptyRoot, leaf_index: 0, tree_size: 0, proof: [], root_hash: emptyRoot };
    expect(verifyInclusion(claim)).toBe(false);
  });

  test('a tree is consistent with itself, by an empty proof only', () => {
    for (const size of [0, 1, 6, 8]) {
      const claim = consistencyClaim(size, size);
      expect(claim.proof).toEqual([]);
      expect(verifyConsistency(claim)).toBe(true);
      expect(verifyConsistency({ ...claim, proof: [emptyRoot] })).toBe(false);
      expect(verifyConsistency({ ...claim, new_root: leafHash('other') })).toBe(false);
    }
  });

  test('the empty tree is consistent with any tree, but only under its own root', () => {
    const claim = consistencyClaim(0, 5);
    expect(verifyConsistency(claim)).toBe(true);
    expect(verifyConsistency({ ...claim, proof: [emptyRoot] })).toBe(false);
    expect(verifyConsistency({ ...claim, old_root: claim.new_root })).toBe(false);
    expect(verifyConsistency({ ...claim, new_size: 0, old_root: claim.new_root })).toBe(false);
  });

  test('an empty proof between two sizes is rejected, also from a complete tree', () => {
    for (const old_size of [1, 2, 3, 4]) {
      expect(verifyConsistency({ ...consistencyClaim(old_size, 5), proof: [] })).toBe(false);
    }
  });

  test.each([-1, 0.5, Number.NaN, Infinity, 2 ** 53])('%d is no size and no index', (bad) => {
    const inclusion = inclusionClaim(2, 5);
    const consistency = consistencyClaim(2, 5);
    expect(verifyInclusion({ ...inclusion, leaf_index: bad })).toBe(false);
    expect(verifyInclusion({ ...inclusion, tree_size: bad })).toBe(false);
    expect(verifyConsistency({ ...consistency, old_size: bad })).toBe(false);
    expect(verifyConsistency({ ...consistency, new_size: bad })).toBe(false);
    expect(() => rootCoordinates(bad)).toThrow(RangeError);
    expect(() => inclusionCoordinates(bad, 5)).toThrow(RangeError);
    expect(() => consistencyCoordinates(bad, 5)).toThrow(RangeError);
    expect(() => new RootBuilder(bad)).toThrow(RangeError);
  });

  test('a leaf beyond the tree and a size that is later than the new one are refused', () => {
    expect(verifyInclusion({ ...inclusionClaim(4, 5), leaf_index: 5 })).toBe(false);
    expect(verifyConsistency({ ...consistencyClaim(4, 5), old_size: 6 })).toBe(false);
    expect(() => inclusionProof(5, 5, TREE)).toThrow('no leaf at index 5');
    expect(() => consistencyProof(6, 5, TREE)).toThrow('no earlier size 6');
  });
});

describe('sizes up to 2^53 - 1', () => {
  const size = fc.oneof(
    fc.maxSafeNat(),
    fc.integer({ min: 0, max: 53 }).map((power) => Math.min(2 ** power, Number.MAX_SAFE_INTEGER)),
    fc.constant(Number.MAX_SAFE_INTEGER),
  );

  /** A tree of any size whose leaves are all alike, but for the one at `index`. */
  function treeWithOneLeaf(index: number, leaf: Buffer): NodeLookup {
    const plain = [leafHash('plain')];
    const marked = [leaf];
    for (let level = 0; level < 53; level += 1) {
      const [same, other] = [plain[level] ?? emptyRoot, marked[level] ?? emptyRoot];
      const is_right = Math.floor(index / 2 ** level) % 2 === 1;
      plain.push(nodeHash(same, same));
      marked.push(is_right ? nodeHash(same, other) : nodeHash(other, same));
    }
    return (level, at) => (at === Math.floor(index / 2 ** level) ? marked : plain)[level];
  }

  test('inclusion and consistency proofs verify, and only for what they prove', () => {
    fc.assert(
      fc.property(size, size, (a, b) => {
        const [old_size, new_size] = [Math.max(1, Math.min(a, b)), Math.max(1, a, b)];
        const [leaf_index, leaf_hash] = [old_size - 1, leafHash('marked')];
        const tree = treeWithOneLeaf(leaf_index, leaf_hash);
        const [old_root, new_root] = [rootOf(old_size, tree), rootOf(new_size, tree)];
        const inclusion = {
          leaf_hash,
          leaf_index,
          tree_size: new_size,
          proof: inclusionProof(leaf_index, new_size, tree),
          root_hash: new_root,
        };
        const consistency = {
          old_size,
          old_root,
          new_size,
          new_root,
          proof: consistencyProof(old_size, new_size, tree),
        };
        expect(verifyInclusion(inclusion)).toBe(true);
        expect(verifyInclusion({ ...inclusion, leaf_index: leaf_index === 0 ? 1 : leaf_index - 1 })).toBe(
          false,
        );
        expect(verifyConsistency(consistency)).toBe(true);
        expect(verifyConsistency({ ...consistency, old_root: emptyRoot })).toBe(false);
      }),
    );
  });

  test('a root and a proof need at most about two nodes for each level', () => {
    fc.assert(
      fc.property(size, size, (a, b) => {
        const [old_size, new_size] = [Math.min(a, b), Math.max(1, a, b)];
        const root = rootCoordinates(new_size);
        expect(root.length).toBeLessThanOrEqual(53);
        const covered = root.reduce((leaves, { level }) => leaves + 2 ** level, 0);
        expect(covered).toBe(new_size);
        for (const coordinates of [
          inclusionCoordinates(Math.min(old_size, new_size - 1), new_size),
          consistencyCoordinates(old_size, new_size),
        ]) {
          expect(coordinates.length).toBeLessThanOrEqual(54);
          expect(coordinates.flat().length).toBeLessThanOrEqual(107);
          for (const { level, index } of coordinates.flat()) {
            expect(Number.isSafeInteger(index)).toBe(true);
            expect((index + 1) * 2 ** level).toBeLessThanOrEqual(new_size);
          }
        }
      }),
    );
  });

  test('a builder starts and appends near the largest size', () => {
    const size = Number.MAX_SAFE_INTEGER - 1;
    const tree = treeWithOneLeaf(size, leafHash('marked'));
    const builder = new RootBuilder(size, tree);
    expect(builder.append(leafHash('marked'))).toEqual([{ level: 0, index: size, hash: leafHash('marked') }]);
    expect(builder.root()).toEqual(rootOf(Number.MAX_SAFE_INTEGER, tree));
  });
});
