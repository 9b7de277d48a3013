/** What another Onrecord says in its documents, as a bundle says it: under keys of that origin, and told to be theirs. */
import * as z from 'zod';
import { slugOf } from '../../../text/slug.ts';
import type { NewDeadline } from '../../../newsroom/promises/deadline-rules.ts';
import { newDeadline } from '../../../newsroom/promises/shape.ts';
import { type Bundle, bundleSchema, type WrittenBundle } from '../bundle.ts';

/** Another Onrecord: its address, the name by which it signs, and what things of it are called here. */
export interface Origin {
  url: string;
  name: string;
  slug: string;
}

export const originOf = (url: string, name: string): Origin => ({ url, name, slug: slugOf(name) });

/** Their ids are no ids here: two records may have grown out of one. */
const PREFIX = 'theirs:';
export const keyOf = (id: string): string => `${PREFIX}${id}`;
export const idOfKey = (key: string): string => key.slice(PREFIX.length);

/** Their policy under a name of its own: ours of the same key may say something else. */
export const scaleKeyOf = ({ slug }: Origin, key: string): string =>
  `at_${slug.replaceAll('-', '_')}_${key}`.slice(0, 60);

const text = z.string().nullish();
const texts = z.array(z.string()).default([]);
const mention = z.object({ id: z.string(), slug: z.string(), kind: z.string(), name: z.string() });
const source = z.object({
  id: z.string(),
  kind: z.string(),
  title: z.string(),
  url: text,
  archived_url: text,
  publisher: text,
  published_on: text,
});
const quote = z.object({
  id: z.string(),
  text: z.string(),
  form: z.string(),
  speaker: mention,
  speaker_role: text,
  said_on: text,
  venue: text,
  language: text,
  source,
  fidelity: z.string(),
  fidelity_warnings: z.array(z.unknown()).nullish(),
  override: z.object({ reason: z.string() }).nullish(),
  said_at: text,
  media: z.unknown().optional(),
  original: z.unknown().optional(),
});
const finding = z.object({
  id: z.string(),
  state: z.string(),
  evidence: z.array(z.record(z.string(), z.unknown())),
  reason: text,
});
const verdict = finding.extend({
  rating: z.object({ scale: z.string(), key: z.string() }),
  summary: text,
  rationale: text,
  decided_on: text,
});
const outcome = finding.extend({
  kind: z.string(),
  progress: text,
  result: text,
  occurred_on: text,
  became_known_on: text,
  note: z.string(),
  searched: z.unknown().optional(),
});
const deadline = z.object({
  position: z.number().nullable(),
  phrase: text,
  reference_date: text,
  kind: z.string(),
  window_start: text,
  window_end: text,
  hedged: z.boolean(),
  convention_note: text,
  review_on: text,
});
const promise = z.object({
  action: z.string(),
  criteria: z.string(),
  testability: z.string(),
  condition: z.unknown().optional(),
  deadline,
  deadlines: z.array(deadline).default([]),
  clarifications: z.array(z.object({ clarified_on: z.string(), text: z.string() })).default([]),
  about: z.array(z.unknown()).nullish(),
  decided_by: z.unknown().optional(),
  responsible: z.unknown().optional(),
});

/** What is read of a claim's document. */
export const theirClaim = z.object({
  id: z.string(),
  publication: z.literal('published'),
  published_at: z.string(),
  kind: z.string(),
  text: z.string(),
  language: text,
  claimants: z.array(mention),
  first_said_on: text,
  topics: texts,
  quotes: z.array(quote),
  sources: z.array(source),
  verdict: verdict.nullish(),
  outcomes: z.array(outcome),
  corrections: z
    .array(z.object({ subject_id: z.string(), kind: z.string(), note: z.string(), corrected_at: z.string() }))
    .default([]),
  article_url: text,
  same_as: texts,
  related: z.array(z.object({ claim: z.string(), relation: z.string() })).default([]),
  promise: promise.nullish(),
});
export type TheirClaim = z.output<typeof theirClaim>;

/** What is read of a claim that was taken back. */
export const theirTombstone = z.object({
  id: z.string(),
  publication: z.literal('withdrawn'),
  reason: z.string(),
});

export const theirScale = z.object({
  key: z.string(),
  scale_version: z.number(),
  title: z.string(),
  methodology_url: text,
  ratings: z.array(z.unknown()),
});
export type TheirScale = z.output<typeof theirScale>;

/** Of whom claims tell more than their mention does. */
export const theirSpeaker = z.object({
  id: z.string(),
  publication: z.literal('published'),
  slug: z.string(),
  kind: z.string(),
  name: z.string(),
  aliases: texts,
  description: text,
  wikidata_id: text,
});
export type TheirSpeaker = z.output<typeof theirSpeaker>;

/** Words and findings go on as they came; an empty member says nothing. */
const given = (members: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== null && value !== undefined));

const quoteEntry = ({ name }: Origin, of: TheirClaim['quotes'][number]) => {
  const { id, speaker: by, source: from, fidelity, fidelity_warnings, override, ...words } = of;
  const warned = fidelity === 'near' || fidelity === 'absent' || (fidelity_warnings ?? []).length > 0;
  return given({
    ...words,
    key: keyOf(id),
    speaker: keyOf(by.id),
    source: keyOf(from.id),
    fidelity,
    ...(warned ? { override: { reason: override?.reason ?? `Public so at ${name}.` } } : {}),
    publication: 'published',
  });
};

const findingEntry = (of: z.output<typeof finding>) => {
  const { id, state: _, ...content } = of;
  return { ...content, key: keyOf(id) };
};

