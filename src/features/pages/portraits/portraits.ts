/** Portraits of speakers: their pictures are fetched once, and small copies are kept and shown. */
import { and, eq, gt, inArray, isNotNull, like, lte } from 'drizzle-orm';
import { isAmong, listed, select } from '../../../db/statement.ts';
import type { Connection, Reader } from '../../../db/types.ts';
import type { Services } from '../../../http/services.ts';
import { ensure, type Job } from '../../../jobs/queue.ts';
import type { Handler, Settle } from '../../../jobs/worker.ts';
import { LIMITS } from '../../../limits.ts';
import { OutgoingError } from '../../../net/types.ts';
import { lastLine } from '../../../newsroom/announcements.ts';
import { speakers } from '../../../newsroom/speakers/tables.ts';
import type { Change } from '../../../record/record.ts';
import { sha256 } from '../../../record/sha256.ts';
import { events } from '../../../record/tables.ts';
import { type Speaker, speakerOf } from '../read.ts';
import { portraitOf, UnusablePicture } from './picture.ts';
import { portraits } from './tables.ts';

export const PORTRAITS_QUEUE = 'portrait';
const ACTOR = 'portraits';
/** After so many it is not asked again until the speaker has another picture. */
const ATTEMPTS = 5;
const MARK_LENGTH = 12;

type Portrait = typeof portraits.$inferSelect;

const kept = select(
  { speaker_id: portraits.speaker_id, url: portraits.url, sha256: portraits.sha256 },
  (query) => query.from(portraits).where(isAmong(portraits.speaker_id, 'ids')),
);

/** Paths of the portraits of speakers, by their ids: of those whose picture is the one that was looked at. */
export const portraitsOf = async (
  read: Reader,
  about: readonly Pick<Speaker, 'id' | 'image'>[],
): Promise<Map<string, string>> => {
  const urls = new Map(about.flatMap(({ id, image }) => (image ? [[id, image.url] as const] : [])));
  if (urls.size === 0) return new Map();
  const rows = await kept(read, { ids: listed([...urls.keys()]) });
  return new Map(
    rows.flatMap(({ speaker_id, url, sha256 }): [string, string][] =>
      sha256 !== null && urls.get(speaker_id) === url
        ? [[speaker_id, `/portraits/${speaker_id}-${sha256.slice(0, MARK_LENGTH)}.jpg`]]
        : [],
    ),
  );
};

/** The speakers whose picture was not looked at: of these, or of all where none are named. */
const unseen = async (read: Connection, ids?: readonly string[]): Promise<string[]> => {
  const found = await read
    .select({ id: speakers.id, image: speakers.image, seen: portraits.url })
    .from(speakers)
    .leftJoin(portraits, eq(portraits.speaker_id, speakers.id))
    .where(and(isNotNull(speakers.image), ids && inArray(speakers.id, [...ids])));
  return found.flatMap(({ id, image, seen }) => (image && image.url !== seen ? [id] : []));
};

const lineUp = async ({ tx, at }: Change, ids: readonly string[]): Promise<void> => {
  for (const key of ids) await ensure(tx, { queue: PORTRAITS_QUEUE, key, due_at: at });
};

/** The speakers of whom the ledger says something since a line of it; undefined for more than one asks for by name. */
const speakersAfter = async (
  read: Connection,
  from: number,
  until: number,
): Promise<string[] | undefined> => {
  const lines = await read
    .selectDistinct({ id: events.subject_id })
    .from(events)
    .where(and(gt(events.seq, from), lte(events.seq, until), like(events.subject_id, 'speaker%')));
  return lines.length > LIMITS.list_max ? undefined : lines.map(({ id }) => id);
};

const settled =
  (speaker_id: string, found: Omit<Portrait, 'speaker_id' | 'looked_at'>): Settle =>
  async ({ tx, at, note }) => {
    const row = { ...found, looked_at: at };
    await tx
      .insert(portraits)
      .values({ speaker_id, ...row })
      .onConflictDoUpdate({ target: portraits.speaker_id, set: row });
    const { url, sha256, error } = found;
    note({ action: 'speaker.portrait', subject_id: speaker_id, after: { url, sha256, error } });
    return undefined;
  };

const handler = ({ database, outgoing }: Services): Handler => ({
  at_once: 1,
  lease_ms: 3 * LIMITS.watch_ms,
  actor: ACTOR,
  run: async ({ key: id, attempts }: Job) => {
    const [speaker] = await database.read.select().from(speakers).where(eq(speakers.id, id));
    const url = speaker?.image?.url;
    if (url === undefined) return async () => undefined;
    try {
      const { status, body } = await outgoing.ask(url, { max_bytes: LIMITS.portrait_bytes, polite: true });
      if (status >= 300) throw new UnusablePicture(`It answered ${status}.`);
      const picture = await portraitOf(body);
      const text = picture.toString('base64');
      return settled(id, { url, body: text, sha256: sha256(text), error: null });
    } catch (error) {
      const mayAnswer = error instanceof OutgoingError && attempts < ATTEMPTS;
      if (mayAnswer) throw error;
      if (!(error instanceof OutgoingError) && !(error instanceof UnusablePicture)) throw error;
      return settled(id, { url, body: null, sha256: null, error: error.message });
    }
  },
});

/**
 * Keeps portraits up to date: all of them once a process begins and each day, for speakers come by other ways than the
 * ledger's, and that of a speaker soon after it has changed.
 */
export const keepPortraits = (services: Services): void => {
  const { worker, database, recorder } = services;
  let seen: number | undefined;
  worker.handle(PORTRAITS_QUEUE, handler(services));
  worker.follow(async () => {
    const { read } = database;
    const [from, until] = [seen, await lastLine(read)];
    if (from !== undefined && from >= until) return false;
    seen = until;
    const wanted = await unseen(
      read,
      from === undefined ? undefined : await speakersAfter(read, from, until),
    );
    if (wanted.length > 0)
      await recorder.change({ name: ACTOR, key_id: null }, (change) => lineUp(change, wanted));
    return false;
  });
  worker.daily(ACTOR, async (change) => {
    await lineUp(change, await unseen(change.tx));
    return false;
  });
};

/** The picture behind a path that a page names; null where it is not public, or another by now. Throws 404 or 410. */
export const pictureAt = async (services: Services, name: string): Promise<Buffer | null> => {
  const [, id = ''] = /^(speaker_[0-9a-z]{26})-[0-9a-f]+\.jpg$/.exec(name) ?? [];
  if (id === '') return null;
  const { read } = services.database;
  const paths = await portraitsOf(read, [await speakerOf(services, id)]);
  if (paths.get(id) !== `/portraits/${name}`) return null;
  const [row] = await read.select().from(portraits).where(eq(portraits.speaker_id, id));
  return row?.body ? Buffer.from(row.body, 'base64') : null;
};
