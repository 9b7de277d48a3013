/** Somebody else's table as a bundle, and a report of what became of each row. */
import type * as z from 'zod';
import { type Bundle, bundleSchema, LONG_LISTS, type LongList, type OpenBundle } from './bundle.ts';
import { brokenReferences } from './check.ts';
import { FiledEntries } from './entries.ts';
import { evaluate, meets } from './evaluate.ts';
import type { Mapping, Template } from './mapping.ts';
import { mend } from './mend.ts';
import { isRecord, type Row, type Table } from './rows.ts';

export interface RowFault {
  row: number;
  line: number | null;
  column: string | null;
  detail: string;
}

/** A word of the table and how many rows have it. */
export interface WordCount {
  column: string;
  value: string;
  rows: number;
}

export interface Translation {
  /** Of the rows without a fault. */
  bundle: OpenBundle;
  rows: number;
  skipped: { because: string; rows: number }[];
  faults: RowFault[];
  /** Words for which the mapping has no other, and which made their rows faults. */
  unmapped: WordCount[];
  /** Words that became what `otherwise` says. */
  otherwise: WordCount[];
  /** Cells out of which control characters were taken. */
  mended: number;
  /** The row that gave an entry of one of the bundle's lists; null where none did. */
  rowOf(list: string, index: number): RowPlace | null;
  /** Lets go of the file in which the bundle's entries are. */
  close(): void;
}

const ITEMS = {
  speakers: bundleSchema.shape.speakers.unwrap().element,
  sources: bundleSchema.shape.sources.unwrap().element,
  quotes: bundleSchema.shape.quotes.unwrap().element,
  claims: bundleSchema.shape.claims.unwrap().element,
} satisfies Record<LongList, z.ZodType>;

type RowPlace = Pick<Row, 'number' | 'line'>;

/** The entries that rows gave, and from which row each came. */
type Taken = {
  [List in LongList]: {
    entries: FiledEntries<Bundle[List][number]>;
    rows: number[];
    lines: (number | null)[];
  };
};

interface Work {
  taken: Taken;
  faults: RowFault[];
  unmapped: Map<string, WordCount>;
  otherwise: Map<string, WordCount>;
}

const nothingTaken = <Entry extends { key: string }>() => ({
  entries: new FiledEntries<Entry>(),
  rows: [],
  lines: [],
});

/** Reads every row of a table by a mapping. Throws TableError. */
export const translate = async (
  mapping: Mapping,
  { batches }: Pick<Table, 'batches'>,
): Promise<Translation> => {
  const { origin, title, description, author, rating_scales } = mapping;
  const taken: Taken = {
    speakers: nothingTaken(),
    sources: nothingTaken(),
    quotes: nothingTaken(),
    claims: nothingTaken(),
  };
  const work: Work = { taken, faults: [], unmapped: new Map(), otherwise: new Map() };
  const bundle: OpenBundle = {
    ...{ format: 'onrecord-bundle/1', origin, title, description, author, rating_scales, anchors: [] },
    speakers: taken.speakers.entries,
    sources: taken.sources.entries,
    quotes: taken.quotes.entries,
    claims: taken.claims.entries,
  };
  const close = (): void => {
    for (const list of LONG_LISTS) taken[list].entries.close();
  };
  const skipped = new Map<string, number>();
  let [rows, mended] = [0, 0];
  try {
    for await (const batch of batches) {
      for (const read of batch) {
        const { value, cells } = mend(read.value);
        rows += 1;
        mended += cells;
        const row = cells === 0 ? read : { ...read, value };
        const rule = mapping.skip.find(({ when }) => meets(when, row));
        if (rule) skipped.set(rule.because, (skipped.get(rule.because) ?? 0) + 1);
        else takeRow(mapping, row, work);
      }
    }
    checkReferences(bundle, work);
  } catch (error) {
    close();
    throw error;
  }
  return {
    bundle,
    rows,
    skipped: [...skipped].map(([because, rows]) => ({ because, rows })),
    faults: work.faults.sort((a, b) => a.row - b.row),
    unmapped: byFrequency(work.unmapped),
    otherwise: byFrequency(work.otherwise),
    mended,
    rowOf: (list, index) => (isLong(list) ? placeIn(taken[list], index) : null),
    close,
  };
};

const isLong = (name: unknown): name is LongList => LONG_LISTS.some((list) => list === name);

const placeIn = (
  { rows, lines }: Pick<Taken[LongList], 'rows' | 'lines'>,
  index: number,
): RowPlace | null => {
  const number = rows[index];
  return number === undefined ? null : { number, line: lines[index] ?? null };
};

