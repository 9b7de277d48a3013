import { choice, integer, table, text } from '../../db/kit.ts';
import { PUBLICATIONS } from '../../record/tables.ts';

export const SOURCE_KINDS = [
  'article',
  'interview',
  'speech',
  'press_conference',
  'debate',
  'social_post',
  'broadcast',
  'document',
  'video',
  'image',
  'transcript',
  'dataset',
] as const;

export const sources = table('sources', {
  id: text().primaryKey(),
  kind: choice(SOURCE_KINDS).notNull(),
  title: text().notNull(),
  url: text(),
  archived_url: text(),
  publisher: text(),
  author: text(),
  published_on: text(),
  language: text(),
  /** Private: belongs to its publisher, is never served, and is kept to check quotes against. */
  text: text(),
  text_sha256: text(),
  text_length: integer(),
  publication: choice(PUBLICATIONS).notNull(),
});
