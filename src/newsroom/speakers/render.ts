import { eq, or, sql } from 'drizzle-orm';
import type { Connection } from '../../db/types.ts';
import { prepared } from '../../db/queries.ts';
import type { Change, Subject } from '../../record/record.ts';
import { sortKey } from '../../text/collation.ts';
import { claimClaimants } from '../claims/tables.ts';
import { quotes } from '../quotes/tables.ts';
import { speakers } from './tables.ts';

type Speaker = typeof speakers.$inferSelect;

export const mentionSpeaker = ({ id, slug, kind, name }: Speaker) => ({ id, slug, kind, name });

/** Every spelling a speaker is known by. */
export const namesOf = ({ name, aliases }: Speaker): string[] => [name, ...aliases];

const speakerBy = prepared((connection) =>
  connection
    .select()
    .from(speakers)
    .where(
      or(eq(speakers.id, sql.placeholder('reference')), eq(speakers.slug, sql.placeholder('reference'))),
    ),
);

/** The speaker with this id or slug. */
export const findSpeaker = async (
  connection: Connection,
  reference: string,
): Promise<Speaker | undefined> => {
  const [speaker] = await speakerBy(connection, { reference });
  return speaker;
};

/** Makes a speaker public along with what names it. */
export const publishSpeaker = async ({ tx, touch }: Change, id: string): Promise<void> => {
  await tx.update(speakers).set({ publication: 'published' }).where(eq(speakers.id, id));
  touch(id);
};

export const speakerSubject: Subject = {
  type: 'speaker',
  render: async (tx, id) => {
    const [speaker] = await tx.select().from(speakers).where(eq(speakers.id, id));
    if (!speaker) return null;
    const { publication, slug, kind, name, aliases, description, wikidata_id } = speaker;
    return {
      publication,
      body: { publication, slug, kind, name, aliases, description, wikidata_id },
      facets: { kind, name: sortKey(name) },
      search: [...namesOf(speaker), slug, { text: description ?? '', language: null }],
    };
  },
  dependents: async (tx, id) => {
    const said = await tx.select({ id: quotes.id }).from(quotes).where(eq(quotes.speaker_id, id));
    const claimed = await tx
      .select({ id: claimClaimants.claim_id })
      .from(claimClaimants)
      .where(eq(claimClaimants.speaker_id, id));
    return [...said, ...claimed].map((row) => row.id);
  },
};
