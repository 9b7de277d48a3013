/** What claims and quotes break down by, and how the values are called. */
import { type SQL, sql } from 'drizzle-orm';
import type { Connection } from '../db/types.ts';
import type { Facet, FacetCounter, FacetCounts } from '../record/facets.ts';
import type { Filter } from '../record/list-query.ts';
import { entryTerms, termValues } from '../record/tables.ts';
import { claims } from './claims/tables.ts';
import { quotes } from './quotes/tables.ts';
import { newestScales } from './scales/scale.ts';
import { loadSpeakers } from './speakers/speaker.ts';
import { labelIn, wordIn } from './labels.ts';

export const FACET_NAMES = [
  'kind',
  'rating',
  'speaker',
  'topic',
  'result',
  'timeliness',
  'publisher',
  'language',
  'year',
] as const;
export type FacetName = (typeof FACET_NAMES)[number];

const ofColumn = (column: SQL): SQL => sql`select ${column} as value, '' as label from matched`;

const ofTerm = (field: string): SQL =>
  sql`select coalesce(named.value, '') as value, coalesce(term.label, '') as label from matched left join ${entryTerms} as term on term.entry_id = matched.id and exists (select 1 from ${termValues} as known where known.id = term.term_id and known.field = ${sql.raw(`'${field}'`)}) left join ${termValues} as named on named.id = term.term_id`;

const byLanguage = (table: typeof claims | typeof quotes): SQL =>
  sql`select coalesce(${table.language}, '') as value, '' as label from matched left join ${table} on ${table.id} = matched.subject_id`;

/** `timelinessOf` (record/timeliness.ts) in SQL; '' of what is no promise. */
const timeliness = sql`case
  when matched.timing = '' then ''
  when matched.timing = 'none' then 'no_deadline'
  when matched.timing <> 'open' then matched.timing
  when matched.window_end <> '' and matched.window_end < ${sql.placeholder('today')} then 'overdue'
  when matched.window_start > ${sql.placeholder('today')} then 'not_due'
  else 'in_window' end`;

const CLAIM_FACETS: Record<FacetName, SQL> = {
  kind: ofColumn(sql`matched.kind`),
  rating: ofColumn(sql`matched.rating`),
  speaker: ofTerm('claim.speaker'),
  topic: ofTerm('claim.topic'),
  result: ofColumn(sql`matched.result`),
  timeliness: ofColumn(timeliness),
  publisher: ofTerm('claim.publisher'),
  language: byLanguage(claims),
  year: ofColumn(sql`substr(matched.on_date, 1, 4)`),
};

const QUOTE_FACETS: Partial<Record<FacetName, SQL>> = {
  kind: ofColumn(sql`matched.kind`),
  speaker: ofTerm('quote.speaker'),
  publisher: ofTerm('quote.publisher'),
  language: byLanguage(quotes),
  year: ofColumn(sql`substr(matched.on_date, 1, 4)`),
};

/** What quotes break down by; the others are of claims alone. */
export const QUOTE_FACET_NAMES = ['kind', 'speaker', 'publisher', 'language', 'year'] as const;

/** The facets of a type by their names. */
export const facetsOf = (type: 'claim' | 'quote', names: readonly FacetName[]): Facet[] =>
  names.flatMap((name) => {
    const rows = (type === 'claim' ? CLAIM_FACETS : QUOTE_FACETS)[name];
    return rows ? [{ name, rows }] : [];
  });

/** A facet as it is shown: its values with what they are called in a language. */
export interface LabelledFacet extends Omit<FacetCounts, 'values'> {
  values: { value: string | null; label: string; count: number }[];
}

const languageName = (tag: string, locale: string): string => {
  try {
    return new Intl.DisplayNames([locale, 'en'], { type: 'language' }).of(tag) ?? tag;
  } catch {
    return tag;
  }
};

/** Calls the values of facets by their names in a language (BCP 47), as far as there are any in it. */
export const withLabels = async (
  connection: Connection,
  counted: readonly FacetCounts[],
  locale: string,
): Promise<LabelledFacet[]> => {
  const valuesOf = (facet: FacetName) =>
    counted.find(({ name }) => name === facet)?.values.map(({ value }) => value) ?? [];
  const speakers = await loadSpeakers(
    connection,
    valuesOf('speaker').filter((id) => id !== ''),
  );
  const ratings = valuesOf('rating').length === 0 ? [] : await newestScales(connection);
  const labelOf: Partial<Record<string, (value: string) => string | undefined>> = {
    speaker: (id) => speakers.get(id)?.name,
    rating: (key) =>
      ratings
        .flatMap((scale) => scale.ratings)
        .filter((rating) => rating.key === key)
        .map(({ labels }) => labelIn(labels, locale))[0],
    language: (tag) => languageName(tag, locale),
  };
  return counted.map((facet) => ({
    ...facet,
    values: facet.values.map(({ value, label, count }) => ({
      // Topics and publishers are asked for as they are spelt; what they are listed under is nobody’s concern.
      value: value === '' ? null : label || value,
      label:
        value === ''
          ? wordIn(locale, 'none')
          : label || (labelOf[facet.name]?.(value) ?? wordIn(locale, value)),
      count,
    })),
  }));
};

/** What of the server counting takes. */
interface Counting {
  database: { read: Connection };
  facets: FacetCounter;
}

/** What a list breaks down by: the facets asked for, and the filters of the list without a facet’s own. */
export interface FacetRequest {
  type: 'claim' | 'quote';
  names: readonly FacetName[];
  locale?: string | undefined;
  filtersFor(facet: string): Promise<readonly Filter[]>;
}

/** Counts the facets of a list and calls their values by name. */
export const countFacets = async (
  { database, facets }: Counting,
  { type, names, locale = 'en', filtersFor }: FacetRequest,
  query: Parameters<FacetCounter['count']>[0],
  today: string,
): Promise<LabelledFacet[]> =>
  withLabels(database.read, await facets.count(query, facetsOf(type, names), filtersFor, today), locale);

/** Gives what `sendList` puts beside its page: the facets, where any are asked for. */
export const facetsBeside = (
  services: Counting,
  request: Omit<FacetRequest, 'names'> & { names?: readonly FacetName[] | undefined },
) => {
  const { names } = request;
  if (names === undefined) return undefined;
  return async (query: Parameters<FacetCounter['count']>[0], today: string) => ({
    facets: await countFacets(services, { ...request, names }, query, today),
  });
};
