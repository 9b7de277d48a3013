/** Claims of a bundle with their findings, made by the rules that the API has; and what those rules refuse. */
import type { ClaimState } from '../../newsroom/claims/load.ts';
import { composeClaim, type NewClaim, type Parts, publishedClaim } from '../../newsroom/claims/rules.ts';
import type { Finding, FindingKind } from '../../newsroom/findings/rules.ts';
import {
  forceFinding,
  outcomeContent,
  outcomeKind,
  proposeFinding,
  requireComplete,
  scaleFor,
  verdictContent,
  verdictKind,
} from '../../newsroom/findings/rules.ts';
import { IMPORTED } from '../../newsroom/review.ts';
import type { Scale } from '../../newsroom/scales/scale.ts';
import type { Change } from '../../record/record.ts';
import type { Bundle } from './bundle.ts';
import { at, type ImportFault, type Place, refusedOf } from './faults.ts';

export interface ImportedClaim {
  id: string;
  entry: Bundle['claims'][number];
  /** As a client of the API would write it. */
  written: NewClaim;
  verdict_ids: readonly string[];
  outcome_ids: readonly string[];
}

/** What the keys of a bundle stand for. */
export interface KeyNames {
  idOf(type: string, key: string): string;
  /** Of a speaker: by what it is known here. */
  slugOf(key: string): string;
}

/** A claim as it comes to stand, and the draft it was before it was published. Throws where a rule stands in the way. */
export const composeImported = (
  change: Pick<Change, 'actor' | 'at' | 'today'>,
  { id, entry, written, verdict_ids, outcome_ids }: ImportedClaim,
  parts: Parts,
  scales: readonly Scale[],
  author: string,
): { draft: ClaimState; after: ClaimState } => {
  const published = entry.publication === 'published';
  const draft = composeClaim(change, id, written, parts, null, author);
  let state = published ? publishedClaim(draft, IMPORTED) : draft;
  const add = <Row extends Finding>(
    place: Place,
    kind: FindingKind<Row>,
    finding_id: string,
    make: Parameters<typeof proposeFinding<Row>>[3],
  ): void =>
    at(place, () => {
      state = proposeFinding(change, state, kind, make, finding_id, author);
      const row = kind.of(state).at(-1);
      if (!published || !row) return;
      requireComplete(state, kind, row);
      state = forceFinding(change, state, kind, row, IMPORTED);
    });
  entry.verdicts.forEach(({ key: _, rating_scale, claimreview: __, ...verdict }, i) => {
    const place = ['verdicts', i];
    const scale = at([...place, 'rating_scale'], () => scaleFor(scales, rating_scale, []));
    const content = at(place, () => verdictContent(change, { ...verdict, scale: rating_scale }, scale));
    state = { ...state, scales: new Map([...state.scales, [scale.id, scale]]) };
    add(place, verdictKind, verdict_ids[i] ?? '', (row) => ({ ...row, ...content }));
  });
  entry.outcomes.forEach(({ key: _, ...outcome }, i) => {
    const place = ['outcomes', i];
    const content = at(place, () => outcomeContent(change, outcome));
    add(place, outcomeKind, outcome_ids[i] ?? '', (row) => ({ ...row, ...content }));
  });
  return { draft, after: state };
};

/** What the rules refuse of these claims of a bundle; `parts` is what they name, `scales` all that there are. */
export const claimFaults = (
  today: string,
  claims: readonly { index: number; entry: Bundle['claims'][number] }[],
  parts: Parts,
  scales: readonly Scale[],
): ImportFault[] => {
  const names = { idOf: (_type: string, key: string) => key, slugOf: (key: string) => key };
  const change = { actor: { name: '', key_id: null }, at: '', today };
  return claims.flatMap(({ index, entry }) =>
    refusedOf(['claims', index], () =>
      composeImported(change, { id: entry.key, entry, ...writtenAs(entry, names) }, parts, scales, ''),
    ),
  );
};

/** A claim of a bundle as a client of the API would write it, and the ids of its findings. */
export const writtenAs = (
  entry: Bundle['claims'][number],
  { idOf, slugOf }: KeyNames,
): Omit<ImportedClaim, 'id' | 'entry'> => {
  const { key: _, publication: __, verdicts, outcomes, ...members } = entry;
  const { claimants, quotes, sources, related, promise, ...rest } = members;
  return {
    written: {
      ...rest,
      ...(claimants ? { claimants: claimants.map(slugOf) } : {}),
      quotes: quotes.map((key) => idOf('quote', key)),
      sources: sources.map((key) => idOf('source', key)),
      related: related.map(({ claim, relation }) => ({ claim: idOf('claim', claim), relation })),
      promise: promise && { ...promise, deadline: promise.deadline && { ...promise.deadline, quote: null } },
    },
    verdict_ids: verdicts.map(({ key }) => idOf('verdict', key)),
    outcome_ids: outcomes.map(({ key }) => idOf('outcome', key)),
  };
};
