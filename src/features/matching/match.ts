/** From a statement to claims that may say the same: found, ranked, explained. */
import { type Collection, FEATURES, type MatchedClaim, type Question } from './collection.ts';
import { differencesOf } from './differs.ts';
import type { Model } from './model.ts';
import { coefficientsFor, type Ranked, ranked } from './rank.ts';
import { type Reason, reasonsFor } from './reasons.ts';
import type { Difference } from './tokens.ts';
import { cleaned, sentencesOf, termsOf } from './words.ts';

/** A claim that may be the same. */
export interface Match {
  id: string;
  /** The probability, from 0 to 1, that it is the same claim. */
  score: number;
  reasons: Reason[];
  differs: Difference[];
  /** The sentence of what was asked that is nearest to the claim. */
  sentence: string;
}

const SENTENCE_COSINE = FEATURES.indexOf('sentence cosine');

/** Of several sentences the one that has most of the other text's words, by how many there are. */
const nearest = (
  sentences: readonly string[],
  to: string,
  language: string,
  weight: (term: string) => number,
): string => {
  if (sentences.length < 2) return sentences[0] ?? '';
  const wanted = new Set(termsOf(to, language));
  let best = sentences[0] ?? '';
  let most = -1;
  for (const sentence of sentences) {
    const terms = new Set(termsOf(sentence, language));
    let shared = 0;
    let all = 0;
    for (const term of terms) {
      all += weight(term);
      if (wanted.has(term)) shared += weight(term);
    }
    const points = all > 0 ? shared / Math.sqrt(all) : 0;
    if (points > most) [best, most] = [sentence, points];
  }
  return best;
};

/** How a match is told of: its sentence, its reasons, its differences. */
export const explained = (
  collection: Collection,
  asked: ReturnType<Collection['ask']>['asked'],
  candidate: Ranked,
): Match => {
  const { features, score } = candidate;
  const claim = collection.claimOf(candidate);
  const weight = (term: string): number => asked.terms.get(term) ?? 1;
  const mine = sentencesOf(asked.cleaned.text).map((part) => part.text);
  const theirs = sentencesOf(cleaned(claim.text).text).map((part) => part.text);
  const sentence = nearest(mine, `${claim.text} ${claim.title}`, asked.language, weight);
  const differs = differencesOf(
    sentence,
    nearest(theirs, sentence, asked.language, weight),
    collection.vocabularyOf(asked),
  );
  return {
    id: claim.id,
    score,
    reasons: reasonsFor(asked, claim, collection.size, features[SENTENCE_COSINE] ?? 0),
    differs,
    sentence,
  };
};

/** The `limit` claims likeliest to be the same, the likeliest first; without `except`, and what is less likely than `least`. */
export const matchesOf = (
  collection: Collection,
  model: Model,
  question: Question,
  limit: number,
  { except, least = 0 }: { except?: string | undefined; least?: number | undefined } = {},
): Match[] => {
  if (limit === 0) return [];
  const answer = collection.ask(question, least);
  const { asked } = answer;
  const found: Match[] = [];
  for (const candidate of ranked(answer, coefficientsFor(model, asked), collection.closely)) {
    if (candidate.id === except || candidate.score < least) continue;
    found.push(explained(collection, asked, candidate));
    if (found.length === limit) break;
  }
  return found;
};

export type { MatchedClaim };
