/** Brings what another Onrecord says into the record as theirs: what is new is added, what changed is corrected. */
import { isDeepStrictEqual } from 'node:util';
import type { Connection } from '../../../db/types.ts';
import { followQuote } from '../../../newsroom/claims/follow.ts';
import { type ClaimState, loadClaims } from '../../../newsroom/claims/load.ts';
import {
  composeClaim,
  type NewClaim,
  partsOf,
  publicationsOf,
  publishParts,
  withCorrections,
  withdrawClaim,
  withPublicParts,
  writtenClaim,
} from '../../../newsroom/claims/rules.ts';
import { saveClaim } from '../../../newsroom/claims/save.ts';
import type { Finding, FindingKind } from '../../../newsroom/findings/rules.ts';
import {
  amendFinding,
  forceFinding,
  outcomeContent,
  outcomeKind,
  proposeFinding,
  requireComplete,
  scaleFor,
  verdictContent,
  verdictKind,
} from '../../../newsroom/findings/rules.ts';
import {
  awaitingDeadline,
  clarify,
  confirmDeadline,
  proposeDeadline,
} from '../../../newsroom/promises/rules.ts';
import { countingDeadlines } from '../../../newsroom/promises/render.ts';
import { loadQuotes } from '../../../newsroom/quotes/quote.ts';
import {
  amendQuote,
  namedBy,
  overriddenQuote,
  savePublicQuotes,
  writtenQuote,
} from '../../../newsroom/quotes/rules.ts';
import { IMPORTED, overrideBy } from '../../../newsroom/review.ts';
import { findScales } from '../../../newsroom/scales/scale.ts';
import { findSpeakers } from '../../../newsroom/speakers/speaker.ts';
import { type CorrectionRow, recordCorrection } from '../../../record/corrections.ts';
import { idFromKey } from '../../../record/ids.ts';
import type { Change, Recorder } from '../../../record/record.ts';
import { LIMITS } from '../../../limits.ts';
import { Refusal } from '../../../record/refusal.ts';
import { CORRECTION_KINDS } from '../../../record/tables.ts';
import type { Bundle } from '../bundle.ts';
import { writtenAs } from '../claims.ts';
import { ImportRefused, importBundle } from '../import.ts';
import { writtenQuoteOf } from '../quotes.ts';
import type { PulledVersion } from './remote.ts';
import {
  bundleOfTheirs,
  deadlinesOf,
  hasMore,
  idOfKey,
  keyOf,
  type Origin,
  type TheirClaim,
  type TheirScale,
  type TheirSpeaker,
  theirClaim,
  theirScale,
  theirSpeaker,
  theirTombstone,
} from './theirs.ts';

export interface PullReport {
  added: number;
  changed: number;
  withdrawn: number;
  unchanged: number;
  /** What cannot be kept here, and why. */
  left_out: { id: string; because: string }[];
}

/** What a pull has met so far of what claims name. */
export interface Met {
  scales: Map<string, TheirScale>;
  people: Map<string, TheirSpeaker>;
}

interface Ground {
  read: Connection;
  recorder: Recorder;
}

const idHere = ({ slug }: Origin, type: string, id: string): string => idFromKey(type, slug, keyOf(id));

/** By what people are known here: by their slug, unless somebody else of another Wikidata id has it. */
const slugsFor = async (
  read: Connection,
  origin: Origin,
  { people }: Met,
  mentioned: readonly { id: string; slug: string }[],
): Promise<(one: { id: string; slug: string }) => string> => {
  const here = await findSpeakers(read, [...new Set(mentioned.map(({ slug }) => slug))]);
  return ({ id, slug }) => {
    const ours = here.get(slug)?.wikidata_id ?? null;
    const theirs = people.get(id)?.wikidata_id ?? null;
    return ours !== null && theirs !== null && ours !== theirs ? `${slug}-at-${origin.slug}` : slug;
  };
};

type Members = Record<string, unknown>;

