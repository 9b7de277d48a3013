/** What makes a quote, and what may become of one. */
import type * as z from 'zod';
import { isAfter, isWhole } from '../../record/days.ts';
import type { Change } from '../../record/record.ts';
import { notPossible, Refusal, unprocessable } from '../../record/refusal.ts';
import { type Approval, type Override, withProposer } from '../review.ts';
import { loadSourceRows, publishSources, type Source, type SourceRow } from '../sources/source.ts';
import { findSpeakers, publishSpeakers, type Speaker } from '../speakers/speaker.ts';
import { requirePast } from '../time.ts';
import { type Compared, compareQuotes } from './compare.ts';
import { type QuoteRow, type QuoteState, saveQuotes } from './quote.ts';
import type { newQuote } from './shape.ts';
import type { Withdrawal } from './tables.ts';

export type NewQuote = z.output<typeof newQuote>;

/** What quotes name: speakers by id or slug, sources by id; and how their words compare with those sources. */
export interface Named {
  speakers: ReadonlyMap<string, Speaker>;
  sources: ReadonlyMap<string, Source & Pick<SourceRow, 'text'>>;
  compared: ReadonlyMap<NewQuote, Compared>;
}

/** Reads what these quotes name, and compares them with it. */
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
  return { speakers, sources, compared: await comparedWith(sources, written) };
};

/** How quotes compare with their sources: those of one source one after the other. */
export const comparedWith = async (
  sources: ReadonlyMap<string, Pick<SourceRow, 'id' | 'text' | 'language'>>,
  written: readonly NewQuote[],
): Promise<Map<NewQuote, Compared>> => {
  const compared = new Map<NewQuote, Compared>();
  for (const [id, quoted] of Map.groupBy(written, (quote) => quote.source)) {
    const source = sources.get(id);
    if (!source) continue;
    const asked = quoted.map((quote) => ({ ...quote, language: quote.language ?? source.language }));
    const answers = await compareQuotes(asked, source.text);
    for (const [i, quote] of quoted.entries()) {
      const answer = answers[i];
      if (answer) compared.set(quote, answer);
    }
  }
  return compared;
};

type QuoteContent = Omit<
  QuoteRow,
  'id' | 'publication' | 'withdrawal' | 'proposed_by' | 'author' | 'reviewer' | 'review' | 'override'
>;

/** Throws where the words would be spoken in the future. */
export const requireSpoken = (
  { today }: Pick<Change, 'today'>,
  { said_on, said_at }: Pick<NewQuote, 'said_on' | 'said_at'>,
  at = '',
  before: QuoteRow | null = null,
): void => {
  requirePast(today, { said_on }, before, at);
  if (said_at === null || said_at === before?.said_at || !isInstant(said_at)) return;
  // Where it is still to come everywhere.
  if (dayOf(said_at, -CLOCKS.behind) > today) {
    throw unprocessable(`${at}/said_at`, `${said_at} is still to come: today is ${today}`);
  }
};

/** How far the clocks of places are from UTC, at most, in hours. */
const CLOCKS = { behind: 12, ahead: 14 };
const HOUR_MS = 3_600_000;

/** The day of an instant by a clock so many hours ahead of UTC. */
const dayOf = (instant: string, hours: number): string =>
  new Date(Date.parse(instant) + hours * HOUR_MS).toISOString().slice(0, 10);

/** Whether a quote's `said_at` is an instant, and no time of its day. */
const isInstant = (said_at: string): boolean => said_at.includes('T');

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
  requireFittingTime(written, at);
  const checked = named.compared.get(written);
  if (!checked) throw new Error('a quote that was not compared');
  const content = {
    ...rest,
    speaker_id: speaker.id,
    source_id,
    ...checked,
    selectors: source.text === null ? selectors : checked.selectors,
  };
  return { content, speaker, source };
};

/** Throws where a quote was spoken at a time that its day does not have. */
const requireFittingTime = ({ said_at, said_on }: NewQuote, at: string): void => {
  if (said_at === null) return;
  if (!isInstant(said_at)) {
    // Of a day that is known in part there is no time.
    if (said_on === null || !isWhole(said_on))
      throw unprocessable(`${at}/said_at`, 'a time of day needs the day, said_on');
    return;
  }
  if (said_on === null) return;
  const days = [dayOf(said_at, -CLOCKS.behind), dayOf(said_at, CLOCKS.ahead)] as const;
  if (isAfter(days[0], said_on) || isAfter(said_on, days[1])) {
    throw unprocessable(`${at}/said_at`, `is nowhere on ${said_on}, said_on`);
  }
};

