import { choice, index, json, table, text, uniqueIndex } from '../../db/kit.ts';
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
    /** Of one who turned out to be another: that one. */
    merged_into: text(),
    merged_at: text(),
    merged_by: text(),
  },
  (t) => [uniqueIndex('speakers_slug').on(t.slug)],
);

/** Slugs that speakers had: they lead to them for ever, and nobody else gets them. */
export const formerSlugs = table(
  'former_slugs',
  {
    slug: text().primaryKey(),
    speaker_id: text()
      .notNull()
      .references(() => speakers.id, { onDelete: 'restrict' }),
  },
  (t) => [index('former_slugs_speaker').on(t.speaker_id)],
);
