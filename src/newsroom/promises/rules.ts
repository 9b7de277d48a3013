/** What may become of a claim's promise: each a function of how the claim stands. */
import { isDeepStrictEqual } from 'node:util';
import type * as z from 'zod';
import { LIMITS } from '../../limits.ts';
import type { Actor } from '../../record/record.ts';
import { notFound, notPossible, unprocessable } from '../../record/refusal.ts';
import type { Anchor } from '../anchors/anchor.ts';
import type { ClaimState } from '../claims/load.ts';
import type { QuoteState } from '../quotes/quote.ts';
import { withProposer } from '../review.ts';
import {
  type DeadlineContent,
  deadlineContent,
  type NewDeadline,
  type Spoken,
  windowOfAnchor,
  writtenDeadline,
} from './deadline-rules.ts';
import type { DeadlineRow, PromiseState } from './load.ts';
import { countingDeadlines } from './render.ts';
import type { newPromise } from './shape.ts';

export type NewPromise = z.output<typeof newPromise>;

/** A claim without its promise, which is written after the rest. */
type Promised = Pick<ClaimState, 'claim' | 'quotes'>;

const spokenIn = ({ claim, quotes }: Promised): Spoken => ({
  quotes: quotes.map(({ quote }) => quote),
  language: claim.language,
  first_said_on: claim.first_said_on,
});

/** Adds, changes or takes away a claim's promise. What is public keeps its action and criteria. */
export const writePromise = (
  state: Promised,
  known: PromiseState | null,
  written: NewPromise | null,
  actor: string,
  anchors: readonly Anchor[],
): PromiseState | null => {
  const published = state.claim.publication === 'published';
  if (known && published) requireSameCriteria(known.promise, written);
  if (!written) return null;
  const { deadline, ...row } = written;
  const promise = {
    promise: { ...row, claim_id: state.claim.id },
    deadlines: writeDeadline(state, known?.deadlines ?? [], deadline, actor, anchors),
    anchors: anchorsOf(known, anchors),
    clarifications: known?.clarifications ?? [],
  };
  requireQuotes(state, promise);
  return promise;
};

const anchorsOf = (known: PromiseState | null, anchors: readonly Anchor[]): PromiseState['anchors'] =>
  new Map([...(known?.anchors ?? []), ...anchors.map((anchor) => [anchor.id, anchor] as const)]);

/** What will decide it may be said later, but not otherwise. */
const requireSameCriteria = (
  known: Pick<NewPromise, 'action' | 'criteria' | 'decided_by'>,
  written: NewPromise | null,
): void => {
  const same = written?.action === known.action && written.criteria === known.criteria;
  if (same && (known.decided_by === null || isDeepStrictEqual(known.decided_by, written.decided_by))) return;
  throw notPossible(
    'What keeps a promise is fixed once it is public: action, criteria and what decides it (`decided_by`) stay. Add a clarification (POST /v1/claims/{id}/clarifications).',
    'published',
    ['clarify'],
  );
};

/** Writes the deadline that counts: of a public promise the last confirmed, of a draft the last. */
const writeDeadline = (
  state: Promised,
  deadlines: readonly DeadlineRow[],
  written: NewDeadline | null,
  actor: string,
  anchors: readonly Anchor[],
): readonly DeadlineRow[] => {
  const { id: claim_id, publication } = state.claim;
  const last = countingDeadlines(deadlines, publication).at(-1);
  if (written && isKept(last, written)) return deadlines;
  if (!written) return deadlines.filter((row) => row !== last);
  const at = '/promise/deadline';
  const content = deadlineContent(actor, written, spokenIn(state), anchors, at);
  if (publication === 'published' && content.set_by === 'grammar') {
    throw unprocessable(
      `${at}/kind`,
      'this promise is public: say its kind and window yourself (POST /v1/deadlines/parse suggests them)',
    );
  }
  return last
    ? deadlines.map((row) => (row === last ? { ...row, ...content } : row))
    : withDeadline(deadlines, claim_id, content, []);
};

/** Whether what was written is the deadline that a person has set; what the grammar read is read again. */
const isKept = (last: DeadlineRow | undefined, written: NewDeadline): boolean =>
  last?.set_by === 'person' && JSON.stringify(writtenDeadline(last)) === JSON.stringify(written);

