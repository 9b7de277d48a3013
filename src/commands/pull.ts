/** Mirrors the public claims of another Onrecord. */
import type { Config } from '../config.ts';
import { pull } from '../features/import/pull/pull.ts';
import { PullError } from '../features/import/pull/remote.ts';
import { LIMITS } from '../limits.ts';
import { CommandError, withServices } from './open.ts';
import { createProgress } from './progress.ts';

/** Pulls what is new from the Onrecord at `url`, and says what came of it. */
export const pullCommand = (
  config: Config,
  url: string,
  { key }: { key?: string | undefined },
): Promise<void> =>
  withServices(config, async (services) => {
    try {
      const pulled = await pull(services, url, { key, progress: createProgress(url) });
      const { origin, size, entries, added, changed, withdrawn, unchanged, left_out } = pulled;
      console.log(
        `${origin}: ${entries} new entries of ${size}, as signed by ${pulled.key}: ${added} claims added, ${changed} corrected, ${withdrawn} withdrawn, ${unchanged} as they were.`,
      );
      for (const { id, because } of left_out.slice(0, LIMITS.faults)) {
        console.log(`  left out: ${id}: ${because}`);
      }
      if (left_out.length > LIMITS.faults) console.log(`  … and ${left_out.length - LIMITS.faults} more`);
      if (pulled.is_first && key === undefined) {
        console.log(
          'The key is the one that the server itself shows: compare it with one you know. It counts from now on.',
        );
      }
    } catch (error) {
      if (error instanceof PullError) throw new CommandError(error.message);
      throw error;
    } finally {
      services.outgoing.close();
    }
  });
