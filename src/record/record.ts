/**
 * The one way in. A change writes tables and lines of the ledger; whatever it changed is rendered once, and each
 * thing whose public JSON came out different gets a new document version, a leaf in the log and a new entry to be
 * found by, all in one transaction.
 */
import { setImmediate as nextTick } from 'node:timers/promises';
import { eq, sql } from 'drizzle-orm';
import { select, writing } from '../db/statement.ts';
import type { Connection, Database } from '../db/types.ts';
import { LIMITS } from '../limits.ts';
import type { Clock } from './clock.ts';
import { newId, typeOf } from './ids.ts';
import { hashAfter, hashedLines, type LedgerLine } from './ledger.ts';
import { createLog } from './log.ts';
import {
  type CurrentEntry,
  currentEntries,
  NUMBERS,
  type Standing,
  standingOf,
  writeDown,
} from './standing.ts';
import { inOrder, type Noun, type Rendering, type Subject } from './subject.ts';
import { events } from './tables.ts';

export interface Actor {
  name: string;
  key_id: string | null;
  /** Every key of this name, `key_id` among them: they are one person’s. */
  own_keys?: readonly string[];
}

/** A line of the ledger, but for who writes it and when. */
export interface Line {
  action: string;
  subject_id: string;
  before?: unknown;
  after?: unknown;
}

/** The newsroom's settings that rules go by. */
export interface Policy {
  /** Whether what one person proposes another must approve. */
  four_eyes: boolean;
  /** The calendar day of an instant in the newsroom's timezone. */
  dayOf(instant: Date): string;
}

export interface Change {
  tx: Connection;
  /** The instant of this change; never earlier than the one before it. */
  at: string;
  /** The calendar day of `at` in the newsroom's timezone. */
  today: string;
  four_eyes: boolean;
  actor: Actor;
  newId(type: string): string;
  /** Writes a line of the ledger and marks its subject for rendering. */
  event(line: Line): void;
  /** Writes a line of the ledger about something that itself stays as it is. */
  note(line: Line): void;
  /** Says how something stands after this change; `before` is how it stood, null where it is new. */
  put<State>(noun: Noun<State>, id: string, before: State | null, after: State): void;
  /** The same, for what is shown by nothing but what is put along with it: all that is new, but for what is public at once. */
  putPart<State>(noun: Noun<State>, id: string, before: State | null, after: State): void;
  /** Marks something that is to be read and rendered again. */
  touch(subject_id: string): void;
  /** How something stands before this change, by its state; by its newest document where it is public. */
  standing<State>(noun: Noun<State>, id: string, state: State): Promise<Standing>;
  /**
   * Says how many things this change will have rendered again. Where they are so many that a thread is to write them, it
   * throws, and the change begins anew there: said early, little was done in vain.
   */
  reaches(count: number): void;
  /** Writes what was put and touched; called for you at the end, earlier when the answer shows something. */
  settle(): Promise<void>;
  /** How something stands after `settle`; null when there is no such thing. */
  settled(id: string): Promise<Standing | null>;
}

export interface Recorder {
  /**
   * Runs `work` as one change by `actor`; durable once resolved, without effect when it throws. It may run twice, as
   * `Database.write` says, and does so where it turns out to reach far: then in a transaction for much.
   */
  change<T>(actor: Actor, work: (change: Change) => Promise<T>): Promise<T>;
  /** How a subject stands now, drafts included; null when there is none. */
  render(connection: Connection, id: string): Promise<Rendering | null>;
}

/** How many things are rendered in one tick of the event loop; other requests are answered in between. */
const PER_TICK = 16;

/** Thrown by a change that reaches far where what it writes would be written in this thread. */
class ReachesFar extends Error {}

/** What a change has marked. */
interface Put {
  render(): Rendering;
  /** Whether what others show of it may have changed. */
  reaches: boolean;
}

