/** Writes a spreadsheet, slice by slice: rows out of a list's pages, as CSV or as JSON Lines. */
import { createHash } from 'node:crypto';
import { stringify } from 'csv-stringify/sync';
import { desc } from 'drizzle-orm';
import { literalLimit } from '../../db/queries.ts';
import { select } from '../../db/statement.ts';
import type { Connection } from '../../db/types.ts';
import { LIMITS } from '../../limits.ts';
import { correctionRows } from '../../newsroom/corrections/list.ts';
import { sheets } from '../../newsroom/sheets.ts';
import { createLists } from '../../record/lists.ts';
import { logSize } from '../../record/log.ts';
import { present } from '../../record/present.ts';
import {
  type Cell,
  type CorrectionQuery,
  type Moment,
  picked,
  type Sheet,
  type SheetRequest,
  type SheetSource,
  type SheetSum,
} from '../../record/sheet.ts';
import { draftOf } from '../../record/standing.ts';
import { subjectFor } from '../../record/subject.ts';
import { events } from '../../record/tables.ts';

type ListSource = Extract<SheetSource, { list: unknown }>['list'];

const BOM = '\ufeff';

const lastEvent = select({ seq: events.seq }, (query) =>
  query.from(events).orderBy(literalLimit(desc(events.seq), 1)),
);

/** The moment that `connection` shows; asked first, it is the moment from then on. */
export const momentOf = async (connection: Connection): Promise<Moment> => {
  const [last] = await lastEvent(connection);
  return { log_size: await logSize(connection), last_event: last?.seq ?? 0 };
};

/**
 * A list that is long to find is read in longer pages: what is found anew for each is then found less often. Processor
 * time, so that a busy machine does not make every list one.
 */
const SLOW_US = 50_000;
const busyUs = (): number => {
  const { user, system } = process.threadCpuUsage();
  return user + system;
};

/** Frees the memory of bytes that nobody reads any more: V8 collects what is outside of its heap only when that is 64 MB. */
const letGo = ({ buffer, byteLength }: Uint8Array): void => {
  if (byteLength > 0 && buffer instanceof ArrayBuffer && buffer.byteLength === byteLength) buffer.transfer(0);
};

/** Documents of a list as they are served, a slice at a time. */
async function* listed(connection: Connection, list: ListSource, today: string): AsyncGenerator<string[]> {
  const lists = createLists(connection, connection);
  const pageOf = (limit: number, after: Awaited<ReturnType<typeof lists.page>>['next']) =>
    lists.page({ ...list, limit, after: after ?? undefined });
  let limit: number = LIMITS.sheet_slice;
  let after: Awaited<ReturnType<typeof lists.page>>['next'] = null;
  do {
    const begun_us = busyUs();
    const { bytes, rows, next }: Awaited<ReturnType<typeof lists.page>> = await pageOf(limit, after);
    if (busyUs() - begun_us > SLOW_US) limit = Math.min(2 * limit, LIMITS.sheet_slice_max);
    // A long page stays bytes until its turn comes: as texts it would take several times as much.
    for (let from = 0; from < rows.length; from += LIMITS.sheet_slice) {
      const slice = rows.slice(from, from + LIMITS.sheet_slice);
      yield list.publication === 'draft'
        ? await draftsOf(
            connection,
            list.type,
            slice.map(({ subject_id }) => subject_id),
            today,
          )
        : slice.map(
            ({ start, end, ...facts }) =>
              present({ ...facts, json: bytes.toString('utf8', start, end) }, today).body,
          );
    }
    letGo(bytes);
    after = next;
  } while (after !== null);
}

/** Drafts have no documents: they are rendered as they stand. */
const draftsOf = async (
  connection: Connection,
  type: string,
  ids: readonly string[],
  today: string,
): Promise<string[]> => {
  const { subjects } = await import('../../newsroom/index.ts');
  const renderings = await subjectFor(subjects, type)?.renderAll(connection, ids);
  return ids.flatMap((id) => {
    const rendering = renderings?.get(id);
    return rendering ? present(draftOf(id, rendering), today).body : [];
  });
};