/** The members in which what is written of a thing differs. */
const differing = (before: Members, after: Members): { before: Members; after: Members } | null => {
  const names = Object.keys(after).filter(
    (name) => !isDeepStrictEqual(before[name] ?? null, after[name] ?? null),
  );
  if (names.length === 0) return null;
  const pick = (from: Members) => Object.fromEntries(names.map((name) => [name, from[name] ?? null]));
  return { before: pick(before), after: pick(after) };
};

/** What they say of a change of something, as the correction that is recorded here. */
const noteOf = ({ name }: Origin, { corrections, published_at }: TheirClaim, id: string) => {
  const last = corrections
    .filter(({ subject_id }) => subject_id === id)
    .toSorted((a, b) => (a.corrected_at < b.corrected_at ? -1 : 1))
    .at(-1);
  const kind = CORRECTION_KINDS.find((known) => known === last?.kind) ?? 'correction';
  const note = last ? `${name}: ${last.note}` : `As ${name} has it since ${published_at}.`;
  return { kind, note: note.slice(0, 1_000) };
};

type Entry = Bundle['claims'][number];

/** Corrects quotes that they corrected. */
const changeQuotes = async (
  change: Change,
  origin: Origin,
  bundle: Bundle,
  claim: TheirClaim,
): Promise<boolean> => {
  const entries = bundle.quotes.filter(({ key }) => claim.quotes.some(({ id }) => keyOf(id) === key));
  const idOf = (type: string, key: string) => idFromKey(type, origin.slug, key);
  const states = await loadQuotes(
    change.tx,
    entries.map(({ key }) => idOf('quote', key)),
  );
  const slugs = new Map(bundle.speakers.map(({ key, slug }) => [key, slug]));
  let has_changed = false;
  for (const entry of entries) {
    const before = states.get(idOf('quote', entry.key));
    if (before?.quote.publication !== 'published') continue;
    const said = writtenQuoteOf(entry, slugs.get(entry.speaker) ?? '', idOf('source', entry.source));
    const speaker = (await findSpeakers(change.tx, [said.speaker])).get(said.speaker)?.id ?? said.speaker;
    const former = writtenQuote(before);
    // Where the words stand is for whoever has the source's text.
    const written = { ...said, speaker, selectors: former.text === said.text ? former.selectors : [] };
    const difference = differing(former, written);
    if (!difference) continue;
    has_changed = true;
    const amended = amendQuote(change, before, written, await namedBy(change, [written]));
    const found = { ...amended, quote: { ...amended.quote, fidelity: entry.fidelity } };
    const after = overriddenQuote(found, overrideBy(change, entry.override));
    await savePublicQuotes(change, [{ before, after }]);
    await followQuote(change, before, after);
    const { id: subject_id } = before.quote;
    await recordCorrection(change, {
      subject_id,
      claim_id: null,
      ...noteOf(origin, claim, idOfKey(entry.key)),
      ...difference,
    });
    change.event({ action: 'quote.changed', subject_id, before: former, after: written });
  }
  return has_changed;
};

type Relation = NewClaim['related'][number];

const isOther =
  (named: readonly Relation[]) =>
  ({ claim }: Relation): boolean =>
    !named.some((other) => other.claim === claim);

/** How many deadlines of a claim count here. */
const counted = ({ promise }: ClaimState): number =>
  countingDeadlines(promise?.deadlines ?? [], 'published').length;

/** A claim as they write it now. What is fixed once it is public stays. */
const writtenNow = async (
  change: Change,
  state: ClaimState,
  written: NewClaim,
  claim: TheirClaim,
): Promise<NewClaim> => {
  const found = await findSpeakers(change.tx, written.claimants ?? []);
  const claimants = (written.claimants ?? []).flatMap((slug) => found.get(slug)?.id ?? []);
  const former = writtenClaim(state);
  const { promise } = written;
  const fixed = former.promise;
  return {
    ...former,
    ...written,
    claimants,
    // Relations of this newsroom’s own stay.
    related: [...written.related, ...former.related.filter(isOther(written.related))].slice(
      0,
      LIMITS.related,
    ),
    promise:
      promise && fixed
        ? {
            ...promise,
            // The newest that is here; what the speaker gave since comes beside it.
            deadline: deadlinesOf(claim)[counted(state) - 1] ?? null,
            action: fixed.action,
            criteria: fixed.criteria,
            decided_by: fixed.decided_by ?? promise.decided_by,
          }
        : (promise ?? fixed),
  };
};

