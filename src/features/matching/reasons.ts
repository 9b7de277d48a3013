/** Why a claim was found: what it and the statement have in common, as data and in words. */
import type { Asked, MatchedClaim } from './collection.ts';
import { figuresIn, isSameFigure } from './numbers.ts';
import { cleaned, languageOf, termOf, wordsIn } from './words.ts';

export interface Reason {
  kind: 'words' | 'number' | 'speaker' | 'day' | 'meaning';
  /** What is shared, as the claim has it. */
  shared: string[];
  text: string;
}

const WORDS_SHOWN = 5;
/** Words in more claims than this share tell little. */
const COMMON = 0.05;
const DAYS_NEAR = 7;
/** From this cosine on the two are said to be alike in meaning. */
const ALIKE = 0.6;

const listed = (words: readonly string[]): string => words.map((word) => `“${word}”`).join(', ');

/** Gives the reasons for a claim; `size` is how many claims there are, `cosine` how near it is in meaning. */
export const reasonsFor = (asked: Asked, claim: MatchedClaim, size: number, cosine: number): Reason[] => {
  const reasons: Reason[] = [];
  const language = languageOf(claim.text, claim.language);
  const rare = Math.log(1 / COMMON);
  const found = new Map<string, { written: string; idf: number }>();
  for (const { folded, written } of wordsIn(`${claim.text} . ${claim.title}`)) {
    const term = termOf(folded, language);
    const idf = term === null ? undefined : asked.terms.get(term);
    if (term !== null && idf !== undefined && (idf >= rare || size < 1 / COMMON) && !/^\d/.test(term)) {
      if (!found.has(term)) found.set(term, { written, idf });
    }
  }
  const words = [...found.values()].sort((a, b) => b.idf - a.idf).slice(0, WORDS_SHOWN);
  if (words.length > 0) {
    const shared = words.map((word) => word.written);
    reasons.push({ kind: 'words', shared, text: `Both have ${listed(shared)}.` });
  }
  const mine = figuresIn(asked.cleaned.text);
  const numbers = figuresIn(cleaned(claim.text).text)
    .filter((figure) => mine.some((each) => each.kind === figure.kind && isSameFigure(each, figure)))
    .map((figure) => figure.written);
  if (numbers.length > 0) {
    reasons.push({ kind: 'number', shared: numbers, text: `Both have the number ${listed(numbers)}.` });
  }
  const speaker = asked.isBySpeaker(claim) ? claim.speakers[0] : undefined;
  if (speaker !== undefined) {
    reasons.push({ kind: 'speaker', shared: [speaker], text: `${speaker} said it.` });
  }
  if (asked.day !== '' && claim.day.length === 10) {
    const apart = Math.abs(Date.parse(asked.day) - Date.parse(claim.day)) / 86_400_000;
    if (apart <= DAYS_NEAR) {
      const when = apart === 0 ? 'on the same day' : apart === 1 ? 'a day apart' : `${apart} days apart`;
      reasons.push({ kind: 'day', shared: [claim.day], text: `They are ${when}.` });
    }
  }
  if (cosine >= ALIKE)
    reasons.push({ kind: 'meaning', shared: [], text: 'Their words are alike in meaning.' });
  return reasons;
};
