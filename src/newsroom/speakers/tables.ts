import { choice, json, table, text, uniqueIndex } from '../../db/kit.ts';
import { PUBLICATIONS } from '../../record/tables.ts';

export const SPEAKER_KINDS = ['person', 'organisation'] as const;

export const speakers = table(
  'speakers',
  {
    id: text().primaryKey(),
    slug: text().notNull(),
    kind: choice(SPEAKER_KINDS).notNull(),
    name: text().notNull(),
    aliases: json<string[]>().notNull(),
    description: text(),
    wikidata_id: text(),
    publication: choice(PUBLICATIONS).notNull(),
  },
  (t) => [uniqueIndex('speakers_slug').on(t.slug)],
);
