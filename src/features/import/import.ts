/** Brings a checked bundle into the record. Importing it again changes nothing. */
import { eq, inArray } from 'drizzle-orm';
import type { Connection } from '../../db/types.ts';
import { idFromKey, isId, typeOf } from '../../record/ids.ts';
import { type Change, type Recorder, type SubjectType, sha256 } from '../../record/record.ts';
import { imports } from '../../record/tables.ts';
import { findAnchor } from '../../newsroom/anchors/render.ts';
import { anchors } from '../../newsroom/anchors/tables.ts';
import { publishClaim } from '../../newsroom/claims/publish.ts';
import { keepMarkup } from '../../newsroom/claimreview/save.ts';
import { claimClaimants, claimQuotes, claimSources, claims } from '../../newsroom/claims/tables.ts';
import { outcomes, verdicts } from '../../newsroom/findings/tables.ts';
import {
  type FindingKind,
  force,
  type Outcome,
  outcomeKind,
  type Verdict,
  verdictKind,
} from '../../newsroom/findings/workflow.ts';
import { writePromise } from '../../newsroom/promises/write.ts';
import { publishQuote } from '../../newsroom/quotes/render.ts';
import { quotes } from '../../newsroom/quotes/tables.ts';
import { quoteRow } from '../../newsroom/quotes/write.ts';
import { findScale, findScaleVersion } from '../../newsroom/scales/render.ts';
import { scales } from '../../newsroom/scales/tables.ts';
import { sources } from '../../newsroom/sources/tables.ts';
import { findSpeaker } from '../../newsroom/speakers/render.ts';
import { speakers } from '../../newsroom/speakers/tables.ts';
import { withMark } from '../../newsroom/sources/write.ts';
import type { Bundle } from './bundle.ts';

export interface ImportReport {
  added: number;
  unchanged: number;
}

/** Something of the bundle is known here with other content. */
export class ImportConflict extends Error {}

/** So many things share one transaction, so that others can write in between. */
const BATCH = 25;
const IMPORTED = { reviewer: null, review: 'imported' } as const;

/** Adds what of `bundle` is not known yet; `progress` hears how far it is. Throws ImportConflict. */
export const importBundle = async (
  recorder: Recorder,
  bundle: Bundle,
  progress: (done: number, total: number) => void = () => undefined,
): Promise<ImportReport> => {
  const report: ImportReport = { added: 0, unchanged: 0 };
  const author = bundle.author ?? bundle.title;
  const actor = { name: `import of ${bundle.origin}`, key_id: null };
  const steps = stepsOf(bundle, author);
  for (let from = 0; from < steps.length; from += BATCH) {
    await recorder.change(actor, async (change) => {
      for (const step of steps.slice(from, from + BATCH)) {
        report[(await once(change, step)) ? 'added' : 'unchanged'] += 1;
      }
    });
    progress(Math.min(from + BATCH, steps.length), steps.length);
  }
  return report;
};

export interface ImportPlan {
  /** How many of each type are not known yet. */
  new: Partial<Record<string, number>>;
  unchanged: number;
  /** Ids of what is known with other content. */
  conflicts: string[];
}

/** So many ids are looked up at once. */
const LOOKUP = 500;

/** What importing `bundle` would do; writes nothing. */
export const planImport = async (connection: Connection, bundle: Bundle): Promise<ImportPlan> => {
  const plan: ImportPlan = { new: {}, unchanged: 0, conflicts: [] };
  const steps = stepsOf(bundle, bundle.author ?? bundle.title);
  for (let from = 0; from < steps.length; from += LOOKUP) {
    const part = steps.slice(from, from + LOOKUP);
    const ids = part.map((step) => step.id);
    const rows = await connection.select().from(imports).where(inArray(imports.subject_id, ids));
    const known = new Map(rows.map((row) => [row.subject_id, row.sha256]));
    for (const { id, content } of part) {
      const hash = known.get(id);
      const type = typeOf(id);
      if (hash === undefined) plan.new[type] = (plan.new[type] ?? 0) + 1;
      else if (hash === hashOf(content)) plan.unchanged += 1;
      else plan.conflicts.push(id);
    }
  }
  return plan;
};

const hashOf = (content: unknown): string => sha256(JSON.stringify(content));

interface Step {
  id: string;
  /** How the thing stands in the bundle. */
  content: unknown;
  add(change: Change): Promise<void>;
}

