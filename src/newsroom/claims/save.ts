/** Writing claims: the difference between how they stood and how they stand. */
import { isDeepStrictEqual } from 'node:util';
import { writing } from '../../db/statement.ts';
import type { Reader } from '../../db/types.ts';
import type { Change } from '../../record/record.ts';
import type { Noun } from '../../record/subject.ts';
import { outcomes, verdicts } from '../findings/tables.ts';
import { clarifications, deadlines, promises } from '../promises/tables.ts';
import { claim, type FindingState, outcome, verdict } from './claim.ts';
import type { ClaimState } from './load.ts';
import { settleSaid } from './said.ts';
import { claimClaimants, claimQuotes, claimRelations, claimSources, claims } from './tables.ts';

/** A claim before and after a change; new where there was none before. */
export interface ClaimChange {
  before: ClaimState | null;
  after: ClaimState;
}

/** How rows of one table are told apart and written. */
interface Part<Row> {
  of(state: ClaimState): readonly Row[];
  /** Tells a row from the others of its claim; `index` is its place among them. */
  key(row: Row, index: number): string;
  table: {
    insert(on: Reader, rows: readonly Row[]): Promise<unknown>;
    update(on: Reader, rows: readonly Row[]): Promise<void>;
    remove(on: Reader, rows: readonly Row[]): Promise<void>;
  };
}

const part = <Row>(made: Part<Row>) => ({
  remove: (tx: Reader, changes: readonly ClaimChange[]) =>
    made.table.remove(
      tx,
      changes.flatMap((change) => differences(made, change).removed),
    ),
  write: async (tx: Reader, changes: readonly ClaimChange[]) => {
    const all = changes.map((change) => differences(made, change));
    await Promise.all([
      made.table.update(
        tx,
        all.flatMap(({ changed }) => changed),
      ),
      made.table.insert(
        tx,
        all.flatMap(({ added }) => added),
      ),
    ]);
  },
});

const differences = <Row>({ of, key }: Part<Row>, { before, after }: ClaimChange) => {
  const former = new Map((before ? of(before) : []).map((row, i) => [key(row, i), row]));
  const added: Row[] = [];
  const changed: Row[] = [];
  for (const [i, row] of of(after).entries()) {
    const known = former.get(key(row, i));
    former.delete(key(row, i));
    if (known === undefined) added.push(row);
    else if (known !== row && !isDeepStrictEqual(known, row)) changed.push(row);
  }
  return { added, changed, removed: [...former.values()] };
};

/** In an order in which each row's references are there before it. */
const PARTS = [
  part({ of: ({ claim }) => [claim], key: ({ id }) => id, table: writing(claims, ['id']) }),
  part({
    of: ({ claim, claimants }) =>
      claimants.map(({ id }, position) => ({ claim_id: claim.id, speaker_id: id, position })),
    key: ({ speaker_id }) => speaker_id,
    table: writing(claimClaimants, ['claim_id', 'speaker_id']),
  }),
  part({
    of: ({ claim, quotes }) =>
      quotes.map(({ quote }, position) => ({ claim_id: claim.id, quote_id: quote.id, position })),
    key: ({ quote_id }) => quote_id,
    table: writing(claimQuotes, ['claim_id', 'quote_id']),
  }),
  part({
    of: ({ claim, sources }) =>
      sources.map(({ id }, position) => ({ claim_id: claim.id, source_id: id, position })),
    key: ({ source_id }) => source_id,
    table: writing(claimSources, ['claim_id', 'source_id']),
  }),
  part({
    of: ({ claim, related }) =>
      related.map(({ related_id, relation }, position) => ({
        claim_id: claim.id,
        related_id,
        relation,
        position,
      })),
    key: ({ related_id }) => related_id,
    table: writing(claimRelations, ['claim_id', 'related_id']),
  }),
  part({
    of: ({ promise }) => (promise ? [promise.promise] : []),
    key: ({ claim_id }) => claim_id,
    table: writing(promises, ['claim_id']),
  }),
  part({
    of: ({ promise }) => promise?.deadlines ?? [],
    key: ({ position }) => String(position),
    table: writing(deadlines, ['claim_id', 'position']),
  }),
  part({
    of: ({ promise }) => promise?.clarifications ?? [],
    // They are only ever added, and two may be alike.
    key: (_, i) => String(i),
    table: writing(clarifications, ['id']),
  }),
  part({ of: ({ verdicts }) => verdicts, key: ({ id }) => id, table: writing(verdicts, ['id']) }),
  part({ of: ({ outcomes }) => outcomes, key: ({ id }) => id, table: writing(outcomes, ['id']) }),
];

/** Writes what differs, and says how claims and findings stand now. */
export const saveClaims = async (change: Change, changes: readonly ClaimChange[]): Promise<void> => {
  const { tx } = change;
  await Promise.all([
    ...PARTS.toReversed().map((part) => part.remove(tx, changes)),
    ...PARTS.map((part) => part.write(tx, changes)),
  ]);
  for (const { before, after } of changes) {
    // A draft that is new is shown by nothing yet.
    if (before === null && after.claim.publication === 'draft')
      change.putPart(claim, after.claim.id, null, after);
    else change.put(claim, after.claim.id, before, after);
    putFindings(change, verdict, before, after, ({ verdicts }) => verdicts);
    putFindings(change, outcome, before, after, ({ outcomes }) => outcomes);
  }
  // What others say of it follows.
  const said = changes.filter(
    ({ before, after }) => after.claim.said !== null && before?.claim !== after.claim,
  );
  await settleSaid(
    change,
    said.map(({ after }) => after.claim.id),
  );
};

export const saveClaim = (change: Change, before: ClaimState | null, after: ClaimState): Promise<void> =>
  saveClaims(change, [{ before, after }]);

/** Findings whose own documents come out different: what changes of the claim may show in them. */
const putFindings = <Row extends { id: string }>(
  change: Change,
  noun: Noun<FindingState<Row>>,
  before: ClaimState | null,
  after: ClaimState,
  rowsOf: (state: ClaimState) => readonly Row[],
): void => {
  const former = new Map((before ? rowsOf(before) : []).map((row) => [row.id, row]));
  for (const row of rowsOf(after)) {
    const known = former.get(row.id);
    const was = before && known ? { claim: before, row: known } : null;
    const is = { claim: after, row };
    if (was && isDeepStrictEqual(noun.render(was), noun.render(is))) continue;
    // The claim itself is put as well, so nothing else is reached.
    change.putPart(noun, row.id, was, is);
  }
};
