/** Pages: what they weigh, how quick they come beside their JSON, when they are seen, and what a large record makes of that. */
import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { type Browser, chromium } from 'playwright-core';
import { findChromium } from '../tests/setup/chromium.ts';
import { load, median } from './measure.ts';
import { ADMIN_KEY, startOnrecord } from './servers.ts';
import type { Store } from './stores.ts';

const HTML = { accept: 'text/html' };
const ROUNDS = 5;

const textOf = async (address: string): Promise<string> => {
  const reply = await fetch(address, { headers: HTML });
  if (reply.status !== 200) throw new Error(`${address} answered ${reply.status}`);
  return reply.text();
};

/** What a page and all that it loads weigh, each compressed by gzip as a proxy does it, in kB of 1,000 bytes. */
const weightOf = async (home: string, path: string): Promise<number> => {
  const body = await textOf(home + path);
  const loaded = [...body.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map(([, asset = '']) => asset);
  const bodies = [body, ...(await Promise.all([...new Set(loaded)].map((asset) => textOf(home + asset))))];
  return bodies.reduce((sum, text) => sum + gzipSync(text).length, 0) / 1_000;
};

/** Requests per second of a page as a part of those of its JSON, in rounds that take turns. */
const besideJson = async (home: string, id: string, seconds: number) => {
  const page = { path: `/claims/${id}`, headers: HTML };
  const json = { path: `/v1/claims/${id}` };
  await load(home, [page], seconds / 2);
  await load(home, [json], seconds / 2);
  const rounds: { page: number; json: number }[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const beside = await load(home, [json], seconds);
    const own = await load(home, [page], seconds);
    rounds.push({ page: own.per_second, json: beside.per_second });
  }
  return {
    page: median(rounds.map((round) => round.page)),
    json: median(rounds.map((round) => round.json)),
    ratio: median(rounds.map((round) => round.page / round.json)),
  };
};

const SEEN = `new Promise((resolve) => {
  let shift = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) shift += entry.value;
  }).observe({ type: 'layout-shift', buffered: true });
  setTimeout(() => resolve({
    paint: performance.getEntriesByName('first-contentful-paint')[0].startTime,
    shift,
  }), 200);
})`;

/** When something of a page is first seen (ms), and how much moves after that (CLS). */
const seenOf = async (browser: Browser, address: string): Promise<{ paint: number; shift: number }> => {
  const looks: { paint: number; shift: number }[] = [];
  const context = await browser.newContext();
  const page = await context.newPage();
  // The browser runs, as it does for whoever follows a link; nothing of the page is kept in it.
  await page.goto(new URL('/log', address).href);
  const devtools = await context.newCDPSession(page);
  await devtools.send('Network.setCacheDisabled', { cacheDisabled: true });
  for (let round = 0; round < ROUNDS; round += 1) {
    await page.goto(address);
    looks.push(await page.evaluate<{ paint: number; shift: number }>(SEEN));
  }
  await context.close();
  return {
    paint: median(looks.map(({ paint }) => paint)),
    shift: Math.max(...looks.map(({ shift }) => shift)),
  };
};

const firstOf = async (home: string, list: string): Promise<{ id: string; slug?: string } | undefined> => {
  const reply = await fetch(home + list);
  const { data } = JSON.parse(await reply.text());
  return data[0];
};

/** A page of each kind, by what it is called here. */
const pagesOf = async (home: string): Promise<Record<string, string>> => {
  const [claim, promise, quote] = await Promise.all(
    ['/v1/claims?limit=1&rating=true', '/v1/promises?limit=1', '/v1/quotes?limit=1'].map((list) =>
      firstOf(home, list),
    ),
  );
  const [speaker, source] = await Promise.all(
    ['/v1/speakers?limit=1', '/v1/sources?limit=1'].map((list) => firstOf(home, list)),
  );
  const reply = await fetch(`${home}/v1/topics?limit=1`);
  const [topic] = JSON.parse(await reply.text()).data;
  const pages = {
    home: '/',
    claims: '/claims',
    'claims by topic': `/topics/${encodeURIComponent(topic?.topic ?? '')}`,
    claim: `/claims/${claim?.id}`,
    promise: `/claims/${promise?.id}`,
    history: `/claims/${claim?.id}/history`,
    promises: '/promises',
    'overdue promises': '/promises?timeliness=overdue&result=none',
    speakers: '/speakers',
    speaker: `/speakers/${speaker?.slug}`,
    quotes: '/quotes',
    quote: `/quotes/${quote?.id}`,
    sources: '/sources',
    source: `/sources/${source?.id}`,
    topics: '/topics',
    search: '/search?q=budget',
    corrections: '/corrections',
    log: '/log',
    card: `/embed/claims/${claim?.id}`,
  };
  // A record that was generated has no quotes.
  return Object.fromEntries(Object.entries(pages).filter(([, path]) => !path.endsWith('undefined')));
};

/** Makes something public, after which every page is made anew. */
const change = async (home: string): Promise<void> => {
  const reply = await fetch(`${home}/v1/anchors`, {
    method: 'POST',
    headers: { authorization: `Bearer ${ADMIN_KEY}`, 'content-type': 'application/json' },
    body: JSON.stringify({ key: `measured_${randomBytes(8).toString('hex')}`, title: 'Measured' }),
  });
  if (reply.status !== 201) throw new Error(`An anchor was not added: ${await reply.text()}`);
  await reply.text();
};

/** Milliseconds that each page takes which nothing has made before. */
const coldTimes = async (home: string): Promise<Record<string, number>> => {
  const times: Record<string, number> = {};
  for (const [name, path] of Object.entries(await pagesOf(home))) {
    const rounds: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      await change(home);
      await textOf(`${home}/about`);
      const began = performance.now();
      await textOf(home + path);
      rounds.push(performance.now() - began);
    }
    times[name] = median(rounds);
  }
  return times;
};

