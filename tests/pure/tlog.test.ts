/** The log against Go's golang.org/x/mod/sumdb and transparency-dev/formats (vectors by tests/go, `go run . vectors`). */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { NoteError, openNote } from '../../src/record/checkpoint.ts';
import { cosignaturesOf, parseWitnessKey } from '../../src/record/cosignature.ts';
import {
  consistencyCoordinates,
  consistencyProof,
  inclusionCoordinates,
  inclusionProof,
  leafHash,
  nodeLookup,
  RootBuilder,
  type TreeNode,
} from '../../src/record/merkle.ts';
import { entryBundle, firstOfTile, parseTileLevel, parseTilePath, tilePath } from '../../src/record/tiles.ts';

interface Vectors {
  size: number;
  roots: { size: number; hash: string }[];
  tiles: { path: string; sha256: string }[];
  bundles: { path: string; sha256: string }[];
  indexes: { index: number; path: string; partial: string }[];
  inclusion: { size: number; index: number; proof: string[] }[];
  consistency: { from: number; to: number; proof: string[] }[];
  cosigned: { log: string; witness: string; note: string };
}
const vectors: Vectors = JSON.parse(readFileSync(new URL('vectors/tlog.json', import.meta.url), 'utf8'));

const entry = (n: number): string => `{"entry":${n}}`;
const hex = (bytes: Buffer): string => bytes.toString('hex');
const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** The tree of the vectors: all its nodes, and its root at each size. */
const nodes: TreeNode[] = [];
const roots = new Map<number, string>();
const builder = new RootBuilder();
for (let n = 0; n <= vectors.size; n += 1) {
  if (vectors.roots.some(({ size }) => size === n)) roots.set(n, hex(builder.root()));
  if (n < vectors.size) nodes.push(...builder.append(leafHash(entry(n))));
}
const lookup = nodeLookup(nodes);

test('the root at each size is Go’s', () => {
  expect(vectors.roots.map(({ size }) => roots.get(size))).toEqual(vectors.roots.map(({ hash }) => hash));
});

test('every tile, full and partial, at each level is Go’s, under the path that Go gives it', () => {
  expect(vectors.tiles.length).toBeGreaterThan(5);
  for (const { path, sha256: sum } of vectors.tiles) {
    const [, level = '', rest = ''] = /^tile\/([^/]+)\/(.+)$/.exec(path) ?? [];
    const tile = parseTilePath(rest);
    if (!tile) throw new Error(`${path} is not read`);
    const first = firstOfTile(parseTileLevel(level) ?? Number.NaN, tile);
    const hashes = Array.from({ length: tile.width }, (_, i) => lookup(first.level, first.index + i));
    expect(sha256(Buffer.concat(hashes.map((hash) => hash ?? Buffer.alloc(0)))), path).toBe(sum);
    expect(tilePath(tile)).toBe(rest);
  }
});

test('a bundle of entries is what C2SP tlog-tiles has it be', () => {
  for (const { path, sha256: sum } of vectors.bundles) {
    const tile = parseTilePath(path.replace('tile/entries/', ''));
    const first = (tile?.index ?? 0) * 256;
    const leaves = Array.from({ length: tile?.width ?? 0 }, (_, i) => entry(first + i));
    expect(sha256(entryBundle(leaves))).toBe(sum);
  }
  expect(() => entryBundle(['x'.repeat(65_536)])).toThrow(RangeError);
  expect(entryBundle(['é'])).toEqual(Buffer.from([0, 2, 0xc3, 0xa9]));
});

test('an index is spelt as Go spells it, and in no other way', () => {
  for (const { index, path, partial } of vectors.indexes) {
    const read = (whole: string) => parseTilePath(whole.replace('tile/0/', ''));
    expect(read(path)).toEqual({ index, width: 256 });
    expect(read(partial)).toEqual({ index, width: 112 });
  }
  for (const path of [
    ...['', '0', '00', '0000', '1', 'x001', 'x001/', 'x001/234/067', '001/234', 'x000/001', '-01', '000/'],
    ...['000.p', '000.p/', '000.p/0', '000.p/01', '000.p/256', '000.p/999', '000.p/1/', '000p/1', '000.p/-1'],
    ...['x999/x999/x999/x999/x999/999', ' 000', '000 ', '٠٠٠', 'X001/000'],
  ]) {
    expect(parseTilePath(path), path).toBeUndefined();
  }
  for (const level of ['00', '01', '64', '100', '-1', '', 'x', '1.0'])
    expect(parseTileLevel(level)).toBeUndefined();
  const places = fc.record({ index: fc.nat({ max: 2 ** 40 }), width: fc.integer({ min: 1, max: 256 }) });
  fc.assert(
    fc.property(places, (place) => {
      expect(parseTilePath(tilePath(place))).toEqual(place);
    }),
  );
});

test('proofs of inclusion and of consistency are Go’s', () => {
  for (const { size, index, proof } of vectors.inclusion) {
    expect(inclusionCoordinates(index, size)).toBeDefined();
    expect(inclusionProof(index, size, lookup).map(hex)).toEqual(proof);
  }
  for (const { from, to, proof } of vectors.consistency) {
    expect(consistencyCoordinates(from, to)).toBeDefined();
    expect(consistencyProof(from, to, lookup).map(hex)).toEqual(proof);
  }
});

const { note, witness, log } = vectors.cosigned;
const known = [parseWitnessKey(witness)];
const LATER_MS = Date.parse('2100-01-01T00:00:00Z');

test('a cosignature made by Go verifies, and the log’s own signature beside it', () => {
  expect(openNote(note, log)).toContain('\n70000\n');
  const { cosignatures, text } = cosignaturesOf(note, known, LATER_MS);
  expect(text).toBe(openNote(note, log));
  expect(cosignatures).toEqual([
    {
      witness: 'witness.example/w1',
      cosigned_at: expect.stringMatching(/^20\d\d-/),
      line: note.split('\n').find((line) => line.startsWith('— witness')),
    },
  ]);
});

test('a cosignature is refused for another text, another time and with any bit changed', () => {
  const at = note.lastIndexOf(' ') + 1;
  const bytes = Buffer.from(note.slice(at), 'base64');
  for (let i = 4; i < bytes.length; i += 1) {
    const changed = Buffer.from(bytes);
    changed[i] = (changed[i] ?? 0) ^ 1;
    const forged = `${note.slice(0, at)}${changed.toString('base64')}\n`;
    expect(() => cosignaturesOf(forged, known, LATER_MS), `byte ${i}`).toThrow(NoteError);
  }
  expect(() => cosignaturesOf(note.replace('\n70000\n', '\n70001\n'), known, LATER_MS)).toThrow(NoteError);
  expect(() => cosignaturesOf(note, known, Date.parse('2001-01-01T00:00:00Z'))).toThrow('in the future');
});

test('what no named witness signed does not count', () => {
  expect(cosignaturesOf(note, [], LATER_MS).cosignatures).toEqual([]);
  expect(() => parseWitnessKey(log)).toThrow('not 0x04');
  expect(() => openNote(note, witness)).toThrow('not 0x01');
});
