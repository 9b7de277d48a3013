/** What every route may use; made once in `app.ts`. */
import type { Config } from '../config.ts';
import type { Database } from '../db/types.ts';
import type { Worker } from '../jobs/worker.ts';
import type { Outgoing } from '../net/outgoing.ts';
import type { Clock } from '../record/clock.ts';
import type { FacetCounter } from '../record/facets.ts';
import type { Items } from '../record/items.ts';
import type { Lists } from '../record/lists.ts';
import type { Recorder } from '../record/record.ts';
import type { Sheets } from '../record/sheet.ts';
import type { Subject } from '../record/subject.ts';
import type { Condition } from './condition.ts';

export interface Services {
  config: Config;
  database: Database;
  recorder: Recorder;
  /** Every type of thing that has public documents. */
  subjects: readonly Subject[];
  items: Items;
  lists: Lists;
  facets: FacetCounter;
  /** Lists as spreadsheets. */
  sheets: Sheets;
  /** Takes ClaimReviews (JSON-LD) into the record as drafts. */
  draftReviews(document: unknown): Promise<void>;
  /** Every request to another server goes through it. */
  outgoing: Outgoing;
  /** Does what is due outside of requests. */
  worker: Worker;
  newId(type: string): string;
  clock: Clock;
  condition: Condition;
  /** The calendar day of an instant in the newsroom's timezone; today's without one. */
  today(instant?: Date): string;
}
