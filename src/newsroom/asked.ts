/**
 * What filters ask for by name: ratings, speakers, sources, topics. A name that there is not is no filter that finds
 * nothing but a slip, and is refused with the names that may have been meant. What is not public is not there.
 */
import { and, eq, isNull, sql } from 'drizzle-orm';
import { literalLimit } from '../db/queries.ts';
import { isAmong, listed, select } from '../db/statement.ts';
import type { Reader } from '../db/types.ts';
import { LIMITS } from '../limits.ts';
import { NONE } from '../record/filters.ts';
import { isId } from '../record/ids.ts';
import { noSuch } from '../record/refusal.ts';
import { entries, entryTerms, termValues } from '../record/tables.ts';
import { isPublicNow, ofTerm, termNumber } from '../record/terms.ts';
import { didYouMean } from '../text/meant.ts';
import { topicKey } from '../text/topics.ts';
import { scales } from './scales/tables.ts';
import { loadSources } from './sources/source.ts';
import { findSpeakers } from './speakers/speaker.ts';
import { speakers } from './speakers/tables.ts';

/** Where names are looked up, and whether drafts count. */
export interface Asking {
  read: Reader;
  drafts: boolean;
}

/** Names read with a query, remembered for a while: only those that may have been meant are told from them. */
const remembered = (read: (on: Reader) => Promise<string[]>) => {
  const known = new WeakMap<Reader, { at_ms: number; names: Promise<string[]> }>();
  return (on: Reader): Promise<string[]> => {
    const last = known.get(on);
    const now_ms = performance.now();
    if (last && now_ms - last.at_ms < LIMITS.names_compared_ms) return last.names;
    const names = read(on);
    known.set(on, { at_ms: now_ms, names });
    return names;
  };
};

const everyRating = select({ ratings: scales.ratings }, (query) => query.from(scales));
const ratingsKnown = new WeakMap<Reader, Set<string>>();

/** The keys of all ratings; versions of scales only come, so what is known stays so. */
const ratingKeys = async (read: Reader, asked: readonly string[]): Promise<ReadonlySet<string>> => {
  const known = ratingsKnown.get(read);
  if (known && asked.every((key) => known.has(key))) return known;
  const rows = await everyRating(read, {});
  const keys = new Set(rows.flatMap(({ ratings }) => ratings.map(({ key }) => key)));
  ratingsKnown.set(read, keys);
  return keys;
};

/** How many ratings are named where none of them is near. */
const RATINGS_NAMED = 12;

/** Keys of ratings as they are filtered by. Throws 400 for one that no scale has. */
export const ratingsAsked = async (
  { read }: Asking,
  asked: readonly string[] | undefined,
  parameter = 'rating',
): Promise<readonly string[] | undefined> => {
  const named = asked?.filter((key) => key !== NONE) ?? [];
  if (named.length === 0) return asked;
  const known = await ratingKeys(read, named);
  const missing = named.find((key) => !known.has(key));
  if (missing === undefined) return asked;
  const compared = [...known].slice(0, LIMITS.names_compared);
  const all = known.size > 0 && known.size <= RATINGS_NAMED ? `; there are ${compared.join(', ')}` : '';
  throw noSuch(parameter, `no scale has a rating ${missing}${didYouMean(missing, compared) || all}`);
};

const slugs = select({ slug: speakers.slug }, (query) =>
  query
    .from(speakers)
    .where(eq(speakers.publication, 'published'))
    .orderBy(literalLimit(sql`${speakers.id} desc`, LIMITS.names_compared)),
);
const publicSlugs = remembered(async (on) => (await slugs(on)).map(({ slug }) => slug));

const byWikidata = select({ id: entries.subject_id, value: termValues.value }, (query) =>
  query
    .from(termValues)
    .innerJoin(entryTerms, ofTerm)
    .innerJoin(entries, eq(entries.id, entryTerms.entry_id))
    .where(
      and(
        eq(termValues.field, 'speaker.wikidata_id'),
        isAmong(termValues.value, 'values'),
        sql`${entryTerms.listed_as} <> 0`,
      ),
    ),
);

const bySlug = select({ id: speakers.id, slug: speakers.slug, publication: speakers.publication }, (query) =>
  query.from(speakers).where(and(isAmong(speakers.slug, 'slugs'), isNull(speakers.merged_into))),
);

type MeantSpeaker = Pick<typeof speakers.$inferSelect, 'id' | 'publication'>;