export const createRecorder = (
  database: Database,
  clock: Clock,
  subjects: readonly Subject[],
  policy: Policy,
  makeId: typeof newId = newId,
): Recorder => {
  const order = inOrder(subjects).map(({ type }) => type);
  const rankOf = (id: string): number => order.indexOf(typeOf(id));
  const byType = new Map(subjects.map((subject) => [subject.type, subject]));
  const log = createLog();

  const grouped = (ids: Iterable<string>): [Subject, string[]][] =>
    [...Map.groupBy(ids, typeOf)].flatMap(([type, of]) => {
      const subject = byType.get(type);
      return subject ? [[subject, of]] : [];
    });

  /** What was marked and all that shows it, parts before wholes. */
  const withCarriers = async (
    tx: Connection,
    puts: ReadonlyMap<string, Put>,
    touched: Iterable<string>,
  ): Promise<string[]> => {
    const found = new Set([...puts.keys(), ...touched]);
    let fresh = [...found].filter((id) => puts.get(id)?.reaches ?? true);
    while (fresh.length > 0) {
      const shown = await Promise.all(grouped(fresh).map(([subject, ids]) => subject.shownBy(tx, ids)));
      fresh = [...new Set(shown.flat())].filter((id) => !found.has(id));
      for (const id of fresh) found.add(id);
    }
    return [...found].sort((a, b) => rankOf(a) - rankOf(b));
  };

  const renderingsOf = async (
    tx: Connection,
    ids: readonly string[],
    puts: ReadonlyMap<string, Put>,
  ): Promise<Map<string, Rendering>> => {
    const renderings = new Map<string, Rendering>();
    const missing = ids.filter((id) => !puts.has(id));
    const read = await Promise.all(grouped(missing).map(([subject, of]) => subject.renderAll(tx, of)));
    for (const [id, rendering] of read.flatMap((found) => [...found])) renderings.set(id, rendering);
    for (const id of ids) {
      const put = puts.get(id);
      if (put) renderings.set(id, put.render());
    }
    return renderings;
  };

  const render = async (connection: Connection, id: string): Promise<Rendering | null> =>
    (await byType.get(typeOf(id))?.renderAll(connection, [id]))?.get(id) ?? null;

  const changeBy =
    <T>(actor: Actor, work: (change: Change) => Promise<T>) =>
    async (tx: Connection): Promise<T> => {
      const [begun] = await beginning(tx);
      const last = lineOf(begun);
      const numbers = { entry: begun?.entry ?? 0, words: begun?.words ?? 0 };
      const at = instantAfter(last?.at, clock);
      const puts = new Map<string, Put>();
      const touched = new Set<string>();
      const created = new Set<string>();
      const known = new Map<string, CurrentEntry | null>();
      const written = new Map<string, () => Standing>();
      const lines: Omit<LedgerLine, 'leaf_hash'>[] = [];
      /** Of the ledger's last line so far, once one is written. */
      let head: string | undefined;

      const writeLines = async (leaves: ReadonlyMap<string, string>): Promise<void> => {
        if (lines.length === 0) return;
        head ??= await hashAfter(tx, last);
        const hashed = hashedLines(
          head,
          lines.splice(0).map((line) => ({ ...line, leaf_hash: leaves.get(line.subject_id) ?? null })),
        );
        head = hashed.at(-1)?.hash;
        await ledger.insert(tx, hashed);
      };

      /** Looks up the entries of what is not new, once each. */
      const current = async (ids: readonly string[]): Promise<void> => {
        const asked = ids.filter((id) => !known.has(id) && !created.has(id));
        if (asked.length === 0) return;
        for (const id of asked) known.set(id, null);
        for (const entry of await currentEntries(tx, asked)) known.set(entry.entry.subject_id, entry);
      };

      const reaches = (count: number): void => {
        if (count > LIMITS.written_at_once && tx.driver.send === undefined) throw new ReachesFar();
      };

      const settle = async (): Promise<void> => {
        written.clear();
        const ids = await withCarriers(tx, puts, touched);
        reaches(ids.length - puts.size);
        const leaves = new Map<string, string>();
        for (let from = 0; from < ids.length; from += PER_TICK) {
          if (from > 0) await nextTick();
          const part = ids.slice(from, from + PER_TICK);
          const [renderings] = await Promise.all([renderingsOf(tx, part, puts), current(part)]);
          for (const result of await writeDown(tx, log, at, part, renderings, known, numbers)) {
            written.set(result.id, result.standing);
            if (result.leaf_hash !== null) leaves.set(result.id, result.leaf_hash);
            // Whatever comes later in this change looks it up again.
            known.delete(result.id);
            created.delete(result.id);
          }
        }
        puts.clear();
        touched.clear();
        await writeLines(leaves);
      };

      const note = ({ action, subject_id, before = null, after = null }: Line): void => {
        const { name, key_id } = actor;
        lines.push({ at, actor: name, key_id, action, subject_id, before, after });
      };

      const changing: Change = {
        tx,
        at,
        today: policy.dayOf(new Date(at)),
        four_eyes: policy.four_eyes,
        actor,
        newId: (type) => {
          const id = makeId(type);
          created.add(id);
          return id;
        },
        event: (line) => {
          note(line);
          touched.add(line.subject_id);
        },
        note,
        put: (noun, id, before, after) => {
          const former = puts.get(id);
          const same =
            before === null
              ? created.has(id)
              : isShownAlike(noun.shownElsewhere(before), noun.shownElsewhere(after));
          // What is new has no entry yet; others may name it before it is there.
          if (before === null) created.add(id);
          puts.set(id, { render: () => noun.render(after), reaches: !same || (former?.reaches ?? false) });
        },
        putPart: (noun, id, before, after) => {
          if (before === null) created.add(id);
          puts.set(id, { render: () => noun.render(after), reaches: false });
        },
        touch: (id) => void touched.add(id),
        reaches,
        standing: async (noun, id, state) => {
          await current([id]);
          return standingOf(id, known.get(id) ?? null, noun.render(state));
        },
        settle,
        settled: async (id) => {
          const done = written.get(id);
          if (done) return done();
          await current([id]);
          const rendering = await render(tx, id);
          return rendering && standingOf(id, known.get(id) ?? null, rendering);
        },
      };
      const result = await work(changing);
      await settle();
      return result;
    };

  return {
    change: async (actor, work) => {
      const changing = changeBy(actor, work);
      try {
        return await database.write(changing);
      } catch (error) {
        if (!(error instanceof ReachesFar)) throw error;
      }
      return database.writeMuch(changing);
    },
    render,
  };
};

const isShownAlike = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

const ledger = writing(events, ['seq']);

/** From where a change goes on: the ledger's last line, and the numbers of what things are found by. */
const begun = { seq: events.seq, at: events.at, hash: events.hash, ...NUMBERS };
const beginning = select(begun, (query) =>
  query
    .from(sql`(select 1 as one) as beginning`)
    .leftJoin(events, eq(events.seq, sql`(select max(seq) from ${events})`)),
);

const lineOf = (
  begun: { seq: number | null; at: string | null; hash: string | null } | undefined,
): { at: string; hash: string | null } | undefined =>
  begun?.at == null ? undefined : { at: begun.at, hash: begun.hash };

const instantAfter = (last: string | undefined, clock: Clock): string => {
  const now = clock.now().toISOString();
  return last !== undefined && last > now ? last : now;
};
