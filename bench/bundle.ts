/** Bundles to import, of any size and the same in every run. */
import { createRandom, wordOf, zipf } from './random.ts';

const SPEAKERS = 50;
const WORDS = 5_000;

const each = <T>(count: number, item: (i: number) => T): T[] =>
  Array.from({ length: count }, (_, i) => item(i));

const createSentences = () => {
  const random = createRandom(2);
  const rank = zipf(random, WORDS);
  return (words: number): string =>
    `${each(words, () => wordOf(rank())).join(' ')}.`.replace(/^./u, (first) => first.toUpperCase());
};

const month = (i: number): string => `20${10 + (i % 15)}-0${1 + (i % 9)}`;

/** Published claims of about the length that those of newsrooms have, with a published quote each. */
export const bundleOf = (claims: number, { speakers = SPEAKERS, origin = 'sizes' } = {}): string => {
  const sentence = createSentences();
  return JSON.stringify({
    format: 'onrecord-bundle/1',
    origin,
    title: 'Sizes',
    speakers: each(speakers, (i) => ({
      key: `speaker-${i}`,
      slug: speakers === 1 ? origin : `speaker-${i}`,
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
      speaker: `speaker-${i % speakers}`,
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
  });
};
