/**
 * npm run migrate:new NAME            both engines' migrations for what changed in src/**\/tables.ts
 * npm run migrate:new NAME -- --custom  empty ones, to write by hand
 *
 * Review what it writes and commit it; a migration that was released is never edited.
 */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';

const [name, ...flags] = process.argv.slice(2);
if (!name || !/^[a-z0-9_]+$/.test(name)) {
  console.error('Give the migration a name of lower-case letters, digits and underscores.');
  process.exit(2);
}

const urls = { sqlite: 'file:unused', postgresql: 'postgres://unused' };
for (const [engine, url] of Object.entries(urls)) {
  const folder = new URL(`${engine}/`, import.meta.url);
  execFileSync('npx', ['drizzle-kit', 'generate', '--name', name, ...flags], {
    env: { ...process.env, ONRECORD_DATABASE_URL: url },
    stdio: 'inherit',
  });
  if (engine !== 'sqlite') continue;
  for (const file of readdirSync(folder).filter((entry) => entry.endsWith(`_${name}.sql`))) {
    const path = new URL(file, folder);
    // Drizzle has no STRICT tables: every CREATE TABLE's closing line becomes one.
    writeFileSync(path, readFileSync(path, 'utf8').replaceAll(/^\);$/gm, ') STRICT;'));
  }
}
