/** One search over claims, quotes, speakers, sources and topics: what answers it, ranked together. */
import type { Thread } from '../../db/thread.ts';
import type { Services } from '../../http/services.ts';
import { LIMITS } from '../../limits.ts';
import type { Filter } from '../../record/list-query.ts';
import type { Match } from '../../record/lists.ts';
import type { Search } from '../../text/search.ts';
import { HIT_TYPES, type HitType, type MATCHED } from './shape.ts';
import type { NamedMatch } from './vocabulary.ts';
import type { Question, Sought, Wording } from './wording.ts';

/** What is asked. */
export interface Asked {
  q: string;
  suggest: boolean;
  types: readonly HitType[];
  /** The conditions for each type that is looked for in lists. */
  filters: (type: HitType) => readonly Filter[];
  /** The instant of which the record is searched as it stood then; now where there is none. */
  as_of: string | undefined;
}

/** Something that answers: a speaker or a topic by its name, anything by a text of it. */
export type Ranked = { type: HitType; score: number } & ({ named: NamedMatch } | { text: number });

export interface Found {
  ranked: Ranked[];
  found: Partial<Record<HitType, { value: number; is: 'exact' | 'at_least' }>>;
  matched: (typeof MATCHED)[number];
  search: Search | null;
  did_you_mean: string | null;
}

const LISTED: readonly HitType[] = ['claim', 'quote', 'source'];
/** Of speakers' names as they stand now the thread knows; what they were, lists do. Topics have no past. */
const LISTED_THEN: readonly HitType[] = [...LISTED, 'speaker'];
const isHitType = (type: string): type is HitType => HIT_TYPES.some((known) => known === type);

/** The matches among what lists hold, and of each type whether all were looked at. */
const listedMatches = async (
  { lists }: Services,
  { suggest, types, filters, as_of }: Asked,
  search: Search,
): Promise<{ matches: Match[]; isWhole: (type: HitType) => boolean }> => {
  const listed = as_of === undefined ? LISTED : LISTED_THEN;
  const asked = types.filter((type) => listed.includes(type));
  const ranked = suggest ? LIMITS.suggest_ranked : LIMITS.search_ranked;
  const scanned = suggest ? LIMITS.suggest_scanned : LIMITS.search_scanned;
  if (asked.length === 0) return { matches: [], isWhole: () => true };
  const isFiltered = asked.some((type) => filters(type).length > 0);
  if (as_of === undefined && !isFiltered && (suggest || asked.length > 1)) {
    const matches = await lists.matches(search, asked, { ranked, scanned });
    const whole = matches.length < ranked || (await lists.texts(search, scanned)) < scanned;
    const full = (type: HitType) => matches.filter((match) => match.type === type).length >= ranked;
    return { matches, isWhole: (type) => whole && !full(type) };
  }
  const matches = (
    await Promise.all(
      asked.map((type) => lists.matchesOf(search, { type, filters: filters(type), as_of }, ranked)),
    )
  ).flat();
  return { matches, isWhole: (type) => matches.filter((match) => match.type === type).length < ranked };
};

/** All that answers a search, the best first: of equal ones speakers and topics, then the newest. */
const rank = async (services: Services, asked: Asked, { search, named }: Sought): Promise<Found> => {
  const { matches, isWhole } = await listedMatches(services, asked, search);
  const names = asked.as_of === undefined ? named.filter(({ type }) => asked.types.includes(type)) : [];
  const ranked: Ranked[] = [
    ...names.map((named) => ({ type: named.type, score: named.score, named })),
    ...matches
      .toSorted((a, b) => b.id - a.id)
      .flatMap(({ type, id: text, score }) => (isHitType(type) ? [{ type, text, score }] : [])),
  ].toSorted((a, b) => b.score - a.score);
  const found: Found['found'] = {};
  for (const type of asked.types) {
    const value = ranked.filter((one) => one.type === type).length;
    found[type] = { value, is: isWhole(type) && value < LIMITS.search_ranked ? 'exact' : 'at_least' };
  }
  return { ranked, found, matched: 'all', search, did_you_mean: null };
};

/** What answers a query: all its words; else all of them with slips mended; else most of them. */
export const find = async (
  services: Services,
  words: Thread<Question, Wording>,
  asked: Asked,
): Promise<Found> => {
  const { typed, mended } = await words.ask({ q: asked.q, suggest: asked.suggest });
  if (typed) {
    const all = await rank(services, asked, typed);
    if (all.ranked.length > 0) return all;
  }
  if (mended) {
    const other = await rank(services, asked, mended);
    if (other.ranked.length > 0) return { ...other, matched: 'mended', did_you_mean: mended.q };
  }
  const loosened = asked.suggest ? null : await services.lists.most(asked.q);
  if (loosened) {
    const most = await rank(services, asked, { search: loosened, named: [] });
    if (most.ranked.length > 0) return { ...most, matched: 'most' };
  }
  const found: Found['found'] = {};
  for (const type of asked.types) found[type] = { value: 0, is: 'exact' };
  return { ranked: [], found, matched: 'nothing', search: null, did_you_mean: null };
};
