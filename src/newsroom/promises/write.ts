/** Writing the promise of a claim and its deadlines. */
import { and, asc, eq, isNull, max } from 'drizzle-orm';
import type * as z from 'zod';
import type { Connection } from '../../db/types.ts';
import { notPossible, unprocessable } from '../../http/problems.ts';
import type { Change } from '../../record/record.ts';
import { findAnchor } from '../anchors/render.ts';
import { claimQuotes, claims } from '../claims/tables.ts';
import { windowFromAnchor } from '../../deadlines/index.ts';
import { readDeadline } from './reading.ts';
import { outcomes } from '../findings/tables.ts';
import { quotes } from '../quotes/tables.ts';
import { type DeadlineRow, deadlinesOf } from './render.ts';
import { newDeadline, type newPromise } from './shape.ts';
import { deadlines, promises } from './tables.ts';

type NewPromise = z.output<typeof newPromise>;
export type NewDeadline = z.output<typeof newDeadline>;
type Quote = typeof quotes.$inferSelect;
type Window = Pick<DeadlineRow, 'window_start' | 'window_end'>;
/** What of a row follows from what was written. */
type Content = Omit<DeadlineRow, 'id' | 'claim_id' | 'position' | 'proposed_by'>;

/** What the words of a claim's promise are read against. */
export interface Spoken {
  quotes: readonly Quote[];
  language: string | null;
  first_said_on: string | null;
}

/** The quotes that carry a claim, with its own language and day. */
export const spokenIn = async (tx: Connection, claim_id: string): Promise<Spoken> => {
  const [claim] = await tx.select().from(claims).where(eq(claims.id, claim_id));
  const carried = await tx
    .select()
    .from(claimQuotes)
    .innerJoin(quotes, eq(quotes.id, claimQuotes.quote_id))
    .where(eq(claimQuotes.claim_id, claim_id))
    .orderBy(asc(claimQuotes.position));
  return {
    quotes: carried.map((row) => row.quotes),
    language: claim?.language ?? null,
    first_said_on: claim?.first_said_on ?? null,
  };
};

/**
 * The row of a deadline as written by `actor`; throws 422 where its parts contradict each other.
 * Without `kind` it is what the grammar reads in the phrase, which nobody has confirmed. `at` points
 * to the deadline in the body.
 */
export const deadlineContent = async (
  tx: Connection,
  actor: string,
  written: NewDeadline,
  spoken: Spoken,
  at: string,
): Promise<Content> => {
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
    return { ...said, ...(await suggestion(tx, written.phrase, said.reference_date, language)) };
  }
  const { hedged, convention_note, review_on } = written;
  const kind = written.kind ?? (written.anchor ? 'event' : 'none');
  const hung = await anchorOf(tx, written, kind, said.reference_date, at);
  const window = hung ?? windowOf(written, kind, at);
  const by = { set_by: 'person' as const, confirmed_by: actor };
  const none = { anchor: null, anchor_id: null };
  return { ...said, kind, hedged, convention_note, review_on, ...by, ...none, ...window };
};

