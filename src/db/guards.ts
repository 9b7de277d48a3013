/**
 * What the database guards by itself: the triggers that refuse to change or remove what only grows, and those that keep
 * the index of words. What they are is read out of the migrations, and compared with what the database has.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import type { Engine } from './kit.ts';
import { migrationsFolder } from './migrations.ts';
import type { Connection } from './types.ts';

export interface Guard {
  name: string;
  /** What makes it. */
  text: string;
}

const BREAK = '--> statement-breakpoint';
const MAKES = /^CREATE (?:TRIGGER|FUNCTION) (\w+)/;
const REMOVES = /^DROP (?:TRIGGER|FUNCTION) (\w+)/;

const statementsOf = (file: string): string[] =>
  readFileSync(file, 'utf8')
    .split(BREAK)
    .map((statement) => statement.replaceAll(/^\s*--.*\n/gm, '').trim());

/** The triggers that all migrations together leave, and the functions they call first. */
const guards = (engine: Engine): Guard[] => {
  const folder = migrationsFolder(engine);
  const journal: { entries: { tag: string }[] } = JSON.parse(
    readFileSync(join(folder, 'meta', '_journal.json'), 'utf8'),
  );
  const made = new Map<string, string>();
  for (const { tag } of journal.entries) {
    for (const text of statementsOf(join(folder, `${tag}.sql`))) {
      const [name, gone] = [MAKES.exec(text)?.[1], REMOVES.exec(text)?.[1]];
      if (name !== undefined) made.set(name, text);
      if (gone !== undefined) made.delete(gone);
    }
  }
  return [...made].map(([name, text]) => ({ name, text }));
};

/** What tells a guard from another of its name, however the engine lays it out. */
const essence = (text: string): string => {
  const body = /\$\$(.*)\$\$/s.exec(text)?.[1] ?? text;
  return body
    .replaceAll(/\s+/g, ' ')
    .replace(/;?\s*$/, '')
    .trim();
};

/** The guards that stand in the database, by their names; null for the text where the name says enough. */
const standing = async (connection: Connection, engine: Engine): Promise<Map<string, string | null>> => {
  const columns = { name: sql<string>`name`, text: sql<string | null>`text` };
  const from =
    engine === 'sqlite'
      ? sql`(select name, sql as text from sqlite_master where type = 'trigger') as guards`
      : sql`(select tgname as name, null as text from pg_trigger join pg_class on pg_class.oid = tgrelid
          where not tgisinternal and tgenabled in ('O', 'A') and relnamespace = current_schema()::regnamespace
        union all select proname, prosrc from pg_proc where pronamespace = current_schema()::regnamespace) as guards`;
  const rows = await connection.select(columns).from(from);
  return new Map(rows.map(({ name, text }) => [name, text]));
};

/** The guards that are missing, switched off or not what the migrations made. */
export const missingGuards = async (connection: Connection, engine: Engine): Promise<Guard[]> => {
  const found = await standing(connection, engine);
  return guards(engine).filter(({ name, text }) => {
    const there = found.get(name);
    return there === undefined || (there !== null && essence(there) !== essence(text));
  });
};

/** What makes a guard anew, whatever stands in its place. */
export const remakingOf = ({ name, text }: Guard, engine: Engine): string[] => {
  if (/^CREATE FUNCTION/.test(text)) return [text.replace(/^CREATE/, 'CREATE OR REPLACE')];
  const table = / ON (\w+)/.exec(text)?.[1];
  return [`DROP TRIGGER IF EXISTS ${name}${engine === 'sqlite' ? '' : ` ON ${table}`}`, text];
};

/** What is told where guards were made anew. */
export const remadeText = (missing: readonly Guard[]): string =>
  `The database lacked what guards it (${missing.map(({ name }) => name).join(', ')}); it was made again. Somebody removed it, so run \`onrecord verify\`.`;