/** Who is meant by each reference. Nearly all are slugs of today, of which little needs to be read. */
const speakersMeant = async (
  read: Reader,
  references: readonly string[],
): Promise<Map<string, MeantSpeaker>> => {
  const slugs = references.filter((reference) => !isId('speaker', reference));
  const rows = slugs.length === 0 ? [] : await bySlug(read, { slugs: listed(slugs) });
  const found = new Map<string, MeantSpeaker>(rows.map((row) => [row.slug, row]));
  const others = references.filter((reference) => !found.has(reference));
  return others.length === 0 ? found : new Map([...found, ...(await findSpeakers(read, others))]);
};

/** The ids of speakers by what they are called: id, slug, or one that they had. Throws 400 for whom there is not. */
export const speakersAsked = async (
  { read, drafts }: Asking,
  references: readonly string[] | undefined,
  parameter = 'speaker',
): Promise<string[] | undefined> => {
  if (references === undefined) return undefined;
  const found = await speakersMeant(read, references);
  const ids: string[] = [];
  for (const reference of references) {
    const speaker = found.get(reference);
    if (!speaker || (speaker.publication === 'draft' && !drafts)) {
      const near = isId('speaker', reference) ? '' : didYouMean(reference, await publicSlugs(read));
      throw noSuch(parameter, `there is no speaker ${reference}${near}`);
    }
    ids.push(speaker.id);
  }
  return ids;
};

/** The ids of the speakers with these Wikidata ids; those that nobody has find nothing. */
export const speakersOfWikidata = async (
  { read }: Asking,
  wikidata_ids: readonly string[] | undefined,
): Promise<string[] | undefined> =>
  wikidata_ids && orNobody((await byWikidata(read, { values: listed(wikidata_ids) })).map(({ id }) => id));

const NOBODY = '';
const orNobody = (ids: string[]): string[] => (ids.length === 0 ? [NOBODY] : ids);

/** The ids of sources. Throws 400 for one that there is not. */
export const sourcesAsked = async (
  { read, drafts }: Asking,
  ids: readonly string[] | undefined,
  parameter = 'source',
): Promise<readonly string[] | undefined> => {
  if (ids === undefined) return undefined;
  const found = await loadSources(read, ids);
  const missing = ids.find((id) => {
    const source = found.get(id);
    return !source || (source.publication === 'draft' && !drafts);
  });
  if (missing !== undefined) throw noSuch(parameter, `there is no source ${missing}`);
  return ids;
};

const TOPIC = 'claim.topic';
const topicOf = (condition: string) =>
  select({ one: sql`1` }, (query) =>
    query
      .from(entryTerms)
      .where(
        and(sql`${entryTerms.term_id} = ${termNumber(TOPIC, sql.placeholder('key'))}`, sql.raw(condition)),
      )
      .orderBy(literalLimit(sql`${entryTerms.entry_id}`, 1)),
  );
/** What was public at any time has a place in the log. */
const publicTopic = topicOf('listed_as >= 0 and leaf_index is not null');
const draftTopic = topicOf('listed_as <> 0');

const topicsInUse = select({ topic: sql<string>`min(${entryTerms.label})` }, (query) =>
  query
    .from(termValues)
    .innerJoin(entryTerms, ofTerm)
    .where(and(eq(termValues.field, sql.raw(`'${TOPIC}'`)), isPublicNow))
    .groupBy(termValues.value)
    .orderBy(literalLimit(sql`${termValues.value}`, LIMITS.names_compared)),
);
const publicTopics = remembered(async (on) => (await topicsInUse(on, {})).map(({ topic }) => topic));

const topicsKnown = new WeakMap<Reader, Set<string>>();

const isTopic = async ({ read, drafts }: Asking, key: string): Promise<boolean> => {
  const known = topicsKnown.get(read) ?? new Set<string>();
  topicsKnown.set(read, known);
  if (known.has(key)) return true;
  const isPublic = (await publicTopic(read, { key })).length > 0;
  // Nothing that was public is ever forgotten.
  if (isPublic && known.size < LIMITS.topics_known) known.add(key);
  return isPublic || (drafts && (await draftTopic(read, { key })).length > 0);
};

/** Topics as claims are listed under them. Throws 400 for one that no claim ever had. */
export const topicsAsked = async (
  asking: Asking,
  topics: readonly string[] | undefined,
  parameter = 'topic',
): Promise<string[] | undefined> => {
  if (topics === undefined) return undefined;
  const keys: string[] = [];
  for (const topic of topics) {
    const key = topicKey(topic);
    if (!(await isTopic(asking, key))) {
      const near = didYouMean(topic, await publicTopics(asking.read)) || '; /v1/topics lists them';
      const several = topic.includes(',') ? ' (several are asked for by repeating `topic`)' : '';
      throw noSuch(parameter, `no claim has the topic ${topic}${several}${near}`);
    }
    keys.push(key);
  }
  return keys;
};
