/** The rule of two people: what one key proposes another must approve. */
import type { Caller } from './access.ts';
import { Problem } from './problems.ts';
import type { Services } from './services.ts';

/**
 * How this caller's approval of what these keys proposed reads in public. Throws 403 when one of
 * them is the caller and the newsroom has not chosen `ONRECORD_REVIEW=single`.
 */
export const approvalBy = (services: Services, caller: Caller, proposed_by: readonly string[]) => {
  const own = proposed_by.includes(caller.key_id);
  if (own && services.config.ONRECORD_REVIEW === 'four_eyes') {
    throw new Problem(
      'forbidden',
      'What one key proposes another must approve; this one proposed it or changed it.',
    );
  }
  return { reviewer: caller.name, review: own ? 'reviewed_by_its_author' : 'reviewed_by_another' } as const;
};

/** The keys that proposed something, with one more. */
export const withProposer = (proposed_by: readonly string[], caller: Caller): string[] => [
  ...new Set([...proposed_by, caller.key_id]),
];
