/**
 * The column kit for PostgreSQL; see `sqlite.ts`. Text is compared byte by byte (collation "C"),
 * as SQLite does, so that lists have one order on both engines.
 */
import { sql } from 'drizzle-orm';
import * as core from 'drizzle-orm/pg-core';
import { instantText } from './stored-json.ts';

const bytewise = core.customType<{ data: string; driverData: string }>({
  dataType: () => 'text COLLATE "C"',
});

const storedInstant = core.customType<{ data: string; driverData: number | string }>({
  dataType: () => 'bigint',
  toDriver: (text) => Date.parse(text) || 0,
  fromDriver: (stored) => instantText(Number(stored)),
});

const storedBytes = core.customType<{ data: string; driverData: Uint8Array }>({
  dataType: () => 'bytea',
  toDriver: (hex) => Buffer.from(hex, 'hex'),
  fromDriver: (bytes) => Buffer.from(bytes).toString('hex'),
});

export const table = core.pgTable;
export const text = () => bytewise();
export const choice = <const T extends readonly [string, ...string[]]>(_values: T) =>
  bytewise().$type<T[number]>();
export const integer = () => core.bigint({ mode: 'number' });
export const real = () => core.doublePrecision();
export const bool = () => core.boolean();
export const json = <T>() => core.json().$type<T>();
export const instant = () => storedInstant();
export const hex = () => storedBytes();
export const commonly = (commonest: string) =>
  core.customType<{ data: string; driverData: string }>({
    dataType: () => 'text COLLATE "C"',
    toDriver: (text) => (text === commonest ? '' : text),
    fromDriver: (text) => text || commonest,
  })();
export const serial = () => core.bigserial({ mode: 'number' }).primaryKey();
export const rowNumber = () => core.bigint({ mode: 'number' }).primaryKey();
export const index = core.index;
export const uniqueIndex = core.uniqueIndex;
export const primaryKey = core.primaryKey;
export const isTrue = sql`true`;
