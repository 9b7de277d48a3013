/** What makes a claim, and what may become of one. */
import type * as z from 'zod';
import { LIMITS } from '../../limits.ts';
import { recordWithdrawal } from '../../record/corrections.ts';
import { isAmong, listed, select } from '../../db/statement.ts';
import type { Reader } from '../../db/types.ts';
import type { Change } from '../../record/record.ts';
import { notPossible, unprocessable } from '../../record/refusal.ts';
import type { Publication } from '../../record/tables.ts';
import { allAnchors, type Anchor } from '../anchors/anchor.ts';
import { confirmDeadlines, keepsDeadline, writePromise, writtenPromise } from '../promises/rules.ts';
import { addQuotes, loadQuotes, type QuoteState } from '../quotes/quote.ts';
import {
  draftQuote,
  namedBy,
  needsOverride,
  overriddenQuote,
  publishedQuote,
  requireOverride,
  savePublicQuotes,
} from '../quotes/rules.ts';
import { type Approval, type Override, withProposer } from '../review.ts';
import { loadSources, publishSources, type Source } from '../sources/source.ts';
import { findSpeakers, publishSpeakers, type Speaker } from '../speakers/speaker.ts';
import { requirePast } from '../time.ts';
import { hashOfText } from './claim.ts';
import { claimantsOf, derivedMembers, firstDay, requireFirstDay } from './derived.ts';
import { type ClaimState, newestOf, type Related } from './load.ts';
import { saveClaims } from './save.ts';
import { type newClaim, TOO_MANY_SPEAKERS } from './shape.ts';
import { claims, type Derived } from './tables.ts';

export type NewClaim = z.output<typeof newClaim>;

/** What claims name, as it was read: quotes by id (new ones by their place among those written), and so on. */
export interface Parts {
  quotes: ReadonlyMap<string, QuoteState>;
  speakers: ReadonlyMap<string, Speaker>;
  sources: ReadonlyMap<string, Source>;
  anchors: readonly Anchor[];
  /** How claims stand that others name beside themselves, by their ids. */
  related: ReadonlyMap<string, Publication>;
}

/** Reads what these claims name, apart from what is at hand: quotes that are new, and what `before` has. */
export const partsOf = async (
  { tx }: Change,
  written: readonly NewClaim[],
  added: readonly QuoteState[] = [],
  before: ClaimState | null = null,
): Promise<Parts> => {
  const carried = byId([...added, ...(before?.quotes ?? [])], ({ quote }) => quote.id);
  const making = byId(before?.claimants ?? [], ({ id }) => id);
  const naming = byId(before?.sources ?? [], ({ id }) => id);
  const hasNewDeadline = written.some(
    ({ promise }) => promise?.deadline && !(before && keepsDeadline(before, promise.deadline)),
  );
  const relating = new Map(
    before?.related.flatMap(({ related_id, publication }) =>
      publication ? [[related_id, publication]] : [],
    ),
  );
  const unread = written.flatMap(({ related }) =>
    related.map(({ claim }) => claim).filter((id) => !relating.has(id)),
  );
  const [quotes, speakers, sources, anchors, related] = await Promise.all([
    loadQuotes(
      tx,
      written.flatMap(({ quotes }) =>
        quotes.filter((given) => typeof given === 'string').filter((id) => !carried.has(id)),
      ),
    ),
    findSpeakers(
      tx,
      written.flatMap(({ claimants }) => (claimants ?? []).filter((id) => !making.has(id))),
    ),
    loadSources(
      tx,
      written.flatMap(({ sources }) => sources.filter((id) => !naming.has(id))),
    ),
    hasNewDeadline ? allAnchors(tx) : [],
    publicationsOf(tx, unread),
  ]);
  return {
    quotes: new Map([...quotes, ...carried]),
    speakers: new Map([...speakers, ...making]),
    sources: new Map([...sources, ...naming]),
    anchors,
    related: new Map([...relating, ...related]),
  };
};

