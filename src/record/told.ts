/** Rows of which the ledger tells, so that `onrecord verify` can hold the two against each other. */
import type { Connection } from '../db/types.ts';

export type Members = Readonly<Record<string, unknown>>;

/** A line of the ledger, as far as it tells of rows. */
export interface ToldLine {
  seq: number;
  at: string;
  action: string;
  subject_id: string;
  before: Members;
  after: Members;
}

/** A kind of rows. What both sides give is named as people would name it: `watch_…`. */
export interface ToldRows {
  /** The actions whose lines tell of them. */
  actions: readonly string[];
  /** What the rows say. */
  stored(connection: Connection): Promise<ReadonlyMap<string, Members>>;
  /** What these lines, in their order, tell. Members that a line does not have are not compared. */
  told(lines: readonly ToldLine[]): ReadonlyMap<string, Members>;
  /** Earlier releases wrote no lines of some. */
  areSometimesUntold?: true;
}
