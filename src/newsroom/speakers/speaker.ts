/** Speakers: who says things, how they are read, and what is found by them. */
import { eq, getTableColumns, or, sql } from 'drizzle-orm';
import { command, isAmong, listed, select, writing } from '../../db/statement.ts';
import type { Connection, Reader } from '../../db/types.ts';
import type { Change } from '../../record/record.ts';
import { subject } from '../../record/subject.ts';
import { sortKey } from '../../text/collation.ts';
import { claimClaimants } from '../claims/tables.ts';
import { quotes } from '../quotes/tables.ts';
import { speakerParam } from './shape.ts';
import { speakers } from './tables.ts';

export type Speaker = typeof speakers.$inferSelect;

/** A speaker as other documents name it. */
export const mentionSpeaker = ({ id, slug, kind, name }: Speaker) => ({ id, slug, kind, name });

/** Every spelling a speaker is known by. */
export const namesOf = ({ name, aliases }: Speaker): string[] => [name, ...aliases];

const byReference = select(getTableColumns(speakers), (query) =>
  query.from(speakers).where(or(isAmong(speakers.id, 'references'), isAmong(speakers.slug, 'references'))),
);
const byId = select(getTableColumns(speakers), (query) =>
  query.from(speakers).where(isAmong(speakers.id, 'ids')),
);

/** The speakers with these ids or slugs, by what they were asked for. */
export const findSpeakers = async (
  connection: Reader,
  references: readonly string[],
): Promise<Map<string, Speaker>> => {
  if (references.length === 0) return new Map();
  const rows = await byReference(connection, { references: listed(references) });
  return new Map(rows.flatMap((row) => [[row.slug, row] as const, [row.id, row] as const]));
};

/** The speaker with this id or slug. */
export const findSpeaker = async (connection: Reader, reference: string): Promise<Speaker | undefined> =>
  (await findSpeakers(connection, [reference])).get(reference);

/** The id of the speaker that is meant; one that nobody bears finds nothing. */
export const speakerId = async (
  connection: Reader,
  reference: string | undefined,
): Promise<string | undefined> => reference && ((await findSpeaker(connection, reference))?.id ?? reference);

export const loadSpeakers = async (tx: Reader, ids: readonly string[]): Promise<Map<string, Speaker>> => {
  if (ids.length === 0) return new Map();
  return new Map((await byId(tx, { ids: listed(ids) })).map((row) => [row.id, row]));
};

const quotesBy = select({ id: quotes.id }, (query) =>
  query.from(quotes).where(isAmong(quotes.speaker_id, 'ids')),
);
const claimsBy = select({ id: claimClaimants.claim_id }, (query) =>
  query.from(claimClaimants).where(isAmong(claimClaimants.speaker_id, 'ids')),
);

export const speaker = subject({
  type: 'speaker',
  path: '/v1/speakers',
  tag: 'Speakers',
  rendersAfter: [],
  names: { param: speakerParam, find: findSpeaker },
  load: loadSpeakers,
  render: ({ publication, slug, kind, name, aliases, description, wikidata_id }: Speaker) => ({
    publication,
    slug,
    kind,
    name,
    aliases,
    description,
    wikidata_id,
  }),
  // Its other spellings are not shown there, but find what it said.
  shownElsewhere: (row) => [mentionSpeaker(row), row.aliases],
  shownBy: async (tx: Connection, ids) => {
    const values = { ids: listed(ids) };
    const [said, claimed] = await Promise.all([quotesBy(tx, values), claimsBy(tx, values)]);
    return [...said, ...claimed].map((row) => row.id);
  },
  facets: { kind: (document) => document.kind, name: (document) => sortKey(document.name) },
  search: (row) => [...namesOf(row), row.slug, { text: row.description ?? '', language: null }],
});

const rows = writing(speakers, ['id']);

/** Adds speakers as drafts. */
export const addSpeakers = async (
  change: Change,
  added: readonly Omit<Speaker, 'publication'>[],
): Promise<Speaker[]> => {
  const drafts = added.map((row) => ({ ...row, publication: 'draft' as const }));
  await rows.insert(change.tx, drafts);
  for (const row of drafts) {
    change.put(speaker, row.id, null, row);
    const { id: _, publication: __, ...after } = row;
    change.event({ action: 'speaker.created', subject_id: row.id, after });
  }
  return drafts;
};

/** Writes how a speaker stands now. */
export const saveSpeaker = async (change: Change, before: Speaker, after: Speaker): Promise<void> => {
  await rows.update(change.tx, [after]);
  change.put(speaker, after.id, before, after);
};

const publish = command(
  sql`update ${speakers} set publication = 'published' where ${isAmong(speakers.id, 'ids')}`,
);

/** Makes public those of these speakers that are drafts. */
export const publishSpeakers = async (change: Change, named: readonly Speaker[]): Promise<void> => {
  const drafts = new Map(
    named.filter(({ publication }) => publication === 'draft').map((row) => [row.id, row]),
  );
  if (drafts.size === 0) return;
  await publish(change.tx, { ids: listed([...drafts.keys()]) });
  for (const [id, before] of drafts) change.put(speaker, id, before, { ...before, publication: 'published' });
};

const taken = select({ id: speakers.id }, (query) =>
  query.from(speakers).where(eq(speakers.slug, sql.placeholder('slug'))),
);

/** Whether a speaker has this slug. */
export const isTaken = async (tx: Reader, slug: string): Promise<boolean> =>
  (await taken(tx, { slug })).length > 0;