/** Pages of the seed measured alone, and beside those of the record in the file at `large`. */
export const measurePages = async (
  store: Store,
  large: string,
  size: number,
  seconds: number,
  say: (line: string) => void,
): Promise<unknown> => {
  const [empty, copy] = [await store.fresh(), await store.copyOf(large)];
  const seed = await startOnrecord(empty, { ONRECORD_SEED: 'true' });
  const executablePath = findChromium();
  const browser = executablePath
    ? await chromium.launch({ executablePath, args: ['--no-sandbox'] })
    : undefined;
  try {
    const home = seed.url;
    const pages = await pagesOf(home);
    const weights: Record<string, number> = {};
    for (const [name, path] of Object.entries(pages)) weights[name] = await weightOf(home, path);
    say(
      `compressed, with all that it loads: first page ${weights.home?.toFixed(1)} kB, claim ${weights.claim?.toFixed(1)} kB, heaviest ${Math.max(...Object.values(weights)).toFixed(1)} kB`,
    );
    const seen: Record<string, { paint: number; shift: number }> = {};
    for (const name of ['home', 'claim', 'promises', 'speaker']) {
      if (browser) seen[name] = await seenOf(browser, home + pages[name]);
    }
    await browser?.close();
    for (const [name, { paint, shift }] of Object.entries(seen))
      say(`first contentful paint of ${name.padEnd(10)} ${paint.toFixed(0).padStart(5)} ms, CLS ${shift}`);
    const id = (pages.claim ?? '').replace('/claims/', '');
    const beside = await besideJson(home, id, seconds);
    say(`a claim: ${beside.page} pages a second, ${beside.json} of its JSON: ${beside.ratio.toFixed(2)}`);
    const small = await coldTimes(home);
    const record = await startOnrecord(copy);
    // Where the indexes are not there yet, reading the record for them would be measured as well.
    await textOf(`${record.url}/search?q=measured`);
    await textOf(`${record.url}/v1/claims/similar?text=measured`);
    const many = await coldTimes(record.url).finally(() => record.stop());
    say(`\n${'made anew, ms'.padEnd(20)}${'seed'.padStart(8)}${size.toLocaleString('en').padStart(10)}`);
    for (const [name, ms] of Object.entries(small))
      say(
        `${name.padEnd(20)}${ms.toFixed(1).padStart(8)}${(many[name] ?? Number.NaN).toFixed(1).padStart(10)}`,
      );
    return { weights, seen, beside, cold: { seed: small, [size]: many } };
  } finally {
    await seed.stop();
    for (const url of [empty, copy]) await store.drop(url);
  }
};
