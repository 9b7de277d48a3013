/**
 * The log as static files: the tiles of C2SP tlog-tiles (https://c2sp.org/tlog-tiles). A tile of level L holds
 * up to 256 hashes of consecutive complete subtrees of 256^L leaves; an entry bundle holds the leaves
 * themselves, each after its length. What a path names never changes, so it may be cached for ever.
 */
import type { Coordinate } from './merkle.ts';

/** Hashes of a full tile, and leaves of a full bundle. */
export const TILE_WIDTH = 256;
/** Levels of the tree in one level of tiles. */
const TILE_HEIGHT = 8;
const LEVEL_MAX = 63;

/** A tile's place among those of its level, and how many of its 256 places are asked for. */
export type TilePlace = { index: number; width: number };

const LENGTH_BYTES = 2;
const LENGTH_MAX = 0xff_ff;

/** Reads a level, from 0 to 63; undefined for anything else. */
export function parseTileLevel(text: string): number | undefined {
  return /^(0|[1-9][0-9]?)$/.test(text) && Number(text) <= LEVEL_MAX ? Number(text) : undefined;
}

/**
 * Reads the end of a tile's path, such as `x001/x234/067` or `000.p/12`. Undefined for what is not
 * spelt exactly as the specification has it: every tile has one path.
 */
export function parseTilePath(path: string): TilePlace | undefined {
  const [, digits, partial] = /^((?:x[0-9]{3}\/)*[0-9]{3})(?:\.p\/([1-9][0-9]{0,2}))?$/.exec(path) ?? [];
  if (digits === undefined || (digits.startsWith('x000/') && digits.length > 3)) return undefined;
  const index = Number(digits.replaceAll(/[x/]/g, ''));
  const width = partial === undefined ? TILE_WIDTH : Number(partial);
  if (!Number.isSafeInteger(index * TILE_WIDTH) || (partial !== undefined && width >= TILE_WIDTH)) {
    return undefined;
  }
  return { index, width };
}

/** The end of the path of a tile: the counterpart of `parseTilePath`. */
export function tilePath({ index, width }: TilePlace): string {
  const digits = String(index);
  const parts = digits.padStart(Math.ceil(digits.length / 3) * 3, '0').match(/[0-9]{3}/g) ?? [];
  const path = parts.map((part, i) => (i < parts.length - 1 ? `x${part}` : part)).join('/');
  return width === TILE_WIDTH ? path : `${path}.p/${width}`;
}

/** The first node of a tile; the others follow it at the same level of the tree. */
export function firstOfTile(level: number, { index }: TilePlace): Coordinate {
  return { level: level * TILE_HEIGHT, index: index * TILE_WIDTH };
}

/** The bytes of an entry bundle. Throws RangeError for an entry of 65,536 bytes or more. */
export function entryBundle(leaves: readonly string[]): Buffer {
  const parts = leaves.flatMap((leaf) => {
    const bytes = Buffer.from(leaf);
    if (bytes.length > LENGTH_MAX) {
      throw new RangeError(`An entry has at most ${LENGTH_MAX} bytes, not ${bytes.length}.`);
    }
    const length = Buffer.alloc(LENGTH_BYTES);
    length.writeUInt16BE(bytes.length);
    return [length, bytes];
  });
  return Buffer.concat(parts);
}
