/** Rating scales: a newsroom's policies, each version of which never changes. */
import { getTableColumns, or } from 'drizzle-orm';
import { isAmong, listed, select, writing } from '../../db/statement.ts';
import type { Reader } from '../../db/types.ts';
import type { Change } from '../../record/record.ts';
import { subject } from '../../record/subject.ts';
import { sortKey } from '../../text/collation.ts';
import { scales } from './tables.ts';

export type Scale = typeof scales.$inferSelect;

const byReference = select(getTableColumns(scales), (query) =>
  query.from(scales).where(or(isAmong(scales.id, 'references'), isAmong(scales.key, 'references'))),
);

/** The scales with these ids, and every version of those with these keys. */
export const findScales = (connection: Reader, references: readonly string[]): Promise<Scale[]> =>
  byReference(connection, { references: listed(references) });

const everyScale = select(getTableColumns(scales), (query) => query.from(scales));

/** Every scale in every version, the newest versions first. */
export const newestScales = async (connection: Reader): Promise<Scale[]> =>
  (await everyScale(connection)).sort((a, b) => b.version - a.version);

/** Of several scales the one of this id or, by its key, its newest version. */
export const scaleNamed = (known: readonly Scale[], reference: string): Scale | undefined =>
  known
    .filter(({ id, key }) => id === reference || key === reference)
    .reduce<Scale | undefined>(
      (newest, scale) => (newest && newest.version > scale.version ? newest : scale),
      undefined,
    );

const keysKnown = select({ key: scales.key }, (query) => query.from(scales).groupBy(scales.key));

/** The keys of all scales. */
export const scaleKeys = async (connection: Reader): Promise<string[]> =>
  (await keysKnown(connection)).map(({ key }) => key);

/** A rating as a verdict shows it. Throws when the scale has no such rating. */
export const ratingOf = (scale: Scale, key: string) => {
  const rating = scale.ratings.find((candidate) => candidate.key === key);
  if (!rating) throw new Error(`scale ${scale.id} has no rating ${key}`);
  const { labels, order, value, description } = rating;
  return { scale: scale.key, scale_version: scale.version, key, labels, order, value, description };
};

export const scale = subject({
  type: 'scale',
  path: '/v1/rating-scales',
  tag: 'Rating scales',
  rendersAfter: [],
  load: async (tx, ids) => new Map((await findScales(tx, ids)).map((row) => [row.id, row])),
  render: ({ key, version, title, methodology_url, ratings }: Scale) => ({
    publication: 'published' as const,
    key,
    scale_version: version,
    title,
    methodology_url,
    ratings,
  }),
  facets: {
    kind: (document) => document.key,
    name: ({ title, scale_version }) => `${sortKey(title)} ${String(scale_version).padStart(6, '0')}`,
  },
});

const rows = writing(scales, ['id']);

/** Adds scales, public at once. */
export const addScales = async (change: Change, added: readonly Scale[]): Promise<void> => {
  await rows.insert(change.tx, added);
  for (const row of added) {
    change.put(scale, row.id, null, row);
    change.event({ action: 'scale.created', subject_id: row.id, after: row });
  }
};
