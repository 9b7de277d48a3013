/** What a verification found, in words for people who know neither Merkle trees nor this program. */

export type FindingKind =
  /** A version's text is not the one that was published. */
  | 'edited'
  | 'deleted'
  | 'inserted'
  | 'reordered'
  /** Entries at the end are gone. */
  | 'cut'
  /** The whole was built anew, so that only a checkpoint kept elsewhere shows it. */
  | 'rewritten'
  /** A hash of the log itself is wrong or missing. */
  | 'damaged'
  /** What is read or listed is not what the log has. */
  | 'misserved'
  /** Rows that the next version would be made from say otherwise than the newest version. */
  | 'differs'
  /** A line of the ledger is gone, or is not the one that was written. */
  | 'ledger'
  /** A key, or the log's own, is not what the ledger tells of. */
  | 'keys'
  /** What keeps the database itself from being changed is missing. */
  | 'unguarded'
  /** A checkpoint is not by the key that was expected, or not of this log. */
  | 'untrusted';

export interface Finding {
  kind: FindingKind;
  text: string;
}

export interface Report {
  /** Entries in the log. */
  size: number;
  /** The root hash of all entries, in Base64 as a checkpoint has it. */
  root_hash: string;
  /** What was checked and is in order. */
  holds: string[];
  findings: Finding[];
}

/** So many findings of a kind are told one by one; the rest are counted. */
const TOLD = 20;

/** Leaves out the findings of a kind beyond the first few, and says how many there are. */
export const abridge = (findings: readonly Finding[]): Finding[] => {
  const seen = new Map<FindingKind, number>();
  const told = findings.filter(({ kind }) => {
    const count = (seen.get(kind) ?? 0) + 1;
    seen.set(kind, count);
    return count <= TOLD;
  });
  const rest = [...seen].filter(([, count]) => count > TOLD);
  return [
    ...told,
    ...rest.map(([kind, count]) => ({ kind, text: `… and ${count - TOLD} more of this kind.` })),
  ];
};

/** The report as `onrecord verify` prints it. */
export const reportText = ({ size, root_hash, holds, findings }: Report): string =>
  [
    `${size} public versions are in the log; its root hash is ${root_hash}`,
    ...holds.map((text) => `  holds     ${text}`),
    ...findings.map(({ kind, text }) => `  ${kind.toUpperCase().padEnd(10)}${text}`),
    findings.length === 0 ? 'Nothing was tampered with.' : 'This record was TAMPERED WITH or is damaged.',
  ].join('\n');
