import { json, table, text, uniqueIndex } from '../../db/kit.ts';

/** Events that deadlines hang on ("before the midterms"): the newsroom's own table of names and dates. */
export const anchors = table(
  'anchors',
  {
    id: text().primaryKey(),
    key: text().notNull(),
    title: text().notNull(),
    /** What speakers call it. */
    phrases: json<string[]>().notNull(),
    /** Null until it is known. */
    date: text(),
    /** Words spoken before this day mean an earlier event of the same name; null: no such day. */
    said_from: text(),
    note: text(),
  },
  (t) => [uniqueIndex('anchors_key').on(t.key)],
);
