/** Claims that follow their quotes: what they took over from one is corrected when it is. */
import type { Change } from '../../record/record.ts';
import { allAnchors } from '../anchors/anchor.ts';
import { hangsOnDay, rereadDeadlines } from '../promises/rules.ts';
import { claimsCarrying, type QuoteState } from '../quotes/quote.ts';
import { afterQuote, derivedMembers } from './derived.ts';
import { type ClaimState, loadClaims } from './load.ts';
import { saveClaims } from './save.ts';

/** What of a claim may be taken over from its quotes, as the ledger and corrections show it. */
export const takenOver = (state: ClaimState) => ({
  claimants: state.claimants.map(({ id }) => id),
  first_said_on: state.claim.first_said_on,
  derived: [...derivedMembers(state)],
});

/** Brings the claims that carry a quote to what it says now: who claims them, since when, and what is read in it. */
export const followQuote = async (change: Change, before: QuoteState, after: QuoteState): Promise<void> => {
  const isSame = before.speaker.id === after.speaker.id && before.quote.said_on === after.quote.said_on;
  if (isSame) return;
  const carriers = await loadClaims(change.tx, await claimsCarrying(change.tx, [after.quote.id]));
  const { id, said_on } = before.quote;
  const isRead = (state: ClaimState): boolean =>
    after.quote.said_on !== said_on && hangsOnDay(state, id, said_on);
  const anchors = [...carriers.values()].some(isRead) ? await allAnchors(change.tx) : [];
  const reread = (state: ClaimState): ClaimState =>
    isRead(state) ? rereadDeadlines(state, id, said_on, anchors) : state;
  const followed = [...carriers.values()]
    .filter(({ claim }) => claim.publication !== 'withdrawn')
    .map((state) => ({ before: state, after: reread(afterQuote(state, before, after)) }))
    .filter((changed) => changed.after !== changed.before);
  await saveClaims(change, followed);
  for (const changed of followed) {
    change.event({
      action: 'claim.changed',
      subject_id: changed.after.claim.id,
      before: takenOver(changed.before),
      after: takenOver(changed.after),
    });
  }
};
