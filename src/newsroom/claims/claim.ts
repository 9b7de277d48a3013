/** Claims and their findings as documents: rendered from how the claim stands, and found by what they say. */
import { and, eq, sql } from 'drizzle-orm';
import { command, isAmong, listed, select } from '../../db/statement.ts';
import type { Reader } from '../../db/types.ts';
import type { CorrectionRow } from '../../record/corrections.ts';
import { sha256 } from '../../record/sha256.ts';
import { subject } from '../../record/subject.ts';
import { entries } from '../../record/tables.ts';
import { hasTerm } from '../../record/terms.ts';
import { timingOf } from '../../record/timeliness.ts';
import { fold } from '../../text/fold.ts';
import { languageRanges } from '../../text/languages.ts';
import { topicKey } from '../../text/topics.ts';
import { isApproved, type Outcome, outcomeBody, type Verdict, verdictBody } from '../findings/render.ts';
import { outcomes, verdicts } from '../findings/tables.ts';
import { deadlineFacts, deadlineInForce, dueKey, promiseBody } from '../promises/render.ts';
import type { Party } from '../promises/tables.ts';
import { findableQuote, quoteBody } from '../quotes/quote.ts';
import type { Scale } from '../scales/scale.ts';
import { mentionSource, publishersOf } from '../sources/source.ts';
import { mentionSpeaker, namesOf } from '../speakers/speaker.ts';
import { type ClaimState, loadClaims } from './load.ts';
import { laterOfClaim, SAID_TIMES_MAX } from './shape.ts';
import { claimRelations, claims } from './tables.ts';

const correctionBody = ({
  id,
  subject_id,
  kind,
  note,
  after,
  corrected_at,
  corrected_by,
}: CorrectionRow) => ({
  id,
  subject_id,
  kind,
  note,
  fields: Object.keys(after),
  corrected_at,
  corrected_by,
});

const scaleOf = ({ scales }: ClaimState, { id, scale_id }: Verdict): Scale => {
  const scale = scales.get(scale_id);
  if (!scale) throw new Error(`${id} is rated by ${scale_id}, which is not there`);
  return scale;
};

/** What a verdict's documents repeat of the others: those that are or were public. */
const publicOf = <Row extends Verdict | Outcome>(rows: readonly Row[]): Row[] => rows.filter(isApproved);

const verdictInForce = (state: ClaimState) => {
  const line = publicOf(state.verdicts);
  const row = line.findLast((candidate) => candidate.state === 'published');
  return row ? { id: row.id, ...verdictBody(row, scaleOf(state, row), line) } : null;
};

/** Outcomes in the order in which things happened. */
const outcomesSince = ({ claim, promise, outcomes }: ClaimState) => {
  const line = publicOf(outcomes);
  const deadline = promise && deadlineInForce(promise, claim.publication);
  const when = ({ occurred_on, became_known_on }: Outcome) => occurred_on ?? became_known_on ?? '';
  return line
    .toSorted((a, b) => (when(a) < when(b) ? -1 : when(a) > when(b) ? 1 : a.position - b.position))
    .map((row) => ({ id: row.id, ...outcomeBody(row, line, deadline) }));
};

/** The claims that it shows beside itself: in public the public ones. */
const relatedBody = ({ claim, related }: ClaimState) =>
  related
    .filter(({ publication }) => claim.publication === 'draft' || publication === 'published')
    .map(({ related_id, relation }) => ({ claim: related_id, relation }));

const claimBody = (state: ClaimState) => {
  const { claim, promise } = state;
  const { publication, kind, text, language, first_said_on, topics, author, reviewer, review } = claim;
  return {
    publication,
    kind,
    text,
    language,
    claimants: state.claimants.map(mentionSpeaker),
    first_said_on,
    topics,
    quotes: state.quotes.map((carried) => ({ id: carried.quote.id, ...quoteBody(carried) })),
    sources: state.sources.map(mentionSource),
    verdict: verdictInForce(state),
    outcomes: outcomesSince(state),
    corrections: state.corrections.map(correctionBody),
    author,
    reviewer,
    review,
    ...laterOfClaim.of({ ...claim, related: relatedBody(state) }),
    // Last, so that what depends on today can be appended while serving (record/present.ts).
    promise: promise && promiseBody(promise, publication, publicOf(state.outcomes)),
  };
};

