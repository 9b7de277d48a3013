/** The columns of claims, and so of promises, in spreadsheets. */
import type * as z from 'zod';
import { type Column, sheet } from '../../record/sheet.ts';
import { labelOf } from '../findings/sheet.ts';
import { headColumns, idsOf, reviewColumns } from '../head-columns.ts';
import type { claimDocument } from './shape.ts';

type Document = z.output<typeof claimDocument>;
type Quote = Document['quotes'][number];

const verdictColumns: readonly Column<Document>[] = [
  ['rating', 'key of the rating in force; empty: not yet rated', ({ verdict }) => verdict?.rating.key],
  [
    'rating_label',
    'the rating for people, in English where it has that',
    ({ verdict }) => verdict && labelOf(verdict.rating),
  ],
  ['rating_scale', 'key of its scale', ({ verdict }) => verdict?.rating.scale],
  ['rating_value', 'its number, where the scale has numbers', ({ verdict }) => verdict?.rating.value],
  ['verdict_id', 'id of the verdict in force', ({ verdict }) => verdict?.id],
  ['verdict_summary', 'the verdict in one sentence', ({ verdict }) => verdict?.summary],
  ['decided_on', 'the day it was decided', ({ verdict }) => verdict?.decided_on],
  ['evidence_urls', 'addresses of its evidence', ({ verdict }) => verdict?.evidence.map(({ url }) => url)],
];

const promiseColumns: readonly Column<Document>[] = [
  ['action', 'of a promise: what is to happen', ({ promise }) => promise?.action],
  ['criteria', 'by what one will see that it has', ({ promise }) => promise?.criteria],
  [
    'testability',
    '`testable`, `needs_interpretation` or `untestable`',
    ({ promise }) => promise?.testability,
  ],
  ['condition', 'on what it depends', ({ promise }) => promise?.condition?.text],
  ['condition_status', 'how that stands', ({ promise }) => promise?.condition?.status],
  [
    'deadline_phrase',
    'the deadline that counts, in the speaker’s words',
    ({ promise }) => promise?.deadline.phrase,
  ],
  ['deadline_kind', 'what kind of deadline', ({ promise }) => promise?.deadline.kind],
  ['window_start', 'its first day', ({ promise }) => promise?.deadline.window_start],
  ['window_end', 'its last day', ({ promise }) => promise?.deadline.window_end],
  ['hedged', 'whether the speaker weakened the time', ({ promise }) => promise?.deadline.hedged],
  ['review_on', 'when to look again, where there is no window', ({ promise }) => promise?.deadline.review_on],
  ['deadlines', 'how many deadlines the speaker gave', ({ promise }) => promise?.deadlines.length],
  ['progress', 'of the latest update', ({ promise }) => promise?.progress],
  ['result', 'of the ruling in force; empty: not ruled', ({ promise }) => promise?.result],
  ['done_on', 'the day it was kept, by that ruling', ({ promise }) => promise?.done_on],
  [
    'timeliness',
    'how it stands on the day of the answer, or of `as_of`',
    ({ promise }) => promise?.timeliness,
  ],
  ['days_left', 'days to the last day of the window', ({ promise }) => promise?.days_left],
  ['days_overdue', 'days since then, while it is not done', ({ promise }) => promise?.days_overdue],
  ['days_late', 'days from then to the day it was done', ({ promise }) => promise?.days_late],
  ['about', 'whom and what it is about', ({ promise }) => promise?.about?.map(({ name }) => name)],
  [
    'about_ids',
    'identifiers of those, each `scheme:id`',
    ({ promise }) => promise?.about?.flatMap(({ external_ids }) => idsOf(external_ids)),
  ],
  ['decided_by', 'what will decide it', ({ promise }) => promise?.decided_by?.what],
  ['decided_by_url', 'where that stands', ({ promise }) => promise?.decided_by?.url],
  ['responsible', 'who is to carry it out', ({ promise }) => promise?.responsible?.name],
];

