/** How new entries of a bundle are added, by the rules and the writing that the API has. */
import { addAnchors, allAnchors } from '../../newsroom/anchors/anchor.ts';
import { keepMarkup } from '../../newsroom/claimreview/save.ts';
import { markupTold } from '../../newsroom/claimreview/told.ts';
import { partsOf, publishParts } from '../../newsroom/claims/rules.ts';
import { saveClaims } from '../../newsroom/claims/save.ts';
import { addQuotes } from '../../newsroom/quotes/quote.ts';
import { namedBy, publishedQuote, savePublicQuotes } from '../../newsroom/quotes/rules.ts';
import { IMPORTED } from '../../newsroom/review.ts';
import { addScales, findScales } from '../../newsroom/scales/scale.ts';
import { withMark } from '../../newsroom/sources/rules.ts';
import { addSources } from '../../newsroom/sources/source.ts';
import { addSpeakers, findSpeakers } from '../../newsroom/speakers/speaker.ts';
import type { Change } from '../../record/record.ts';
import { composeImported, type ImportedClaim, writtenAs } from './claims.ts';
import type { Entry, Identities, ListName, Numbered } from './identities.ts';
import { composeQuote, writtenQuoteOf } from './quotes.ts';

/** Reads what new entries need; gives what adds some of them at a time, in their order. */
export type Add<List extends ListName> = (
  change: Change,
  fresh: readonly Numbered<List>[],
) => Promise<(some: readonly Numbered<List>[]) => Promise<void>>;

/** A scale known here by its key and version stays as it is here. */
export const addNewScales: Add<'rating_scales'> = async (change, fresh) => {
  const here = await findScales(
    change.tx,
    fresh.map(({ entry }) => entry.key),
  );
  const isHere = ({ key, version }: Entry<'rating_scales'>) =>
    here.some((scale) => scale.key === key && scale.version === version);
  return (some) =>
    addScales(
      change,
      some.filter(({ entry }) => !isHere(entry)).map(({ id, entry }) => ({ ...entry, id })),
    );
};

/** So does an event that is known by its key. */
export const addNewAnchors: Add<'anchors'> = async (change) => {
  const here = new Set((await allAnchors(change.tx)).map(({ key }) => key));
  return (some) =>
    addAnchors(
      change,
      some.filter(({ entry }) => !here.has(entry.key)).map(({ id, entry }) => ({ ...entry, id })),
    );
};

/** And a speaker that is known by the slug, here or in the bundle. */
export const addNewSpeakers: Add<'speakers'> = async (change, fresh) => {
  const here = await findSpeakers(
    change.tx,
    fresh.map(({ entry }) => entry.slug),
  );
  const first = new Map(fresh.toReversed().map(({ index, entry }) => [entry.slug, index]));
  const isNew = ({ index, entry: { slug } }: Numbered<'speakers'>) =>
    first.get(slug) === index && !here.has(slug);
  return async (some) => {
    const added = some.filter(isNew);
    await addSpeakers(
      change,
      added.map(({ id, entry: { key: _, ...speaker } }) => ({ ...speaker, id })),
    );
  };
};

export const addNewSources: Add<'sources'> = async (change) => (some) =>
  addSources(
    change,
    some.map(({ id, entry: { key: _, ...source } }) => ({ ...withMark(source), id })),
  );

export const addImportedQuotes = async (
  change: Change,
  fresh: readonly Numbered<'quotes'>[],
  { idOf, slugOf }: Identities,
  author: string,
): ReturnType<Add<'quotes'>> => {
  const given = new Map(
    fresh.map(({ id, entry }) => [
      id,
      { id, entry, written: writtenQuoteOf(entry, slugOf(entry.speaker), idOf('source', entry.source)) },
    ]),
  );
  const named = await namedBy(
    change,
    Array.from(given.values(), ({ written }) => written),
  );
  return async (some) => {
    const added = some.flatMap(({ id }) => {
      const quote = given.get(id);
      if (!quote) return [];
      const is_public = quote.entry.publication === 'published';
      const state = composeQuote(change, quote, named, author, is_public);
      return [{ is_public, written: quote.written, state }];
    });
    await addQuotes(change, added);
    await savePublicQuotes(
      change,
      added
        .filter(({ is_public }) => is_public)
        .map(({ state: before }) => ({ before, after: publishedQuote(before, IMPORTED) })),
    );
  };
};

export const addImportedClaims = async (
  change: Change,
  fresh: readonly Numbered<'claims'>[],
  names: Identities,
  author: string,
): ReturnType<Add<'claims'>> => {
  const given = new Map(
    fresh.map(({ id, entry }): [string, ImportedClaim] => [id, { id, entry, ...writtenAs(entry, names) }]),
  );
  const all = [...given.values()];
  const keys = all.flatMap(({ entry }) => entry.verdicts.map(({ rating_scale }) => rating_scale));
  const [found, scales] = await Promise.all([
    partsOf(
      change,
      all.map(({ written }) => written),
    ),
    findScales(change.tx, [...new Set(keys)]),
  ]);
  const related = new Map(
    all.flatMap(({ entry, written }) =>
      entry.related.flatMap(({ claim: key }, i) => {
        const id = written.related[i]?.claim ?? '';
        const publication = found.related.get(id) ?? names.publicationOf(key);
        return publication ? [[id, publication] as const] : [];
      }),
    ),
  );
  const parts = { ...found, related };
  return (some) =>
    addClaims(
      change,
      some.flatMap(({ id }) => given.get(id) ?? []),
      names,
      (claim) => composeImported(change, claim, parts, scales, author),
    );
};

/** Adds claims as they come to stand, with lines of the ledger for them and their findings. */
const addClaims = async (
  change: Change,
  given: readonly ImportedClaim[],
  names: Identities,
  compose: (claim: ImportedClaim) => ReturnType<typeof composeImported>,
): Promise<void> => {
  const composed = given.map(compose);
  await publishParts(
    change,
    composed.filter(({ after }) => after.claim.publication === 'published').map(({ draft }) => draft),
    IMPORTED,
  );
  await saveClaims(
    change,
    composed.map(({ after }) => ({ before: null, after })),
  );
  for (const { id, entry } of given) {
    change.event({ action: 'claim.created', subject_id: id, after: entry });
    for (const { key, claimreview, ...verdict } of entry.verdicts) {
      const subject_id = names.idOf('verdict', key);
      if (claimreview) await keepMarkup(change, subject_id, claimreview);
      const after = { ...verdict, ...(claimreview ? markupTold(claimreview) : {}) };
      change.event({ action: 'verdict.created', subject_id, after });
    }
    for (const { key, ...outcome } of entry.outcomes) {
      change.event({ action: 'outcome.created', subject_id: names.idOf('outcome', key), after: outcome });
    }
  }
};
