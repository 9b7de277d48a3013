/**
 * Picks the column kit for the engine that `ONRECORD_DATABASE_URL` names. Tables are module
 * constants, so one process speaks to one engine; this is the one cast that makes both look alike.
 */
import * as postgres from './postgres.ts';
import * as sqlite from './sqlite.ts';

export type Engine = 'sqlite' | 'postgresql';

/** The engine a database URL names: `postgres://…` is PostgreSQL, anything else a SQLite file. */
export const engineOf = (url: string | undefined): Engine =>
  /^postgres(ql)?:/.test(url ?? '') ? 'postgresql' : 'sqlite';

export const engine = engineOf(process.env.ONRECORD_DATABASE_URL);

const kit = engine === 'postgresql' ? (postgres as unknown as typeof sqlite) : sqlite;

export const {
  table,
  text,
  choice,
  integer,
  real,
  bool,
  json,
  instant,
  hex,
  commonly,
  serial,
  rowNumber,
  index,
  uniqueIndex,
  primaryKey,
  isTrue,
} = kit;
