/** What can be reconciled: speakers and claims, each with how it is found and what is told of it. */
import * as z from 'zod';
import type { Reader } from '../../db/types.ts';
import type { Services } from '../../http/services.ts';
import { LIMITS } from '../../limits.ts';
import { knownSpeakers } from '../../newsroom/duplicates.ts';
import { findSpeaker } from '../../newsroom/speakers/speaker.ts';
import { fold } from './fold.ts';

interface Named {
  id: string;
  name: string;
}

/** What is told of a thing: words, or another thing that can be reconciled. */
export type Value = string | Named;

export interface Candidate {
  id: string;
  name: string;
  /** Other names by which it counts as the same. */
  names: readonly string[];
  description: string;
  type: Named;
  properties: Readonly<Record<string, readonly Value[]>>;
}

export interface Property extends Named {
  description: string;
  /** Whose ids its values are, where they are things. */
  of?: 'speakers';
}

export interface Reconcilable {
  noun: 'speakers' | 'claims';
  subject: 'speaker' | 'claim';
  title: string;
  types: readonly Named[];
  properties: readonly Property[];
  read(json: unknown): Candidate;
  /** The ids of those that a value of a property can only mean. */
  meant(connection: Reader, property: string, value: string): Promise<string[]>;
}

const speaker = z.object({
  id: z.string(),
  slug: z.string(),
  kind: z.enum(['person', 'organisation']),
  name: z.string(),
  aliases: z.array(z.string()),
  description: z.string().nullable(),
  wikidata_id: z.string().nullable(),
});

const claim = z.object({
  id: z.string(),
  kind: z.string(),
  text: z.string(),
  first_said_on: z.string().nullable(),
  topics: z.array(z.string()),
  claimants: z.array(z.object({ id: z.string(), name: z.string() })),
  verdict: z.object({ rating: z.object({ key: z.string() }) }).nullable(),
  promise: z.object({ result: z.string().nullable() }).nullable(),
});

const some = (value: string | null): string[] => (value === null ? [] : [value]);

const SPEAKER_TYPES = {
  person: { id: 'person', name: 'Person' },
  organisation: { id: 'organisation', name: 'Organisation' },
};
const CLAIM = { id: 'claim', name: 'Claim' };

export const RECONCILABLE: readonly Reconcilable[] = [
  {
    noun: 'speakers',
    subject: 'speaker',
    title: 'Speakers',
    types: Object.values(SPEAKER_TYPES),
    properties: [
      { id: 'slug', name: 'Slug', description: 'What it is called in addresses' },
      { id: 'wikidata_id', name: 'Wikidata id', description: 'Such as Q42' },
      { id: 'aliases', name: 'Other names', description: 'By which it is also known' },
      { id: 'description', name: 'Description', description: 'Who or what it is' },
    ],
    meant: async (connection, property, value) => {
      if (property === 'slug') return [(await findSpeaker(connection, value))?.id ?? []].flat();
      return property === 'wikidata_id' ? [...(await knownSpeakers(connection, [value])).values()] : [];
    },
    read: (json) => {
      const { id, slug, kind, name, aliases, description, wikidata_id } = speaker.parse(json);
      const properties = {
        slug: [slug],
        wikidata_id: some(wikidata_id),
        aliases,
        description: some(description),
      };
      return {
        id,
        name,
        names: [name, ...aliases],
        description: description ?? '',
        type: SPEAKER_TYPES[kind],
        properties,
      };
    },
  },
  {
    noun: 'claims',
    subject: 'claim',
    title: 'Claims',
    types: [CLAIM],
    properties: [
      { id: 'kind', name: 'Kind', description: 'statement, promise, prediction or what cannot be checked' },
      { id: 'rating', name: 'Rating', description: 'Of the verdict in force, or: not yet rated' },
      { id: 'result', name: 'Result', description: 'Of a promise: the ruling in force, or: not yet ruled' },
      { id: 'claimants', name: 'Claimants', description: 'Who claims it', of: 'speakers' },
      { id: 'first_said_on', name: 'First said on', description: 'A day, perhaps known in part' },
      { id: 'topics', name: 'Topics', description: 'What it is about' },
    ],
    meant: () => Promise.resolve([]),
    read: (json) => {
      const { id, kind, text, first_said_on, topics, claimants, verdict, promise } = claim.parse(json);
      const who = claimants.map(({ name }) => name);
      const properties = {
        kind: [kind],
        rating: [verdict?.rating.key ?? 'not yet rated'],
        result: promise === null ? [] : [promise.result ?? 'not yet ruled'],
        claimants,
        first_said_on: some(first_said_on),
        topics,
      };
      return { id, name: text, names: [text], description: who.join(', '), type: CLAIM, properties };
    },
  },
];

