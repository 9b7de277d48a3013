/** Words in the pieces of an uncased WordPiece vocabulary (Wu et al. 2016), the longest first. */

const PIECES_PER_WORD = 100;
const MARKS = /\p{M}+/gu;
/** A run of letters and digits, or one sign. */
const TOKEN = /[\p{L}\p{N}]+|[^\s\p{L}\p{N}]/gu;
const NOT_ASCII = /[^\0-\x7f]/;
const ASCII_TOKEN = /[a-z0-9]+|[^\sa-z0-9]/g;

/** Gives the numbers of a text's pieces; what the vocabulary lacks is left out. */
export const createPieces = (vocabulary: readonly string[]) => {
  const numbers = new Map(vocabulary.map((piece, number) => [piece, number]));
  const known = new Map<string, readonly number[]>();
  const longest = vocabulary.reduce((most, piece) => Math.max(most, piece.length), 0);

  const split = (word: string): readonly number[] => {
    const found: number[] = [];
    let start = 0;
    while (start < word.length && found.length < PIECES_PER_WORD) {
      let end = Math.min(word.length, start + longest);
      let number: number | undefined;
      for (; end > start; end--) {
        number = numbers.get(`${start > 0 ? '##' : ''}${word.slice(start, end)}`);
        if (number !== undefined) break;
      }
      if (number === undefined) return [];
      found.push(number);
      start = end;
    }
    return found;
  };

  return (text: string, most: number): number[] => {
    const found: number[] = [];
    const isAscii = !NOT_ASCII.test(text);
    const folded = (isAscii ? text : text.normalize('NFKD').replace(MARKS, '')).toLowerCase();
    for (const [token] of folded.matchAll(isAscii ? ASCII_TOKEN : TOKEN)) {
      let pieces = known.get(token);
      if (!pieces) {
        pieces = split(token);
        if (known.size > 100_000) known.clear();
        known.set(token, pieces);
      }
      for (const piece of pieces) found.push(piece);
      if (found.length >= most) return found.slice(0, most);
    }
    return found;
  };
};