/** The same, of the deadline that counts for a claim. */
export const keepsDeadline = ({ claim, promise }: ClaimState, written: NewDeadline): boolean =>
  isKept(countingDeadlines(promise?.deadlines ?? [], claim.publication).at(-1), written);

/** Adds a deadline after those there are. */
const withDeadline = (
  deadlines: readonly DeadlineRow[],
  claim_id: string,
  content: DeadlineContent,
  proposed_by: string[],
): DeadlineRow[] => {
  const position = Math.max(0, ...deadlines.map((row) => row.position)) + 1;
  return [...deadlines, { ...content, claim_id, position, proposed_by }];
};

/** A deadline and the quote that gives it are shown together. Throws where one would go without. */
const requireQuotes = ({ claim, quotes }: Promised, { deadlines }: PromiseState): void => {
  const carried = quotes.map(({ quote }) => quote.id);
  const lost = countingDeadlines(deadlines, claim.publication).find(
    ({ quote_id }) => quote_id !== null && !carried.includes(quote_id),
  );
  if (!lost) return;
  throw unprocessable('/quotes', `deadline ${lost.position} of the promise was given in ${lost.quote_id}`);
};

const promiseOf = ({ claim, promise }: ClaimState): PromiseState => {
  if (!promise) throw notPossible('This claim has no promise.', claim.publication, []);
  return promise;
};

/**
 * Adds a deadline beside those there are; gives its position too. On a draft it belongs to the draft, on
 * a public promise it is a proposal. `named` is the quote that it names, which need not be one of the claim's.
 */
export const proposeDeadline = (
  state: ClaimState,
  written: NewDeadline,
  named: QuoteState | undefined,
  actor: Actor,
  anchors: readonly Anchor[],
): { after: ClaimState; position: number } => {
  const promise = promiseOf(state);
  if (promise.deadlines.length >= LIMITS.deadlines_per_claim) {
    throw notPossible(`A promise has at most ${LIMITS.deadlines_per_claim} deadlines.`, 'full', []);
  }
  if (written.quote !== null && !named) throw unprocessable('/quote', `there is no quote ${written.quote}`);
  if (named?.quote.publication === 'withdrawn') {
    throw unprocessable('/quote', `${named.quote.id} was withdrawn`);
  }
  const spoken = spokenIn(named ? withQuote(state, named) : state);
  const content = deadlineContent(actor.name, written, spoken, anchors, '');
  if (content.phrase === null && content.window_start === null && content.kind === 'none') {
    throw unprocessable('/phrase', 'a deadline needs a phrase or a kind');
  }
  const published = state.claim.publication === 'published';
  const deadlines = withDeadline(
    promise.deadlines,
    state.claim.id,
    published ? { ...content, confirmed_by: null } : content,
    published ? withProposer([], actor) : [],
  );
  const proposed = { ...state, promise: { ...promise, deadlines, anchors: anchorsOf(promise, anchors) } };
  const given = spoken.quotes.find(({ id }) => id === content.quote_id);
  const carried = [named, ...state.quotes].find((carried) => carried?.quote.id === given?.id);
  const after = published
    ? proposed
    : {
        ...(carried ? withQuote(proposed, carried) : proposed),
        claim: { ...state.claim, proposed_by: withProposer(state.claim.proposed_by, actor) },
      };
  return { after, position: deadlines.at(-1)?.position ?? 1 };
};

/** A claim that carries this quote too. */
const withQuote = <S extends Promised>(state: S, added: QuoteState): S =>
  state.quotes.some(({ quote }) => quote.id === added.quote.id)
    ? state
    : { ...state, quotes: [...state.quotes, added] };

/** A deadline that still awaits a person. Throws where there is none, and where it was confirmed. */
export const awaitingDeadline = (state: ClaimState, position: number): DeadlineRow => {
  const row = promiseOf(state).deadlines.find((deadline) => deadline.position === position);
  if (!row) throw notFound(`deadline ${position} of ${state.claim.id}`);
  if (row.confirmed_by !== null)
    throw notPossible(`${row.confirmed_by} has confirmed this deadline.`, 'confirmed', []);
  return row;
};