export const verdictEntry = (origin: Origin, of: NonNullable<TheirClaim['verdict']>) => {
  const { rating, summary, rationale, ...rest } = of;
  return given({
    ...findingEntry(rest),
    rating_scale: scaleKeyOf(origin, rating.scale),
    rating: rating.key,
    summary: summary ?? rating.key,
    rationale: rationale ?? summary ?? rating.key,
  });
};

/** A deadline of theirs. The window as it stands: what it hangs on is theirs to move. */
const deadlineEntry = ({ position: _, ...members }: z.output<typeof deadline>) =>
  given({ ...members, window_passed: true });

/** Every deadline of theirs, in the order in which the speaker gave them. */
export const deadlinesOf = ({ promise }: TheirClaim): NewDeadline[] => {
  const first = promise?.deadline.position === null || !promise ? [] : [promise.deadline];
  const all = promise && promise.deadlines.length > 0 ? promise.deadlines : first;
  return all.map((one) => newDeadline.parse(deadlineEntry(one)));
};

/** Whether a claim says more of its promise than a bundle: later deadlines, or clarifications. */
export const hasMore = ({ promise }: TheirClaim): boolean =>
  promise ? promise.deadlines.length > 1 || promise.clarifications.length > 0 : false;

/** With the first of its deadlines: the others come after (`apply.ts`). */
const promiseEntry = (of: TheirClaim['promise']) => {
  if (!of) return null;
  const { deadline, deadlines, clarifications: _, ...rest } = of;
  const first = deadlines[0] ?? (deadline.position === null ? null : deadline);
  return given({ ...rest, deadline: first && deadlineEntry(first) });
};

const LIMIT_OF_ADDRESSES = 20;

const claimEntry = (origin: Origin, of: TheirClaim, isThere: (id: string) => boolean) => {
  const { id, kind, text: words, language, claimants, first_said_on, topics } = of;
  const addresses = [`${origin.url}/v1/claims/${id}`, of.article_url, ...of.same_as];
  const standing = of.outcomes.filter(({ state }) => state === 'published');
  return given({
    key: keyOf(id),
    kind,
    text: words,
    language,
    claimants: claimants.map((one) => keyOf(one.id)),
    first_said_on,
    topics,
    quotes: of.quotes.map((one) => keyOf(one.id)),
    sources: of.sources.map((one) => keyOf(one.id)),
    same_as: addresses.filter((address) => address).slice(0, LIMIT_OF_ADDRESSES),
    related: of.related
      .filter(({ claim }) => isThere(claim))
      .map(({ claim, relation }) => ({ claim: keyOf(claim), relation })),
    promise: promiseEntry(of.promise),
    verdicts: of.verdict ? [{ ...verdictEntry(origin, of.verdict), reason: of.verdict.reason ?? null }] : [],
    outcomes: standing.map((one) => given(findingEntry(one))),
    publication: 'published',
  });
};

/** Sources and people of a claim, as its document mentions them. */
const partsOf = (of: TheirClaim) => ({
  speakers: [...of.claimants, ...of.quotes.map((one) => one.speaker)],
  sources: [...of.sources, ...of.quotes.map((one) => one.source)],
});

const scaleEntry = (origin: Origin, { key, scale_version, ...of }: TheirScale) =>
  given({ ...of, key: scaleKeyOf(origin, key), version: scale_version });

/** What is said of a person in a bundle; `slug` is by what the person is known here. */
const speakerEntry = (mentioned: z.output<typeof mention>, known: TheirSpeaker | undefined, slug: string) => {
  const { aliases, description, wikidata_id } = known ?? { aliases: [] };
  return given({
    key: keyOf(mentioned.id),
    slug,
    kind: mentioned.kind,
    name: mentioned.name,
    aliases,
    description,
    wikidata_id,
  });
};

const unique = <T extends { id: string }>(things: readonly T[]): T[] => [
  ...new Map(things.map((thing) => [thing.id, thing])).values(),
];

/** What pulled documents come to, as a bundle whose claims are theirs; or why it cannot be one. */
export const bundleOfTheirs = (
  origin: Origin,
  claims: readonly TheirClaim[],
  {
    scales,
    people,
    slugFor,
    isPublicHere,
  }: {
    scales: readonly TheirScale[];
    people: ReadonlyMap<string, TheirSpeaker>;
    slugFor(mentioned: { id: string; slug: string }): string;
    /** Whether a claim of theirs is public here already. */
    isPublicHere(id: string): boolean;
  },
): { bundle: Bundle } | { fault: string } => {
  const isThere = (id: string): boolean => isPublicHere(id) || claims.some((claim) => claim.id === id);
  const speakers = unique(claims.flatMap((claim) => partsOf(claim).speakers));
  const sources = unique(claims.flatMap((claim) => partsOf(claim).sources));
  const written: Record<keyof Omit<WrittenBundle, '$schema' | 'anchors' | 'description'>, unknown> = {
    format: 'onrecord-bundle/1',
    origin: origin.slug,
    title: origin.name,
    author: origin.name,
    rating_scales: scales.map((scale) => scaleEntry(origin, scale)),
    speakers: speakers.map((one) => speakerEntry(one, people.get(one.id), slugFor(one))),
    sources: sources.map(({ id, ...members }) => given({ ...members, key: keyOf(id) })),
    quotes: unique(claims.flatMap(({ quotes }) => quotes)).map((one) => quoteEntry(origin, one)),
    claims: claims.map((claim) => claimEntry(origin, claim, isThere)),
  };
  const parsed = bundleSchema.safeParse(written);
  if (parsed.success) return { bundle: parsed.data };
  const [issue] = parsed.error.issues;
  return { fault: `${issue?.path.join('/')}: ${issue?.message}` };
};
