/**
 * What of the tables leaves with an export: the rows of what is or was public, so that the record can go on elsewhere.
 * Drafts, proposals, keys, the ledger and the texts of sources stay.
 */
import { and, eq, isNotNull, ne, type SQL, sql, type Table } from 'drizzle-orm';
import { type Row, tableRows } from '../../db/table-rows.ts';
import type { Connection } from '../../db/types.ts';
import { anchors } from '../../newsroom/anchors/tables.ts';
import { claimReviewMarkup } from '../../newsroom/claimreview/tables.ts';
import {
  claimClaimants,
  claimMatches,
  claimQuotes,
  claimRelations,
  claimSources,
  claims,
} from '../../newsroom/claims/tables.ts';
import { outcomes, verdicts } from '../../newsroom/findings/tables.ts';
import { clarifications, deadlines, promises } from '../../newsroom/promises/tables.ts';
import { quotes } from '../../newsroom/quotes/tables.ts';
import { scales } from '../../newsroom/scales/tables.ts';
import { sources } from '../../newsroom/sources/tables.ts';
import { formerSlugs, speakers } from '../../newsroom/speakers/tables.ts';
import { corrections } from '../../record/tables.ts';

/** A table as it is exported and imported. */
export interface RecordTable {
  /** Of its file, without `.jsonl`. */
  name: string;
  columns: readonly string[];
  /** Its public rows in the order of their keys, some at a time. */
  rows(connection: Connection): AsyncGenerator<Row[]>;
  add(tx: Connection, rows: readonly Row[]): Promise<void>;
}

const PAGE = 500;

/** `key` orders the rows, `where` says which are public, and `without` what stands for what stays behind. */
const recordTable = (table: Table, key: readonly string[], where?: SQL, without: Row = {}): RecordTable => {
  const { name, columns, page, add } = tableRows(table, key, { where, without: Object.keys(without) });
  return {
    name,
    columns,
    rows: async function* rows(connection) {
      for (let last: Row | null = null; ; ) {
        const found: Row[] = await page(connection, last, PAGE);
        yield found.map((row) => Object.fromEntries(columns.map((column) => [column, row[column]])));
        last = found.at(-1) ?? null;
        if (found.length < PAGE) return;
      }
    },
    add: (tx, rows) =>
      add(
        tx,
        rows.map((row) => ({ ...row, ...without })),
      ),
  };
};

const ofPublicClaim = (claim_id: SQL | typeof promises.claim_id): SQL =>
  sql`exists (select 1 from ${claims} where ${claims.id} = ${claim_id} and ${claims.publication} <> 'draft')`;

const nobody = { proposed_by: [] };
const finding = { ...nobody, submitted_at: null, rejection: null };
const isApproved = (table: typeof verdicts | typeof outcomes): SQL | undefined =>
  and(sql`${table.state} in ('published', 'superseded')`, ofPublicClaim(sql`${table.claim_id}`));

/** Parts before wholes, so that what a row names is there before it. */
export const RECORD_TABLES: readonly RecordTable[] = [
  recordTable(anchors, ['id']),
  recordTable(scales, ['id']),
  recordTable(speakers, ['id'], ne(speakers.publication, 'draft')),
  recordTable(
    formerSlugs,
    ['slug'],
    sql`exists (select 1 from ${speakers} where ${speakers.id} = ${formerSlugs.speaker_id} and ${speakers.publication} <> 'draft')`,
  ),
  recordTable(sources, ['id'], ne(sources.publication, 'draft'), { text: null }),
  recordTable(quotes, ['id'], ne(quotes.publication, 'draft'), nobody),
  recordTable(claims, ['id'], ne(claims.publication, 'draft'), nobody),
  recordTable(claimClaimants, ['claim_id', 'speaker_id'], ofPublicClaim(sql`${claimClaimants.claim_id}`)),
  recordTable(claimQuotes, ['claim_id', 'quote_id'], ofPublicClaim(sql`${claimQuotes.claim_id}`)),
  recordTable(claimSources, ['claim_id', 'source_id'], ofPublicClaim(sql`${claimSources.claim_id}`)),
  recordTable(
    claimRelations,
    ['claim_id', 'related_id'],
    and(ofPublicClaim(sql`${claimRelations.claim_id}`), ofPublicClaim(sql`${claimRelations.related_id}`)),
  ),
  recordTable(
    claimMatches,
    ['claim_id', 'other_id'],
    and(
      eq(claimMatches.state, 'confirmed'),
      ofPublicClaim(sql`${claimMatches.claim_id}`),
      ofPublicClaim(sql`${claimMatches.other_id}`),
    ),
    { note: null },
  ),
  recordTable(promises, ['claim_id'], ofPublicClaim(sql`${promises.claim_id}`)),
  recordTable(
    deadlines,
    ['claim_id', 'position'],
    and(isNotNull(deadlines.confirmed_by), ofPublicClaim(sql`${deadlines.claim_id}`)),
    nobody,
  ),
  recordTable(clarifications, ['claim_id', 'id'], ofPublicClaim(sql`${clarifications.claim_id}`)),
  recordTable(verdicts, ['id'], isApproved(verdicts), finding),
  recordTable(outcomes, ['id'], isApproved(outcomes), finding),
  recordTable(
    claimReviewMarkup,
    ['verdict_id'],
    sql`exists (select 1 from ${verdicts} where ${verdicts.id} = ${claimReviewMarkup.verdict_id} and ${isApproved(verdicts)})`,
  ),
  recordTable(corrections, ['id']),
];
