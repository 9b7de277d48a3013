import { readFileSync } from 'node:fs';
import type { Config } from '../config.ts';
import type { Bundle } from '../features/import/bundle.ts';
import { BundleError, parseBundle } from '../features/import/check.ts';
import { ImportConflict, importBundle } from '../features/import/import.ts';
import { CommandError, withServer } from './server.ts';

/** So many faults of a file are shown; the rest are counted. */
const FAULTS_SHOWN = 50;

const readBundle = (file: string): Bundle => {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new CommandError(`${file} cannot be read: ${error instanceof Error ? error.message : error}`);
  }
  try {
    return parseBundle(text);
  } catch (error) {
    if (!(error instanceof BundleError)) throw error;
    const lines = error.faults
      .slice(0, FAULTS_SHOWN)
      .map(
        ({ pointer, line, column, detail }) =>
          `${file}${line === null ? '' : `:${line}:${column}`}: ${pointer || '/'} ${detail}`,
      );
    const rest = error.faults.length - lines.length;
    throw new CommandError(
      [...lines, ...(rest > 0 ? [`… and ${rest} more`] : []), `Nothing was imported: ${error.message}.`].join(
        '\n',
      ),
    );
  }
};

/** Checks every file before the first is written, then imports them in order. */
export const importFiles = async (config: Config, files: readonly string[]): Promise<void> => {
  const bundles = files.map((file) => ({ file, bundle: readBundle(file) }));
  await withServer(config, async (server) => {
    for (const { file, bundle } of bundles) {
      try {
        const report = await importBundle(server.recorder, bundle, (done, total) => {
          if (process.stderr.isTTY) process.stderr.write(`\r${file}: ${done} of ${total}`);
        });
        if (process.stderr.isTTY) process.stderr.write('\n');
        console.log(`${file}: ${report.added} added, ${report.unchanged} known before.`);
      } catch (error) {
        if (error instanceof ImportConflict) throw new CommandError(`${file}: ${error.message}.`);
        throw error;
      }
    }
  });
};
