/**
 * The column kit for SQLite. `postgres.ts` exports the same names; `kit.ts` picks one.
 * Instants and dates are ISO 8601 text on both engines, so that they compare alike.
 */
import { sql } from 'drizzle-orm';
import * as core from 'drizzle-orm/sqlite-core';
import { instantText, readJson } from './stored-json.ts';

const storedJson = core.customType<{ data: unknown; driverData: string }>({
  dataType: () => 'text',
  toDriver: (value) => JSON.stringify(value),
  fromDriver: readJson,
});

const storedInstant = core.customType<{ data: string; driverData: number }>({
  dataType: () => 'integer',
  toDriver: (text) => Date.parse(text) || 0,
  fromDriver: instantText,
});

const storedBytes = core.customType<{ data: string; driverData: Uint8Array }>({
  dataType: () => 'blob',
  toDriver: (hex) => Buffer.from(hex, 'hex'),
  fromDriver: (bytes) => Buffer.from(bytes).toString('hex'),
});

export const table = core.sqliteTable;
export const text = () => core.text();
export const choice = <const T extends readonly [string, ...string[]]>(values: T) =>
  core.text({ enum: values });
export const integer = () => core.integer();
export const real = () => core.real();
export const bool = () => core.integer({ mode: 'boolean' });
export const json = <T>() => storedJson().$type<T>();
/** An instant of ours as milliseconds, where many rows have one; 0 for ''. */
export const instant = () => storedInstant();
/** A text that stands for bytes, in hexadecimal figures; stored as the bytes. */
export const hex = () => storedBytes();
/** A text that is stored as '' where it is the commonest, and so is one that is missing. */
export const commonly = (commonest: string) =>
  core.customType<{ data: string; driverData: string }>({
    dataType: () => 'text',
    toDriver: (text) => (text === commonest ? '' : text),
    fromDriver: (text) => text || commonest,
  })();
/** A row number that the database gives, growing and never used twice. */
export const serial = () => core.integer().primaryKey({ autoIncrement: true });
/** A row number that we give, by which rows are found at once. */
export const rowNumber = () => core.integer().primaryKey();
export const index = core.index;
export const uniqueIndex = core.uniqueIndex;
export const primaryKey = core.primaryKey;
export const isTrue = sql`1`;
