import { eq } from 'drizzle-orm';
import type { Connection } from '../../db/types.ts';
import type { Change, Subject } from '../../record/record.ts';
import { sortKey } from '../../text/collation.ts';
import { claimSources } from '../claims/tables.ts';
import { quotes } from '../quotes/tables.ts';
import { sources } from './tables.ts';

type Source = typeof sources.$inferSelect;

export const mentionSource = ({ id, kind, title, url, archived_url, publisher, published_on }: Source) => ({
  id,
  kind,
  title,
  url,
  archived_url,
  publisher,
  published_on,
});

export const findSource = async (connection: Connection, id: string): Promise<Source | undefined> => {
  const [source] = await connection.select().from(sources).where(eq(sources.id, id));
  return source;
};

/** Makes a source public along with what names it. */
export const publishSource = async ({ tx, touch }: Change, id: string): Promise<void> => {
  await tx.update(sources).set({ publication: 'published' }).where(eq(sources.id, id));
  touch(id);
};

export const sourceSubject: Subject = {
  type: 'source',
  render: async (tx, id) => {
    const source = await findSource(tx, id);
    if (!source) return null;
    const { id: _, text, publication, ...body } = source;
    return {
      publication,
      body: { publication, ...body },
      facets: {
        kind: source.kind,
        on_date: source.published_on ?? '',
        name: sortKey(source.title),
      },
      search: [
        { text: source.title, language: source.language },
        source.publisher ?? '',
        source.author ?? '',
      ],
    };
  },
  dependents: async (tx, id) => {
    const quoted = await tx.select({ id: quotes.id }).from(quotes).where(eq(quotes.source_id, id));
    const claimed = await tx
      .select({ id: claimSources.claim_id })
      .from(claimSources)
      .where(eq(claimSources.source_id, id));
    return [...quoted, ...claimed].map((row) => row.id);
  },
};
