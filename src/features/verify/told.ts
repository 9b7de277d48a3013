/** Holds keys, corrections, transitions and the log's own key against what the ledger tells of them, both ways. */
import { isDeepStrictEqual } from 'node:util';
import { asc, gt } from 'drizzle-orm';
import type { Connection } from '../../db/types.ts';
import { literalLimit } from '../../db/queries.ts';
import { secretMark } from '../../http/secrets.ts';
import { keys } from '../../http/tables.ts';
import { LIMITS } from '../../limits.ts';
import { promiseTransitions, TRANSITIONS } from '../../newsroom/promises/tables.ts';
import { verifierKey } from '../../record/checkpoint.ts';
import { correctionHash, type CorrectionRow } from '../../record/corrections.ts';
import { readLogKey } from '../../record/key.ts';
import { corrections } from '../../record/tables.ts';
import type { Members, ToldLine, ToldRows } from '../../record/told.ts';
import type { Ledger } from './ledger.ts';
import type { Finding, FindingKind } from './report.ts';

const PAGE = 1_000;

/** The actions of the ledger that tell of these tables. */
export const LISTENED: ReadonlySet<string> = new Set([
  'key.created',
  'key.revoked',
  'correction.recorded',
  'log.key_made',
  ...TRANSITIONS.map((name) => `promise.${name}`),
]);

/** What tables say otherwise than the ledger, and what they say that it does not tell of. */
export interface Comparison {
  wrong: Finding[];
  untold: Finding[];
}

const comparison = (kind: FindingKind) => {
  const found: Comparison = { wrong: [], untold: [] };
  return {
    found,
    wrong: (text: string): void => void found.wrong.push({ kind, text }),
    untold: (text: string): void => void found.untold.push({ kind, text }),
  };
};

const linesOf = ({ told }: Ledger, action: string): readonly ToldLine[] => told.get(action) ?? [];

const byId = (lines: readonly ToldLine[]): Map<string, ToldLine> =>
  new Map(lines.map((line) => [line.subject_id, line]));

const NAMED = { actor: 'actor', role: 'role', created_at: 'time', expires_on: 'last day' } as const;
const isNamed = (name: string): name is keyof typeof NAMED => name in NAMED;
const MEMBERS = Object.keys(NAMED).filter(isNamed);

/** Keys: who may call, as what, and until when. */
export const keyFindings = async (connection: Connection, ledger: Ledger): Promise<Comparison> => {
  const { found, wrong, untold } = comparison('keys');
  const made = byId(linesOf(ledger, 'key.created'));
  const revoked = byId(linesOf(ledger, 'key.revoked'));
  const rows = await connection.select().from(keys).orderBy(asc(keys.id));
  for (const key of rows) {
    const { id } = key;
    const line = made.get(id);
    made.delete(id);
    if (!line) {
      untold(`${id} (${key.actor}, ${key.role}) is a key that nobody made, as far as the ledger tells.`);
      continue;
    }
    const { after: said } = line;
    for (const name of MEMBERS) {
      const was = said[name] ?? null;
      if (was !== key[name]) wrong(`${id} was made with the ${NAMED[name]} ${was} and has ${key[name]}.`);
    }
    if (said.secret_mark !== undefined && said.secret_mark !== secretMark(key)) {
      wrong(`${id} (${key.actor}, ${key.role}) has another secret than it was made with.`);
    }
    const ended = revoked.get(id)?.at ?? null;
    if (ended === key.revoked_at) continue;
    const is = key.revoked_at === null ? 'works' : `ended at ${key.revoked_at}`;
    if (ended !== null) wrong(`${id} (${key.actor}) was revoked at ${ended} and ${is}.`);
    else untold(`${id} (${key.actor}) was not revoked, as far as the ledger tells, and ${is}.`);
  }
  for (const [id, { after }] of made) wrong(`${id}, a key that was made for ${after.actor}, is gone.`);
  return found;
};

/** The log's name and key; `expected` is the verifier key that the log is known by elsewhere. */
export const logKeyFindings = async (
  connection: Connection,
  ledger: Ledger,
  expected?: string,
): Promise<Comparison> => {
  const { found, wrong, untold } = comparison('keys');
  const row = await readLogKey(connection);
  const line = linesOf(ledger, 'log.key_made').at(-1);
  const own = row && readableKey(row);
  if (!row) {
    if (line) wrong('The key that the log was signed with is gone.');
  } else if (own === null) wrong('The log has a name or key that is none, so nothing can be signed with it.');
  else if (!line) untold(`Nobody made the log’s key, as far as the ledger tells: ${own}.`);
  else if (line.after.key !== own) {
    wrong(`The log signs as ${own}; its key was made as ${line.after.key}.`);
  }
  const isWrong = found.wrong.length > 0;
  if (expected !== undefined && own && own !== expected && !isWrong) {
    wrong(`The log signs as ${own}, which is not the key that was given: ${expected}.`);
  }
  return found;
};

const readableKey = ({ origin, private_key }: { origin: string; private_key: string }): string | null => {
  try {
    return verifierKey(origin, private_key);
  } catch {
    return null;
  }
};

type TransitionRow = typeof promiseTransitions.$inferSelect;