interface Brought {
  state: ClaimState;
  corrections: CorrectionRow[];
  has_changed: boolean;
}

/** Adds the deadlines that the speaker gave since, and what they said since of the criteria. */
const withMore = async (
  change: Change,
  { name }: Origin,
  before: ClaimState,
  claim: TheirClaim,
): Promise<Brought> => {
  const { id } = before.claim;
  let state = before;
  const corrections: CorrectionRow[] = [];
  if (!state.promise) return { state, corrections, has_changed: false };
  const deadlines = deadlinesOf(claim).slice(counted(state));
  for (const written of deadlines) {
    const { after, position } = proposeDeadline(state, written, undefined, change.actor, []);
    state = confirmDeadline(after, awaitingDeadline(after, position), undefined, name);
    change.event({ action: 'deadline.confirmed', subject_id: id, after: { position, ...written } });
  }
  const textsOf = ({ promise }: ClaimState) => promise?.clarifications.map(({ text }) => text);
  const said = (claim.promise?.clarifications ?? []).slice(before.promise?.clarifications.length);
  for (const { text, clarified_on } of said) {
    const after = clarify(state, text, name, clarified_on);
    corrections.push(
      await recordCorrection(change, {
        subject_id: id,
        claim_id: id,
        kind: 'clarification',
        note: text,
        before: { clarifications: textsOf(state) },
        after: { clarifications: textsOf(after) },
      }),
    );
    change.event({ action: 'promise.clarified', subject_id: id, after: { text } });
    state = after;
  }
  return { state, corrections, has_changed: deadlines.length + said.length > 0 };
};

const contentOf = (row: Finding): Members => {
  const { id: _, claim_id: __, position: ___, state: ____, ...content } = row;
  return content;
};

/** Brings a claim's findings to what they are there; gives it with what was corrected. */
const withFindings = async (
  change: Change,
  origin: Origin,
  before: ClaimState,
  entry: Entry,
  claim: TheirClaim,
): Promise<Brought> => {
  let state = before;
  let has_changed = false;
  const corrections: CorrectionRow[] = [];
  const bring = async <Row extends Finding>(
    kind: FindingKind<Row>,
    key: string,
    make: (row: Parameters<Parameters<typeof proposeFinding<Row>>[3]>[0]) => Row,
    content: Members,
  ): Promise<void> => {
    const id = idFromKey(kind.type, origin.slug, key);
    const known = kind.of(state).find((row) => row.id === id);
    if (!known) {
      state = proposeFinding(change, state, kind, make, id, origin.name);
      const row = kind.of(state).at(-1);
      if (!row) return;
      requireComplete(state, kind, row);
      state = forceFinding(change, state, kind, row, IMPORTED);
      change.event({ action: `${kind.type}.created`, subject_id: id, after: content });
      has_changed = true;
      return;
    }
    const difference = differing(contentOf(known), content);
    if (!difference || known.state !== 'published') return;
    state = amendFinding(change, state, kind, known, make(known));
    const claim_id = state.claim.id;
    corrections.push(
      await recordCorrection(change, {
        subject_id: id,
        claim_id,
        ...noteOf(origin, claim, idOfKey(key)),
        ...difference,
      }),
    );
    change.event({ action: `${kind.type}.changed`, subject_id: id, ...difference });
    has_changed = true;
  };
  for (const { key, rating_scale, claimreview: _, ...verdict } of entry.verdicts) {
    const scales = await findScales(change.tx, [rating_scale]);
    const scale = scaleFor(scales, rating_scale, []);
    const reason = verdict.reason ?? `${origin.name} decided anew.`;
    const content = verdictContent(change, { ...verdict, reason, scale: rating_scale }, scale);
    state = { ...state, scales: new Map([...state.scales, [scale.id, scale]]) };
    // Why it took the place of another is told once.
    const { reason: __, ...compared } = content;
    await bring(verdictKind, key, (row) => ({ ...row, ...content }), compared);
  }
  for (const { key, ...outcome } of entry.outcomes) {
    const reason = outcome.reason ?? (outcome.kind === 'ruling' ? `${origin.name} ruled anew.` : null);
    const content = outcomeContent(change, { ...outcome, reason });
    const { reason: __, ...compared } = content;
    await bring(outcomeKind, key, (row) => ({ ...row, ...content }), compared);
  }
  return { state, corrections, has_changed };
};

