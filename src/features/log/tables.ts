import { index, integer, primaryKey, table, text } from '../../db/kit.ts';

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
