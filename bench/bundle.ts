/** Bundles to import, of any size and the same in every run. */
import { readFileSync } from 'node:fs';
import { createRandom, wordOf, zipf } from './random.ts';

const SPEAKERS = 50;
const WORDS = 5_000;
const SEED = new URL('../seed/worked-example.json', import.meta.url);

const each = <T>(count: number, item: (i: number) => T): T[] =>
  Array.from({ length: count }, (_, i) => item(i));

const createSentences = () => {
  const random = createRandom(2);
  const rank = zipf(random, WORDS);
  return (words: number): string =>
    `${each(words, () => wordOf(rank())).join(' ')}.`.replace(/^./u, (first) => first.toUpperCase());
};

const yearOf = (i: number): number => 2010 + (i % 15);
const month = (i: number): string => `${yearOf(i)}-0${1 + (i % 9)}`;

/** Published claims of about the length that those of newsrooms have, with a published quote each. */
const claimsOf = (claims: number) => {
  const sentence = createSentences();
  return {
    format: 'onrecord-bundle/1',
    origin: 'sizes',
    title: 'Sizes',
    speakers: each(SPEAKERS, (i) => ({
      key: `speaker-${i}`,
      slug: `speaker-${i}`,
      name: `Speaker ${wordOf(i)}`,
    })),
    sources: each(SPEAKERS, (i) => ({
      key: `source-${i}`,
      kind: 'article',
      title: sentence(8),
      url: `https://news.example/${i}`,
      publisher: `Publisher ${i}`,
      published_on: '2025-08-15',
    })),
    quotes: each(claims, (i) => ({
      key: `quote-${i}`,
      speaker: `speaker-${i % SPEAKERS}`,
      source: `source-${(i * 7) % SPEAKERS}`,
      text: sentence(19),
      said_on: `${month(i)}-${10 + (i % 18)}`,
    })),
    claims: each(claims, (i) => ({
      key: `claim-${i}`,
      kind: 'statement',
      text: sentence(13),
      topics: [`topic-${i % 20}`, `topic-${20 + (i % 31)}`],
      quotes: [`quote-${i}`],
    })),
  };
};

/** Claims and quotes alone. */
export const bundleOf = (claims: number): string => JSON.stringify(claimsOf(claims));

const PROMISE_EVERY = 8;
const VERDICT_EVERY = 3;
const RULED_EVERY = 2 * PROMISE_EVERY;
const EVIDENCE = [{ url: 'https://news.example/evidence', title: 'What was found', stance: 'refutes' }];

/** The year in which a promise's window ends. */
const lastYear = (i: number): number => yearOf(i) + 2 + (i % 7);

/** As newsrooms have them: some claims are promises, some were rated, and some promises were ruled on. */
export const newsroomBundleOf = (claims: number): string => {
  const bundle = claimsOf(claims);
  const sentence = createSentences();
  const promise = (i: number) => ({
    action: sentence(8),
    criteria: sentence(12),
    testability: 'testable',
    deadline: {
      kind: 'calendar',
      phrase: 'by the end of the year',
      reference_date: `${month(i)}-10`,
      window_start: `${month(i)}-10`,
      window_end: `${lastYear(i)}-12-31`,
    },
  });
  const verdict = (i: number) => ({
    key: `verdict-${i}`,
    rating_scale: 'onrecord',
    rating: i % 2 === 0 ? 'false' : 'half_true',
    summary: sentence(10),
    rationale: sentence(40),
    decided_on: '2025-11-01',
    evidence: EVIDENCE,
  });
  const ruling = (i: number) => ({
    key: `ruling-${i}`,
    kind: 'ruling',
    result: 'not_kept',
    became_known_on: '2025-11-01',
    note: sentence(20),
    evidence: EVIDENCE,
  });
  const scales: unknown = JSON.parse(readFileSync(SEED, 'utf8')).rating_scales;
  return JSON.stringify({
    ...bundle,
    rating_scales: scales,
    claims: bundle.claims.map((claim, i) => ({
      ...claim,
      ...(i % PROMISE_EVERY === 0 ? { kind: 'promise', promise: promise(i) } : {}),
      ...(i % PROMISE_EVERY !== 0 && i % VERDICT_EVERY === 0 ? { verdicts: [verdict(i)] } : {}),
      ...(i % RULED_EVERY === 0 && lastYear(i) < 2025 ? { outcomes: [ruling(i)] } : {}),
    })),
  });
};
