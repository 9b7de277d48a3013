import { table, text } from '../../../db/kit.ts';

/** Small copies of speakers' pictures, so that a page asks no other host. */
export const portraits = table('portraits', {
  speaker_id: text().primaryKey(),
  /** Where it was found: one who has a picture elsewhere by now has none here. */
  url: text().notNull(),
  looked_at: text().notNull(),
  /** JPEG, in base64; null where there was none that can be shown. */
  body: text(),
  sha256: text(),
  /** Why there is none. */
  error: text(),
});