const readPublications = select({ id: claims.id, publication: claims.publication }, (query) =>
  query.from(claims).where(isAmong(claims.id, 'ids')),
);

/** How these claims stand, by their ids; those that there are. */
export const publicationsOf = async (
  tx: Reader,
  ids: readonly string[],
): Promise<Map<string, Publication>> => {
  if (ids.length === 0) return new Map();
  return new Map(
    (await readPublications(tx, { ids: listed(ids) })).map(({ id, publication }) => [id, publication]),
  );
};

const byId = <T>(items: readonly T[], idOf: (item: T) => string): Map<string, T> =>
  new Map(items.map((item) => [idOf(item), item]));

/** Adds the new quotes that come along with a claim as drafts; gives the claim with their ids in their places. */
export const addNewQuotes = async (
  change: Change,
  written: NewClaim,
): Promise<{ written: NewClaim; added: QuoteState[] }> => {
  const fresh = written.quotes.filter((given) => typeof given !== 'string');
  if (fresh.length === 0) return { written, added: [] };
  const named = await namedBy(change, fresh);
  const added: { state: QuoteState; written: unknown }[] = [];
  const quotes = written.quotes.map((given, i) => {
    if (typeof given === 'string') return given;
    const id = change.newId('quote');
    added.push({ state: draftQuote(change, id, given, named, { at: `/quotes/${i}` }), written: given });
    return id;
  });
  await addQuotes(change, added);
  return { written: { ...written, quotes }, added: added.map(({ state }) => state) };
};

/** How a claim stands as it is written, all that it names being there. `before`: how it stood, null where it is new. */
export const composeClaim = (
  { actor, today }: Pick<Change, 'actor' | 'today'>,
  id: string,
  written: NewClaim,
  parts: Parts,
  before: ClaimState | null,
  author: string = actor.name,
): ClaimState => {
  if (written.promise && written.kind !== 'promise') {
    throw unprocessable('/promise', 'only a claim of kind promise has one');
  }
  requireDays(today, written, before);
  const named = namedIn(written, parts, before);
  const { kind, text, language, topics, article_url, article_title, same_as } = written;
  if (article_title !== null && article_url === null) {
    throw unprocessable('/article_title', 'the title of an article goes with its article_url');
  }
  const content = {
    kind,
    text,
    text_sha256: hashOfText(text),
    language,
    topics: [...new Set(topics)],
    first_said_on: written.first_said_on ?? named.said_on,
    article_url,
    article_title,
    same_as: [...new Set(same_as)],
    derived: derivedOf(written),
    rejection: null,
  };
  const claim = before
    ? { ...before.claim, ...content, proposed_by: withProposer(before.claim.proposed_by, actor) }
    : {
        ...content,
        id,
        publication: 'draft' as const,
        withdrawal: null,
        said: null,
        proposed_by: withProposer([], actor),
        author,
        reviewer: null,
        review: null,
      };
  if (before && content.first_said_on !== before.claim.first_said_on) {
    const { outcomes } = before;
    const place = written.first_said_on === null ? '/quotes' : '/first_said_on';
    requireFirstDay({ claim, outcomes }, content.first_said_on, place);
  }
  const { claimants, quotes, sources } = named;
  const state = {
    claim,
    claimants,
    quotes,
    sources,
    related: relatedIn(written, id, parts),
    verdicts: before?.verdicts ?? [],
    outcomes: before?.outcomes ?? [],
    scales: before?.scales ?? new Map(),
    corrections: before?.corrections ?? [],
  };
  requireFittingKind(state);
  const promise = writePromise(state, before?.promise ?? null, written.promise, actor.name, parts.anchors);
  return { ...state, promise };
};

