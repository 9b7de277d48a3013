import { integer, json, table, text } from '../../../db/kit.ts';

/** The edge of a log's tree at a size: what a further entry needs. */
export interface Edge {
  size: number;
  /** Complete subtrees, hashes in hexadecimal. */
  nodes: { level: number; index: number; hash: string }[];
}

/** Another Onrecord whose public claims are mirrored here, and how far. */
export const pulls = table('pulls', {
  /** Where it is, without a slash at its end. */
  url: text().primaryKey(),
  /** Who it is: the name under which it signs its log. */
  origin: text().notNull(),
  /** The key that signed at the first pull, or that was given. */
  key: text().notNull(),
  /** The newest checkpoint whose log was verified, as it was signed. */
  checkpoint: text().notNull(),
  size: integer().notNull(),
  root_hash: text().notNull(),
  /** How far what it says was brought in; less than `size` where a pull broke off. */
  applied: json<Edge>().notNull(),
  pulled_at: text().notNull(),
});
