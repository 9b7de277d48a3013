/** What a deadline is made of: as a person says it, or as the grammar reads it in the speaker's words. */
import type * as z from 'zod';
import { isAfter } from '../../record/days.ts';
import { unprocessable } from '../../record/refusal.ts';
import type { Anchor } from '../anchors/anchor.ts';
import type { QuoteRow } from '../quotes/quote.ts';
import type { DeadlineRow } from './load.ts';
import { anchoredWindow, readDeadline } from './reading.ts';
import { newDeadline } from './shape.ts';

export type NewDeadline = z.output<typeof newDeadline>;

type Window = Pick<DeadlineRow, 'window_start' | 'window_end'>;
/** What of a row follows from what was written. */
export type DeadlineContent = Omit<DeadlineRow, 'claim_id' | 'position' | 'proposed_by'>;

/** What the words of a claim's promise are read against. */
export interface Spoken {
  quotes: readonly QuoteRow[];
  language: string | null;
  first_said_on: string | null;
}

/**
 * The content of a deadline as written by `actor`. Throws where its parts contradict each other.
 * Without `kind` it is what the grammar reads in the phrase, which nobody has confirmed. `at` is the place
 * of the deadline in what was written.
 */
export const deadlineContent = (
  actor: string,
  written: NewDeadline,
  spoken: Spoken,
  known: readonly Anchor[],
  at: string,
): DeadlineContent => {
  const quote = quoteOf(written, spoken.quotes);
  if (written.quote !== null && !quote) {
    throw unprocessable(`${at}/quote`, `${written.quote} is not one of the claim’s quotes`);
  }
  const days = spoken.quotes.flatMap(({ said_on }) => said_on ?? []).sort();
  const said = {
    phrase: written.phrase,
    reference_date: written.reference_date ?? quote?.said_on ?? days[0] ?? spoken.first_said_on,
    quote_id: quote?.id ?? null,
  };
  if (written.kind === undefined && written.anchor === null && written.phrase !== null) {
    refuseDetails(written, at);
    const language = quote?.language ?? spoken.language ?? 'en';
    return { ...said, ...suggestion(known, written.phrase, said.reference_date, language) };
  }
  const { hedged, convention_note, review_on } = written;
  const kind = written.kind ?? (written.anchor ? 'event' : 'none');
  const hung = anchorOf(known, written, kind, said.reference_date, at);
  const window = hung ?? windowOf(written, kind, at);
  requireToCome(window, said.reference_date, written.window_passed === true, at);
  const by = { set_by: 'person' as const, confirmed_by: actor };
  const none = { anchor: null, anchor_id: null };
  return { ...said, kind, hedged, convention_note, review_on, ...by, ...none, ...window };
};

/** The quote that gives a deadline: the one named, or the only one in which its phrase stands. */
const quoteOf = ({ quote, phrase }: NewDeadline, carried: readonly QuoteRow[]): QuoteRow | undefined => {
  if (quote !== null) return carried.find(({ id }) => id === quote);
  if (phrase === null) return undefined;
  const [only, another] = carried.filter(({ text }) => text.toLowerCase().includes(phrase.toLowerCase()));
  return another ? undefined : only;
};

/** What only a person sets has no place beside a reading by the grammar. */
const refuseDetails = (written: NewDeadline, at: string): void => {
  const { window_start, window_end, hedged, convention_note, review_on } = written;
  const given = Object.entries({ window_start, window_end, convention_note, review_on, hedged }).find(
    ([, value]) => value !== null && value !== false,
  );
  if (given) throw unprocessable(`${at}/kind`, `say the kind along with ${given[0]}`);
};

