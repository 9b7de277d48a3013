/** What a claim takes over from its quotes: who claims it and since when, unless a person has set that. Pure. */
import { LIMITS } from '../../limits.ts';
import { isAfter } from '../../record/days.ts';
import { unprocessable } from '../../record/refusal.ts';
import type { QuoteState } from '../quotes/quote.ts';
import type { Speaker } from '../speakers/speaker.ts';
import type { ClaimState } from './load.ts';
import { TOO_MANY_SPEAKERS } from './shape.ts';
import type { Derived } from './tables.ts';

type Quoted = Pick<ClaimState, 'claim' | 'claimants' | 'quotes'>;

/** The first day on which one of these was said. */
export const firstDay = (quotes: readonly QuoteState[]): string | null =>
  quotes.flatMap(({ quote }) => quote.said_on ?? []).sort()[0] ?? null;

const idsOf = (speakers: readonly Speaker[]): string =>
  [...new Set(speakers.map(({ id }) => id))].sort().join(' ');

/** What of a claim follows its quotes; of one that is older than this was noted, what is as they have it. */
export const derivedMembers = ({ claim, claimants, quotes }: Quoted): readonly Derived[] => {
  if (claim.derived !== null) return claim.derived;
  if (quotes.length === 0) return [];
  return [
    ...(idsOf(claimants) === idsOf(quotes.map(({ speaker }) => speaker)) ? (['claimants'] as const) : []),
    ...(claim.first_said_on === firstDay(quotes) ? (['first_said_on'] as const) : []),
  ];
};

/**
 * Who claims what these quotes carry: those who said them. A quote that came along with a later deadline makes nobody a
 * claimant, so of a claim that followed its quotes before those stay who still have one, and those of new ones are added.
 */
export const claimantsOf = (quotes: readonly QuoteState[], before: Quoted | null): readonly Speaker[] => {
  const all = quotes.map(({ speaker }) => speaker);
  if (!before || !derivedMembers(before).includes('claimants')) return all;
  const former = new Set(before.quotes.map(({ quote }) => quote.id));
  const quoted = new Set(all.map(({ id }) => id));
  const stay = before.claimants.filter(({ id }) => quoted.has(id));
  const come = quotes.filter(({ quote }) => !former.has(quote.id)).map(({ speaker }) => speaker);
  return stay.length + come.length > 0 ? [...stay, ...come] : all;
};

/** Claimants once the words of one are another's: these take the place of those, where nothing else is theirs. */
const claimantsAfter = (
  { claimants, quotes }: Quoted,
  former: Speaker,
  { quote, speaker }: QuoteState,
): readonly Speaker[] => {
  const others = quotes.filter((carried) => carried.quote.id !== quote.id);
  const stays = others.some((carried) => carried.speaker.id === former.id);
  const moved = claimants.flatMap((one) =>
    one.id !== former.id ? [one] : stays ? [one, speaker] : [speaker],
  );
  return [...new Map(moved.map((one) => [one.id, one])).values()];
};

/** Throws where a promise would first have been given after what came of it. `place`: of what was written. */
export const requireFirstDay = (
  { claim, outcomes }: Pick<ClaimState, 'claim' | 'outcomes'>,
  first_said_on: string | null,
  place: string,
): void => {
  if (claim.kind !== 'promise' || first_said_on === null) return;
  for (const { id, occurred_on, state } of outcomes) {
    if (state !== 'published' || occurred_on === null || !isAfter(first_said_on, occurred_on)) continue;
    throw unprocessable(
      place,
      `the promise would first be given on ${first_said_on}, after ${occurred_on}, when what ${id} tells of happened`,
    );
  }
};

/**
 * A claim after one of its quotes was changed from `before` to `after`; the same where nothing of it follows. Throws
 * where it would have more claimants than a claim may have, or be first said after what came of it.
 */
export const afterQuote = (state: ClaimState, before: QuoteState, after: QuoteState): ClaimState => {
  const isChanged = ({ quote }: QuoteState): boolean => quote.id === after.quote.id;
  const standing = (now: QuoteState): ClaimState => ({
    ...state,
    quotes: state.quotes.map((carried) => (isChanged(carried) ? now : carried)),
  });
  const derived = derivedMembers(standing(before));
  const next = standing(after);
  const claimants =
    derived.includes('claimants') && before.speaker.id !== after.speaker.id
      ? claimantsAfter(next, before.speaker, after)
      : state.claimants;
  if (claimants.length > LIMITS.claimants) throw unprocessable('/speaker', TOO_MANY_SPEAKERS);
  const first_said_on = derived.includes('first_said_on') ? firstDay(next.quotes) : state.claim.first_said_on;
  if (claimants === state.claimants && first_said_on === state.claim.first_said_on) return state;
  if (first_said_on !== state.claim.first_said_on) requireFirstDay(state, first_said_on, '/said_on');
  return { ...next, claimants, claim: { ...state.claim, first_said_on, derived: [...derived] } };
};
