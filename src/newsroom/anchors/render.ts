import { eq } from 'drizzle-orm';
import type { Connection } from '../../db/types.ts';
import { isId } from '../../record/ids.ts';
import type { Subject } from '../../record/record.ts';
import { sortKey } from '../../text/collation.ts';
import { wordsOf } from '../../text/search.ts';
import type { DeadlineAnchor } from '../../deadlines/index.ts';
import { deadlines } from '../promises/tables.ts';
import { anchors } from './tables.ts';

export type Anchor = typeof anchors.$inferSelect;

/** The anchor of this id or key. */
export const findAnchor = async (connection: Connection, reference: string): Promise<Anchor | undefined> => {
  const named = isId('anchor', reference) ? eq(anchors.id, reference) : eq(anchors.key, reference);
  const [anchor] = await connection.select().from(anchors).where(named);
  return anchor;
};

const ARTICLES = new Set(['the', 'a', 'an', 'die', 'der', 'das', 'den', 'dem', 'el', 'la', 'los', 'las']);

/** A name as it is compared: its letters and digits (“G7” is “G 7”), without the article in front. */
const nameOf = (phrase: string): string => {
  const words = wordsOf(phrase);
  return (ARTICLES.has(words[0] ?? '') ? words.slice(1) : words).join('');
};

/**
 * The event that words spoken on `reference_date` mean: the first to come of those that bear the
 * name, one without a date after all that have one. Undefined where the table has none.
 */
export const anchorMeant = async (
  connection: Connection,
  named: Pick<DeadlineAnchor, 'phrase' | 'key'>,
  reference_date: string,
): Promise<Anchor | undefined> => {
  const names = new Set([nameOf(named.phrase), nameOf((named.key ?? '').replaceAll('_', ' '))]);
  names.delete('');
  const known = await connection.select().from(anchors);
  return known
    .filter(({ said_from, date }) => (said_from ?? '') <= reference_date && (date ?? '~') >= reference_date)
    .filter(({ phrases }) => phrases.some((phrase) => names.has(nameOf(phrase))))
    .sort((a, b) => ((a.date ?? '~') + a.key < (b.date ?? '~') + b.key ? -1 : 1))[0];
};

export const anchorSubject: Subject = {
  type: 'anchor',
  render: async (tx, id) => {
    const [anchor] = await tx.select().from(anchors).where(eq(anchors.id, id));
    if (!anchor) return null;
    const { key, title, phrases, date, said_from, note } = anchor;
    return {
      publication: 'published',
      body: { publication: 'published', key, title, phrases, date, said_from, note },
      facets: { kind: key, on_date: date ?? '', name: sortKey(title) },
      search: [title, ...phrases].map((text) => ({ text, language: null })),
    };
  },
  dependents: async (tx, id) => {
    const rows = await tx
      .selectDistinct({ id: deadlines.claim_id })
      .from(deadlines)
      .where(eq(deadlines.anchor_id, id));
    return rows.map((row) => row.id);
  },
};