/** Carries a step out unless it was before; throws when it was, with other content. */
const once = async (change: Change, { id, content, add }: Step): Promise<boolean> => {
  const hash = hashOf(content);
  const [known] = await change.tx.select().from(imports).where(eq(imports.subject_id, id));
  if (known && known.sha256 !== hash) {
    throw new ImportConflict(
      `${id} was imported before with other content; change it through the API, with a correction where it is public`,
    );
  }
  if (known) return false;
  await add(change);
  await change.tx.insert(imports).values({ subject_id: id, sha256: hash, imported_at: change.at });
  return true;
};

const stepsOf = (bundle: Bundle, author: string): Step[] => {
  const idOf = (type: SubjectType, key: string) =>
    isId(type, key) ? key : idFromKey(type, bundle.origin, key);
  /** A speaker known here by the same slug is the same speaker. */
  const speakerId = async (tx: Connection, key: string): Promise<string> => {
    const slug = bundle.speakers.find((speaker) => speaker.key === key)?.slug ?? key;
    return (await findSpeaker(tx, slug))?.id ?? idOf('speaker', key);
  };
  return [
    ...bundle.rating_scales.map((scale) => {
      const id = idOf('scale', `${scale.key}/${scale.version}`);
      return { id, content: scale, add: (change: Change) => addScale(change, id, scale) };
    }),
    ...bundle.anchors.map((anchor) => {
      const id = idOf('anchor', anchor.key);
      return { id, content: anchor, add: (change: Change) => addAnchor(change, id, anchor) };
    }),
    ...bundle.speakers.map((speaker) => {
      const id = idOf('speaker', speaker.key);
      return { id, content: speaker, add: (change: Change) => addSpeaker(change, id, speaker) };
    }),
    ...bundle.sources.map((source) => {
      const id = idOf('source', source.key);
      return { id, content: source, add: (change: Change) => addSource(change, id, source) };
    }),
    ...bundle.quotes.map((quote) => {
      const id = idOf('quote', quote.key);
      const add = async (change: Change) => {
        const speaker = await speakerId(change.tx, quote.speaker);
        await addQuote(change, id, { ...quote, speaker, source: idOf('source', quote.source) }, author);
      };
      return { id, content: quote, add };
    }),
    ...bundle.claims.map((claim) => {
      const id = idOf('claim', claim.key);
      const add = async (change: Change) => {
        const claimants: string[] = [];
        for (const key of claim.claimants ?? []) claimants.push(await speakerId(change.tx, key));
        const named = {
          claimants: claim.claimants && claimants,
          quotes: claim.quotes.map((key) => idOf('quote', key)),
          sources: claim.sources.map((key) => idOf('source', key)),
          verdicts: claim.verdicts.map((verdict) => ({ ...verdict, id: idOf('verdict', verdict.key) })),
          outcomes: claim.outcomes.map((outcome) => ({ ...outcome, id: idOf('outcome', outcome.key) })),
        };
        await addClaim(change, id, { ...claim, ...named }, author);
      };
      return { id, content: claim, add };
    }),
  ];
};

const addScale = async (
  change: Change,
  id: string,
  scale: Bundle['rating_scales'][number],
): Promise<void> => {
  if (await findScaleVersion(change.tx, scale.key, scale.version)) return;
  await change.tx.insert(scales).values({ ...scale, id });
  await change.event({ action: 'scale.created', subject_id: id, after: scale });
};

/** An event known here by the same key stays as it is here. */
const addAnchor = async (change: Change, id: string, anchor: Bundle['anchors'][number]): Promise<void> => {
  if (await findAnchor(change.tx, anchor.key)) return;
  await change.tx.insert(anchors).values({ ...anchor, id });
  await change.event({ action: 'anchor.created', subject_id: id, after: anchor });
};

const addSpeaker = async (
  change: Change,
  id: string,
  { key: _, ...speaker }: Bundle['speakers'][number],
): Promise<void> => {
  if (await findSpeaker(change.tx, speaker.slug)) return;
  await change.tx.insert(speakers).values({ ...speaker, id, publication: 'draft' });
  await change.event({ action: 'speaker.created', subject_id: id, after: speaker });
};

