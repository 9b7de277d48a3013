/** Remembering what is computed of a word again and again, within a bound. */
import { LIMITS } from '../limits.ts';

/**
 * Gives what is remembered under a key, or what `make` makes of it then. About the last `most` are, in two
 * halves, so that what is asked for often stays when the older half goes. What is no word, by its length, is not.
 */
export const keptByWord = <Value>(
  most: number = LIMITS.words_kept,
): ((key: string, make: () => Value) => Value) => {
  let young = new Map<string, Value>();
  let old = new Map<string, Value>();
  return (key, make) => {
    if (key.length > LIMITS.search_word_length) return make();
    const known = young.get(key);
    if (known !== undefined) return known;
    const value = old.get(key) ?? make();
    if (young.size >= most / 2) {
      old = young;
      young = new Map();
    }
    young.set(key, value);
    return value;
  };
};