const isPublic = sql`exists (select 1 from claims naming where naming.id = ${claimRelations.claim_id} and naming.publication = 'published')`;
const isNamed = sql`exists (select 1 from ${entries} where ${entries.subject_id} = ${claimRelations.claim_id} and ${entries.valid_to} is null and ${hasTerm(entries.id, 'claim.related', [claimRelations.related_id])})`;
const isMisnamed = sql`(${claims.publication} = 'published') <> ${isNamed}`;
/** The public claims that show one of these although it is not public, or do not although it is. */
const misnaming = select({ id: claimRelations.claim_id }, (query) =>
  query
    .from(claimRelations)
    .innerJoin(claims, eq(claims.id, claimRelations.related_id))
    .where(and(isAmong(claimRelations.related_id, 'ids'), isPublic, isMisnamed)),
);

const textsOf = select({ id: claims.id, text: claims.text }, (query) =>
  query.from(claims).where(isAmong(claims.id, 'ids')),
);
const rehash = command(
  sql`update ${claims} set text_sha256 = ${sql.placeholder('text_sha256')} where ${claims.id} = ${sql.placeholder('id')}`,
);

/** By which a claim of the same words is found, whatever their case and accents. */
export const hashOfText = (text: string): string => sha256(fold(text));

/** Whom and what a promise names. */
const partiesOf = (
  promise: { about?: readonly Party[] | null; responsible?: Party | null } | null | undefined,
): string[] => [...(promise?.about ?? []), promise?.responsible ?? []].flat().map(({ name }) => name);

type ClaimBody = ReturnType<typeof claimBody>;

/** A facet of the promise; '' where there is none. */
const ofPromise =
  (facet: (promise: NonNullable<ClaimBody['promise']>) => string | null) =>
  ({ promise }: ClaimBody): string =>
    (promise && facet(promise)) ?? '';

export const claim = subject({
  type: 'claim',
  path: '/v1/claims',
  tag: 'Claims',
  rendersAfter: ['quote', 'verdict', 'outcome'],
  load: loadClaims,
  tombstone: ({ claim }: ClaimState) =>
    claim.publication === 'withdrawn' ? { kind: claim.kind, ...claim.withdrawal } : null,
  render: claimBody,
  shownElsewhere: ({ claim }) => claim.publication,
  shownBy: async (tx, ids) => (await misnaming(tx, { ids: listed(ids) })).map(({ id }) => id),
  facets: {
    kind: (document) => document.kind,
    on_date: (document) => document.first_said_on ?? '',
    rating: (document) => document.verdict?.rating.key ?? '',
    result: ofPromise((promise) => promise.result),
    progress: ofPromise((promise) => promise.progress),
    testability: ofPromise((promise) => promise.testability),
    hedged: (document) => document.promise?.deadline.hedged ?? false,
    window_start: ofPromise((promise) => promise.deadline.window_start),
    window_end: ofPromise((promise) => promise.deadline.window_end),
    review_on: ofPromise((promise) => promise.deadline.review_on),
    // A claim of kind promise is due something even while nobody has said what would keep it.
    timing: ({ kind, promise }) =>
      promise ? timingOf(deadlineFacts(promise)) : kind === 'promise' ? 'none' : '',
    due_on: ({ kind, promise }) => {
      const { window_end = null, review_on = null } = promise?.deadline ?? {};
      return kind === 'promise' ? dueKey(window_end, review_on) : '';
    },
  },
  terms: {
    speaker: (document) => document.claimants.map(({ id }) => id),
    source: (document) => [
      ...document.quotes.map(({ source }) => source.id),
      ...document.sources.map(({ id }) => id),
    ],
    publisher: (document) =>
      publishersOf([...document.quotes.map(({ source }) => source), ...document.sources]),
    topic: (document) => document.topics.map((topic) => ({ value: topicKey(topic), label: topic })),
    related: (document) => (document.related ?? []).map(({ claim }) => claim),
    language: (document) => languageRanges(document.language),
    // Each number up to how often it was said, so that “at least” is one value.
    said_times: ({ said }) =>
      Array.from({ length: Math.min(said?.times ?? 1, SAID_TIMES_MAX) - 1 }, (_, i) => String(i + 2)),
  },
  search: ({ claim: { text, language, topics }, quotes, claimants, sources, promise }) => [
    { text, language },
    ...quotes.flatMap(({ quote }) => findableQuote(quote)),
    ...[...claimants, ...quotes.map(({ speaker }) => speaker)].flatMap(namesOf),
    ...topics.map((topic) => ({ text: topic, language })),
    ...partiesOf(promise?.promise),
    ...[...quotes.map(({ source }) => source), ...sources].flatMap(({ publisher }) => publisher ?? []),
  ],
  searchOf: (document) => [
    document,
    ...document.quotes.flatMap(findableQuote),
    ...[...document.claimants, ...document.quotes.map(({ speaker }) => speaker)].map(({ name }) => name),
    ...document.topics.map((text) => ({ text, language: document.language })),
    ...partiesOf(document.promise),
    ...[...document.quotes.map(({ source }) => source), ...document.sources].flatMap(
      ({ publisher }) => publisher ?? [],
    ),
  ],
  deadline: ({ promise }) => promise && deadlineFacts(promise),
  refold: async (tx, ids) => {
    const rows = await textsOf(tx, { ids: listed(ids) });
    await Promise.all(rows.map(({ id, text }) => rehash(tx, { id, text_sha256: hashOfText(text) })));
  },
});

