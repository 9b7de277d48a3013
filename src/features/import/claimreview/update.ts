/** A review that its publisher changed: its new verdict takes the place of the one that came before. */
import { isDeepStrictEqual } from 'node:util';
import { LIMITS } from '../../../limits.ts';
import { inArray } from 'drizzle-orm';
import type { JsonObject } from '../../../newsroom/claimreview/find.ts';
import { keepMarkup } from '../../../newsroom/claimreview/save.ts';
import { claimReviewMarkup } from '../../../newsroom/claimreview/tables.ts';
import { markupTold, REFRESHED } from '../../../newsroom/claimreview/told.ts';
import { type ClaimState, loadClaims } from '../../../newsroom/claims/load.ts';
import { saveClaim } from '../../../newsroom/claims/save.ts';
import type { Verdict } from '../../../newsroom/findings/render.ts';
import {
  amendFinding,
  forceFinding,
  proposeFinding,
  requireComplete,
  scaleFor,
  verdictContent,
  verdictKind,
} from '../../../newsroom/findings/rules.ts';
import { IMPORTED } from '../../../newsroom/review.ts';
import { findScales, type Scale } from '../../../newsroom/scales/scale.ts';
import { idFromKey } from '../../../record/ids.ts';
import type { Change, Recorder } from '../../../record/record.ts';
import type { Connection } from '../../../db/types.ts';
import type { Bundle } from '../bundle.ts';
import { importActor } from '../import.ts';
import { noteImported } from '../known.ts';
import { verdictKey } from './bundle.ts';

/** What becomes of a known review that is otherwise now, as the report says it. */
export const UPDATED = {
  superseded: 'another verdict by its publisher: it is in force in place of the former',
  proposed: 'another verdict by its publisher: a draft beside the public one',
  amended: 'another verdict by its publisher, in a draft',
  refreshed: 'the same verdict, in a review that says something else besides',
} as const;
export type Updated = keyof typeof UPDATED;

/** Why one is left as it is here. */
export const LEFT = {
  draft: 'it is a draft here, for an editor to publish',
  withdrawn: 'the claim was withdrawn here',
  overruled: 'another verdict is in force here',
  edited: 'somebody here works on the draft',
  full: 'the claim has as many verdicts as it can have',
} as const;
export type Left = keyof typeof LEFT;

type Entry = Bundle['claims'][number];

/** A claim as it stands, and what its verdicts came as, by their ids. */
interface Known {
  claim: ClaimState;
  markup: ReadonlyMap<string, JsonObject>;
}

type By = Pick<Change, 'actor' | 'at' | 'today'>;

/** How a claim comes to stand by a changed review, or why it stays as it is. */
type Decision =
  | { became: Updated; verdict_id: string; after: ClaimState }
  | { became: Left | 'unchanged'; verdict_id: null; after: null };

/** What a verdict says, to be compared: a new version of its scale says nothing new. */
const saidBy = (
  verdict: Pick<Verdict, 'rating' | 'summary' | 'rationale' | 'decided_on' | 'evidence'>,
  scale_key: string | undefined,
): unknown => {
  const { rating, summary, rationale, decided_on, evidence } = verdict;
  const places = evidence.map(({ url, title, publisher }) => [url, title, publisher]);
  return [scale_key, rating, summary, rationale, decided_on, places];
};

const decide = (
  by: By,
  { claim: before, markup }: Known,
  { key, verdicts: [given] }: Entry,
  {
    origin,
    author,
    title,
    scales,
  }: Pick<Bundle, 'origin' | 'author' | 'title'> & { scales: readonly Scale[] },
  publication: 'draft' | 'published',
): Decision => {
  const left = (became: Left | 'unchanged'): Decision => ({ became, verdict_id: null, after: null });
  if (before.claim.publication === 'withdrawn') return left('withdrawn');
  if (!given) throw new Error(`review ${key} has no verdict`);
  const { key: _, rating_scale, claimreview: __, ...said } = given;
  const scale = scaleFor(scales, rating_scale, []);
  const content = verdictContent(by, { ...said, scale: rating_scale }, scale);
  const state = { ...before, scales: new Map([...before.scales, [scale.id, scale]]) };
  const known = lineOf(before, origin, key);
  const last = known.at(-1);
  if (
    last &&
    isDeepStrictEqual(saidBy(content, scale.key), saidBy(last, before.scales.get(last.scale_id)?.key))
  ) {
    const isSame = isDeepStrictEqual(markup.get(last.id), given.claimreview ?? undefined);
    if (!isSame) return { became: 'refreshed', verdict_id: last.id, after: before };
    return left(publication === 'published' && before.claim.publication === 'draft' ? 'draft' : 'unchanged');
  }
  if (last?.state === 'draft' || last?.state === 'in_review') {
    if (last.proposed_by.length > 0) return left('edited');
    const amended = amendFinding(by, state, verdictKind, last, { ...last, ...content, reason: last.reason });
    return { became: 'amended', verdict_id: last.id, after: amended };
  }
  const in_force = before.verdicts.findLast((verdict) => verdict.state === 'published');
  if (in_force && in_force.id !== last?.id) return left('overruled');
  if (before.verdicts.length >= LIMITS.findings_per_claim) return left('full');
  const verdict_id = idFromKey('verdict', origin, verdictKey(key, known.length + 1));
  const reason = `${author ?? title} changed its review.`;
  const make = (row: Omit<Verdict, keyof typeof content>): Verdict => ({ ...row, ...content, reason });
  const proposed = proposeFinding(by, state, verdictKind, make, verdict_id, author ?? title);
  const row = proposed.verdicts.at(-1);
  if (publication === 'draft' || before.claim.publication !== 'published' || !row) {
    return { became: 'proposed', verdict_id, after: proposed };
  }
  requireComplete(proposed, verdictKind, row);
  return { became: 'superseded', verdict_id, after: forceFinding(by, proposed, verdictKind, row, IMPORTED) };
};

