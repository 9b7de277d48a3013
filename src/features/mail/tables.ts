import { choice, index, integer, table, text, uniqueIndex } from '../../db/kit.ts';

export const FOLLOWED = ['everything', 'claim', 'speaker', 'topic', 'search', 'promises'] as const;
export const HOW_OFTEN = ['at_once', 'daily'] as const;

/** Who asked to be told by mail of what. Nothing is kept but the address and what it asked for. */
export const followers = table(
  'followers',
  {
    id: text().primaryKey(),
    address: text().notNull(),
    followed: choice(FOLLOWED).notNull(),
    /** Which claim, speaker (ids) or topic (its key), or the words of a search; '' of the others. */
    value: text().notNull(),
    how_often: choice(HOW_OFTEN).notNull(),
    /** Whether what only the newsroom may know is told: asked for with a reporter's key. */
    audience: choice(['public', 'newsroom']).notNull(),
    /** What its mails carry to confirm and to end it. */
    token: text().notNull(),
    asked_at: text().notNull(),
    /** Null: nobody at that address has said yes, and nothing is sent there but that question. */
    confirmed_at: text(),
    /** The last line of the ledger that was looked at for it. */
    seq: integer().notNull(),
  },
  (t) => [
    uniqueIndex('followers_token').on(t.token),
    uniqueIndex('followers_once').on(t.address, t.followed, t.value),
    index('followers_asked').on(t.asked_at),
    index('followers_seq').on(t.how_often, t.seq),
  ],
);