async function* corrected(connection: Connection, query: CorrectionQuery): AsyncGenerator<string[]> {
  let after: [string, string] | null = null;
  for (;;) {
    const rows: Awaited<ReturnType<typeof correctionRows>> = await correctionRows(connection, query, {
      after,
      limit: LIMITS.sheet_slice,
    });
    yield rows.map((row) => JSON.stringify(row));
    const last = rows.at(-1);
    if (!last || rows.length < LIMITS.sheet_slice) return;
    after = [last.corrected_at, last.id];
  }
}

async function* documentsOf(
  connection: Connection,
  { source, today }: SheetRequest,
): AsyncGenerator<string[]> {
  if ('hits' in source) {
    for (let from = 0; from < source.hits.length; from += LIMITS.sheet_slice)
      yield source.hits.slice(from, from + LIMITS.sheet_slice);
  } else if ('list' in source) yield* listed(connection, source.list, today);
  else yield* corrected(connection, source.corrections);
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: it is what spreadsheets end a text at
const NUL = /\u0000/g;

/** A cell that every program reads whole. */
const whole = (cell: Cell): Cell => (typeof cell === 'string' ? cell.replace(NUL, '\ufffd') : cell);

/** How lines of CSV are made (RFC 4180), out of rows with cells at these places. */
const csvOf = (places: readonly number[], harmless: boolean) => {
  const options = {
    record_delimiter: '\r\n',
    escape_formulas: harmless,
    // Programs that trim cells leave those in quotes alone.
    quoted_match: /^\s|\s$/,
    cast: { boolean: (value: boolean) => String(value) },
  };
  return (rows: readonly (readonly Cell[])[]): string =>
    stringify(
      rows.map((row) => places.map((place) => whole(row[place] ?? null))),
      options,
    );
};

const sheetOf = (name: string): Sheet => {
  const sheet = sheets.find((known) => known.name === name);
  if (!sheet) throw new Error(`there is no sheet ${name}`);
  return sheet;
};

/** The names of the columns that there are, in their order. */
const namesOf = ({ columns, part }: Sheet, by_part: boolean): string[] =>
  [...columns, ...((by_part && part?.columns) || [])].map(({ name }) => name);

/** Documents as lines, and how many rows those are. */
const linesOf = (
  request: SheetRequest,
): { head: string; lines(documents: readonly string[]): [string, number] } => {
  const { sheet, format, fields, by_part, harmless, home } = request;
  if (format === 'jsonl') {
    const line = fields === null ? (json: string) => json : (json: string) => picked(json, fields);
    return {
      head: '',
      lines: (documents) => [documents.map((json) => `${line(json)}\n`).join(''), documents.length],
    };
  }
  const source = sheetOf(sheet);
  const names = namesOf(source, by_part);
  const places = (fields ?? names).map((name) => names.indexOf(name));
  const csv = csvOf(places, harmless);
  return {
    head: csv([names]),
    lines: (documents) => {
      const rows = documents.flatMap((json) => source.rowsOf(json, { home }, by_part));
      return [csv(rows), rows.length];
    },
  };
};

const ENCODER = new TextEncoder();

/** The bytes of a spreadsheet, a slice at a time; at the end, what they came to. */
export async function* writeSheet(
  connection: Connection,
  request: SheetRequest,
): AsyncGenerator<Uint8Array, SheetSum> {
  const { head, lines } = linesOf(request);
  const hash = createHash('sha256');
  let [rows, bytes] = [0, 0];
  const sent = (chunk: Uint8Array): Uint8Array => {
    hash.update(chunk);
    bytes += chunk.length;
    return chunk;
  };
  if (head !== '') yield sent(ENCODER.encode(`${request.bom ? BOM : ''}${head}`));
  for await (const documents of documentsOf(connection, request)) {
    const [text, count] = lines(documents);
    rows += count;
    yield sent(ENCODER.encode(text));
  }
  return { rows, bytes, sha256: hash.digest('hex') };
}