const suggestion = (
  known: readonly Anchor[],
  phrase: string,
  reference_date: string | null,
  language: string,
): Omit<DeadlineContent, 'phrase' | 'reference_date' | 'quote_id'> => {
  const by = { set_by: 'grammar' as const, confirmed_by: null };
  if (reference_date === null) {
    const convention_note = 'The day on which the words were spoken is not known, so nothing was read.';
    const nothing = { window_start: null, window_end: null, anchor: null, anchor_id: null, review_on: null };
    return { ...by, ...nothing, kind: 'none', hedged: false, convention_note };
  }
  const reading = readDeadline(known, phrase, { reference_date, language });
  const { kind, window_start, window_end, hedged, anchor, event, review_on, explanation } = reading;
  return {
    ...by,
    kind,
    window_start,
    window_end,
    hedged,
    anchor: anchor && { phrase: anchor.phrase, relation: anchor.relation, offset: anchor.offset },
    anchor_id: event?.id ?? null,
    convention_note: explanation,
    review_on,
  };
};

/** The anchor that a person named, and the window its date opens; null where none was. */
const anchorOf = (
  known: readonly Anchor[],
  { anchor, window_start, window_end }: NewDeadline,
  kind: string,
  reference_date: string | null,
  at: string,
): (Pick<DeadlineContent, 'anchor' | 'anchor_id'> & Window) | null => {
  if (!anchor) return null;
  if (kind !== 'event') throw unprocessable(`${at}/anchor`, `a deadline of kind ${kind} hangs on no event`);
  if (window_start !== null || window_end !== null) {
    throw unprocessable(`${at}/anchor`, 'the window follows the date of the anchor; leave it out');
  }
  if (reference_date === null) {
    throw unprocessable(`${at}/reference_date`, 'say on which day the words were spoken');
  }
  const { key, ...use } = anchor;
  const event = known.find((candidate) => candidate.key === key || candidate.id === key);
  if (key !== null && !event) throw unprocessable(`${at}/anchor/key`, `there is no anchor ${key}`);
  const window = windowOfAnchor(use, event?.date ?? null, reference_date);
  return { anchor: use, anchor_id: event?.id ?? null, ...window };
};

/** The window that an anchor's date opens; none while it has no date. */
export const windowOfAnchor = (
  { phrase, relation, offset }: NonNullable<DeadlineRow['anchor']>,
  date: string | null,
  reference_date: string | null,
): Window =>
  date === null || reference_date === null
    ? { window_start: null, window_end: null }
    : anchoredWindow({ phrase: phrase ?? '', key: null, relation, offset }, date, reference_date);

const windowOf = ({ window_start, window_end }: NewDeadline, kind: string, at: string): Window => {
  if ((kind === 'vague' || kind === 'none') && (window_start !== null || window_end !== null)) {
    throw unprocessable(`${at}/window_end`, `a deadline of kind ${kind} has no window`);
  }
  if (window_start !== null && window_end !== null && window_end < window_start) {
    throw unprocessable(`${at}/window_end`, 'must not lie before window_start');
  }
  if (window_start === null && window_end !== null) {
    throw unprocessable(`${at}/window_start`, 'a window that ends must start');
  }
  return { window_start, window_end };
};

/** Throws where a window had ended before the words were spoken, which is a slip unless it is said to be meant. */
const requireToCome = (
  { window_end }: Window,
  reference_date: string | null,
  isMeant: boolean,
  at: string,
): void => {
  if (window_end === null || reference_date === null || isMeant || !isAfter(reference_date, window_end))
    return;
  const detail = `the window had ended when the words were spoken, on ${reference_date}: say \`window_passed: true\` where that is meant`;
  throw unprocessable(`${at}/window_end`, detail);
};

/** A deadline as a client writes it; of a suggestion only the words it was read out of. */
export const writtenDeadline = (row: DeadlineRow): NewDeadline => {
  const { phrase, reference_date, quote_id: quote } = row;
  if (row.set_by === 'grammar') return newDeadline.parse({ phrase, reference_date, quote });
  const { kind, hedged, convention_note, review_on } = row;
  const where = row.anchor
    ? { anchor: { ...row.anchor, key: row.anchor_id } }
    : { window_start: row.window_start, window_end: row.window_end };
  return newDeadline.parse({
    phrase,
    reference_date,
    kind,
    hedged,
    convention_note,
    review_on,
    quote,
    ...where,
  });
};