const namedIn = (
  written: NewClaim,
  parts: Parts,
  before: ClaimState | null,
): Pick<ClaimState, 'claimants' | 'quotes' | 'sources'> & { said_on: string | null } => {
  const carried = new Map<string, QuoteState>();
  written.quotes.forEach((given, i) => {
    const state = typeof given === 'string' ? parts.quotes.get(given) : undefined;
    if (!state) throw unprocessable(`/quotes/${i}`, `there is no quote ${given}`);
    const { id, publication } = state.quote;
    if (publication === 'withdrawn') throw unprocessable(`/quotes/${i}`, `${id} was withdrawn`);
    carried.set(id, state);
  });
  const quotes = [...carried.values()];
  const made = new Map<string, Speaker>();
  (written.claimants ?? []).forEach((reference, i) => {
    const speaker = parts.speakers.get(reference);
    if (!speaker) throw unprocessable(`/claimants/${i}`, `there is no speaker ${reference}`);
    made.set(speaker.id, speaker);
  });
  if (written.claimants === undefined) {
    for (const speaker of claimantsOf(quotes, before)) made.set(speaker.id, speaker);
    if (made.size > LIMITS.claimants) throw unprocessable('/quotes', TOO_MANY_SPEAKERS);
  }
  const named = new Map<string, Source>();
  written.sources.forEach((id, i) => {
    const source = parts.sources.get(id);
    if (!source) throw unprocessable(`/sources/${i}`, `there is no source ${id}`);
    named.set(id, source);
  });
  return {
    claimants: [...made.values()],
    quotes,
    sources: [...named.values()],
    said_on: firstDay(quotes),
  };
};

/** What of a claim as it is written follows its quotes. */
const derivedOf = ({ claimants, first_said_on }: NewClaim): Derived[] => [
  ...(claimants === undefined ? (['claimants'] as const) : []),
  ...(first_said_on === null ? (['first_said_on'] as const) : []),
];

/** The claims that one names beside itself, each once. Throws where one is not there, was withdrawn, or is itself. */
const relatedIn = ({ related }: NewClaim, own: string, parts: Parts): Related[] => {
  const named = new Map<string, Related>();
  related.forEach(({ claim: related_id, relation }, i) => {
    const at = `/related/${i}/claim`;
    const publication = parts.related.get(related_id);
    if (related_id === own) throw unprocessable(at, 'is the claim itself');
    if (publication === undefined) throw unprocessable(at, `there is no claim ${related_id}`);
    if (publication === 'withdrawn') throw unprocessable(at, `${related_id} was withdrawn`);
    if (named.has(related_id)) throw unprocessable(at, `${related_id} stands there already`);
    named.set(related_id, { related_id, relation, publication });
  });
  return [...named.values()];
};

/** Throws where it would first be said in the future. */
const requireDays = (today: string, written: NewClaim, before: ClaimState | null): void => {
  const { first_said_on, promise } = written;
  const spoken = promise?.deadline?.reference_date ?? null;
  if (!before?.promise?.deadlines.some(({ reference_date }) => reference_date === spoken)) {
    requirePast(today, { reference_date: spoken }, null, '/promise/deadline');
  }
  if (first_said_on === before?.claim.first_said_on) return;
  requirePast(today, { first_said_on });
};

/** Throws where a claim's findings do not fit its kind. */
const requireFittingKind = ({ claim, verdicts, outcomes }: Omit<ClaimState, 'promise'>): void => {
  if (verdicts.length > 0 && claim.kind === 'not_checkable') {
    throw unprocessable('/kind', 'this claim has a verdict');
  }
  if (claim.kind !== 'promise' && outcomes.some(({ kind }) => kind === 'ruling')) {
    throw unprocessable('/kind', 'this claim has a ruling, as only a promise has');
  }
};

/** A claim as a client writes it. */
export const writtenClaim = (state: ClaimState): NewClaim => {
  const { kind, text, language, first_said_on, topics } = state.claim;
  const { article_url, article_title, same_as } = state.claim;
  const derived = derivedMembers(state);
  return {
    kind,
    text,
    language,
    first_said_on: derived.includes('first_said_on') ? null : first_said_on,
    topics,
    article_url,
    article_title,
    same_as: same_as ?? [],
    related: state.related.map(({ related_id, relation }) => ({ claim: related_id, relation })),
    ...(derived.includes('claimants') ? {} : { claimants: state.claimants.map(({ id }) => id) }),
    quotes: state.quotes.map(({ quote }) => quote.id),
    sources: state.sources.map(({ id }) => id),
    promise: writtenPromise(state),
  };
};

