/** The columns of quotes in spreadsheets. */
import type * as z from 'zod';
import { sheet } from '../../record/sheet.ts';
import { headColumns, reviewColumns } from '../head-columns.ts';
import type { quoteDocument } from './shape.ts';

type Document = z.output<typeof quoteDocument>;

export const quoteSheet = sheet<Document>({
  name: 'quotes',
  columns: [
    ...headColumns('/v1/quotes'),
    ['text', 'the exact words', ({ text }) => text],
    ['form', '`direct`, `partial` or `indirect`', ({ form }) => form],
    ['speaker_id', 'who said it', ({ speaker }) => speaker.id],
    ['speaker_slug', 'the same, by slug', ({ speaker }) => speaker.slug],
    ['speaker', 'the same, by name', ({ speaker }) => speaker.name],
    ['speaker_role', 'what the speaker was then', ({ speaker_role }) => speaker_role],
    ['said_on', 'the day it was spoken', ({ said_on }) => said_on],
    ['venue', 'where it was spoken', ({ venue }) => venue],
    ['language', 'its language (BCP 47)', ({ language }) => language],
    ['source_id', 'in which source it stands', ({ source }) => source.id],
    ['source_kind', 'what kind of source that is', ({ source }) => source.kind],
    ['source_title', 'its title', ({ source }) => source.title],
    ['source_url', 'where it stands', ({ source }) => source.url],
    ['source_archived_url', 'where it is archived', ({ source }) => source.archived_url],
    ['source_publisher', 'who published it', ({ source }) => source.publisher],
    ['source_published_on', 'the day it was published', ({ source }) => source.published_on],
    ['quote_url', 'the source’s address at the words themselves', (quote) => quote.text_fragment_url],
    ['fidelity', 'how the words compare with the source’s text', ({ fidelity }) => fidelity],
    [
      'warnings',
      'what a reader should know of the words',
      (quote) => quote.fidelity_warnings?.map(({ kind }) => kind),
    ],
    ['override_reason', 'why it is public all the same', ({ override }) => override?.reason],
    ...reviewColumns,
    ['said_at', 'the instant or the time of day', ({ said_at }) => said_at],
    ['media_url', 'the recording that has the words', ({ media }) => media?.url],
    ['media_start_seconds', 'where in it they begin', ({ media }) => media?.start_seconds],
    ['media_end_seconds', 'and where they end', ({ media }) => media?.end_seconds],
    [
      'original_text',
      'the words as they were spoken, where `text` is a translation',
      ({ original }) => original?.text,
    ],
    ['original_language', 'their language (BCP 47)', ({ original }) => original?.language],
  ],
});
