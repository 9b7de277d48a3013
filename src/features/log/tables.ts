import { integer, table, text } from '../../db/kit.ts';

/** The key that checkpoints are signed with, and the name the log signs under. One row, made at the first start. */
export const logKey = table('log_key', {
  id: integer().primaryKey(),
  origin: text().notNull(),
  /** PKCS #8 PEM; never served, never in the ledger. */
  private_key: text().notNull(),
  made_at: text().notNull(),
});