const POSSIBLE = { draft: ['publish', 'reject'], published: ['withdraw'], withdrawn: [] } as const;

/** Throws where a claim does not stand as what is to be done with it needs. */
export const requirePublication = ({ claim }: ClaimState, needed: 'draft' | 'published'): void => {
  const { publication } = claim;
  if (publication !== needed) {
    throw notPossible(`This claim is ${publication}.`, publication, POSSIBLE[publication]);
  }
};

/** A draft sent back to its author, with a reason: it awaits approval again once it is changed. */
export const rejectedClaim = (state: ClaimState, rejection: string): ClaimState => {
  requirePublication(state, 'draft');
  return { ...state, claim: { ...state.claim, rejection } };
};

/** Who proposed what becomes public along with a claim. */
export const proposersOfParts = ({ quotes }: ClaimState): string[] =>
  quotes.flatMap(({ quote }) => (quote.publication === 'draft' ? quote.proposed_by : []));

/** A claim made public, with all it shows: its quotes, and the deadlines that nobody has accepted yet. */
export const publishedClaim = (
  state: ClaimState,
  approval: Approval,
  override: Override | null = null,
): ClaimState => ({
  ...withPublicParts(state, approval, override),
  claim: { ...state.claim, publication: 'published', rejection: null, ...approval },
  promise: approval.reviewer === null ? state.promise : confirmDeadlines(state.promise, approval.reviewer),
});

/** A quote as a public claim carries it: public, and with an override where one is given and needed. */
const publicPart = (carried: QuoteState, approval: Approval, override: Override | null): QuoteState => {
  if (carried.quote.publication === 'draft') return publishedQuote(carried, approval, override);
  return override ? overriddenQuote(carried, override) : carried;
};

/** A claim whose quotes are public. */
export const withPublicParts = (
  state: ClaimState,
  approval: Approval,
  override: Override | null = null,
): ClaimState => ({
  ...state,
  quotes: state.quotes.map((carried) => publicPart(carried, approval, override)),
});

/** Throws where a claim carries a quote that needs an override and none is given. */
export const requireOverrides = ({ quotes }: ClaimState, override: Override | null): void =>
  requireOverride(quotes, override);

/** Makes public what public claims show: their draft quotes, their speakers and sources. */
export const publishParts = async (
  change: Change,
  states: readonly ClaimState[],
  approval: Approval,
  override: Override | null = null,
): Promise<void> => {
  const changed = new Map(
    states
      .flatMap(({ quotes }) => quotes)
      .filter((state) => state.quote.publication === 'draft' || (override && needsOverride(state)))
      .map((state) => [state.quote.id, state]),
  );
  await savePublicQuotes(
    change,
    [...changed.values()].map((before) => ({ before, after: publicPart(before, approval, override) })),
  );
  await publishSpeakers(
    change,
    states.flatMap(({ claimants }) => claimants),
  );
  await publishSources(
    change,
    states.flatMap(({ sources }) => sources),
  );
};

/** Takes a public claim back: a tombstone in its place and in those of its findings, and a retraction. */
export const withdrawClaim = async (change: Change, before: ClaimState, reason: string): Promise<void> => {
  requirePublication(before, 'published');
  const { id } = before.claim;
  const withdrawal = { withdrawn_at: change.at, withdrawn_by: change.actor.name, reason };
  const claim = { ...before.claim, publication: 'withdrawn' as const, withdrawal };
  await saveClaims(change, [{ before, after: { ...before, claim } }]);
  await recordWithdrawal(change, id, id, reason);
  change.event({ action: 'claim.withdrawn', subject_id: id, after: withdrawal });
};

/** A claim that shows these corrections too. */
export const withCorrections = (state: ClaimState, added: ClaimState['corrections']): ClaimState => ({
  ...state,
  corrections: newestOf([...state.corrections, ...added]),
});