const byFrequency = (words: Map<string, WordCount>): WordCount[] =>
  [...words.values()].sort((a, b) => b.rows - a.rows);

const count = (words: Map<string, WordCount>, column: string, value: string): void => {
  const key = JSON.stringify([column, value]);
  const known = words.get(key) ?? { column, value, rows: 0 };
  words.set(key, { ...known, rows: known.rows + 1 });
};

/** Takes what a row gives into the bundle, all of it or, where something is wrong, nothing. */
const takeRow = (mapping: Mapping, row: Row, work: Work): void => {
  const before = work.faults.length;
  const given = {
    speakers: itemsOf('speakers', ITEMS.speakers, mapping.speakers, row, work),
    sources: itemsOf('sources', ITEMS.sources, mapping.sources, row, work),
    quotes: itemsOf('quotes', ITEMS.quotes, mapping.quotes, row, work),
    claims: itemsOf('claims', ITEMS.claims, mapping.claims, row, work),
  };
  if (work.faults.length > before) return;
  take('speakers', given.speakers, row, work);
  take('sources', given.sources, row, work);
  take('quotes', given.quotes, row, work);
  take('claims', given.claims, row, work);
};

/** What the templates of one list give for a row, checked as a bundle is. */
const itemsOf = <T>(
  list: LongList,
  schema: z.ZodType<T>,
  templates: readonly Template[],
  row: Row,
  work: Work,
): T[] => {
  const items: T[] = [];
  for (const template of templates) {
    const { value, faults, columnOf, otherwise } = evaluate(template, row);
    for (const fault of faults) {
      if (fault.unmapped !== undefined) count(work.unmapped, fault.column, fault.unmapped);
      work.faults.push({ row: row.number, line: row.line, column: fault.column, detail: fault.detail });
    }
    for (const word of otherwise) count(work.otherwise, word.column, word.value);
    if (value === undefined || faults.length > 0) continue;
    for (const [i, each] of (Array.isArray(value) ? value : [value]).entries()) {
      const parsed = schema.safeParse(asDraft(list, each));
      if (parsed.success) items.push(parsed.data);
      else {
        const at = Array.isArray(value) ? [i] : [];
        work.faults.push(
          ...parsed.error.issues.map((issue) => faultOf(list, issue, columnOf([...at, ...issue.path]), row)),
        );
      }
    }
  }
  return items;
};

/** What others wrote becomes public only where the mapping says so. */
const asDraft = (list: LongList, item: unknown): unknown =>
  (list === 'quotes' || list === 'claims') && isRecord(item) ? { publication: 'draft', ...item } : item;

const faultOf = (list: LongList, issue: z.core.$ZodIssue, column: string | undefined, row: Row): RowFault => {
  const name = [list.slice(0, -1), ...issue.path].map(String).join('.');
  if (issue.code === 'unrecognized_keys') {
    const members = issue.keys.map((key) => `${name}.${key}`).join(', ');
    return { row: row.number, line: row.line, column: null, detail: `${members}: no known member` };
  }
  const is_empty = issue.code === 'invalid_type' && /received undefined$/.test(issue.message);
  const said = is_empty ? 'is empty' : issue.message.replace(/^Invalid input: /, '');
  return { row: row.number, line: row.line, column: column ?? null, detail: `${name} ${said}` };
};

/** Takes what is not in the bundle yet; a fault where its key stands there for something else. */
const take = <List extends LongList>(
  list: List,
  items: readonly Bundle[List][number][],
  row: Row,
  { taken, faults }: Work,
): void => {
  const { entries, rows, lines }: Taken[List] = taken[list];
  for (const item of items) {
    const index = entries.indexOf(item.key);
    if (index === undefined) {
      entries.push(item);
      rows.push(row.number);
      lines.push(row.line);
      continue;
    }
    const is_shared = list === 'speakers' || list === 'sources';
    if (is_shared && entries.isSame(index, item)) continue;
    const detail = `${list.slice(0, -1)} ${item.key} stands in row ${rows[index]} already${is_shared ? ', otherwise' : ''}`;
    faults.push({ row: row.number, line: row.line, column: null, detail });
  }
};

/** What is named must be in the bundle. */
const checkReferences = (bundle: OpenBundle, { taken, faults }: Work): void => {
  for (const { path, detail } of brokenReferences(bundle)) {
    const [list, i, ...rest] = path;
    const row = isLong(list) && typeof i === 'number' ? placeIn(taken[list], i) : null;
    const name = isLong(list) ? [list.slice(0, -1), ...rest] : path;
    faults.push({
      row: row?.number ?? 0,
      line: row?.line ?? null,
      column: null,
      detail: `${name.map(String).join('.')}: ${detail}`,
    });
  }
};