/** A finding with the claim it is about. */
export interface FindingState<Row> {
  claim: ClaimState;
  row: Row;
}

/** A finding is public when it was approved and its claim is public. */
const head = <Row extends Verdict | Outcome>({ claim: { claim }, row }: FindingState<Row>) => ({
  publication:
    isApproved(row) && claim.publication === 'published' ? ('published' as const) : ('draft' as const),
  claim_id: claim.id,
});

/** Why it was sent back. */
const rejectionOf = ({ state, rejection }: Verdict | Outcome) =>
  state === 'rejected' && rejection !== null ? { rejection } : {};

/** It goes when its claim goes. */
const tombstoneOf = <Row extends Verdict | Outcome>({ claim: { claim }, row }: FindingState<Row>) =>
  isApproved(row) && claim.publication === 'withdrawn' ? { claim_id: claim.id, ...claim.withdrawal } : null;

const findingTerms = {
  claim: (document: { claim_id: string }) => [document.claim_id],
  state: (document: { state: string }) => [document.state],
};

const loadFindings = async <Row extends { id: string }>(
  tx: Reader,
  ids: readonly string[],
  claimsOf: (on: Reader, values: { ids: unknown }) => Promise<{ claim_id: string }[]>,
  rowsOf: (state: ClaimState) => readonly Row[],
): Promise<Map<string, FindingState<Row>>> => {
  const about = await claimsOf(tx, { ids: listed(ids) });
  const claims = await loadClaims(tx, [...new Set(about.map(({ claim_id }) => claim_id))]);
  const all = [...claims.values()].flatMap((claim) => rowsOf(claim).map((row) => ({ claim, row })));
  return new Map(all.filter(({ row }) => ids.includes(row.id)).map((state) => [state.row.id, state]));
};

const claimsOfVerdicts = select({ claim_id: verdicts.claim_id }, (query) =>
  query.from(verdicts).where(isAmong(verdicts.id, 'ids')),
);
const claimsOfOutcomes = select({ claim_id: outcomes.claim_id }, (query) =>
  query.from(outcomes).where(isAmong(outcomes.id, 'ids')),
);

export const verdict = subject({
  type: 'verdict',
  path: '/v1/verdicts',
  tag: 'Verdicts',
  rendersAfter: ['scale'],
  load: (tx, ids) => loadFindings(tx, ids, claimsOfVerdicts, ({ verdicts }) => verdicts),
  tombstone: tombstoneOf,
  render: (state: FindingState<Verdict>) => {
    const { claim, row } = state;
    const body = verdictBody(row, scaleOf(claim, row), publicOf(claim.verdicts));
    return { ...head(state), ...body, ...rejectionOf(row) };
  },
  shownBy: async (tx, ids) => (await claimsOfVerdicts(tx, { ids: listed(ids) })).map((row) => row.claim_id),
  facets: { rating: (document) => document.rating.key, on_date: (document) => document.decided_on ?? '' },
  terms: findingTerms,
});

export const outcome = subject({
  type: 'outcome',
  path: '/v1/outcomes',
  tag: 'Outcomes',
  rendersAfter: [],
  load: (tx, ids) => loadFindings(tx, ids, claimsOfOutcomes, ({ outcomes }) => outcomes),
  tombstone: tombstoneOf,
  render: (state: FindingState<Outcome>) => {
    const { claim, row } = state;
    const deadline = deadlineInForce(claim.promise, claim.claim.publication);
    return { ...head(state), ...outcomeBody(row, publicOf(claim.outcomes), deadline), ...rejectionOf(row) };
  },
  shownBy: async (tx, ids) => (await claimsOfOutcomes(tx, { ids: listed(ids) })).map((row) => row.claim_id),
  facets: {
    kind: (document) => document.kind,
    progress: (document) => document.progress ?? '',
    result: (document) => document.result ?? '',
    on_date: (document) => document.occurred_on ?? document.became_known_on ?? '',
  },
  terms: findingTerms,
});
