/** Two speakers who are one: all that the first said and claims moves to the other, and its address leads there. */
import { eq, sql } from 'drizzle-orm';
import { command, isAmong, listed, select, writing } from '../../db/statement.ts';
import { LIMITS } from '../../limits.ts';
import { recordCorrection } from '../../record/corrections.ts';
import type { Change } from '../../record/record.ts';
import { notFound, unprocessable } from '../../record/refusal.ts';
import { fold } from '../../text/fold.ts';
import { claimClaimants } from '../claims/tables.ts';
import { quotes } from '../quotes/tables.ts';
import { findSpeaker, loadSpeakers, namesOf, type Speaker, saveSpeaker, writtenSpeaker } from './speaker.ts';
import { formerSlugs } from './tables.ts';

const from = sql.placeholder('from');
const into = sql.placeholder('into');

const saidBy = select({ id: quotes.id }, (query) =>
  query.from(quotes).where(eq(quotes.speaker_id, sql.placeholder('from'))),
);
const claimedBy = select({ id: claimClaimants.claim_id }, (query) =>
  query.from(claimClaimants).where(eq(claimClaimants.speaker_id, sql.placeholder('from'))),
);
const shared = select(
  {
    claim_id: claimClaimants.claim_id,
    speaker_id: claimClaimants.speaker_id,
    position: claimClaimants.position,
  },
  (query) => query.from(claimClaimants).where(isAmong(claimClaimants.speaker_id, 'both')),
);
const moveQuotes = command(
  sql`update ${quotes} set speaker_id = ${into} where ${quotes.speaker_id} = ${from}`,
);
const moveClaims = command(
  sql`update ${claimClaimants} set speaker_id = ${into} where ${claimClaimants.speaker_id} = ${from}`,
);
const moveSlugs = command(
  sql`update ${formerSlugs} set speaker_id = ${into} where ${formerSlugs.speaker_id} = ${from}`,
);
const claimants = writing(claimClaimants, ['claim_id', 'speaker_id']);

/** The names of one that the other does not have yet. */
const withNames = (target: Speaker, names: readonly string[]): string[] => {
  const known = new Set(namesOf(target).map(fold));
  const added = names.filter((name) => !known.has(fold(name)));
  return [...target.aliases, ...new Set(added)];
};

/** What both have of a list, each once, the other's own first. Throws where it is more than one may have. */
const joinedLists = <T>(
  own: readonly T[] | null,
  others: readonly T[] | null,
  most: number,
  what: string,
): T[] => {
  const once = new Map([...(own ?? []), ...(others ?? [])].map((item) => [JSON.stringify(item), item]));
  if (once.size > most)
    throw unprocessable('/into', `would have more than ${most} ${what}: remove some first`);
  return [...once.values()];
};

/**
 * Makes one of two: quotes and claims of the first are the other's from now on, its names are aliases, and a
 * correction says so. Throws where they are one already, or together have more names than one may have.
 */
export const mergeSpeakers = async (
  change: Change,
  reference: string,
  target: string,
  note: string,
): Promise<Speaker> => {
  const { tx } = change;
  const [first, second] = await Promise.all([findSpeaker(tx, reference), findSpeaker(tx, target)]);
  if (!first) throw notFound(`speaker ${reference}`);
  if (!second) throw unprocessable('/into', `there is no speaker ${target}`);
  if (first.id === second.id) throw unprocessable('/into', 'is the same speaker');
  const aliases = joinedLists(withNames(second, namesOf(first)), [], LIMITS.aliases, 'aliases');
  const external_ids = joinedLists(
    second.external_ids,
    first.external_ids,
    LIMITS.external_ids,
    'external_ids',
  );
  const roles = joinedLists(second.roles, first.roles, LIMITS.roles, 'roles');
  const values = { from: first.id, into: second.id };
  const [said, claimed, rows] = await Promise.all([
    saidBy(tx, values),
    claimedBy(tx, values),
    shared(tx, { both: listed([first.id, second.id]) }),
  ]);
  change.reaches(said.length + claimed.length);
  // Whoever claims something as both claims it once.
  const own = new Set(rows.filter((row) => row.speaker_id === second.id).map((row) => row.claim_id));
  await claimants.remove(
    tx,
    rows.filter((row) => row.speaker_id === first.id && own.has(row.claim_id)),
  );
  await Promise.all([moveQuotes(tx, values), moveClaims(tx, values), moveSlugs(tx, values)]);
  const isPublic = first.publication === 'published' || second.publication === 'published';
  const joined: Speaker = {
    ...second,
    aliases,
    description: second.description ?? first.description,
    wikidata_id: second.wikidata_id ?? first.wikidata_id,
    external_ids,
    roles,
    image: second.image ?? first.image,
    publication: isPublic ? 'published' : second.publication,
  };
  const merged = {
    ...first,
    publication: 'withdrawn' as const,
    merged_into: second.id,
    merged_at: change.at,
    merged_by: change.actor.name,
  };
  await saveSpeaker(change, second, joined);
  await saveSpeaker(change, first, merged);
  for (const { id } of [...said, ...claimed]) change.touch(id);
  if (isPublic) {
    await recordCorrection(change, {
      subject_id: second.id,
      claim_id: null,
      kind: 'correction',
      note,
      before: { speakers: [first.id, second.id] },
      after: { speakers: [second.id] },
    });
  }
  change.event({
    action: 'speaker.merged',
    subject_id: first.id,
    before: writtenSpeaker(first),
    after: { merged_into: second.id, note },
  });
  change.event({
    action: 'speaker.changed',
    subject_id: second.id,
    before: writtenSpeaker(second),
    after: writtenSpeaker(joined),
  });
  return (await loadSpeakers(tx, [second.id])).get(second.id) ?? joined;
};