/** Of `rows=quote`: one row for each quote that carries the claim. */
const quoteColumns: readonly Column<Quote>[] = [
  ['quote_id', 'id of the quote', ({ id }) => id],
  ['quote_text', 'the exact words', ({ text }) => text],
  ['quote_form', '`direct`, `partial` or `indirect`', ({ form }) => form],
  ['quote_speaker_id', 'who said it', ({ speaker }) => speaker.id],
  ['quote_speaker', 'the same, by name', ({ speaker }) => speaker.name],
  ['quote_speaker_role', 'what the speaker was then', ({ speaker_role }) => speaker_role],
  ['quote_said_on', 'the day it was spoken', ({ said_on }) => said_on],
  ['quote_fidelity', 'how the words compare with the source’s text', ({ fidelity }) => fidelity],
  ['quote_url', 'the source’s address at the words themselves', (quote) => quote.text_fragment_url],
  ['quote_source_id', 'in which source it stands', ({ source }) => source.id],
  ['quote_source_title', 'its title', ({ source }) => source.title],
  ['quote_source_url', 'where it stands', ({ source }) => source.url],
  ['quote_source_publisher', 'who published it', ({ source }) => source.publisher],
  ['quote_media_url', 'the recording that has the words', ({ media }) => media?.url],
  [
    'quote_original',
    'the words as they were spoken, where they were translated',
    (quote) => quote.original?.text,
  ],
];

const sourcesOf = ({ quotes, sources }: Document) => [...quotes.map(({ source }) => source), ...sources];

export const claimSheet = sheet<Document, Quote>({
  name: 'claims',
  columns: [
    ...headColumns('/v1/claims'),
    ['kind', '`statement`, `prediction`, `promise` or `not_checkable`', ({ kind }) => kind],
    ['text', 'the claim in the newsroom’s words', ({ text }) => text],
    ['language', 'its language (BCP 47)', ({ language }) => language],
    ['first_said_on', 'the day it was first said', ({ first_said_on }) => first_said_on],
    ['topics', 'its topics', ({ topics }) => topics],
    ['speaker_ids', 'who claims it', ({ claimants }) => claimants.map(({ id }) => id)],
    ['speaker_slugs', 'the same, by slug', ({ claimants }) => claimants.map(({ slug }) => slug)],
    ['speakers', 'the same, by name', ({ claimants }) => claimants.map(({ name }) => name)],
    ...verdictColumns,
    ...promiseColumns,
    ['outcomes', 'how many outcomes there are', ({ outcomes }) => outcomes.length],
    ['last_outcome', 'the note of the last', ({ outcomes }) => outcomes.at(-1)?.note],
    ['quotes', 'the words of the quotes that carry it', ({ quotes }) => quotes.map(({ text }) => text)],
    ['quote_ids', 'their ids', ({ quotes }) => quotes.map(({ id }) => id)],
    [
      'source_titles',
      'titles of the sources in which it stands',
      (claim) => sourcesOf(claim).map(({ title }) => title),
    ],
    ['source_urls', 'their addresses', (claim) => sourcesOf(claim).map(({ url }) => url)],
    ['corrections', 'how many corrections there are', ({ corrections }) => corrections.length],
    ...reviewColumns,
    ['article_url', 'the newsroom’s own piece on it', ({ article_url }) => article_url],
    ['article_title', 'its title', ({ article_title }) => article_title],
    ['same_as', 'other addresses of the same claim', ({ same_as }) => same_as],
    [
      'related',
      'other claims on record, each `relation:id`',
      ({ related }) => related?.map(({ relation, claim }) => `${relation}:${claim}`),
    ],
    ['said_times', 'how often it was said, as far as that was confirmed', ({ said }) => said?.times],
  ],
  part: { name: 'quote', of: ({ quotes }) => quotes, columns: quoteColumns },
});
