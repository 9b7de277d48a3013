import { eq } from 'drizzle-orm';
import type { Connection } from '../../db/types.ts';
import type { Change, Subject } from '../../record/record.ts';
import { claimQuotes } from '../claims/tables.ts';
import { mentionSource, publishSource } from '../sources/render.ts';
import { sources } from '../sources/tables.ts';
import { mentionSpeaker, namesOf, publishSpeaker } from '../speakers/render.ts';
import { speakers } from '../speakers/tables.ts';
import { quotes } from './tables.ts';

interface QuoteRow {
  quotes: typeof quotes.$inferSelect;
  speakers: typeof speakers.$inferSelect;
  sources: typeof sources.$inferSelect;
}

/** Reads a quote together with its speaker and its source. */
export const readQuote = async (tx: Connection, id: string): Promise<QuoteRow | null> => {
  const [row] = await tx
    .select()
    .from(quotes)
    .innerJoin(speakers, eq(speakers.id, quotes.speaker_id))
    .innerJoin(sources, eq(sources.id, quotes.source_id))
    .where(eq(quotes.id, id));
  return row ?? null;
};

/** A quote's public members, the same in its own document and in that of a claim. */
export const quoteBody = (row: QuoteRow) => {
  const { text, form, speaker_role, said_on, venue, language, selectors, fidelity, fidelity_diff } =
    row.quotes;
  const { author, reviewer, review } = row.quotes;
  return {
    text,
    form,
    speaker: mentionSpeaker(row.speakers),
    speaker_role,
    said_on,
    venue,
    language,
    source: mentionSource(row.sources),
    selectors,
    fidelity,
    fidelity_diff,
    author,
    reviewer,
    review,
  };
};

/** A quote’s words with their language. */
export const findableQuote = ({ text, language }: QuoteRow['quotes']) => ({ text, language });

export type Approval = {
  reviewer: string | null;
  review: 'reviewed_by_another' | 'reviewed_by_its_author' | 'imported';
};

/** Makes a quote public, and with it its speaker and source. */
export const publishQuote = async (change: Change, id: string, approval: Approval): Promise<void> => {
  const { tx, touch } = change;
  const row = await readQuote(tx, id);
  if (!row) return;
  await tx
    .update(quotes)
    .set({ publication: 'published', ...approval })
    .where(eq(quotes.id, id));
  touch(id);
  if (row.speakers.publication === 'draft') await publishSpeaker(change, row.speakers.id);
  if (row.sources.publication === 'draft') await publishSource(change, row.sources.id);
};

export const quoteSubject: Subject = {
  type: 'quote',
  render: async (tx, id) => {
    const row = await readQuote(tx, id);
    if (!row) return null;
    const { publication, withdrawal, said_on } = row.quotes;
    if (publication === 'withdrawn') return { publication, body: { publication, ...withdrawal } };
    return {
      publication,
      body: { publication, ...quoteBody(row) },
      facets: { kind: row.quotes.form, on_date: said_on ?? '' },
      terms: { speaker: [row.speakers.id], source: [row.sources.id] },
      search: [findableQuote(row.quotes), ...namesOf(row.speakers), row.sources.publisher ?? ''],
    };
  },
  dependents: async (tx, id) => {
    const rows = await tx
      .select({ id: claimQuotes.claim_id })
      .from(claimQuotes)
      .where(eq(claimQuotes.quote_id, id));
    return rows.map((row) => row.id);
  },
};