/** Makes a suggestion or proposal a deadline that counts; `given` is the quote that gives it. */
export const confirmDeadline = (
  state: ClaimState,
  row: DeadlineRow,
  given: QuoteState | undefined,
  confirmed_by: string,
): ClaimState => {
  const promise = promiseOf(state);
  const published = state.claim.publication === 'published';
  if (published && given?.quote.publication === 'withdrawn') {
    throw notPossible('The quote that gives this deadline was withdrawn.', 'proposed', ['reject']);
  }
  const deadlines = promise.deadlines.map((deadline) =>
    deadline === row ? { ...row, set_by: 'person' as const, confirmed_by } : deadline,
  );
  const confirmed = { ...state, promise: { ...promise, deadlines } };
  return published && given ? withQuote(confirmed, given) : confirmed;
};

/** Accepts, in a person's name, every deadline that nobody has accepted yet. */
export const confirmDeadlines = (promise: PromiseState | null, confirmed_by: string): PromiseState | null =>
  promise && {
    ...promise,
    deadlines: promise.deadlines.map((row) =>
      row.confirmed_by === null ? { ...row, set_by: 'person', confirmed_by } : row,
    ),
  };

/** Whether a suggestion was read as said on this day in this quote. */
const isReadIn = (row: DeadlineRow, quote_id: string, day: string | null): boolean =>
  row.set_by === 'grammar' && row.quote_id === quote_id && row.reference_date === day;

/** Whether the day of a quote, which was `former`, decides what nobody has confirmed yet. */
export const hangsOnDay = ({ promise }: ClaimState, quote_id: string, former: string | null): boolean =>
  promise?.deadlines.some((row) => isReadIn(row, quote_id, former)) ?? false;

/** Reads suggestions anew out of a quote whose day, which was `former`, is another now. What a person has set stays. */
export const rereadDeadlines = (
  state: ClaimState,
  quote_id: string,
  former: string | null,
  anchors: readonly Anchor[],
): ClaimState => {
  if (!state.promise) return state;
  const read = (row: DeadlineRow): DeadlineRow => {
    const written = { ...writtenDeadline(row), reference_date: null };
    return { ...row, ...deadlineContent('', written, spokenIn(state), anchors, '') };
  };
  const deadlines = state.promise.deadlines.map((row) => (isReadIn(row, quote_id, former) ? read(row) : row));
  return { ...state, promise: { ...state.promise, deadlines, anchors: anchorsOf(state.promise, anchors) } };
};

/** Takes a suggestion or proposal away. */
export const rejectDeadline = (state: ClaimState, row: DeadlineRow): ClaimState => {
  const promise = promiseOf(state);
  return {
    ...state,
    promise: { ...promise, deadlines: promise.deadlines.filter((deadline) => deadline !== row) },
  };
};

/** Adds a dated clarification to the criteria of a public promise. */
export const clarify = (
  state: ClaimState,
  text: string,
  author: string,
  clarified_on: string,
): ClaimState => {
  const promise = promiseOf(state);
  const { publication, id: claim_id } = state.claim;
  if (publication !== 'published') {
    throw notPossible('This promise is a draft: change its criteria.', publication, ['change']);
  }
  const { clarifications } = promise;
  if (clarifications.length >= LIMITS.clarifications_per_promise) {
    throw notPossible(`A promise has at most ${clarifications.length} clarifications.`, 'full', []);
  }
  const added = { claim_id, clarified_on, text, author };
  return { ...state, promise: { ...promise, clarifications: [...clarifications, added] } };
};

/** The deadlines that hang on this event, with the windows that its date opens now; the same row where nothing moves. */
export const moveDeadlines = (state: ClaimState, event: Anchor): ClaimState => {
  const promise = promiseOf(state);
  const deadlines = promise.deadlines.map((row) => {
    if (row.anchor_id !== event.id || row.anchor === null) return row;
    const window = windowOfAnchor(row.anchor, event.date, row.reference_date);
    const same = window.window_start === row.window_start && window.window_end === row.window_end;
    return same ? row : { ...row, ...window };
  });
  return {
    ...state,
    promise: { ...promise, deadlines, anchors: new Map([...promise.anchors, [event.id, event]]) },
  };
};

/** A claim's promise as a client writes it. */
export const writtenPromise = ({ claim, promise }: ClaimState): NewPromise | null => {
  if (!promise) return null;
  const last = countingDeadlines(promise.deadlines, claim.publication).at(-1);
  const { action, criteria, testability, condition, about, decided_by, responsible } = promise.promise;
  const first = { action, criteria, testability, condition, deadline: last ? writtenDeadline(last) : null };
  return { ...first, about: about ?? [], decided_by, responsible };
};
