/**
 * What happens, told to all who listen, as Server-Sent Events. One look at the ledger for a whole process; every
 * reader has a bound on what waits for it, and who reads too slowly is cut off and goes on later from where it was.
 */
import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import type { Services } from '../../http/services.ts';
import { LIMITS } from '../../limits.ts';
import { eventOf } from '../../newsroom/announcement-forms.ts';
import {
  type Announcement,
  announcementsAfter,
  isForReaders,
  isWanted,
  lastLine,
  type Wanted,
} from '../../newsroom/announcements.ts';

/** How soon what is new is noticed. */
const LOOK_MS = 250;
/** Keeps proxies from ending what is quiet, and tells readers how far the ledger was looked through for them. */
const HEARTBEAT_MS = 15_000;
/** What browsers wait before they ask again. */
const RETRY_MS = 3_000;

export interface Asked {
  wanted: Wanted;
  /** Whether what only the newsroom may know is told. */
  sees_all: boolean;
  /** The last line that is known; null: tell what is new from now on. */
  after: number | null;
  /** Whether to go on when everything was told. */
  follow: boolean;
}

interface Reader {
  asked: Asked;
  stream: PassThrough;
  /** The last line that was told or passed over for it. */
  through: number;
}

export const createHub = (services: Services) => {
  const { read } = services.database;
  /** Those who have been told everything up to `seq`. */
  const live = new Set<Reader>();
  const all = new Set<Reader>();
  let seq = 0;
  let timer: NodeJS.Timeout | undefined;
  let heartbeat: NodeJS.Timeout | undefined;
  let is_stopped = false;

  const write = ({ stream }: Reader, text: string): void => {
    if (stream.destroyed || stream.writableEnded) return;
    stream.write(text);
    if (stream.writableLength + stream.readableLength > LIMITS.stream_waiting_bytes) stream.destroy();
  };

  const tell = (readers: Iterable<Reader>, announcement: Announcement): void => {
    const event = eventOf(services.config, services.subjects, announcement);
    const text = `id: ${announcement.seq}\nevent: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`;
    const is_public = isForReaders(announcement.type);
    for (const reader of readers) {
      const { sees_all, wanted } = reader.asked;
      if (announcement.seq <= reader.through) continue;
      if ((is_public || sees_all) && isWanted(wanted, announcement)) write(reader, text);
    }
  };

  const look = async (): Promise<void> => {
    try {
      const { announcements, through } = await announcementsAfter(read, seq);
      for (const announcement of announcements) tell(live, announcement);
      seq = through;
    } catch {
      // A database that does not answer is asked again.
    }
    timer = live.size > 0 && !is_stopped ? setTimeout(look, LOOK_MS) : undefined;
  };

  const beat = (): void => {
    for (const reader of live) write(reader, `id: ${seq}\n\n`);
  };

  const leave = (reader: Reader): void => {
    live.delete(reader);
    all.delete(reader);
    if (all.size > 0) return;
    clearInterval(heartbeat);
    heartbeat = undefined;
  };

  /** Waits until a reader has taken what waits for it, so that catching up reads no faster than it does. */
  const taken = async ({ stream }: Reader): Promise<void> => {
    if (!stream.writableNeedDrain || stream.destroyed) return;
    const signal = AbortSignal.timeout(LIMITS.stream_stalled_ms);
    await once(stream, 'drain', { signal }).catch(() => stream.destroy());
  };

  /** Tells a reader what it has missed, then lets it listen with the others. */
  const catchUp = async (reader: Reader): Promise<void> => {
    for (;;) {
      const { announcements, through } = await announcementsAfter(read, reader.through);
      for (const announcement of announcements) tell([reader], announcement);
      const is_there = through === reader.through;
      reader.through = through;
      await taken(reader);
      if (reader.stream.destroyed || is_stopped) return;
      if (live.size === 0) seq = Math.max(seq, through);
      // Those who listen may have been told more meanwhile.
      if (is_there && seq <= through) break;
    }
    if (!reader.asked.follow) {
      reader.stream.end(`id: ${reader.through}\n\n`);
      return;
    }
    live.add(reader);
    timer ??= setTimeout(look, LOOK_MS);
  };

  return {
    /** Lets somebody listen; undefined where too many do. */
    open: async (asked: Asked): Promise<PassThrough | undefined> => {
      if (is_stopped || all.size >= LIMITS.stream_readers) return undefined;
      const stream = new PassThrough();
      const reader = { asked, stream, through: asked.after ?? (await lastLine(read)) };
      all.add(reader);
      stream.on('close', () => leave(reader));
      stream.on('error', () => leave(reader));
      heartbeat ??= setInterval(beat, HEARTBEAT_MS).unref();
      stream.write(`retry: ${RETRY_MS}\nid: ${reader.through}\n\n`);
      catchUp(reader).catch(() => stream.destroy());
      return stream;
    },
    count: (): number => all.size,
    /** Ends all streams; whoever listened asks again elsewhere, or later. */
    stop: (): void => {
      is_stopped = true;
      clearTimeout(timer);
      clearInterval(heartbeat);
      for (const { stream } of all) stream.end();
    },
  };
};
