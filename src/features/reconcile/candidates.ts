/** What can be reconciled: speakers and claims, each with how it is found and what is told of it. */
import * as z from 'zod';
import type { Services } from '../../http/services.ts';
import { fold } from './fold.ts';

export interface Candidate {
  id: string;
  name: string;
  /** Other names by which it counts as the same. */
  names: readonly string[];
  description: string;
  type: { id: string; name: string };
  properties: Readonly<Record<string, readonly (string | number)[]>>;
}

export interface Reconcilable {
  noun: 'speakers' | 'claims';
  subject: 'speaker' | 'claim';
  title: string;
  types: readonly { id: string; name: string }[];
  properties: readonly { id: string; name: string }[];
  read(json: unknown): Candidate;
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
  claimants: z.array(z.object({ name: z.string() })),
  verdict: z.object({ rating: z.object({ key: z.string() }) }).nullable(),
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
      { id: 'slug', name: 'Slug' },
      { id: 'wikidata_id', name: 'Wikidata id' },
      { id: 'aliases', name: 'Other names' },
      { id: 'description', name: 'Description' },
    ],
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
      { id: 'kind', name: 'Kind' },
      { id: 'rating', name: 'Rating' },
      { id: 'claimants', name: 'Claimants' },
      { id: 'first_said_on', name: 'First said on' },
      { id: 'topics', name: 'Topics' },
    ],
    read: (json) => {
      const { id, kind, text, first_said_on, topics, claimants, verdict } = claim.parse(json);
      const who = claimants.map(({ name }) => name);
      const properties = {
        kind: [kind],
        rating: [verdict?.rating.key ?? 'not yet rated'],
        claimants: who,
        first_said_on: some(first_said_on),
        topics,
      };
      return { id, name: text, names: [text], description: who.join(', '), type: CLAIM, properties };
    },
  },
];

/** How alike two names are, 0 to 100: the share of their words, where 100 is the same name. */
export const likeness = (asked: string, name: string): number => {
  const [a, b] = [asked, name].map((text) => fold(text));
  if (!a || !b) return 0;
  if (a === b) return 100;
  const [left, right] = [new Set(a.split(' ')), new Set(b.split(' '))];
  const shared = [...left].filter((word) => right.has(word)).length;
  return Math.min(99, Math.round((200 * shared) / (left.size + right.size)));
};

/** Public things that match some words, the likest first. */
export const candidates = async (
  services: Services,
  what: Reconcilable,
  asked: string,
  limit: number,
): Promise<{ candidate: Candidate; score: number }[]> => {
  const words = fold(asked);
  if (words === '') return [];
  const page = await services.lists.page({
    type: what.subject,
    publication: 'published',
    filters: [],
    sort: null,
    limit,
    q: words,
  });
  return page.rows
    .map(({ start, end }) => what.read(JSON.parse(page.bytes.toString('utf8', start, end))))
    .map((candidate) => ({
      candidate,
      score: Math.max(...candidate.names.map((name) => likeness(asked, name))),
    }))
    .sort((a, b) => b.score - a.score);
};

/** The public thing of this id. */
export const byId = async (services: Services, what: Reconcilable, id: string): Promise<Candidate | null> => {
  const found = id.startsWith(`${what.subject}_`) ? await services.items.find(id) : null;
  return found?.publication === 'published' ? what.read(JSON.parse(found.json)) : null;
};