/** Corrects a claim that is here to what they say of it now; whether anything differs. */
const changeClaim = async (
  change: Change,
  origin: Origin,
  bundle: Bundle,
  claim: TheirClaim,
): Promise<boolean> => {
  const entry = bundle.claims.find(({ key }) => key === keyOf(claim.id));
  if (!entry) return false;
  const quotes_changed = await changeQuotes(change, origin, bundle, claim);
  const id = idHere(origin, 'claim', claim.id);
  const before = (await loadClaims(change.tx, [id])).get(id);
  if (before?.claim.publication !== 'published') return quotes_changed;
  const slugs = new Map(bundle.speakers.map(({ key, slug }) => [key, slug]));
  const { written: said } = writtenAs(entry, {
    idOf: (type, key) => idFromKey(type, origin.slug, key),
    slugOf: (key) => slugs.get(key) ?? key,
  });
  const former = writtenClaim(before);
  const written = await writtenNow(change, before, said, claim);
  const difference = differing(comparable(former), comparable(written));
  const note = noteOf(origin, claim, claim.id);
  const corrections: CorrectionRow[] = [];
  let after = before;
  if (difference) {
    const composed = composeClaim(change, id, written, await partsOf(change, [written], [], before), before);
    await publishParts(change, [composed], IMPORTED);
    after = withPublicParts(composed, IMPORTED);
    corrections.push(
      await recordCorrection(change, { subject_id: id, claim_id: id, ...note, ...difference }),
    );
  }
  const more = await withMore(change, origin, after, claim);
  const found = await withFindings(change, origin, more.state, entry, claim);
  if (!difference && !more.has_changed && !found.has_changed) return quotes_changed;
  corrections.push(...more.corrections, ...found.corrections);
  await saveClaim(change, before, withCorrections(found.state, corrections));
  if (difference) change.event({ action: 'claim.changed', subject_id: id, before: former, after: written });
  return true;
};

/** What of a claim is compared; that a window was meant to have passed is said once. */
const comparable = ({ promise, ...rest }: NewClaim): Members => {
  if (!promise?.deadline) return { ...rest, promise };
  const { window_passed: _, quote: __, ...deadline } = promise.deadline;
  return { ...rest, promise: { ...promise, deadline } };
};

const reasonOf = (error: unknown): string | undefined =>
  error instanceof Refusal || error instanceof ImportRefused ? error.message.slice(0, 500) : undefined;

/** Adds the claims that are not here, all together, or where one cannot be kept each for itself. */
const addClaims = async (
  recorder: Recorder,
  claims: readonly TheirClaim[],
  bundleOf: (claims: readonly TheirClaim[]) => { bundle: Bundle } | { fault: string },
  report: PullReport,
): Promise<void> => {
  if (claims.length === 0) return;
  const made = bundleOf(claims);
  const refuse = async (because: string): Promise<void> => {
    const [only, another] = claims;
    if (only && !another) report.left_out.push({ id: only.id, because });
    else await eachAlone();
  };
  const eachAlone = async (): Promise<void> => {
    for (const claim of claims) await addClaims(recorder, [claim], bundleOf, report);
  };
  if ('fault' in made) return refuse(made.fault);
  try {
    await importBundle(recorder, made.bundle, undefined, { allow_duplicates: true, keep_known: true });
    report.added += claims.length;
  } catch (error) {
    const because = reasonOf(error);
    if (because === undefined) throw error;
    await refuse(because);
  }
};

