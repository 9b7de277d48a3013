import { choice, index, json, table, text } from '../../db/kit.ts';
import { PUBLICATIONS } from '../../record/tables.ts';
import { FIDELITIES } from '../../text/fidelity.ts';
import type { Selector } from '../../text/selectors.ts';
import type { FidelityWarning } from '../../text/warnings.ts';
import type { Override } from '../review.ts';
import { sources } from '../sources/tables.ts';
import { speakers } from '../speakers/tables.ts';

export const QUOTE_FORMS = ['direct', 'partial', 'indirect'] as const;

/** Where a recording has the words; seconds from its beginning. */
export interface Media {
  url: string;
  start_seconds: number | null;
  end_seconds: number | null;
}

/** Words that were translated, as they were spoken. */
export interface Original {
  text: string;
  language: string;
}

export const quotes = table(
  'quotes',
  {
    id: text().primaryKey(),
    speaker_id: text()
      .notNull()
      .references(() => speakers.id, { onDelete: 'restrict' }),
    source_id: text()
      .notNull()
      .references(() => sources.id, { onDelete: 'restrict' }),
    text: text().notNull(),
    form: choice(QUOTE_FORMS).notNull(),
    speaker_role: text(),
    said_on: text(),
    venue: text(),
    language: text(),
    /** An instant, or a time of the day `said_on` where it was spoken. */
    said_at: text(),
    media: json<Media>(),
    original: json<Original>(),
    selectors: json<Selector[]>().notNull(),
    fidelity: choice(FIDELITIES).notNull(),
    /** Where the words are near but not the same: the difference, word by word. */
    fidelity_diff: json<{ kept?: string; quote?: string; source?: string }[]>(),
    /** Null where there is none, and for quotes that were compared before there were any. */
    fidelity_warnings: json<FidelityWarning[]>(),
    /** Where the words stand, as the end of a URL (Text Fragments); null where they do not. */
    text_fragment: text(),
    /** Why the quote is public although its words are not those of the source, or carry a warning. */
    override: json<Override>(),
    publication: choice(PUBLICATIONS).notNull(),
    withdrawal: json<Withdrawal>(),
    /** Ids of the keys that proposed what stands here; none of them may approve it. */
    proposed_by: json<string[]>().notNull(),
    author: text().notNull(),
    reviewer: text(),
    review: choice(['reviewed_by_another', 'reviewed_by_its_author', 'imported']),
  },
  (t) => [index('quotes_speaker').on(t.speaker_id), index('quotes_source').on(t.source_id)],
);

export interface Withdrawal {
  withdrawn_at: string;
  withdrawn_by: string;
  reason: string;
}
