/** What routes and commands work with: the record, and what looks out of the house. Commands load no server for it. */
import { type Config, databaseUrl, publicUrl } from './config.ts';
import { engineOf } from './db/kit.ts';
import type { Database } from './db/types.ts';
import { pathOfUrl } from './db/url.ts';
import { takeDrafts } from './features/import/claimreview/import.ts';
import { createSheets } from './features/sheets/index.ts';
import { createCondition } from './http/condition.ts';
import type { Services } from './http/services.ts';
import { createWorker } from './jobs/worker.ts';
import { allowedOf } from './net/addresses.ts';
import { createOutgoing, type Resolve } from './net/outgoing.ts';
import { subjects } from './newsroom/index.ts';
import { type Clock, createCalendar, systemClock } from './record/clock.ts';
import { examineRecord } from './record/examination.ts';
import { createFacets } from './record/facets.ts';
import { newId } from './record/ids.ts';
import { createItems } from './record/items.ts';
import { createLists } from './record/lists.ts';
import { createRecorder } from './record/record.ts';
import { subjectFor } from './record/subject.ts';

export interface Surroundings {
  clock?: Clock;
  newId?: (type: string) => string;
  /** How names of hosts become addresses; the system's way when left out. */
  resolve?: Resolve;
}

/** What routes and commands work with, over an open database. */
export const createServices = (
  config: Config,
  database: Database,
  surroundings: Surroundings = {},
): Services => {
  const clock = surroundings.clock ?? systemClock;
  const dayOf = createCalendar(config.ONRECORD_TIMEZONE);
  const policy = { four_eyes: config.ONRECORD_REVIEW === 'four_eyes', dayOf };
  const makeId = surroundings.newId ?? newId;
  const recorder = createRecorder(database, clock, subjects, policy, makeId);
  const lists = createLists(database.spread, database.search);
  return {
    config,
    database,
    clock,
    condition: createCondition(sqliteFile(config), clock, () => examineRecord(database.search)),
    recorder,
    subjects,
    draftReviews: (document) => takeDrafts(database.read, recorder, dayOf(clock.now()), document),
    items: createItems(database.spread),
    lists,
    facets: createFacets(database.search, lists, (type) => subjectFor(subjects, type)?.names !== undefined),
    sheets: createSheets(databaseUrl(config)),
    today: (instant = clock.now()) => dayOf(instant),
    outgoing: createOutgoing({
      user_agent: userAgent(config),
      allowed: allowedOf(config.ONRECORD_OUTGOING_ALLOWED),
      ...(surroundings.resolve ? { resolve: surroundings.resolve } : {}),
      now: () => clock.now().getTime(),
    }),
    worker: createWorker({ database, recorder, clock }),
    newId: makeId,
  };
};

/** Says who asks, and where to find out more or complain. */
const userAgent = (config: Config): string =>
  `Onrecord/1.0 (+${publicUrl(config)}${config.ONRECORD_NEWSROOM ? `; ${config.ONRECORD_NEWSROOM.replace(/[^\x20-\x7e]|[()]/g, '')}` : ''})`;

/** The file of a SQLite record; undefined on PostgreSQL. */
const sqliteFile = ({ ONRECORD_DATABASE_URL: url }: Config): string | undefined =>
  engineOf(url) === 'sqlite' ? pathOfUrl(url) : undefined;
