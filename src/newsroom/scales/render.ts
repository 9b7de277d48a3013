import { and, desc, eq } from 'drizzle-orm';
import type { Connection } from '../../db/types.ts';
import type { Subject } from '../../record/record.ts';
import { isId } from '../../record/ids.ts';
import { sortKey } from '../../text/collation.ts';
import { scales } from './tables.ts';

type Scale = typeof scales.$inferSelect;

/** The scale of this id or, by its key, its newest version. */
export const findScale = async (connection: Connection, reference: string): Promise<Scale | undefined> => {
  const named = isId('scale', reference) ? eq(scales.id, reference) : eq(scales.key, reference);
  const [scale] = await connection.select().from(scales).where(named).orderBy(desc(scales.version)).limit(1);
  return scale;
};

export const findScaleVersion = async (
  connection: Connection,
  key: string,
  version: number,
): Promise<Scale | undefined> => {
  const [scale] = await connection
    .select()
    .from(scales)
    .where(and(eq(scales.key, key), eq(scales.version, version)));
  return scale;
};

/** A rating as a verdict shows it. Throws when the scale has no such rating. */
export const ratingOf = (scale: Scale, key: string) => {
  const rating = scale.ratings.find((candidate) => candidate.key === key);
  if (!rating) throw new Error(`scale ${scale.id} has no rating ${key}`);
  const { labels, order, value, description } = rating;
  return { scale: scale.key, scale_version: scale.version, key, labels, order, value, description };
};

export const scaleSubject: Subject = {
  type: 'scale',
  render: async (tx, id) => {
    const scale = await findScale(tx, id);
    if (!scale) return null;
    const { key, version, title, methodology_url, ratings } = scale;
    return {
      publication: 'published',
      body: { publication: 'published', key, scale_version: version, title, methodology_url, ratings },
      facets: { kind: key, name: `${sortKey(title)} ${String(version).padStart(6, '0')}` },
    };
  },
  dependents: async () => [],
};
