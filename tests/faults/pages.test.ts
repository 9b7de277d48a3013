/** Pages of the SQLite file that are damaged anywhere: no request is a 500, and whoever needs one of them is told. */
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createRandom } from '../../bench/random.ts';
import { buildApp } from '../../src/app.ts';
import { copySqlite } from '../../src/db/copy-sqlite.ts';
import { openDatabase } from '../../src/db/database.ts';
import { isDamage } from '../../src/db/errors.ts';
import { engine } from '../../src/db/kit.ts';
import { type Newsroom, openNewsroom, pathOf } from '../setup/desk.ts';
import { figure, patience, rounds } from '../setup/figures.ts';
import { atLength } from '../setup/length.ts';
import { routesOf } from '../setup/routes.ts';

const ROUNDS = rounds('FAULTS_PAGES', atLength(3, 8));
const PAGE_BYTES = 4096;
/** What a published document has, and no page of the schema. */
const PUBLISHED = '"publication":"published"';
const FIRST_PAGES = 60;
/** Which bytes of a page are others than were written, in turn. */
const DAMAGED = [
  [0, PAGE_BYTES],
  [0, PAGE_BYTES / 2],
  [PAGE_BYTES / 2, PAGE_BYTES],
] as const;
const SEARCHES = ['/v1/claims?q=claim', '/v1/claims?topic=a', '/v1/search?q=claim'];

describe.runIf(engine === 'sqlite')('a page of the SQLite file', () => {
  let newsroom: Newsroom;
  let folder: string;
  let whole: string;
  const paths: string[] = [];
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'onrecord-pages-'));
    whole = join(folder, 'whole.db');
    newsroom = await openNewsroom({ seed: true });
    for (let n = 0; n < 20; n += 1) {
      const { id } = await newsroom.publicClaim({ text: `Claim ${n}. ${'x'.repeat(900)}`, topics: ['a'] });
      paths.push(pathOf(id));
    }
    await copySqlite(newsroom.database_url.replace('file:', ''), whole);
  });
  afterAll(async () => {
    await newsroom.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test(
    `that is damaged, ${ROUNDS} times`,
    async () => {
      const random = createRandom(20_251_128);
      const counts = { 'not opened': 0, 'requests answered': 0, '503': 0, 'cut off': 0 };
      const wrong: string[] = [];
      // Every list and feed, and searches.
      const lists = routesOf(newsroom)
        .filter(
          ({ method, access, url, streams }) =>
            method === 'GET' && access === 'public' && !streams && !/_01k2|nothing|match/.test(url),
        )
        .map(({ url }) => url);
      expect(lists.length).toBeGreaterThan(20);
      const asking = [...paths, ...lists, ...SEARCHES];
      for (let n = 0; n < ROUNDS; n += 1) {
        const path = join(folder, `${n}.db`);
        copyFileSync(whole, path);
        const bytes = readFileSync(path);
        // The first time one that holds a document, for sure.
        const held = bytes.indexOf(PUBLISHED, FIRST_PAGES * PAGE_BYTES) / PAGE_BYTES;
        const page = Math.floor(n === 0 ? held : random() * (bytes.length / PAGE_BYTES));
        const [begin, end] = DAMAGED[n % DAMAGED.length] ?? [0, PAGE_BYTES];
        for (let at = begin; at < end; at += 1) bytes[page * PAGE_BYTES + at] = Math.floor(random() * 256);
        writeFileSync(path, bytes);
        const url = `file:${path}`;
        let app: Awaited<ReturnType<typeof buildApp>>;
        try {
          app = await buildApp({ ...newsroom.config, ONRECORD_DATABASE_URL: url }, await openDatabase(url), {
            clock: newsroom.clock,
          });
          await app.ready();
        } catch (error) {
          expect(isDamage(error), String(error)).toBe(true);
          counts['not opened'] += 1;
          continue;
        }
        let damaged = false;
        for (const asked of asking) {
          const reply = await app.inject(asked).catch(() => null);
          // What has begun to be sent can only be cut off.
          if (reply === null) counts['cut off'] += 1;
          if (reply === null) continue;
          const { statusCode, body } = reply;
          counts['requests answered'] += 1;
          if (statusCode === 500) wrong.push(`round ${n}: ${asked} ${body}`);
          if (statusCode !== 503) continue;
          counts['503'] += 1;
          damaged = true;
          expect(body).toContain('it is damaged');
        }
        expect((await app.inject('/health/live')).statusCode).toBe(200);
        if (damaged) expect((await app.inject('/health/ready')).statusCode).toBe(503);
        await app.close();
        rmSync(path);
      }
      expect(wrong).toEqual([]);
      expect(counts['503']).toBeGreaterThan(0);
      figure('a page of the file damaged', ROUNDS, { ...counts, '500': wrong.length });
    },
    patience(ROUNDS, 10_000),
  );
});