const addSource = async (
  change: Change,
  id: string,
  { key: _, ...source }: Bundle['sources'][number],
): Promise<void> => {
  const row = withMark(source);
  await change.tx.insert(sources).values({ ...row, id, publication: 'draft' });
  await change.event({ action: 'source.created', subject_id: id, after: { ...row, text: null } });
};

const addQuote = async (
  change: Change,
  id: string,
  { key: _, publication, fidelity, ...quote }: Bundle['quotes'][number],
  author: string,
): Promise<void> => {
  const row = await quoteRow(change, quote);
  const unchecked = row.fidelity === 'source_text_unavailable' ? { fidelity } : {};
  await change.tx
    .insert(quotes)
    .values({ ...row, ...unchecked, id, publication: 'draft', proposed_by: [], author });
  await change.event({ action: 'quote.created', subject_id: id, after: quote });
  if (publication === 'published') await publishQuote(change, id, IMPORTED);
};

type ImportedClaim = Omit<Bundle['claims'][number], 'verdicts' | 'outcomes'> & {
  verdicts: (Bundle['claims'][number]['verdicts'][number] & { id: string })[];
  outcomes: (Bundle['claims'][number]['outcomes'][number] & { id: string })[];
};

const addClaim = async (change: Change, id: string, claim: ImportedClaim, author: string): Promise<void> => {
  const { tx } = change;
  const { kind, text, language, topics } = claim;
  const carried: (typeof quotes.$inferSelect)[] = [];
  for (const quote_id of claim.quotes) {
    carried.push(...(await tx.select().from(quotes).where(eq(quotes.id, quote_id))));
  }
  const said_on = carried.flatMap((quote) => quote.said_on ?? []).sort()[0] ?? null;
  const first_said_on = claim.first_said_on ?? said_on;
  await tx.insert(claims).values({
    id,
    kind,
    text,
    language,
    topics,
    first_said_on,
    publication: 'draft',
    proposed_by: [],
    author,
  });
  const claimants = new Set(claim.claimants ?? carried.map((quote) => quote.speaker_id));
  for (const [position, speaker_id] of [...claimants].entries()) {
    await tx.insert(claimClaimants).values({ claim_id: id, speaker_id, position });
  }
  for (const [position, quote_id] of [...new Set(claim.quotes)].entries()) {
    await tx.insert(claimQuotes).values({ claim_id: id, quote_id, position });
  }
  for (const [position, source_id] of [...new Set(claim.sources)].entries()) {
    await tx.insert(claimSources).values({ claim_id: id, source_id, position });
  }
  const promise = claim.promise && {
    ...claim.promise,
    deadline: claim.promise.deadline && { ...claim.promise.deadline, quote: null },
  };
  await writePromise(change, id, promise);
  await change.event({ action: 'claim.created', subject_id: id, after: claim });
  if (claim.publication === 'published') await publishClaim(change, id, IMPORTED);
  await addFindings(change, id, claim, author);
};

const addFindings = async (
  change: Change,
  claim_id: string,
  claim: ImportedClaim,
  author: string,
): Promise<void> => {
  const shared = { claim_id, state: 'draft' as const, proposed_by: [], author };
  for (const [i, { key: _, rating_scale, claimreview, ...verdict }] of claim.verdicts.entries()) {
    const scale = await findScale(change.tx, rating_scale);
    if (!scale) throw new ImportConflict(`there is no rating scale ${rating_scale}`);
    await change.tx.insert(verdicts).values({ ...verdict, ...shared, scale_id: scale.id, position: i + 1 });
    if (claimreview) await keepMarkup(change, verdict.id, claimreview);
    await change.event({ action: 'verdict.created', subject_id: verdict.id, after: verdict });
    if (claim.publication === 'published') await bringIntoForce(change, verdictKind, verdict.id);
  }
  for (const [i, { key: _, ...outcome }] of claim.outcomes.entries()) {
    await change.tx.insert(outcomes).values({ ...outcome, ...shared, position: i + 1 });
    await change.event({ action: 'outcome.created', subject_id: outcome.id, after: outcome });
    if (claim.publication === 'published') await bringIntoForce(change, outcomeKind, outcome.id);
  }
};

const bringIntoForce = async <Row extends Verdict | Outcome>(
  change: Change,
  kind: FindingKind<Row>,
  id: string,
): Promise<void> => {
  const row = await kind.read(change, id);
  if (row) await force(change, kind, row, IMPORTED, await kind.inForce(change, row));
};
