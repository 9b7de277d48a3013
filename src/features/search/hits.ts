/** From what was found to what is shown of it. */
import * as z from 'zod';
import { labelIn } from '../../newsroom/labels.ts';
import { result } from '../../newsroom/findings/shape.ts';
import { speakerMention } from '../../newsroom/speakers/shape.ts';
import { LIMITS } from '../../limits.ts';
import { highlightsIn, htmlOf, snippetOf } from '../../text/highlight.ts';
import type { Search } from '../../text/search.ts';
import type { Hit } from './shape.ts';

/** A text that may be shown of a hit. */
interface Shown {
  of: Hit['snippet']['of'];
  text: string;
  language: string | null;
}

/** A thing as it is shown, with its texts in the order in which they are looked through. */
interface Told {
  hit: Omit<Hit, 'id' | 'path' | 'score' | 'snippet'>;
  texts: Shown[];
}

const mention = speakerMention.loose();
const tongue = z
  .string()
  .nullish()
  .transform((value) => value ?? null);
const publisher = z.object({ publisher: z.string().nullish() });
const rating = z.object({ scale: z.string(), key: z.string(), labels: z.record(z.string(), z.string()) });

const claimRead = z.object({
  kind: z.string(),
  text: z.string(),
  language: tongue,
  claimants: z.array(mention).default([]),
  first_said_on: z.string().nullish(),
  topics: z.array(z.string()).default([]),
  quotes: z
    .array(z.object({ text: z.string(), language: tongue, speaker: mention, source: publisher }))
    .default([]),
  sources: z.array(publisher).default([]),
  verdict: z.object({ rating }).nullish(),
  promise: z.object({ result: result.nullish() }).nullish(),
});

const quoteRead = z.object({
  text: z.string(),
  form: z.string(),
  language: tongue,
  speaker: mention,
  said_on: z.string().nullish(),
  source: publisher,
});

const speakerRead = z.object({
  id: z.string(),
  slug: z.string(),
  kind: z.string(),
  name: z.string(),
  aliases: z.array(z.string()).default([]),
  description: z.string().nullish(),
});

const sourceRead = z.object({
  kind: z.string(),
  title: z.string(),
  language: tongue,
  publisher: z.string().nullish(),
  author: z.string().nullish(),
  published_on: z.string().nullish(),
});

const name = (of: Shown['of'], text: string): Shown => ({ of, text, language: null });
const mentioned = ({ id, slug, kind, name }: z.output<typeof mention>) => ({ id, slug, kind, name });

const nothingMore = { speaker: null, rating: null, result: null };

const tellClaim = (json: unknown, locale: string): Told => {
  const claim = claimRead.parse(json);
  const rated = claim.verdict?.rating;
  const [speaker] = claim.claimants;
  return {
    hit: {
      type: 'claim',
      text: claim.text,
      kind: claim.kind,
      speaker: speaker ? mentioned(speaker) : null,
      rating: rated
        ? { scale: rated.scale, key: rated.key, label: labelIn(rated.labels, locale) ?? rated.key }
        : null,
      result: claim.promise?.result ?? null,
      on: claim.first_said_on ?? null,
    },
    texts: [
      { of: 'text', text: claim.text, language: claim.language },
      ...claim.quotes.map((quote): Shown => ({ of: 'quote', text: quote.text, language: quote.language })),
      ...[...claim.claimants, ...claim.quotes.map((quote) => quote.speaker)].map((one) =>
        name('speaker', one.name),
      ),
      ...claim.topics.map((topic): Shown => ({ of: 'topic', text: topic, language: claim.language })),
      ...[...claim.quotes.map(({ source }) => source), ...claim.sources].flatMap(({ publisher }) =>
        publisher ? [name('publisher', publisher)] : [],
      ),
    ],
  };
};

const tellQuote = (json: unknown): Told => {
  const quote = quoteRead.parse(json);
  return {
    hit: {
      ...nothingMore,
      type: 'quote',
      text: quote.text,
      kind: quote.form,
      speaker: mentioned(quote.speaker),
      on: quote.said_on ?? null,
    },
    texts: [
      { of: 'quote', text: quote.text, language: quote.language },
      name('speaker', quote.speaker.name),
      ...(quote.source.publisher ? [name('publisher', quote.source.publisher)] : []),
    ],
  };
};

const tellSpeaker = (json: unknown): Told => {
  const speaker = speakerRead.parse(json);
  return {
    hit: { ...nothingMore, type: 'speaker', text: speaker.name, kind: speaker.kind, on: null },
    texts: [
      name('name', speaker.name),
      ...speaker.aliases.map((alias) => name('alias', alias)),
      ...(speaker.description
        ? [{ of: 'description', text: speaker.description, language: null } as const]
        : []),
    ],
  };
};

const tellSource = (json: unknown): Told => {
  const source = sourceRead.parse(json);
  return {
    hit: {
      ...nothingMore,
      type: 'source',
      text: source.title,
      kind: source.kind,
      on: source.published_on ?? null,
    },
    texts: [
      { of: 'title', text: source.title, language: source.language },
      ...[source.publisher, source.author].flatMap((text) => (text ? [name('publisher', text)] : [])),
    ],
  };
};

const tellTopic = (label: string): Told => ({
  hit: { ...nothingMore, type: 'topic', text: label, kind: null, on: null },
  texts: [name('topic', label)],
});

const TELLERS: Record<string, (json: unknown, locale: string) => Told> = {
  claim: tellClaim,
  quote: tellQuote,
  speaker: tellSpeaker,
  source: tellSource,
};

/** The first text that has words of the search, and the part of it that has most. */
const snippetFrom = (texts: readonly Shown[], search: Search, html: boolean): Hit['snippet'] => {
  const marked = texts.map((shown) => ({
    ...shown,
    spans: () => highlightsIn(shown.text, shown.language, search),
  }));
  for (const { of, text, spans } of marked) {
    const found = spans();
    if (found.length === 0) continue;
    const snippet = snippetOf(text, found, LIMITS.snippet_length);
    return { of, ...snippet, ...(html ? { html: htmlOf(snippet) } : {}) };
  }
  const [first] = texts;
  const snippet = snippetOf(first?.text ?? '', [], LIMITS.snippet_length);
  return { of: first?.of ?? 'text', ...snippet, ...(html ? { html: htmlOf(snippet) } : {}) };
};

/** How hits are to be shown. */
export interface Showing {
  search: Search;
  locale: string;
  html: boolean;
}

/** A document as a hit. */
export const documentHit = (
  type: string,
  found: { id: string; path: string; json: string; score: number },
  { search, locale, html }: Showing,
): Hit | null => {
  const told = TELLERS[type]?.(JSON.parse(found.json), locale);
  if (!told) return null;
  const { id, path, score } = found;
  return { ...told.hit, id, path, score, snippet: snippetFrom(told.texts, search, html) };
};

/** A topic as a hit. */
export const topicHit = (
  found: { label: string; path: string; claims: number; score: number },
  { search, html }: Showing,
): Hit => {
  const { hit, texts } = tellTopic(found.label);
  const { path, claims, score } = found;
  return { ...hit, id: null, path, claims, score, snippet: snippetFrom(texts, search, html) };
};