/** Takes in some versions, in the order of their log; the newest of each thing. */
export const applyVersions = async (
  ground: Ground,
  origin: Origin,
  versions: readonly PulledVersion[],
  met: Met,
  report: PullReport,
): Promise<void> => {
  const { read, recorder } = ground;
  const actor = { name: origin.name, key_id: null };
  const claims: TheirClaim[] = [];
  for (const { id, document } of versions) {
    const scale = id.startsWith('scale_') ? theirScale.safeParse(document).data : undefined;
    if (scale) met.scales.set(`${scale.key}/${scale.scale_version}`, scale);
    const person = id.startsWith('speaker_') ? theirSpeaker.safeParse(document).data : undefined;
    if (person) met.people.set(person.id, person);
    if (!id.startsWith('claim_')) continue;
    const claim = theirClaim.safeParse(document);
    if (claim.success) claims.push(claim.data);
    else if (document.publication !== 'withdrawn') {
      report.left_out.push({ id, because: 'this release cannot read it' });
    }
  }
  const here = await publicationsOf(
    read,
    claims.flatMap(({ id, related }) =>
      [id, ...related.map(({ claim }) => claim)].map((theirs) => idHere(origin, 'claim', theirs)),
    ),
  );
  const isPublicHere = (id: string): boolean => here.get(idHere(origin, 'claim', id)) === 'published';
  const isHere = ({ id }: TheirClaim) => here.has(idHere(origin, 'claim', id));
  const mentioned = claims.flatMap((claim) => [
    ...claim.claimants,
    ...claim.quotes.map((one) => one.speaker),
  ]);
  const slugFor = await slugsFor(read, origin, met, mentioned);
  const bundleOf = (some: readonly TheirClaim[]) =>
    bundleOfTheirs(origin, some, {
      scales: [...met.scales.values()],
      people: met.people,
      slugFor,
      isPublicHere,
    });
  await addClaims(
    recorder,
    claims.filter((claim) => !isHere(claim)),
    bundleOf,
    report,
  );
  for (const claim of claims.filter((one) => isHere(one) || hasMore(one))) {
    const made = bundleOf([claim]);
    if ('fault' in made) {
      if (isHere(claim)) report.left_out.push({ id: claim.id, because: made.fault });
      continue;
    }
    try {
      // What it names that is new comes first; the claim itself is known.
      await importBundle(recorder, { ...made.bundle, claims: [] }, undefined, {
        allow_duplicates: true,
        keep_known: true,
      });
      const has_changed = await recorder.change(actor, (change) =>
        changeClaim(change, origin, made.bundle, claim),
      );
      if (isHere(claim)) report[has_changed ? 'changed' : 'unchanged'] += 1;
    } catch (error) {
      const because = reasonOf(error);
      if (because === undefined) throw error;
      report.left_out.push({ id: claim.id, because });
    }
  }
  for (const { document } of versions) {
    const taken_back = theirTombstone.safeParse(document).data;
    if (!taken_back?.id.startsWith('claim_')) continue;
    report.withdrawn += await recorder.change(actor, (change) => withdraw(change, origin, taken_back));
  }
};

/** Takes back what they took back; how many claims that are. */
const withdraw = async (
  change: Change,
  origin: Origin,
  { id, reason }: { id: string; reason: string },
): Promise<number> => {
  const own = idHere(origin, 'claim', id);
  const state = (await loadClaims(change.tx, [own])).get(own);
  if (state?.claim.publication !== 'published') return 0;
  await withdrawClaim(change, state, `${origin.name}: ${reason}`.slice(0, 1_000));
  return 1;
};
