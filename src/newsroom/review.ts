/** The rule of two people: what one person proposes another must approve. Keys of one name are one person’s. */
import type { Actor, Change } from '../record/record.ts';
import { Refusal } from '../record/refusal.ts';

/** Who approved something, and how that reads in public. */
export interface Approval {
  reviewer: string | null;
  review: 'reviewed_by_another' | 'reviewed_by_its_author' | 'imported';
}

/** Why an editor publishes words that are not the source's. */
export interface Override {
  reason: string;
  given_by: string;
  given_at: string;
}

/** An override by whoever makes this change; null where none is given. */
export const overrideBy = (
  { actor, at }: Pick<Change, 'actor' | 'at'>,
  given: { reason: string } | undefined,
): Override | null => (given ? { reason: given.reason, given_by: actor.name, given_at: at } : null);

/** How what came in by import reads. */
export const IMPORTED: Approval = { reviewer: null, review: 'imported' };

/** Whether one of the keys that proposed something is this actor's. */
export const isOwn = ({ key_id, own_keys = [] }: Actor, proposed_by: readonly string[]): boolean =>
  proposed_by.some((proposer) => proposer === key_id || own_keys.includes(proposer));

/**
 * The approval by whoever makes this change of what these keys proposed. Throws where one of them is their own
 * and the newsroom has not chosen `ONRECORD_REVIEW=single`.
 */
export const approvalBy = ({ actor, four_eyes }: Change, proposed_by: readonly string[]): Approval => {
  const own = isOwn(actor, proposed_by);
  if (own && four_eyes) {
    throw new Refusal(
      'forbidden',
      `What one person proposes another must approve; a key of ${actor.name} proposed it or changed it.`,
    );
  }
  return { reviewer: actor.name, review: own ? 'reviewed_by_its_author' : 'reviewed_by_another' };
};

/** The keys that proposed something, with one more. */
export const withProposer = (proposed_by: readonly string[], { key_id }: Actor): string[] => [
  ...new Set(key_id === null ? proposed_by : [...proposed_by, key_id]),
];