/** The quote that gives a deadline: the one named, or the only one in which its phrase stands. */
const quoteOf = ({ quote, phrase }: NewDeadline, carried: readonly Quote[]): Quote | undefined => {
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

const suggestion = async (
  tx: Connection,
  phrase: string,
  reference_date: string | null,
  language: string,
): Promise<Omit<Content, 'phrase' | 'reference_date' | 'quote_id'>> => {
  const by = { set_by: 'grammar' as const, confirmed_by: null };
  if (reference_date === null) {
    const convention_note = 'The day on which the words were spoken is not known, so nothing was read.';
    const nothing = { window_start: null, window_end: null, anchor: null, anchor_id: null, review_on: null };
    return { ...by, ...nothing, kind: 'none', hedged: false, convention_note };
  }
  const reading = await readDeadline(tx, phrase, { reference_date, language });
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
const anchorOf = async (
  tx: Connection,
  { anchor, window_start, window_end }: NewDeadline,
  kind: string,
  reference_date: string | null,
  at: string,
): Promise<(Pick<Content, 'anchor' | 'anchor_id'> & Window) | null> => {
  if (!anchor) return null;
  if (kind !== 'event') throw unprocessable(`${at}/anchor`, `a deadline of kind ${kind} hangs on no event`);
  if (window_start !== null || window_end !== null) {
    throw unprocessable(`${at}/anchor`, 'the window follows the date of the anchor; leave it out');
  }
  if (reference_date === null) {
    throw unprocessable(`${at}/reference_date`, 'say on which day the words were spoken');
  }
  const { key, ...use } = anchor;
  const event = key === null ? undefined : await findAnchor(tx, key);
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
    : windowFromAnchor({ phrase: phrase ?? '', key: null, relation, offset }, date, reference_date);

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

/** Adds, changes or takes away a claim's promise. What is public keeps its action and criteria. */
export const writePromise = async (
  change: Change,
  claim_id: string,
  written: NewPromise | null,
): Promise<void> => {
  const { tx } = change;
  const [known] = await tx.select().from(promises).where(eq(promises.claim_id, claim_id));
  const [claim] = await tx
    .select({ publication: claims.publication })
    .from(claims)
    .where(eq(claims.id, claim_id));
  const published = claim?.publication === 'published';
  if (known && published) requireSameCriteria(known, written);
  if (!written) {
    if (known) {
      await tx.delete(deadlines).where(eq(deadlines.claim_id, claim_id));
      await tx.delete(promises).where(eq(promises.claim_id, claim_id));
    }
    return;
  }
  const { deadline, ...row } = written;
  if (known) await tx.update(promises).set(row).where(eq(promises.claim_id, claim_id));
  else await tx.insert(promises).values({ ...row, claim_id });
  await writeDeadline(change, claim_id, deadline, published);
  await requireQuotes(tx, claim_id, published);
};

const requireSameCriteria = (
  known: Pick<NewPromise, 'action' | 'criteria'>,
  written: NewPromise | null,
): void => {
  if (written?.action === known.action && written.criteria === known.criteria) return;
  throw notPossible(
    'What keeps a promise is fixed once it is public: action and criteria stay. Add a clarification (POST /v1/claims/{id}/clarifications).',
    'published',
    ['clarify'],
  );
};

/** Writes the deadline that counts: of a public promise the last confirmed, of a draft the last. */
const writeDeadline = async (
  change: Change,
  claim_id: string,
  written: NewDeadline | null,
  published: boolean,
): Promise<void> => {
  const { tx, actor } = change;
  const last = (await deadlinesOf(tx, claim_id, { proposals: !published })).at(-1)?.deadlines;
  const stays = last && written && isSame(writtenDeadline(last), written);
  if (stays && last.set_by === 'person') return;
  if (!written && !last) return;
  if (!written && last) await tx.delete(deadlines).where(eq(deadlines.id, last.id));
  if (written) {
    const at = '/promise/deadline';
    const content = await deadlineContent(tx, actor.name, written, await spokenIn(tx, claim_id), at);
    if (published && content.set_by === 'grammar') {
      throw unprocessable(
        `${at}/kind`,
        'this promise is public: say its kind and window yourself (POST /v1/deadlines/parse suggests them)',
      );
    }
    if (last) await tx.update(deadlines).set(content).where(eq(deadlines.id, last.id));
    else await addDeadline(change, claim_id, content, []);
  }
  await touchOutcomes(change, claim_id);
};

/** A deadline and the quote that gives it are shown together; throws 422 where one would go without. */
const requireQuotes = async (tx: Connection, claim_id: string, published: boolean): Promise<void> => {
  const carried = (await spokenIn(tx, claim_id)).quotes.map(({ id }) => id);
  const given = await deadlinesOf(tx, claim_id, { proposals: !published });
  const lost = given.find(({ deadlines: { quote_id } }) => quote_id !== null && !carried.includes(quote_id));
  if (!lost) return;
  const { position, quote_id } = lost.deadlines;
  throw unprocessable('/quotes', `deadline ${position} of the promise was given in ${quote_id}`);
};

/** Adds a deadline after those there are; gives its position. */
export const addDeadline = async (
  { tx }: Change,
  claim_id: string,
  content: Content,
  proposed_by: string[],
): Promise<number> => {
  const [last] = await tx
    .select({ position: max(deadlines.position) })
    .from(deadlines)
    .where(eq(deadlines.claim_id, claim_id));
  const position = (last?.position ?? 0) + 1;
  await tx.insert(deadlines).values({ ...content, claim_id, position, proposed_by });
  return position;
};

/** Accepts, in a person's name, every deadline of a claim that nobody has accepted yet. */
export const confirmDeadlines = async (
  { tx }: Change,
  claim_id: string,
  confirmed_by: string,
): Promise<void> => {
  await tx
    .update(deadlines)
    .set({ set_by: 'person', confirmed_by })
    .where(and(eq(deadlines.claim_id, claim_id), isNull(deadlines.confirmed_by)));
};

/** Whether a ruling was on time depends on the deadline, and stands in the outcome's own document. */
export const touchOutcomes = async ({ tx, touch }: Change, claim_id: string): Promise<void> => {
  const rows = await tx.select({ id: outcomes.id }).from(outcomes).where(eq(outcomes.claim_id, claim_id));
  for (const { id } of rows) touch(id);
};

const isSame = (a: NewDeadline, b: NewDeadline): boolean => JSON.stringify(a) === JSON.stringify(b);

/** A deadline as a client writes it; of a suggestion only the words it was read out of. */
const writtenDeadline = (row: DeadlineRow): NewDeadline => {
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

/** A claim's promise as a client writes it. */
export const writtenPromise = async ({ tx }: Change, claim_id: string): Promise<NewPromise | null> => {
  const [promise] = await tx.select().from(promises).where(eq(promises.claim_id, claim_id));
  if (!promise) return null;
  const [claim] = await tx
    .select({ publication: claims.publication })
    .from(claims)
    .where(eq(claims.id, claim_id));
  const rows = await deadlinesOf(tx, claim_id, { proposals: claim?.publication === 'draft' });
  const last = rows.at(-1)?.deadlines;
  const { action, criteria, testability, condition } = promise;
  return { action, criteria, testability, condition, deadline: last ? writtenDeadline(last) : null };
};
