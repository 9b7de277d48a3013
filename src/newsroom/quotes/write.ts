/** Writing quotes: their references resolved, their words checked against the source. */
import { eq } from 'drizzle-orm';
import type * as z from 'zod';
import type { Caller } from '../../http/access.ts';
import { unprocessable } from '../../http/problems.ts';
import type { Change } from '../../record/record.ts';
import { findSource } from '../sources/render.ts';
import { findSpeaker } from '../speakers/render.ts';
import { checkQuote } from '../../text/fidelity.ts';
import type { newQuote } from './shape.ts';
import { quotes } from './tables.ts';

type NewQuote = z.output<typeof newQuote>;

/** The row of a quote as written; throws 422 where it names what does not exist. `at` points to it in the body. */
export const quoteRow = async ({ tx }: Change, written: NewQuote, at = '') => {
  const { speaker: reference, source: source_id, selectors, ...rest } = written;
  const speaker = await findSpeaker(tx, reference);
  if (!speaker) throw unprocessable(`${at}/speaker`, `there is no speaker ${reference}`);
  const source = await findSource(tx, source_id);
  if (!source) throw unprocessable(`${at}/source`, `there is no source ${source_id}`);
  selectors.forEach((selector, i) => {
    if (selector.type === 'TextPositionSelector' && selector.end < selector.start) {
      throw unprocessable(`${at}/selectors/${i}/end`, 'must not lie before start');
    }
  });
  const position = selectors.find((selector) => selector.type === 'TextPositionSelector');
  const checked = checkQuote(written.text, source.text, position?.start);
  return {
    ...rest,
    speaker_id: speaker.id,
    source_id,
    ...checked,
    selectors: source.text === null ? selectors : checked.selectors,
  };
};

/** Adds a quote as a draft; gives its id. */
export const addQuote = async (
  change: Change,
  caller: Caller,
  written: NewQuote,
  at = '',
): Promise<string> => {
  const id = change.newId('quote');
  await change.tx.insert(quotes).values({
    ...(await quoteRow(change, written, at)),
    id,
    publication: 'draft',
    proposed_by: [caller.key_id],
    author: caller.name,
  });
  await change.event({ action: 'quote.created', subject_id: id, after: written });
  return id;
};

/** Compares the quotes of a source with its new text. */
export const recheckQuotes = async (
  { tx, touch }: Change,
  source_id: string,
  text: string,
): Promise<void> => {
  for (const quote of await tx.select().from(quotes).where(eq(quotes.source_id, source_id))) {
    const position = quote.selectors.find((selector) => selector.type === 'TextPositionSelector');
    const checked = checkQuote(quote.text, text, position?.start);
    await tx.update(quotes).set(checked).where(eq(quotes.id, quote.id));
    touch(quote.id);
  }
};

/** The members of a quote as a client writes them. */
export const writtenQuote = async ({ tx }: Change, id: string) => {
  const [quote] = await tx.select().from(quotes).where(eq(quotes.id, id));
  if (!quote) return null;
  const { text, form, speaker_role, said_on, venue, language, selectors } = quote;
  const written = {
    speaker: quote.speaker_id,
    source: quote.source_id,
    text,
    form,
    speaker_role,
    said_on,
    venue,
    language,
    selectors,
  };
  return { quote, written };
};
