/**
 * Small texts that are kept for long, as UTF-8, one behind the other in memory of their own. A small `Buffer` would hold on
 * to 64 KiB of Node's pool, the rest of which others have used and left.
 */
const SLAB_BYTES = 65_536;
/** UTF-8 takes at most so many bytes for a UTF-16 unit. */
const BYTES_PER_UNIT = 3;

export const createSlabs = () => {
  const encoder = new TextEncoder();
  let slab = new Uint8Array(0);
  let used = 0;
  return {
    /** The bytes of a text, which stay for as long as somebody holds them or their neighbours. */
    put: (text: string): Uint8Array => {
      const most = BYTES_PER_UNIT * text.length;
      if (used + most > slab.length) {
        slab = new Uint8Array(Math.max(SLAB_BYTES, most));
        used = 0;
      }
      const from = used;
      used += encoder.encodeInto(text, slab.subarray(from)).written;
      return slab.subarray(from, used);
    },
  };
};
