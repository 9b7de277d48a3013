import { sql } from 'drizzle-orm';
import { choice, index, json, table, text, uniqueIndex } from '../../db/kit.ts';
import { PUBLICATIONS } from '../../record/tables.ts';

export const SPEAKER_KINDS = ['person', 'organisation'] as const;

/** How others name somebody or something: `{ scheme: 'wikidata', id: 'Q42' }`. */
export interface ExternalId {
  scheme: string;
  id: string;
}

/** What a speaker is or was; `to` null: still. */
export interface SpeakerRole {
  title: string | null;
  organisation: string | null;
  party: string | null;
  from: string | null;
  to: string | null;
}

export interface SpeakerImage {
  url: string;
  licence: string;
  licence_url: string | null;
  credit: string | null;
}

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
    external_ids: json<ExternalId[]>(),
    roles: json<SpeakerRole[]>(),
    image: json<SpeakerImage>(),
    publication: choice(PUBLICATIONS).notNull(),
    /** Of one who turned out to be another: that one. */
    merged_into: text(),
    merged_at: text(),
    merged_by: text(),
  },
  (t) => [
    uniqueIndex('speakers_slug').on(t.slug),
    index('speakers_merged').on(t.merged_into).where(sql`${t.merged_into} is not null`),
  ],
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
