/**
 * The signs of vectors, a bit a dimension, 256 each, and how many of them each vector shares with one that is asked
 * about. All are compared at each question, so that is done sixteen bytes at a time, by these instructions:
 *
 *     (module
 *       (memory (export "memory") 1)
 *       (func (export "share") (param $asked i32) (param $from i32) (param $until i32) (param $into i32)
 *         (local $a v128) (local $b v128) (local $ones v128)
 *         (local.set $a (v128.load (local.get $asked)))
 *         (local.set $b (v128.load offset=16 (local.get $asked)))
 *         (block $end
 *           (loop $next
 *             (br_if $end (i32.ge_u (local.get $from) (local.get $until)))
 *             (local.set $ones
 *               (i32x4.extadd_pairwise_i16x8_u (i16x8.extadd_pairwise_i8x16_u (i8x16.add
 *                 (i8x16.popcnt (v128.xor (local.get $a) (v128.load (local.get $from))))
 *                 (i8x16.popcnt (v128.xor (local.get $b) (v128.load offset=16 (local.get $from))))))))
 *             (i32.store16 (local.get $into)
 *               (i32.sub (i32.const 256)
 *                 (i32.add
 *                   (i32.add (i32x4.extract_lane 0 (local.get $ones)) (i32x4.extract_lane 1 (local.get $ones)))
 *                   (i32.add (i32x4.extract_lane 2 (local.get $ones)) (i32x4.extract_lane 3 (local.get $ones))))))
 *             (local.set $from (i32.add (local.get $from) (i32.const 32)))
 *             (local.set $into (i32.add (local.get $into) (i32.const 2)))
 *             (br $next)))))
 */

/** The above, as wabt translates it. */
const CODE =
  'AGFzbQEAAAABCAFgBH9/f38AAwIBAAUDAQABBxICBm1lbW9yeQIABXNoYXJlAAAKcwFxAQN7IAD9AAQAIQQgAP0ABBAhBQJAA0AgASACTw0BIAQgAf0ABAD9Uf1iIAUgAf0ABBD9Uf1i/W79ff1/IQYgA0GAAiAG/RsAIAb9GwFqIAb9GwIgBv0bA2pqazsBACABQSBqIQEgA0ECaiEDDAALCws=';
const module = new WebAssembly.Module(Buffer.from(CODE, 'base64'));
/** Addresses are of bytes: of what is asked, where the vectors begin and end, and where what they share is written. */
interface Code {
  memory: WebAssembly.Memory;
  share(asked: number, from: number, until: number, into: number): void;
}

export const SIGNS = 256;
const WORDS = SIGNS / 32;
const BYTES = SIGNS / 8;
const PAGE = 65_536;

/** Signs by a number from 0, all 0 at first. In memory: those asked about, those of each number, what each shares. */
export const createSigns = () => {
  const { memory, share } = new WebAssembly.Instance<Code>(module).exports;
  let room = 0;
  let words = new Uint32Array(memory.buffer);

  const makeRoom = (count: number): void => {
    if (count <= room) return;
    room = Math.ceil(count * 1.5);
    const pages = Math.ceil((BYTES + (BYTES + 2) * room) / PAGE);
    memory.grow(Math.max(0, pages - memory.buffer.byteLength / PAGE));
    words = new Uint32Array(memory.buffer);
  };

  const write = (vector: Float32Array, at: number): void => {
    words.fill(0, at, at + WORDS);
    for (let i = 0; i < vector.length; i++) {
      const word = at + (i >> 5);
      if ((vector[i] ?? 0) > 0) words[word] = (words[word] ?? 0) | (1 << (i & 31));
    }
  };

  return {
    set: (place: number, vector: Float32Array): void => {
      makeRoom(place + 1);
      write(vector, WORDS * (1 + place));
    },
    /** How many signs each of the first `count` shares with a vector. They are overwritten by the next question. */
    sharedWith: (vector: Float32Array, count: number): Uint16Array => {
      makeRoom(count);
      write(vector, 0);
      const into = BYTES * (1 + room);
      share(0, BYTES, BYTES * (1 + count), into);
      return new Uint16Array(memory.buffer, into, count);
    },
    /** Those of the first `count`. */
    toRow: (count: number): Uint32Array => {
      makeRoom(count);
      return words.slice(WORDS, WORDS * (1 + count));
    },
    restore: (row: Uint32Array): void => {
      makeRoom(row.length / WORDS);
      words.set(row, WORDS);
    },
    get bytes(): number {
      return memory.buffer.byteLength;
    },
  };
};
