/** Sources: where words were said or reported. */
import { and, asc, getTableColumns, gt, isNotNull, sql } from 'drizzle-orm';
import { literalLimit } from '../../db/queries.ts';
import { command, isAmong, listed, select, writing } from '../../db/statement.ts';
import type { Connection, Reader } from '../../db/types.ts';
import type { Change } from '../../record/record.ts';
import { sha256 } from '../../record/sha256.ts';
import { subject } from '../../record/subject.ts';
import { sortKey } from '../../text/collation.ts';
import { languageRanges } from '../../text/languages.ts';
import { topicKey } from '../../text/topics.ts';
import { canonicalUrl } from '../../text/urls.ts';
import { claimSources } from '../claims/tables.ts';
import { quotes } from '../quotes/tables.ts';
import { sources } from './tables.ts';

/** A source as its row has it. */
export type SourceRow = typeof sources.$inferSelect;

/** A source without its private text, which may be long and is needed only to compare with. */
export type Source = Omit<SourceRow, 'text'>;

const { text: _, ...columns } = getTableColumns(sources);

/** The columns of a source, for what joins sources. */
export const sourceColumns = columns;

/** The publishers of sources, as what stands in these is listed under. */
export const publishersOf = (sources: readonly Pick<Source, 'publisher'>[]) =>
  sources.flatMap(({ publisher }) =>
    publisher === null ? [] : [{ value: topicKey(publisher), label: publisher }],
  );

/** A source as other documents name it. */
export const mentionSource = ({ id, kind, title, url, archived_url, publisher, published_on }: Source) => ({
  id,
  kind,
  title,
  url,
  archived_url,
  publisher,
  published_on,
});

const byId = select(sourceColumns, (query) => query.from(sources).where(isAmong(sources.id, 'ids')));
const withText = select(getTableColumns(sources), (query) =>
  query.from(sources).where(isAmong(sources.id, 'ids')),
);

export const loadSources = async (tx: Reader, ids: readonly string[]): Promise<Map<string, Source>> => {
  if (ids.length === 0) return new Map();
  return new Map((await byId(tx, { ids: listed(ids) })).map((row) => [row.id, row]));
};

/** Sources with their texts. */
export const loadSourceRows = async (tx: Reader, ids: readonly string[]): Promise<Map<string, SourceRow>> => {
  if (ids.length === 0) return new Map();
  return new Map((await withText(tx, { ids: listed(ids) })).map((row) => [row.id, row]));
};

const TEXTS_READ = 20;
const texts = select({ id: sources.id, text: sources.text, text_sha256: sources.text_sha256 }, (query) =>
  query
    .from(sources)
    .where(and(gt(sources.id, sql.placeholder('after')), isNotNull(sources.text)))
    .orderBy(literalLimit(asc(sources.id), TEXTS_READ)),
);

/** The ids of sources whose private text is not the one that its hash, which is public, is of. */
export const sourcesWithOtherTexts = async (on: Reader): Promise<string[]> => {
  const found: string[] = [];
  for (let after = ''; ; ) {
    const rows = await texts(on, { after });
    found.push(...rows.filter((row) => sha256(row.text ?? '') !== row.text_sha256).map(({ id }) => id));
    const last = rows.at(-1);
    if (!last) return found;
    after = last.id;
  }
};

const quotesIn = select({ id: quotes.id }, (query) =>
  query.from(quotes).where(isAmong(quotes.source_id, 'ids')),
);
const claimsIn = select({ id: claimSources.claim_id }, (query) =>
  query.from(claimSources).where(isAmong(claimSources.source_id, 'ids')),
);

const findable = ({
  title,
  language,
  publisher,
  author,
}: Pick<Source, 'title' | 'language' | 'publisher' | 'author'>) => [
  { text: title, language },
  publisher ?? '',
  author ?? '',
];

export const source = subject({
  type: 'source',
  path: '/v1/sources',
  tag: 'Sources',
  rendersAfter: [],
  load: loadSources,
  render: (row: Source) => {
    const { publication, kind, title, url, archived_url, publisher, author } = row;
    const { published_on, language, text_sha256, text_length } = row;
    const published = { publisher, author, published_on, language };
    return { publication, kind, title, url, archived_url, ...published, text_sha256, text_length };
  },
  shownElsewhere: mentionSource,
  shownBy: async (tx: Connection, ids) => {
    const values = { ids: listed(ids) };
    const [quoted, claimed] = await Promise.all([quotesIn(tx, values), claimsIn(tx, values)]);
    return [...quoted, ...claimed].map((row) => row.id);
  },
  facets: {
    kind: (document) => document.kind,
    on_date: (document) => document.published_on ?? '',
    name: (document) => sortKey(document.title),
  },
  terms: {
    url: ({ url }) => (url === null ? [] : [canonicalUrl(url)]),
    language: ({ language }) => languageRanges(language),
  },
  search: (row) => findable(row),
  searchOf: (document) => findable(document),
});

const rows = writing(sources, ['id']);

/** Adds sources as drafts; the ledger keeps the hash of a private text. */
export const addSources = async (
  change: Change,
  added: readonly Omit<SourceRow, 'publication'>[],
): Promise<void> => {
  const drafts = added.map((row) => ({ ...row, publication: 'draft' as const }));
  await rows.insert(change.tx, drafts);
  for (const row of drafts) {
    change.putPart(source, row.id, null, row);
    change.event({ action: 'source.created', subject_id: row.id, after: forLedger(row) });
  }
};

/** Writes how a source stands now. */
export const saveSource = async (change: Change, before: SourceRow, after: SourceRow): Promise<void> => {
  await rows.update(change.tx, [after]);
  change.put(source, after.id, before, after);
};

const publish = command(
  sql`update ${sources} set publication = 'published' where ${isAmong(sources.id, 'ids')}`,
);

/** Makes public those of these sources that are drafts. */
export const publishSources = async (change: Change, named: readonly Source[]): Promise<void> => {
  const drafts = new Map(
    named.filter(({ publication }) => publication === 'draft').map((row) => [row.id, row]),
  );
  if (drafts.size === 0) return;
  await publish(change.tx, { ids: listed([...drafts.keys()]) });
  for (const [id, before] of drafts) change.put(source, id, before, { ...before, publication: 'published' });
};

/** What of a private text may be told. */
export const textMark = (text: string | null): string | null =>
  text === null ? null : `sha256:${sha256(text)}`;

/** A source's members for the ledger, which is read by many. */
export const forLedger = ({ id: _, publication: __, ...members }: SourceRow) => ({
  ...members,
  text: textMark(members.text),
});
