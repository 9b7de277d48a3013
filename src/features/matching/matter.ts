/** Whether two sentences speak of one matter: in the same words, other forms of them, or words of like meaning. English. */
import { knownName } from './places.ts';
import { cosineOf } from './table.ts';
import { type IsName, isNegator, type Token } from './tokens.ts';

/** What is known of words. */
export interface Vocabulary {
  isName: IsName;
  /** A folded word's meaning, of length 1; null where the table of meanings is not to be asked. */
  vectorOf(folded: string): Float32Array | null;
}

/** As much of what each sentence tells is told by the other, too, … */
const SHARED = 0.42;
/** … or all of it but as many words. */
const WORDS_OF_ITS_OWN = 4;

/** Whether a word says something, and denies nothing. */
export const tells = (token: Token): boolean => token.term !== null && !isNegator(token);

const isSameWord = (one: Token, other: Token): boolean => {
  if (one.lemma === other.lemma) return true;
  const name = knownName(one.folded)?.name;
  return name !== undefined && name === knownName(other.folded)?.name;
};

/** How near a word comes to the nearest of others: 1 for the same, another form of it, or another word for the same place. */
export type Nearness = (token: Token, others: readonly Token[]) => number;

export const nearnessBy =
  (vectorOf: Vocabulary['vectorOf']): Nearness =>
  (token, others) => {
    if (others.some((other) => isSameWord(token, other))) return 1;
    const vector = vectorOf(token.folded);
    if (vector === null) return 0;
    return others.reduce((best, { folded }) => {
      const other = vectorOf(folded);
      return other === null ? best : Math.max(best, cosineOf(vector, other));
    }, 0);
  };

export const areOfOneMatter = (
  one: readonly Token[],
  other: readonly Token[],
  nearness: Nearness,
): boolean => {
  const [mine, theirs] = [one.filter(tells), other.filter(tells)];
  const isToldBy = (tokens: readonly Token[], others: readonly Token[]): boolean => {
    const told = tokens.reduce((sum, token) => sum + nearness(token, others), 0);
    return told >= SHARED * tokens.length || tokens.length - told <= WORDS_OF_ITS_OWN;
  };
  return isToldBy(mine, theirs) && isToldBy(theirs, mine);
};
