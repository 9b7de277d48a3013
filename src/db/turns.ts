/**
 * SQLite tells nobody who waits for its lock. So whoever finds the file locked leaves word beside it, and a command that
 * writes for long looks for that word and lets others write.
 */
import { closeSync, futimesSync, openSync, statSync } from 'node:fs';

export interface Turns {
  /** Says that this process waits to write. */
  want(): void;
  /** Remembers what was said so far. */
  begin(): void;
  /** Whether another process has said so since. */
  isWanted(): boolean;
}

/** For the processes that write to the file at `path`. */
export const createTurns = (path: string): Turns => {
  const word = `${path}-wanted`;
  const lastWord = (): number => statSync(word, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  let known = lastWord();
  return {
    want: () => {
      try {
        const file = openSync(word, 'a');
        futimesSync(file, new Date(), new Date());
        closeSync(file);
      } catch {
        // Where nothing can be written, it is the wait for the lock that ends with the reason.
      }
    },
    begin: () => {
      known = lastWord();
    },
    isWanted: () => lastWord() !== known,
  };
};