/** The verdicts that came with a review, the first of them first. */
const lineOf = ({ verdicts }: ClaimState, origin: string, key: string): Verdict[] => {
  const line: Verdict[] = [];
  for (;;) {
    const id = idFromKey('verdict', origin, verdictKey(key, line.length + 1));
    const found = verdicts.find((verdict) => verdict.id === id);
    if (!found) return line;
    line.push(found);
  }
};

/**
 * Takes in the changed reviews of a bundle, each in a transaction of its own; gives what became of each claim, by its
 * id. What is said of the claim itself, such as who made it, stays as it is here. A dry run writes nothing.
 */
export const updateReviews = async (
  connection: Connection,
  recorder: Recorder,
  bundle: Bundle,
  options: { publication: 'draft' | 'published'; dry_run: boolean; today: string },
): Promise<Map<string, Updated | Left | 'unchanged'>> => {
  const { publication, dry_run, today } = options;
  const actor = importActor(bundle);
  const keys = bundle.rating_scales.map((scale) => scale.key);
  const known = await findScales(connection, keys);
  const scales = [...known, ...bundle.rating_scales.map((scale) => ({ ...scale, id: scale.key }))];
  const result = new Map<string, Updated | Left | 'unchanged'>();
  for (const entry of bundle.claims) {
    const id = idFromKey('claim', bundle.origin, entry.key);
    const became = dry_run
      ? decide(
          { actor, at: '', today },
          await knownOf(connection, id),
          entry,
          { ...bundle, scales },
          publication,
        ).became
      : await recorder.change(actor, (change) => update(change, id, entry, bundle, publication));
    result.set(id, became);
  }
  return result;
};

const knownOf = async (connection: Connection, id: string): Promise<Known> => {
  const claim = (await loadClaims(connection, [id])).get(id);
  if (!claim) throw new Error(`${id} was imported and is not there`);
  const ids = claim.verdicts.map((verdict) => verdict.id);
  const rows = await connection
    .select()
    .from(claimReviewMarkup)
    .where(inArray(claimReviewMarkup.verdict_id, ids));
  return { claim, markup: new Map(rows.map(({ verdict_id, markup }) => [verdict_id, markup])) };
};

const update = async (
  change: Change,
  id: string,
  entry: Entry,
  bundle: Bundle,
  publication: 'draft' | 'published',
): Promise<Updated | Left | 'unchanged'> => {
  const keys = entry.verdicts.map(({ rating_scale }) => rating_scale);
  const [known, scales] = await Promise.all([knownOf(change.tx, id), findScales(change.tx, keys)]);
  const { became, verdict_id, after } = decide(change, known, entry, { ...bundle, scales }, publication);
  if (verdict_id === null) return became;
  if (after !== known.claim) await saveClaim(change, known.claim, after);
  const [given] = entry.verdicts;
  if (given) {
    const { key: _, claimreview, ...verdict } = given;
    if (claimreview) await keepMarkup(change, verdict_id, claimreview);
    const came_as = claimreview ? markupTold(claimreview) : {};
    if (became === 'refreshed') change.note({ action: REFRESHED, subject_id: verdict_id, after: came_as });
    else {
      const action = became === 'amended' ? 'verdict.changed' : 'verdict.created';
      change.event({ action, subject_id: verdict_id, after: { ...verdict, ...came_as } });
    }
  }
  // As it stands here, whatever was asked for.
  const noted = { ...entry, publication: after.claim.publication };
  await noteImported(change, [{ id, entry: noted }], 'again');
  return became;
};
