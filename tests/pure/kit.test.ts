/** Both column kits give rows of the same types: what compiles for one engine holds for the other. */
import { expect, test } from 'vitest';
import * as postgres from '../../src/db/postgres.ts';
import * as sqlite from '../../src/db/sqlite.ts';

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

const VALUES = ['a', 'b'] as const;
const onSqlite = sqlite.table('t', {
  id: sqlite.serial(),
  text: sqlite.text().notNull(),
  maybe: sqlite.text(),
  choice: sqlite.choice(VALUES).notNull(),
  integer: sqlite.integer().notNull(),
  real: sqlite.real(),
  bool: sqlite.bool().notNull(),
  json: sqlite.json<{ x: number }[]>().notNull(),
});
const onPostgres = postgres.table('t', {
  id: postgres.serial(),
  text: postgres.text().notNull(),
  maybe: postgres.text(),
  choice: postgres.choice(VALUES).notNull(),
  integer: postgres.integer().notNull(),
  real: postgres.real(),
  bool: postgres.bool().notNull(),
  json: postgres.json<{ x: number }[]>().notNull(),
});

// The type checker is the test: `true` is no value of `false`.
const sameRead: Equal<typeof onSqlite.$inferSelect, typeof onPostgres.$inferSelect> = true;
const sameWritten: Equal<typeof onSqlite.$inferInsert, typeof onPostgres.$inferInsert> = true;

test('both kits read and write the same types, and export the same names', () => {
  expect([sameRead, sameWritten]).toEqual([true, true]);
  expect(Object.keys(sqlite).sort()).toEqual(Object.keys(postgres).sort());
});