const pairsOf = (folded: string): string[] =>
  Array.from({ length: Math.max(0, folded.length - 1) }, (_, i) => folded.slice(i, i + 2));

/** How much two lists share, 0 to 1 (Dice); what stands there twice counts twice. */
const shared = (a: readonly string[], b: readonly string[]): number => {
  const left = new Map<string, number>();
  for (const each of a) left.set(each, (left.get(each) ?? 0) + 1);
  const common = b.filter((each) => {
    const n = left.get(each) ?? 0;
    left.set(each, n - 1);
    return n > 0;
  }).length;
  return a.length + b.length === 0 ? 0 : (2 * common) / (a.length + b.length);
};

/** How alike two names are, 0 to 100, by their words or, for slips, by their letters; 100 is the same name. */
export const likeness = (asked: string, name: string): number => {
  const [a = '', b = ''] = [asked, name].map((text) => fold(text));
  if (!a || !b) return 0;
  if (a === b) return 100;
  const alike = Math.max(shared(a.split(' '), b.split(' ')), shared(pairsOf(a), pairsOf(b)));
  return Math.min(99, Math.round(100 * alike));
};

/** What is asked for one row of a sheet. */
export interface Asked {
  query?: string | undefined;
  /** Ids of types of which it must be one; any when empty. */
  types: readonly string[];
  /** What else is known of it: any of the values may hold. */
  properties: readonly { pid: string; values: readonly string[] }[];
  limit: number;
}

export interface Feature {
  id: string;
  value: number;
}

const wordsIn = (value: Value): string[] => (typeof value === 'string' ? [value] : [value.id, value.name]);

/** How well a thing fits each part of what was asked; of what is not known of it nothing is said. */
const featuresOf = (candidate: Candidate, { query, properties }: Asked): Feature[] => {
  const best = (asked: readonly string[], names: readonly string[]): number =>
    Math.max(...asked.flatMap((one) => names.map((name) => likeness(one, name))));
  const name =
    query === undefined
      ? []
      : [{ id: 'name', value: query.trim() === candidate.id ? 100 : best([query], candidate.names) }];
  return [
    ...name,
    ...properties.flatMap(({ pid, values }) => {
      const known = (candidate.properties[pid] ?? []).flatMap(wordsIn);
      return known.length === 0 || values.length === 0 ? [] : [{ id: pid, value: best(values, known) }];
    }),
  ];
};

/** The name counts twice. */
const scoreOf = (features: readonly Feature[]): number => {
  const weights = features.map(({ id }) => (id === 'name' ? 2 : 1));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const sum = features.reduce((so_far, { value }, i) => so_far + value * (weights[i] ?? 0), 0);
  return total === 0 ? 0 : Math.round((10 * sum) / total) / 10;
};

/**
 * Public things that answer what was asked, the likest first; more than `limit`, to tell namesakes. `search` finds
 * what has the words but for slips, where nothing has them.
 */
export const candidates = async (
  services: Services,
  what: Reconcilable,
  asked: Asked,
  search: (words: string) => Promise<Candidate[]>,
): Promise<{ candidate: Candidate; score: number; features: Feature[] }[]> => {
  const { query, types, properties, limit } = asked;
  const found = new Map<string, Candidate>();
  const meant = await Promise.all(
    properties.flatMap(({ pid, values }) =>
      values.map((value) => what.meant(services.database.read, pid, value)),
    ),
  );
  for (const id of [query?.trim() ?? '', ...meant.flat()]) {
    const candidate = await byId(services, what, id);
    if (candidate) found.set(candidate.id, candidate);
  }
  const words = fold(query ?? properties.flatMap(({ values }) => values).join(' '));
  if (words !== '') {
    const page = await services.lists.page({
      type: what.subject,
      publication: 'published',
      filters: [],
      sort: null,
      // More than are asked for: the order of a search is not the order of likeness.
      limit: Math.min(LIMITS.list_max, limit * 4),
      q: words,
    });
    for (const { start, end } of page.rows) {
      const candidate = what.read(JSON.parse(page.bytes.toString('utf8', start, end)));
      found.set(candidate.id, candidate);
    }
    if (found.size === 0) for (const candidate of await search(words)) found.set(candidate.id, candidate);
  }
  return [...found.values()]
    .filter(({ type }) => types.length === 0 || types.includes(type.id))
    .map((candidate) => {
      const features = featuresOf(candidate, asked);
      return { candidate, features, score: scoreOf(features) };
    })
    .sort((a, b) => b.score - a.score);
};

/** The public thing of this id. */
export const byId = async (services: Services, what: Reconcilable, id: string): Promise<Candidate | null> => {
  const found = id.startsWith(`${what.subject}_`) ? await services.items.find(id) : null;
  return found?.publication === 'published' ? what.read(JSON.parse(found.json)) : null;
};
