/** Somebody else's table as a bundle, and a report of what became of each row. */
import type * as z from 'zod';
import { type Bundle, bundleSchema } from './bundle.ts';
import { brokenReferences } from './check.ts';
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
  bundle: Bundle;
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
}

const LISTS = ['speakers', 'sources', 'quotes', 'claims'] as const;
type List = (typeof LISTS)[number];

const ITEMS = {
  speakers: bundleSchema.shape.speakers.unwrap().element,
  sources: bundleSchema.shape.sources.unwrap().element,
  quotes: bundleSchema.shape.quotes.unwrap().element,
  claims: bundleSchema.shape.claims.unwrap().element,
} satisfies Record<List, z.ZodType>;

type RowPlace = Pick<Row, 'number' | 'line'>;

/** What was taken into the bundle, by its key: how it stands there, where several rows may give it, and from which row. */
type Known = Map<string, { json: string | null; row: RowPlace }>;

interface Work {
  bundle: Bundle;
  known: Record<List, Known>;
  faults: RowFault[];
  unmapped: Map<string, WordCount>;
  otherwise: Map<string, WordCount>;
}

/** Reads every row of a table by a mapping. */
export const translate = (mapping: Mapping, table: Table): Translation => {
  const { origin, title, description, author, rating_scales } = mapping;
  const empty = { anchors: [], speakers: [], sources: [], quotes: [], claims: [] };
  const work: Work = {
    bundle: { format: 'onrecord-bundle/1', origin, title, description, author, rating_scales, ...empty },
    known: { speakers: new Map(), sources: new Map(), quotes: new Map(), claims: new Map() },
    faults: [],
    unmapped: new Map(),
    otherwise: new Map(),
  };
  const skipped = new Map<string, number>();
  let mended = 0;
  for (const read of table.rows) {
    const { value, cells } = mend(read.value);
    mended += cells;
    const row = cells === 0 ? read : { ...read, value };
    const rule = mapping.skip.find(({ when }) => meets(when, row));
    if (rule) skipped.set(rule.because, (skipped.get(rule.because) ?? 0) + 1);
    else takeRow(mapping, row, work);
  }
  checkReferences(work);
  return {
    bundle: work.bundle,
    rows: table.rows.length,
    skipped: [...skipped].map(([because, rows]) => ({ because, rows })),
    faults: work.faults.sort((a, b) => a.row - b.row),
    unmapped: byFrequency(work.unmapped),
    otherwise: byFrequency(work.otherwise),
    mended,
    rowOf: (list, index) => {
      const name = LISTS.find((known) => known === list);
      const key = name && work.bundle[name][index]?.key;
      return (name && key !== undefined && work.known[name].get(key)?.row) || null;
    },
  };
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
  const { speakers, sources, quotes, claims } = work.bundle;
  speakers.push(...given.speakers.filter((item) => isNew('speakers', item, row, work)));
  sources.push(...given.sources.filter((item) => isNew('sources', item, row, work)));
  quotes.push(...given.quotes.filter((item) => isNew('quotes', item, row, work)));
  claims.push(...given.claims.filter((item) => isNew('claims', item, row, work)));
};

/** What the templates of one list give for a row, checked as a bundle is. */
const itemsOf = <T>(
  list: List,
  schema: z.ZodType<T>,
  templates: readonly Template[],
  row: Row,
  work: Work,
): T[] => {
  const items: T[] = [];
  for (const template of templates) {
    const { value, faults, columns, otherwise } = evaluate(template, row);
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
        work.faults.push(...parsed.error.issues.map((issue) => faultOf(list, issue, at, columns, row)));
      }
    }
  }
  return items;
};

/** What others wrote becomes public only where the mapping says so. */
const asDraft = (list: List, item: unknown): unknown =>
  (list === 'quotes' || list === 'claims') && isRecord(item) ? { publication: 'draft', ...item } : item;

const faultOf = (
  list: List,
  issue: z.core.$ZodIssue,
  at: PropertyKey[],
  columns: Map<string, string>,
  row: Row,
): RowFault => {
  const path = [...at, ...issue.path];
  let column: string | undefined;
  for (let length = path.length; length >= 0 && column === undefined; length -= 1) {
    column = columns.get(path.slice(0, length).map(String).join('/'));
  }
  const name = [list.slice(0, -1), ...issue.path].map(String).join('.');
  if (issue.code === 'unrecognized_keys') {
    const members = issue.keys.map((key) => `${name}.${key}`).join(', ');
    return { row: row.number, line: row.line, column: null, detail: `${members}: no known member` };
  }
  const is_empty = issue.code === 'invalid_type' && /received undefined$/.test(issue.message);
  const said = is_empty ? 'is empty' : issue.message.replace(/^Invalid input: /, '');
  return { row: row.number, line: row.line, column: column ?? null, detail: `${name} ${said}` };
};

/** Whether something is not in the bundle yet; a fault where its key stands there for something else. */
const isNew = (list: List, item: { key: string }, row: Row, work: Work): boolean => {
  const is_shared = list === 'speakers' || list === 'sources';
  const json = is_shared ? JSON.stringify(item) : null;
  const former = work.known[list].get(item.key);
  if (!former) {
    work.known[list].set(item.key, { json, row: { number: row.number, line: row.line } });
    return true;
  }
  if (!is_shared || former.json !== json) {
    const detail = `${list.slice(0, -1)} ${item.key} stands in row ${former.row.number} already${is_shared ? ', otherwise' : ''}`;
    work.faults.push({ row: row.number, line: row.line, column: null, detail });
  }
  return false;
};

/** What is named must be in the bundle. */
const checkReferences = ({ bundle, known, faults }: Work): void => {
  const isList = (name: unknown): name is List => LISTS.some((list) => list === name);
  for (const { path, detail } of brokenReferences(bundle)) {
    const [list, i, ...rest] = path;
    const key = isList(list) && typeof i === 'number' ? bundle[list][i]?.key : undefined;
    const row = isList(list) && key !== undefined ? known[list].get(key)?.row : undefined;
    const name = isList(list) ? [list.slice(0, -1), ...rest] : path;
    faults.push({
      row: row?.number ?? 0,
      line: row?.line ?? null,
      column: null,
      detail: `${name.map(String).join('.')}: ${detail}`,
    });
  }
};
