/** Claims of a bundle with their findings, made by the rules that the API has; and what those rules refuse. */

import type { Anchor } from '../../newsroom/anchors/anchor.ts';
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
import type { QuoteState } from '../../newsroom/quotes/quote.ts';
import { IMPORTED } from '../../newsroom/review.ts';
import type { Scale } from '../../newsroom/scales/scale.ts';
import { NOT_MERGED } from '../../newsroom/speakers/speaker.ts';
import type { Change } from '../../record/record.ts';
import { Refusal } from '../../record/refusal.ts';
import type { Bundle } from './bundle.ts';

export interface ImportedClaim {
  id: string;
  entry: Bundle['claims'][number];
  /** As a client of the API would write it. */
  written: NewClaim;
  verdict_ids: readonly string[];
  outcome_ids: readonly string[];
}

/** A fault, and its place in the bundle. */
export interface ImportFault {
  path: (string | number)[];
  detail: string;
}

/** What the keys of a bundle stand for. */
export interface KeyNames {
  idOf(type: string, key: string): string;
  /** Of a speaker: by what it is known here. */
  slugOf(key: string): string;
}

/** Where in a claim of a bundle a rule stands in the way. */
class RefusedAt extends Error {
  readonly place: (string | number)[];
  readonly refusal: Refusal;
  constructor(place: (string | number)[], refusal: Refusal) {
    super(refusal.message);
    this.place = place;
    this.refusal = refusal;
  }
}

const at = <T>(place: (string | number)[], work: () => T): T => {
  try {
    return work();
  } catch (error) {
    if (error instanceof Refusal) throw new RefusedAt(place, error);
    throw error;
  }
};

/** A claim as it comes to stand, and the draft it was before it was published. Throws where a rule stands in the way. */
export const composeImported = (
  change: Pick<Change, 'actor' | 'at'>,
  { id, entry, written, verdict_ids, outcome_ids }: ImportedClaim,
  parts: Parts,
  scales: readonly Scale[],
  author: string,
): { draft: ClaimState; after: ClaimState } => {
  const published = entry.publication === 'published';
  const draft = at([], () => composeClaim(change, id, written, parts, null, author));
  let state = published ? publishedClaim(draft, IMPORTED) : draft;
  const add = <Row extends Finding>(
    place: (string | number)[],
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
    const content = at(place, () => verdictContent({ ...verdict, scale: rating_scale }, scale));
    state = { ...state, scales: new Map([...state.scales, [scale.id, scale]]) };
    add(place, verdictKind, verdict_ids[i] ?? '', (row) => ({ ...row, ...content }));
  });
  entry.outcomes.forEach(({ key: _, ...outcome }, i) => {
    const place = ['outcomes', i];
    const content = at(place, () => outcomeContent(outcome));
    add(place, outcomeKind, outcome_ids[i] ?? '', (row) => ({ ...row, ...content }));
  });
  return { draft, after: state };
};

/** What the rules refuse of these claims of a bundle, which may name events and scales that are known here. */
export const refusalsOf = (
  bundle: Bundle,
  claims: readonly { index: number; entry: Bundle['claims'][number] }[],
  known: { anchors: readonly Anchor[]; scales: readonly Scale[] },
): ImportFault[] => {
  const parts = partsIn(bundle, known.anchors);
  const scales = [...known.scales, ...bundle.rating_scales.map((scale) => ({ ...scale, id: scale.key }))];
  const names = { idOf: (_type: string, key: string) => key, slugOf: (key: string) => key };
  const change = { actor: { name: '', key_id: null }, at: '' };
  return claims.flatMap(({ index, entry }) => {
    try {
      const claim = { id: entry.key, entry, ...writtenAs(entry, names) };
      composeImported(change, claim, parts, scales, '');
      return [];
    } catch (error) {
      if (!(error instanceof RefusedAt)) throw error;
      return faultsAt(['claims', index, ...error.place], error.refusal);
    }
  });
};

const faultsAt = (place: (string | number)[], { message, members }: Refusal): ImportFault[] => {
  const errors = members.errors ?? [{ pointer: '', detail: message }];
  return errors.map(({ pointer = '', detail }) => ({
    path: [...place, ...pointer.split('/').slice(1).map(partOf)],
    detail,
  }));
};

const partOf = (part: string): string | number => (/^\d+$/.test(part) ? Number(part) : part);

/** What claims of a bundle name, made out of the bundle alone. */
const partsIn = (bundle: Bundle, known: readonly Anchor[]): Parts => {
  const speakers = new Map(
    bundle.speakers.map(({ key, ...speaker }) => [
      key,
      { ...speaker, ...NOT_MERGED, id: key, publication: 'draft' as const },
    ]),
  );
  const sources = new Map(
    bundle.sources.map(({ key, text: _, ...source }) => [
      key,
      { ...source, id: key, publication: 'draft' as const },
    ]),
  );
  const quotes = new Map<string, QuoteState>();
  for (const { key, speaker: speaker_id, source: source_id, ...quote } of bundle.quotes) {
    const speaker = speakers.get(speaker_id);
    const source = sources.get(source_id);
    if (!speaker || !source) continue;
    const found = {
      fidelity_diff: null,
      fidelity_warnings: null,
      text_fragment: null,
      override: null,
      withdrawal: null,
      proposed_by: [],
      author: '',
      reviewer: null,
      review: null,
    };
    quotes.set(key, { quote: { ...quote, ...found, id: key, speaker_id, source_id }, speaker, source });
  }
  const anchors = [...known, ...bundle.anchors.map((anchor) => ({ ...anchor, id: anchor.key }))];
  return { quotes, speakers, sources, anchors };
};

/** A claim of a bundle as a client of the API would write it, and the ids of its findings. */
export const writtenAs = (
  entry: Bundle['claims'][number],
  { idOf, slugOf }: KeyNames,
): Omit<ImportedClaim, 'id' | 'entry'> => {
  const { key: _, publication: __, verdicts, outcomes, claimants, quotes, sources, promise, ...rest } = entry;
  return {
    written: {
      ...rest,
      ...(claimants ? { claimants: claimants.map(slugOf) } : {}),
      quotes: quotes.map((key) => idOf('quote', key)),
      sources: sources.map((key) => idOf('source', key)),
      promise: promise && { ...promise, deadline: promise.deadline && { ...promise.deadline, quote: null } },
    },
    verdict_ids: verdicts.map(({ key }) => idOf('verdict', key)),
    outcome_ids: outcomes.map(({ key }) => idOf('outcome', key)),
  };
};
