/** What keeps the server from doing all that it should, for `/health/ready`, the log and whoever runs into it. */
import { statSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { isDamage, storageFault } from '../db/errors.ts';
import { LIMITS } from '../limits.ts';
import type { Clock } from '../record/clock.ts';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

export interface Condition {
  /** Takes an error that a request ran into; gives what is wrong with the storage where that was the reason. */
  note(error: unknown): string | undefined;
  /**
   * Takes an error that nobody foresaw. Damage may be its reason where the engine did not notice, or that a newer version
   * changed the tables: the record is looked through then, at most once in a while. Gives what is wrong with the storage, as `note` does.
   */
  suspect(): Promise<string | undefined>;
  /** A write succeeded: what kept others from writing is over. */
  written(): void;
  /** Whether the last attempt to write failed because of the storage. */
  cannotWrite(): boolean;
  /** Looks whether the file of the record is still the one that was opened; gives what is wrong. */
  look(): string | undefined;
  /** What is wrong with the storage; undefined where nothing is known to be. */
  fault(): string | undefined;
  /** What is odd about the clock, as sentences; `last_at` is the instant of the ledger's last line. */
  clockWarnings(last_at: string | undefined): string[];
}

/** `path` is the SQLite file, undefined on PostgreSQL; `examine` looks through the record, and rejects with what is wrong with it. */
export const createCondition = (
  path: string | undefined,
  clock: Clock,
  examine: () => Promise<void>,
): Condition => {
  const opened = identityOf(path);
  const started_ms = clock.now().getTime() - performance.now();
  /** Damage does not go away by itself; what keeps from writing may. */
  let damage: string | undefined;
  let unwritable: string | undefined;
  const look = (): string | undefined =>
    opened === undefined || identityOf(path) === opened
      ? undefined
      : 'its file was moved, replaced or deleted while the server ran: start the server anew';

  const note = (error: unknown): string | undefined => {
    const fault = storageFault(error);
    if (fault === undefined) return undefined;
    if (isDamage(error)) damage = fault;
    else unwritable = fault;
    return fault;
  };

  let examined_at = Number.NEGATIVE_INFINITY;
  let examination: Promise<string | undefined> = Promise.resolve(undefined);

  return {
    note,
    suspect: async () => {
      if (damage !== undefined) return damage;
      if (performance.now() - examined_at > LIMITS.examination_pause_ms) {
        examined_at = performance.now();
        examination = examine().then(() => undefined, note);
      }
      return Promise.race([examination, setTimeout(LIMITS.examination_wait_ms, undefined, { ref: false })]);
    },
    written: () => {
      unwritable = undefined;
    },
    cannotWrite: () => unwritable !== undefined,
    look,
    fault: () => look() ?? damage ?? unwritable,
    clockWarnings: (last_at) => {
      const now_ms = clock.now().getTime();
      const behind_ms = last_at === undefined ? 0 : Date.parse(last_at) - now_ms;
      const ahead_ms = now_ms - started_ms - performance.now();
      return [
        ...(behind_ms > MINUTE_MS
          ? [`The clock stands ${told(behind_ms)} before the last line of the ledger (${last_at}).`]
          : []),
        ...(ahead_ms > DAY_MS ? [`The clock has jumped ${told(ahead_ms)} ahead since the start.`] : []),
      ];
    },
  };
};

/** What tells a file from another at the same place; undefined where none is. */
const identityOf = (path: string | undefined): string | undefined => {
  const stat = path === undefined ? undefined : statSync(path, { throwIfNoEntry: false });
  return stat && `${stat.dev}/${stat.ino}`;
};

const told = (ms: number): string => {
  const minutes = Math.round(ms / MINUTE_MS);
  return minutes < 120 ? `${minutes} minutes` : `${Math.round(minutes / 60)} hours`;
};
