/**
 * What a long DataFeed of ClaimReviews takes: `npm run bench:claimreview -- [megabytes] [--dry-run]`. Writes a feed of
 * that size, brings it in by the command itself, and says how long it took and how much memory at most.
 */
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { runCommand } from './import.ts';
import { createRandom, wordOf } from './random.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { 'dry-run': { type: 'boolean', default: false } },
});
const megabytes = Number(positionals[0] ?? 200);

/** Words of the article, which publishers send along with the review. */
const BODY_WORDS = 1_200;
const PUBLISHERS = 40;
const LABELS = [
  'False',
  'Mostly false',
  'Half true',
  'Mostly true',
  'True',
  'Misleading',
  'Satire',
  'Out of context',
];

/** The feed in pieces, until it has so many bytes. */
function* feedOf(bytes: number): Generator<string> {
  const random = createRandom(1);
  const words = (n: number) =>
    Array.from({ length: n }, () => wordOf(Math.floor(random() * 5_000))).join(' ');
  yield '{"@context":"https://schema.org","@type":"DataFeed","dataFeedElement":[';
  let written = 0;
  for (let n = 0; written < bytes; n += 1) {
    const day = new Date(Date.UTC(2015, 0, 1 + (n % 3_650))).toISOString().slice(0, 10);
    const item = JSON.stringify({
      '@type': 'DataFeedItem',
      item: {
        '@context': 'https://schema.org',
        '@type': 'ClaimReview',
        url: `https://www.checks-${n % PUBLISHERS}.example/${n}`,
        claimReviewed: `Claim ${n}: ${words(12)}`,
        datePublished: day,
        author: { '@type': 'Organization', name: `Checks ${n % PUBLISHERS}` },
        reviewRating: { '@type': 'Rating', alternateName: LABELS[n % LABELS.length] },
        itemReviewed: {
          '@type': 'Claim',
          author: { '@type': 'Person', name: `Person ${n % 2_000}` },
          datePublished: day,
          appearance: { '@type': 'CreativeWork', url: `https://news.example/${n}` },
        },
        articleBody: words(BODY_WORDS),
      },
    });
    written += item.length + 1;
    yield n === 0 ? item : `,${item}`;
  }
  yield ']}';
}

const folder = mkdtempSync(join(tmpdir(), 'onrecord-bench-'));
try {
  const file = join(folder, 'feed.json');
  await pipeline(Readable.from(feedOf(megabytes * 1e6)), createWriteStream(file));
  const args = ['--format', 'claimreview', '--publish', ...(values['dry-run'] ? ['--dry-run'] : []), file];
  const { seconds, peak_mb, said } = await runCommand(`file:${join(folder, 'record.sqlite')}`, [
    'import',
    ...args,
  ]);
  console.log(said.replaceAll(`${file}: `, ''));
  console.log(`${megabytes} MB: ${Math.round(seconds)} s, ${peak_mb} MB of memory at most`);
} finally {
  rmSync(folder, { recursive: true });
}
