/** Quotes: the words of one speaker in one source, how they are read, rendered and written. */
import { eq, getTableColumns } from 'drizzle-orm';
import { isAmong, listed, select, writing } from '../../db/statement.ts';
import type { Reader } from '../../db/types.ts';
import type { Change } from '../../record/record.ts';
import { subject } from '../../record/subject.ts';
import { claimQuotes } from '../claims/tables.ts';
import { mentionSource, publishersOf, type Source, sourceColumns } from '../sources/source.ts';
import { sources } from '../sources/tables.ts';
import { mentionSpeaker, namesOf, type Speaker } from '../speakers/speaker.ts';
import { speakers } from '../speakers/tables.ts';
import { languageRanges } from '../../text/languages.ts';
import { fragmentUrl } from '../../text/selectors.ts';
import { laterOfQuote } from './shape.ts';
import { type Original, quotes } from './tables.ts';

export type QuoteRow = typeof quotes.$inferSelect;

/** A quote with who said it and where. */
export interface QuoteState {
  quote: QuoteRow;
  speaker: Speaker;
  source: Source;
}

/** The columns of a quote's state, for what joins quotes. */
export const quoteColumns = {
  quote: getTableColumns(quotes),
  speaker: getTableColumns(speakers),
  source: sourceColumns,
};

const byId = select(quoteColumns, (query) =>
  query
    .from(quotes)
    .innerJoin(speakers, eq(speakers.id, quotes.speaker_id))
    .innerJoin(sources, eq(sources.id, quotes.source_id))
    .where(isAmong(quotes.id, 'ids')),
);
const bySource = select(quoteColumns, (query) =>
  query
    .from(quotes)
    .innerJoin(speakers, eq(speakers.id, quotes.speaker_id))
    .innerJoin(sources, eq(sources.id, quotes.source_id))
    .where(isAmong(quotes.source_id, 'ids')),
);

export const loadQuotes = async (tx: Reader, ids: readonly string[]): Promise<Map<string, QuoteState>> => {
  if (ids.length === 0) return new Map();
  return new Map((await byId(tx, { ids: listed(ids) })).map((state) => [state.quote.id, state]));
};

/** The quotes that stand in a source. */
export const quotesInSource = (tx: Reader, source_id: string): Promise<QuoteState[]> =>
  bySource(tx, { ids: listed([source_id]) });

/** A quote's public members, the same in its own document and in that of a claim. */
export const quoteBody = ({ quote, speaker, source }: QuoteState) => {
  const { text, form, speaker_role, said_on, venue, language, selectors, fidelity, fidelity_diff } = quote;
  const { author, reviewer, review, text_fragment } = quote;
  const { url } = source;
  const text_fragment_url = url && text_fragment ? fragmentUrl(url, text_fragment) : null;
  return {
    text,
    form,
    speaker: mentionSpeaker(speaker),
    speaker_role,
    said_on,
    venue,
    language,
    source: mentionSource(source),
    selectors,
    fidelity,
    fidelity_diff,
    ...laterOfQuote.of({ ...quote, text_fragment_url }),
    author,
    reviewer,
    review,
  };
};

/** A quote’s words with their language, the translated and the spoken ones. */
export const findableQuote = (quote: {
  text: string;
  language: string | null;
  original?: Original | null | undefined;
}) => [{ text: quote.text, language: quote.language }, ...(quote.original ? [quote.original] : [])];

const carriers = select({ id: claimQuotes.claim_id }, (query) =>
  query.from(claimQuotes).where(isAmong(claimQuotes.quote_id, 'ids')),
);

/** The claims that carry these quotes. */
export const claimsCarrying = async (tx: Reader, ids: readonly string[]): Promise<string[]> =>
  (await carriers(tx, { ids: listed(ids) })).map(({ id }) => id);

export const quote = subject({
  type: 'quote',
  path: '/v1/quotes',
  tag: 'Quotes',
  rendersAfter: ['speaker', 'source'],
  load: loadQuotes,
  tombstone: ({ quote }: QuoteState) => (quote.publication === 'withdrawn' ? { ...quote.withdrawal } : null),
  render: (state) => ({ publication: state.quote.publication, ...quoteBody(state) }),
  shownBy: claimsCarrying,
  facets: { kind: (document) => document.form, on_date: (document) => document.said_on ?? '' },
  terms: {
    speaker: (document) => [document.speaker.id],
    source: (document) => [document.source.id],
    publisher: (document) => publishersOf([document.source]),
    language: (document) => languageRanges(document.language),
  },
  searchOf: (document) => [
    ...findableQuote(document),
    document.speaker.name,
    document.source.publisher ?? '',
  ],
  search: (state) => [...findableQuote(state.quote), ...namesOf(state.speaker), state.source.publisher ?? ''],
});

const rows = writing(quotes, ['id']);

/** Adds quotes; `written` is how each was given, for the ledger. */
export const addQuotes = async (
  change: Change,
  added: readonly { state: QuoteState; written: unknown }[],
): Promise<void> => {
  await rows.insert(
    change.tx,
    added.map(({ state }) => state.quote),
  );
  for (const { state, written } of added) {
    change.putPart(quote, state.quote.id, null, state);
    change.event({ action: 'quote.created', subject_id: state.quote.id, after: written });
  }
};

/** Writes how quotes stand now. */
export const saveQuotes = async (
  change: Change,
  changed: readonly { before: QuoteState; after: QuoteState }[],
): Promise<void> => {
  await rows.update(
    change.tx,
    changed.map(({ after }) => after.quote),
  );
  for (const { before, after } of changed) change.put(quote, after.quote.id, before, after);
};
