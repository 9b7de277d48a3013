/** Speakers: who says things, how they are read, and what is found by them. */
import { eq, getTableColumns, or, sql } from 'drizzle-orm';
import { command, isAmong, listed, select, writing } from '../../db/statement.ts';
import type { Connection, Reader } from '../../db/types.ts';
import type { Change } from '../../record/record.ts';
import { Refusal } from '../../record/refusal.ts';
import { subject } from '../../record/subject.ts';
import { sortKey } from '../../text/collation.ts';
import { claimClaimants } from '../claims/tables.ts';
import { quotes } from '../quotes/tables.ts';
import { laterOfSpeaker, speakerParam } from './shape.ts';
import { formerSlugs, speakers } from './tables.ts';

export type Speaker = typeof speakers.$inferSelect;
/** What is written of one. */
export type WrittenSpeaker = Omit<Speaker, 'publication' | keyof typeof NOT_MERGED>;

/** Of one who is nobody else. */
export const NOT_MERGED = { merged_into: null, merged_at: null, merged_by: null };

/** A speaker as other documents name it. */
export const mentionSpeaker = ({ id, slug, kind, name }: Speaker) => ({ id, slug, kind, name });

/** A speaker as a client writes one. */
export const writtenSpeaker = (speaker: Speaker) => {
  const { slug, kind, name, aliases, description, wikidata_id, image } = speaker;
  const { external_ids, roles } = speaker;
  const first = { slug, kind, name, aliases, description, wikidata_id };
  return { ...first, external_ids: external_ids ?? [], roles: roles ?? [], image };
};

/** Every spelling a speaker is known by. */
export const namesOf = ({ name, aliases }: Pick<Speaker, 'name' | 'aliases'>): string[] => [name, ...aliases];

type Findable = Pick<Speaker, 'name' | 'aliases' | 'slug' | 'description'> & {
  roles?: Speaker['roles'] | undefined;
};
const findable = (shown: Findable) => [
  ...namesOf(shown),
  shown.slug,
  { text: shown.description ?? '', language: null },
  ...(shown.roles ?? []).flatMap(({ title, organisation, party }) =>
    [title, organisation, party].flatMap((words) => words ?? []),
  ),
];

const byReference = select(getTableColumns(speakers), (query) =>
  query.from(speakers).where(or(isAmong(speakers.id, 'references'), isAmong(speakers.slug, 'references'))),
);
const byFormerSlug = select({ slug: formerSlugs.slug, speaker: getTableColumns(speakers) }, (query) =>
  query
    .from(formerSlugs)
    .innerJoin(speakers, eq(speakers.id, formerSlugs.speaker_id))
    .where(isAmong(formerSlugs.slug, 'references')),
);
const byId = select(getTableColumns(speakers), (query) =>
  query.from(speakers).where(isAmong(speakers.id, 'ids')),
);

/** The speakers with these ids or slugs, present or former, by what they were asked for. */
export const findSpeakers = async (
  connection: Reader,
  references: readonly string[],
): Promise<Map<string, Speaker>> => {
  if (references.length === 0) return new Map();
  const rows = await byReference(connection, { references: listed(references) });
  const found = new Map(rows.flatMap((row) => [[row.slug, row] as const, [row.id, row] as const]));
  const missing = references.filter((reference) => !found.has(reference));
  const former = missing.length === 0 ? [] : await byFormerSlug(connection, { references: listed(missing) });
  for (const { slug, speaker } of former) found.set(slug, speaker);
  return withMerged(connection, found);
};

/** Those who turned out to be others are those others, who may have turned out to be others again. */
const withMerged = async (connection: Reader, found: Map<string, Speaker>): Promise<Map<string, Speaker>> => {
  const ids = [...found.values()].flatMap(({ merged_into }) => merged_into ?? []);
  if (ids.length === 0) return found;
  const others = await loadSpeakers(connection, ids);
  const next = new Map(
    [...found].map(([reference, row]) => [reference, others.get(row.merged_into ?? '') ?? row] as const),
  );
  return withMerged(connection, next);
};

/** The speaker with this id or slug, or that had it. */
export const findSpeaker = async (connection: Reader, reference: string): Promise<Speaker | undefined> =>
  (await findSpeakers(connection, [reference])).get(reference);

/** The same, but one who was merged is found as such. */
const findNamed = async (connection: Reader, reference: string): Promise<Speaker | undefined> =>
  (await byReference(connection, { references: listed([reference]) }))[0] ??
  (await findSpeaker(connection, reference));

/** The id of the speaker that is meant; what nobody bears stays as it is, and finds nothing. */
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
  names: { param: speakerParam, find: findNamed },
  load: loadSpeakers,
  tombstone: ({ merged_into, merged_at, merged_by }: Speaker) =>
    merged_into === null ? null : { merged_into, merged_at, merged_by },
  render: (speaker: Speaker) => {
    const { publication, slug, kind, name, aliases, description, wikidata_id } = speaker;
    const first = { publication, slug, kind, name, aliases, description, wikidata_id };
    return { ...first, ...laterOfSpeaker.of(speaker) };
  },
  // Its other spellings are not shown there, but find what it said.
  shownElsewhere: (row) => [mentionSpeaker(row), row.aliases],
  shownBy: async (tx: Connection, ids) => {
    const values = { ids: listed(ids) };
    const [said, claimed] = await Promise.all([quotesBy(tx, values), claimsBy(tx, values)]);
    return [...said, ...claimed].map((row) => row.id);
  },
  facets: { kind: (document) => document.kind, name: (document) => sortKey(document.name) },
  terms: { wikidata_id: ({ wikidata_id }) => [wikidata_id ?? ''] },
  search: (row) => findable(row),
  searchOf: (document) => findable(document),
});

const rows = writing(speakers, ['id']);
const former = writing(formerSlugs, ['slug']);

/** Adds speakers as drafts. */
export const addSpeakers = async (change: Change, added: readonly WrittenSpeaker[]): Promise<Speaker[]> => {
  const drafts = added.map((row) => ({ ...row, ...NOT_MERGED, publication: 'draft' as const }));
  await rows.insert(change.tx, drafts);
  for (const row of drafts) {
    change.putPart(speaker, row.id, null, row);
    change.event({ action: 'speaker.created', subject_id: row.id, after: writtenSpeaker(row) });
  }
  return drafts;
};

/** Writes how a speaker stands now. A slug that it had goes on leading to it. */
export const saveSpeaker = async (change: Change, before: Speaker, after: Speaker): Promise<void> => {
  if (before.slug !== after.slug) {
    await requireUnused(change.tx, after.slug, after.id);
    await former.remove(change.tx, [{ slug: after.slug, speaker_id: after.id }]);
    await former.insert(change.tx, [{ slug: before.slug, speaker_id: after.id }]);
  }
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

/** Throws where another than `id` had this slug. */
export const requireUnused = async (tx: Reader, slug: string, id: string): Promise<void> => {
  const [holder] = await byFormerSlug(tx, { references: listed([slug]) });
  if (holder && holder.speaker.id !== id) {
    throw new Refusal('already-exists', `${slug} was the slug of another speaker.`);
  }
};

/** Whether a speaker has or had this slug. */
export const isTaken = async (tx: Reader, slug: string): Promise<boolean> => {
  const [now, before] = await Promise.all([
    taken(tx, { slug }),
    byFormerSlug(tx, { references: listed([slug]) }),
  ]);
  return now.length + before.length > 0;
};
