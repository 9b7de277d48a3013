import { integer, json, table, text, uniqueIndex } from '../../db/kit.ts';

export interface Rating {
  key: string;
  labels: Record<string, string>;
  order: number;
  value: number | null;
  description: string;
}

/** A newsroom's rating policy; a version never changes, a new policy is a new version. */
export const scales = table(
  'scales',
  {
    id: text().primaryKey(),
    key: text().notNull(),
    version: integer().notNull(),
    title: text().notNull(),
    methodology_url: text(),
    ratings: json<Rating[]>().notNull(),
  },
  (t) => [uniqueIndex('scales_key_version').on(t.key, t.version)],
);
