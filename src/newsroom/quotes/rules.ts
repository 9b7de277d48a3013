/** What makes a quote, and what may become of one. */
import type * as z from 'zod';
import type { Change } from '../../record/record.ts';
import { notPossible, unprocessable } from '../../record/refusal.ts';
import { checkQuote } from '../../text/fidelity.ts';
import { type Approval, withProposer } from '../review.ts';
import { loadSourceRows, publishSources, type Source, type SourceRow } from '../sources/source.ts';
import { findSpeakers, publishSpeakers, type Speaker } from '../speakers/speaker.ts';
import { type QuoteRow, type QuoteState, saveQuotes } from './quote.ts';
import type { newQuote } from './shape.ts';
import type { Withdrawal } from './tables.ts';

export type NewQuote = z.output<typeof newQuote>;

/** What quotes name: speakers by id or slug, sources by id. */
export interface Named {
  speakers: ReadonlyMap<string, Speaker>;
  sources: ReadonlyMap<string, SourceRow>;
}

/** Reads what these quotes name. */
export const namedBy = async ({ tx }: Change, written: readonly NewQuote[]): Promise<Named> => {
  const [speakers, sources] = await Promise.all([
    findSpeakers(
      tx,
      written.map(({ speaker }) => speaker),
    ),
    loadSourceRows(
      tx,
      written.map(({ source }) => source),
    ),
  ]);
  return { speakers, sources };
};

type QuoteContent = Omit<
  QuoteRow,
  'id' | 'publication' | 'withdrawal' | 'proposed_by' | 'author' | 'reviewer' | 'review'
>;

/** The content of a quote as written, its words checked. Throws where it names what is not there. `at`: its place. */
const contentOf = (
  written: NewQuote,
  named: Named,
  at: string,
): { content: QuoteContent; speaker: Speaker; source: Source } => {
  const { speaker: reference, source: source_id, selectors, ...rest } = written;
  const speaker = named.speakers.get(reference);
  if (!speaker) throw unprocessable(`${at}/speaker`, `there is no speaker ${reference}`);
  const source = named.sources.get(source_id);
  if (!source) throw unprocessable(`${at}/source`, `there is no source ${source_id}`);
  selectors.forEach((selector, i) => {
    if (selector.type === 'TextPositionSelector' && selector.end < selector.start) {
      throw unprocessable(`${at}/selectors/${i}/end`, 'must not lie before start');
    }
  });
  const checked = checkedAgainst(written, source);
  const content = {
    ...rest,
    speaker_id: speaker.id,
    source_id,
    ...checked,
    selectors: source.text === null ? selectors : checked.selectors,
  };
  return { content, speaker, source };
};

const checkedAgainst = ({ text, selectors }: Pick<NewQuote, 'text' | 'selectors'>, source: SourceRow) => {
  const position = selectors.find((selector) => selector.type === 'TextPositionSelector');
  return checkQuote(text, source.text, position?.start);
};

/** A new quote, a draft. `author` is who the record names. */
export const draftQuote = (
  { actor }: Change,
  id: string,
  written: NewQuote,
  named: Named,
  { at = '', author = actor.name }: { at?: string; author?: string } = {},
): QuoteState => {
  const { content, speaker, source } = contentOf(written, named, at);
  const quote = {
    ...content,
    id,
    publication: 'draft' as const,
    withdrawal: null,
    proposed_by: withProposer([], actor),
    author,
    reviewer: null,
    review: null,
  };
  return { quote, speaker, source };
};

/** A quote with what was written of it now. */
export const amendQuote = (
  { actor }: Change,
  { quote }: QuoteState,
  written: NewQuote,
  named: Named,
): QuoteState => {
  const { content, speaker, source } = contentOf(written, named, '');
  return {
    quote: { ...quote, ...content, proposed_by: withProposer(quote.proposed_by, actor) },
    speaker,
    source,
  };
};

/** A quote compared with the text that its source has now; null where there is none. */
export const recheckQuote = (state: QuoteState, source: SourceRow): QuoteState | null => {
  if (source.text === null) return null;
  return { ...state, source, quote: { ...state.quote, ...checkedAgainst(state.quote, source) } };
};

/** The members of a quote as a client writes them. */
export const writtenQuote = ({ quote }: QuoteState): NewQuote => {
  const { speaker_id: speaker, source_id: source } = quote;
  const { text, form, speaker_role, said_on, venue, language, selectors } = quote;
  return { speaker, source, text, form, speaker_role, said_on, venue, language, selectors };
};

const POSSIBLE = { draft: ['publish'], published: ['withdraw'], withdrawn: [] } as const;

/** Throws where a quote does not stand as what is to be done with it needs. */
export const requirePublication = ({ quote }: QuoteState, needed: 'draft' | 'published'): void => {
  const { publication } = quote;
  if (publication !== needed) {
    throw notPossible(`This quote is ${publication}.`, publication, POSSIBLE[publication]);
  }
};

/** A quote made public. */
export const publishedQuote = (state: QuoteState, approval: Approval): QuoteState => ({
  ...state,
  quote: { ...state.quote, publication: 'published', ...approval },
});

/** A quote taken back. */
export const withdrawnQuote = (state: QuoteState, withdrawal: Withdrawal): QuoteState => ({
  ...state,
  quote: { ...state.quote, publication: 'withdrawn', withdrawal },
});

/** Writes quotes that are public, and makes public with them whom and what they name. */
export const savePublicQuotes = async (
  change: Change,
  changed: readonly { before: QuoteState; after: QuoteState }[],
): Promise<void> => {
  await saveQuotes(change, changed);
  await publishSpeakers(
    change,
    changed.map(({ after }) => after.speaker),
  );
  await publishSources(
    change,
    changed.map(({ after }) => after.source),
  );
};
