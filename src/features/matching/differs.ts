/**
 * Where two sentences that sound alike say another thing: one denies what the other says, another number,
 * another name, or the same names in other roles. Looks at the two sentences alone; English words, figures and names
 * of any language.
 */
import { areOfOneMatter, nearnessBy, type Vocabulary } from './matter.ts';
import { names, offices } from './names.ts';
import { polarity } from './polarity.ts';
import { quantifiers } from './quantifiers.ts';
import { areBothSides, areTheRest, quantities } from './quantities.ts';
import { rolesOf } from './roles.ts';
import { align, type Difference, exchanged, isNegator, tokensOf } from './tokens.ts';

/** Sentences whose words are the same to this share, in order, are compared word by word. */
const NEAR = 0.6;

/** The first difference of each kind. */
const ofEachKind = (found: readonly Difference[]): Difference[] =>
  (['polarity', 'number', 'name'] as const).flatMap(
    (kind) => found.find((difference) => difference.kind === kind) ?? [],
  );

/**
 * Compares the sentence asked about with the claim's: gives what differs, with the words of both; empty
 * where nothing is seen, which does not mean that they say the same.
 */
export const differencesOf = (asked: string, claim: string, vocabulary: Vocabulary): Difference[] => {
  const one = tokensOf(asked);
  const other = tokensOf(claim);
  if (one.length === 0 || other.length === 0) return [];
  const { pairs, common } = align(one, other);
  const near = common >= NEAR * Math.max(one.length, other.length);
  const parts = near ? exchanged(one, other, pairs) : null;
  const roles = rolesOf(one, other, parts);
  const nearness = nearnessBy(vocabulary.vectorOf);
  if (!near && !areOfOneMatter(one, other, nearness)) return ofEachKind(roles.differences);
  const denied = polarity(one, other, parts, roles.settled, nearness);
  // "A third came" and "two thirds did not come"; "nobody under 18" and "at least 18".
  const isTurned = one.some(isNegator) !== other.some(isNegator);
  const isRest =
    ((isTurned || denied.length > 0) && areTheRest(asked, claim)) || (isTurned && areBothSides(asked, claim));
  return ofEachKind([
    ...(isRest ? [] : denied),
    ...quantifiers(one, other, parts),
    ...(isRest ? [] : quantities(asked, claim, near)),
    ...names(one, other, near, vocabulary.isName),
    ...(parts ? offices(parts) : []),
    ...roles.differences,
  ]);
};
