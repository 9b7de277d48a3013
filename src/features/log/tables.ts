import { index, integer, primaryKey, table, text } from '../../db/kit.ts';

/** The key that checkpoints are signed with, and the name the log signs under. One row, made at the first start. */
export const logKey = table('log_key', {
  id: integer().primaryKey(),
  origin: text().notNull(),
  /** PKCS #8 PEM; never served, never in the ledger. */
  private_key: text().notNull(),
  made_at: text().notNull(),
});

/** What witnesses said of the log: of each the newest signature line under the checkpoint of each size. */
export const logCosignatures = table(
  'log_cosignatures',
  {
    size: integer().notNull(),
    /** The witness's name. */
    witness: text().notNull(),
    cosigned_at: text().notNull(),
    /** As it stands under the checkpoint, without the line's end. */
    line: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.witness, t.size] }), index('log_cosignatures_size').on(t.size)],
);
