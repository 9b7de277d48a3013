/** Compares the versions that are kept with the hashes that were logged when they were published. */
import type { Finding } from './report.ts';

/** A place in the log where the two do not agree; null where one of them is missing. */
export interface Discord {
  leaf_index: number;
  /** Leaf hash of the version that stands there, and its name. */
  kept: { hash: string; name: string } | null;
  /** Leaf hash that was logged there. */
  logged: string | null;
}

/**
 * Explains discords as edits, deletions, insertions, a cut end or another order. `size` is the number
 * of places up to the last kept version.
 */
export const explain = (discords: readonly Discord[], size: number): Finding[] => {
  const kept = new Set(discords.flatMap(({ kept }) => kept?.hash ?? []));
  const logged = new Set(discords.flatMap(({ logged }) => logged ?? []));
  const findings: Finding[] = [];
  const cut: number[] = [];
  for (const { leaf_index, kept: version, logged: hash } of discords) {
    const isNew = version !== null && !logged.has(version.hash);
    const isGone = hash !== null && !kept.has(hash);
    if (isNew && isGone) {
      findings.push({
        kind: 'edited',
        text: `${version.name} (entry ${leaf_index}) is not what was published under that number.`,
      });
    } else if (isNew && hash === null) {
      findings.push({
        kind: 'damaged',
        text: `The hash of entry ${leaf_index} (${version.name}) is missing in the log.`,
      });
    } else if (isNew) {
      findings.push({
        kind: 'inserted',
        text: `${version.name} (entry ${leaf_index}) was never logged there.`,
      });
    } else if (isGone && leaf_index >= size) {
      cut.push(leaf_index);
    } else if (isGone || (version === null && hash === null)) {
      findings.push({ kind: 'deleted', text: `The version that was entry ${leaf_index} is gone.` });
    }
  }
  const last = cut.at(-1);
  if (last !== undefined) findings.push(cutFinding(size, last + 1));
  const moved = inOtherOrder(discords, kept, logged);
  if (moved.length > 0) {
    findings.push({
      kind: 'reordered',
      text: `These do not stand in the order in which they were published: ${moved.join(', ')}.`,
    });
  }
  return findings;
};

/** The log is known to have had `was` entries, of which `is` are left. */
export const cutFinding = (is: number, was: number): Finding => ({
  kind: 'cut',
  text: `The log had ${was} entries or more and ends after ${is}: what was published last was cut off.`,
});

/** Names of versions that are not new but stand in another order among themselves than was logged. */
const inOtherOrder = (
  discords: readonly Discord[],
  kept: ReadonlySet<string>,
  logged: ReadonlySet<string>,
): string[] => {
  const before = discords.flatMap(({ logged: hash }) => (hash !== null && kept.has(hash) ? [hash] : []));
  const now = discords.flatMap(({ leaf_index, kept: version }) =>
    version !== null && logged.has(version.hash) ? [{ ...version, leaf_index }] : [],
  );
  return now
    .filter(({ hash }, i) => hash !== before[i])
    .map(({ name, leaf_index }) => `${name} (now entry ${leaf_index})`);
};