/** A new quote, a draft. `author` is who the record names. */
export const draftQuote = (
  change: Pick<Change, 'actor' | 'today'>,
  id: string,
  written: NewQuote,
  named: Named,
  { at = '', author = change.actor.name }: { at?: string; author?: string } = {},
): QuoteState => {
  const { actor } = change;
  requireSpoken(change, written, at);
  const { content, speaker, source } = contentOf(written, named, at);
  const quote = {
    ...content,
    id,
    publication: 'draft' as const,
    withdrawal: null,
    override: null,
    proposed_by: withProposer([], actor),
    author,
    reviewer: null,
    review: null,
  };
  return { quote, speaker, source };
};

/** A quote with what was written of it now. */
export const amendQuote = (
  change: Change,
  { quote }: QuoteState,
  written: NewQuote,
  named: Named,
): QuoteState => {
  const { actor } = change;
  requireSpoken(change, written, '', quote);
  const { content, speaker, source } = contentOf(written, named, '');
  // An override is of words as they stood.
  const isSame = quote.text === content.text && quote.fidelity === content.fidelity;
  const override = isSame && quote.source_id === content.source_id ? quote.override : null;
  return {
    quote: { ...quote, ...content, override, proposed_by: withProposer(quote.proposed_by, actor) },
    speaker,
    source,
  };
};

/** Quotes of one source compared with the text that it has now, `before` the one it had; none where there is none. */
export const recheckQuotes = async (
  states: readonly QuoteState[],
  source: SourceRow,
  before: string | null,
): Promise<{ before: QuoteState; after: QuoteState }[]> => {
  if (source.text === null) return [];
  const asked = states.map(({ quote }) => ({ ...quote, language: quote.language ?? source.language }));
  const compared = await compareQuotes(asked, source.text, before);
  return states.flatMap((state, i) => {
    const answer = compared[i];
    if (!answer) return [];
    const quote = { ...state.quote, ...answer };
    const override = isAsTheSource(quote) ? null : quote.override;
    return [{ before: state, after: { ...state, source, quote: { ...quote, override } } }];
  });
};

/** Whether words are those of the source, with nothing to warn of, or could not be compared. */
const isAsTheSource = ({ fidelity, fidelity_warnings }: QuoteRow): boolean =>
  fidelity !== 'near' && fidelity !== 'absent' && fidelity_warnings === null;

/** Whether a quote is published with an editor's override only, and has none. */
export const needsOverride = ({ quote }: QuoteState): boolean =>
  !isAsTheSource(quote) && quote.override === null;

/** Throws where one of these needs an override and none is given. */
export const requireOverride = (states: readonly QuoteState[], override: Override | null): void => {
  const ids = states.filter(needsOverride).map(({ quote }) => quote.id);
  if (ids.length === 0 || override) return;
  throw new Refusal(
    'override-needed',
    `The words of ${ids.join(', ')} are not those of the source, or carry a warning: send an \`override\` with a public reason, or change them.`,
    { quotes: ids },
  );
};

/** A quote with an editor's override where it needs one. Throws where it does and none is given. */
export const overriddenQuote = (state: QuoteState, override: Override | null): QuoteState => {
  requireOverride([state], override);
  return needsOverride(state) ? { ...state, quote: { ...state.quote, override } } : state;
};

/** The members of a quote as a client writes them. */
export const writtenQuote = ({ quote }: QuoteState): NewQuote => {
  const { speaker_id: speaker, source_id: source } = quote;
  const { text, form, speaker_role, said_on, venue, language, said_at, media, original, selectors } = quote;
  const when = { said_on, venue, language, said_at, media, original };
  return { speaker, source, text, form, speaker_role, ...when, selectors };
};

const POSSIBLE = { draft: ['publish'], published: ['withdraw'], withdrawn: [] } as const;

/** Throws where a quote does not stand as what is to be done with it needs. */
export const requirePublication = ({ quote }: QuoteState, needed: 'draft' | 'published'): void => {
  const { publication } = quote;
  if (publication !== needed) {
    throw notPossible(`This quote is ${publication}.`, publication, POSSIBLE[publication]);
  }
};

/** A quote made public. Throws where it needs an override and has none. */
export const publishedQuote = (
  state: QuoteState,
  approval: Approval,
  override: Override | null = null,
): QuoteState => {
  const { quote, ...rest } = overriddenQuote(state, override);
  return { ...rest, quote: { ...quote, publication: 'published', ...approval } };
};

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