/** Transitions of promises, which feeds and webhooks tell. */
export const transitionFindings = async (connection: Connection, ledger: Ledger): Promise<Comparison> => {
  const { found, wrong, untold } = comparison('misserved');
  const told = new Map<string, string>();
  for (const name of TRANSITIONS) {
    for (const { at, subject_id, after } of linesOf(ledger, `promise.${name}`)) {
      const { day, window_start, window_end, review_on } = after;
      if (typeof day !== 'string') {
        wrong(`The ledger tells at ${at} of promise.${name} of ${subject_id}, but of no day.`);
        continue;
      }
      const windows = [window_start ?? '', window_end ?? '', review_on ?? ''];
      told.set(`${subject_id} ${name} ${day}`, [...windows, at].join(' '));
    }
  }
  const nameOf = (key: string) => {
    const [claim, name, day] = key.split(' ');
    return `promise.${name} of ${claim} on ${day}`;
  };
  const rows: TransitionRow[] = await connection.select().from(promiseTransitions);
  for (const { claim_id, transition, day, window_start, window_end, review_on, written_at } of rows) {
    const key = `${claim_id} ${transition} ${day}`;
    const line = told.get(key);
    told.delete(key);
    if (line === undefined) untold(`${nameOf(key)} is in the feeds; the ledger does not tell of it.`);
    else if (line !== [window_start, window_end, review_on, written_at].join(' ')) {
      wrong(`${nameOf(key)} is in the feeds with another window or time than the ledger tells.`);
    }
  }
  for (const key of told.keys()) wrong(`${nameOf(key)} is gone from the feeds.`);
  return found;
};

/** Any other rows of which the ledger tells. */
export const rowFindings = async (
  connection: Connection,
  ledger: Ledger,
  rows: ToldRows,
): Promise<Comparison> => {
  const { found, untold } = comparison('misserved');
  const stored = await rows.stored(connection);
  const lines = rows.actions.flatMap((action) => linesOf(ledger, action)).sort((a, b) => a.seq - b.seq);
  const told = rows.told(lines);
  for (const [name, said] of stored) {
    const expected = told.get(name);
    if (!expected) {
      if (!rows.areSometimesUntold) untold(`${name} is there; the ledger does not tell of it.`);
      continue;
    }
    const others = disagreements(expected, said);
    if (others.length > 0) untold(`${name} has another ${others.join(', ')} than the ledger tells.`);
  }
  for (const name of told.keys()) if (!stored.has(name)) untold(`${name} is gone.`);
  return found;
};

const disagreements = (told: Members, stored: Members): string[] =>
  Object.keys(stored).filter(
    (member) => told[member] !== undefined && !isDeepStrictEqual(told[member], stored[member]),
  );

/** What the newest documents say of corrections. */
export interface ShownCorrections {
  /** Each that is shown, by its id: of what it is, and how it reads (`shownForm`). */
  shown: ReadonlyMap<string, { subject_id: string; form: string }>;
  /** How many each public claim shows. */
  counts: ReadonlyMap<string, number>;
  /** When claims and quotes were withdrawn, by their ids. */
  withdrawn: ReadonlyMap<string, string>;
}

/** A correction as a claim's document shows it. */
export const shownForm = ({
  subject_id,
  kind,
  note,
  corrected_at,
  corrected_by,
}: Omit<CorrectionRow, 'id' | 'claim_id' | 'before' | 'after'>): string =>
  JSON.stringify([subject_id, kind, note, corrected_at, corrected_by]);

async function* pagesOfCorrections(connection: Connection) {
  for (let after = ''; ; ) {
    const rows = await connection
      .select()
      .from(corrections)
      .where(gt(corrections.id, after))
      .orderBy(literalLimit(asc(corrections.id), PAGE));
    const last = rows.at(-1);
    if (!last) return;
    yield rows;
    after = last.id;
  }
}

/** The public list of corrections, against the ledger and against the newest documents. */
export const correctionFindings = async (
  connection: Connection,
  ledger: Ledger,
  { shown, counts, withdrawn }: ShownCorrections,
): Promise<Comparison> => {
  const { found, wrong, untold } = comparison('misserved');
  const lines = byId(linesOf(ledger, 'correction.recorded'));
  const missing = new Set([...lines.keys(), ...shown.keys()]);
  const retracted = new Set<string>();
  // Documents show the newest alone where there are very many.
  const showsAll = (claim_id: string | null): boolean =>
    claim_id !== null && (counts.get(claim_id) ?? LIMITS.corrections_shown) < LIMITS.corrections_shown;
  for await (const page of pagesOfCorrections(connection)) {
    for (const row of page) {
      const { id, subject_id, claim_id } = row;
      missing.delete(id);
      if (row.after.publication === 'withdrawn') retracted.add(`${subject_id} ${row.corrected_at}`);
      const line = lines.get(id);
      const form = shown.get(id)?.form;
      const isOther = line
        ? line.after.sha256 !== correctionHash(row)
        : form !== undefined && form !== shownForm(row);
      if (isOther) {
        wrong(`${id}, a correction of ${subject_id}, is not as it was recorded.`);
      } else if (!line && row.corrected_at > ledger.hashed_since) {
        untold(
          `${id} is in the list of corrections; the ledger tells of no such correction of ${subject_id}.`,
        );
      } else if (form === undefined && showsAll(claim_id)) {
        wrong(`${id} is in the list of corrections; the document of ${claim_id} does not show it.`);
      }
    }
  }
  const gone = new Set<string>();
  for (const id of missing) {
    const of = String(lines.get(id)?.after.subject_id ?? shown.get(id)?.subject_id);
    gone.add(of);
    wrong(`${id}, a correction of ${of}, is gone from the list of corrections.`);
  }
  for (const [id, at] of withdrawn) {
    if (retracted.has(`${id} ${at}`) || gone.has(id)) continue;
    wrong(`${id} was withdrawn at ${at}; the list of corrections does not say so.`);
  }
  return found;
};
