/** Reading published lists: their entries, whatever form they come in. */
import { setImmediate as nextTick } from 'node:timers/promises';
import { parse as parseCsv } from 'csv-parse/sync';
import { Parser } from 'htmlparser2';
import { sha256 } from '../../../../record/sha256.ts';
import { LookFailure, plain } from '../../kind.ts';
import type { Mapping } from './mappings.ts';

export interface Entry {
  id: string;
  names: string[];
  identifiers: string[];
  programmes: string[];
  /** Over all that the entry says: another one means that it was changed. */
  sha256: string;
}

export interface ReadList {
  entries: Entry[];
  /** What must be the same at each look: the outermost element, the columns, the members. */
  form: string;
}

/** Read in one tick of the event loop; other requests are answered in between. */
const PIECE = 131_072;

const entryOf = (parts: Omit<Entry, 'sha256'>, all: readonly string[]): Entry => ({
  ...parts,
  sha256: sha256(JSON.stringify(all)),
});

const decoded = (body: Buffer): string => {
  const text = body.toString('utf8');
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
};

/** An element that is open. */
interface Open {
  name: string;
  text: string;
  /** Parts of a name that stand in it. */
  names: string[];
}

const local = (name: string): string => name.slice(name.indexOf(':') + 1);

const readXml = async (text: string, mapping: Mapping): Promise<ReadList> => {
  const entries: Entry[] = [];
  const open: Open[] = [];
  let root = '';
  let entry: (Omit<Entry, 'sha256'> & { all: string[] }) | undefined;
  let depth = 0;
  let fault: string | undefined;

  const take = (name: string, value: string, holder: Open | undefined): void => {
    if (!entry || value === '') return;
    entry.all.push(name, value);
    if (name === mapping.id && entry.id === '') entry.id = value;
    if (mapping.names.includes(name)) holder?.names.push(value);
    if (mapping.identifiers.includes(name)) entry.identifiers.push(value);
    if (mapping.programmes.includes(name)) entry.programmes.push(value);
  };

  const parser = new Parser(
    {
      onopentag: (tag, attributes) => {
        const name = local(tag);
        if (open.length === 0) {
          if (root !== '') fault = 'it has two outermost elements';
          root = name;
        }
        if (!entry && name === mapping.entry) {
          entry = { id: '', names: [], identifiers: [], programmes: [], all: [] };
          depth = open.length;
        }
        const element = { name, text: '', names: [] };
        open.push(element);
        for (const [key, value] of Object.entries(attributes)) take(`@${local(key)}`, plain(value), element);
      },
      ontext: (piece) => {
        const element = open.at(-1);
        if (element && entry) element.text += piece;
      },
      onclosetag: (_, is_implied) => {
        const closesItself = text[parser.endIndex - 1] === '/';
        if (is_implied && !closesItself) fault = 'it breaks off';
        const element = open.pop();
        if (!element || !entry) return;
        take(element.name, plain(element.text), open.at(-1));
        if (element.names.length > 0) entry.names.push(element.names.join(' '));
        if (open.length > depth) return;
        entries.push(entryOf(entry, entry.all));
        entry = undefined;
      },
      onerror: (error) => {
        fault = error.message;
      },
    },
    { xmlMode: true, decodeEntities: true },
  );
  for (let from = 0; from < text.length; from += PIECE) {
    parser.write(text.slice(from, from + PIECE));
    await nextTick();
  }
  parser.end();
  if (fault !== undefined) throw new LookFailure(`The list cannot be read: ${fault}.`);
  return { entries, form: root };
};

/** A sign of CP/M with which OFAC ends its files. */
const END_OF_FILE = '\u001a';
/** What OFAC writes where it knows nothing. */
const NOTHING = '-0-';

/** How many lines may stand before the names of the columns: the day of the list and the like. */
const LINES_BEFORE = 10;

/** The table, from the names of its columns on. */
const fromHeader = (text: string, { id, delimiter }: Mapping): string => {
  let from = 0;
  for (const line of text.split('\n', LINES_BEFORE)) {
    const names = line.split(delimiter).map((name) => name.trim().replace(/^"(.*)"$/, '$1'));
    if (names.includes(id)) return text.slice(from);
    from += line.length + 1;
  }
  return text;
};

const readCsv = async (whole: string, mapping: Mapping): Promise<ReadList> => {
  const text = mapping.header ? fromHeader(whole, mapping) : whole;
  let rows: string[][];
  try {
    rows = parseCsv(text.trimEnd().replace(END_OF_FILE, ''), {
      delimiter: mapping.delimiter,
      relax_quotes: true,
      skip_empty_lines: true,
    });
  } catch (error) {
    throw new LookFailure(
      `The list cannot be read: ${error instanceof Error ? error.message : String(error)}.`,
    );
  }
  const header = mapping.header ? (rows.shift() ?? []).map((name) => name.trim()) : undefined;
  const columnOf = (name: string): number => {
    const column = header ? header.indexOf(name) : Number(name) - 1;
    if (Number.isInteger(column) && column >= 0 && column < (rows[0]?.length ?? 0)) return column;
    throw new LookFailure(`The list has no column ${name}.`);
  };
  if (rows.length === 0) throw new LookFailure('The list is empty.');
  const id = columnOf(mapping.id);
  const [names, identifiers, programmes] = [mapping.names, mapping.identifiers, mapping.programmes].map(
    (columns) => columns.map(columnOf),
  );
  const valuesOf = (row: readonly string[], columns: readonly number[] = []): string[] =>
    columns.flatMap((column) => {
      const value = plain(row[column] ?? '');
      return value === '' || value === NOTHING ? [] : [value];
    });
  // One thing can have several rows, one for each of its names.
  const byId = new Map<string, Omit<Entry, 'sha256'> & { all: string[] }>();
  for (const [i, row] of rows.entries()) {
    if (i % 1_000 === 0) await nextTick();
    const key = plain(row[id] ?? '');
    const known = byId.get(key) ?? { id: key, names: [], identifiers: [], programmes: [], all: [] };
    known.names.push(valuesOf(row, names).join(' '));
    known.identifiers.push(...valuesOf(row, identifiers));
    known.programmes.push(...valuesOf(row, programmes));
    known.all.push(...row);
    byId.set(key, known);
  }
  const entries = [...byId.values()].map((entry) => entryOf(entry, entry.all));
  return { entries, form: header ? header.join(',') : `${rows[0]?.length ?? 0} columns` };
};

/** The values at a path of members, through lists. */
const valuesAt = (value: unknown, path: readonly string[]): string[] => {
  if (Array.isArray(value)) return value.flatMap((item) => valuesAt(item, path));
  const [name, ...rest] = path;
  if (name === undefined) {
    return typeof value === 'string' || typeof value === 'number' ? [plain(String(value))] : [];
  }
  if (typeof value !== 'object' || value === null) return [];
  return valuesAt(new Map(Object.entries(value)).get(name), rest);
};

const pathOf = (pointer: string): string[] => pointer.split('/').filter((name) => name !== '');

const at = (value: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>(
    (inner, name) =>
      typeof inner === 'object' && inner !== null ? new Map(Object.entries(inner)).get(name) : undefined,
    value,
  );

const readJson = async (text: string, mapping: Mapping): Promise<ReadList> => {
  let whole: unknown;
  try {
    whole = JSON.parse(text);
  } catch {
    throw new LookFailure('The list is no JSON.');
  }
  const items = at(whole, pathOf(mapping.entry));
  if (!Array.isArray(items))
    throw new LookFailure(`There is no list at ${mapping.entry || 'its beginning'}.`);
  const entries = items.map((item: unknown) => {
    const all = (pointers: readonly string[]) =>
      pointers.flatMap((pointer) => valuesAt(item, pathOf(pointer)));
    const [id = ''] = all([mapping.id]);
    const parts = {
      id,
      names: all(mapping.names),
      identifiers: all(mapping.identifiers),
      programmes: all(mapping.programmes),
    };
    return entryOf(parts, [JSON.stringify(item)]);
  });
  return { entries, form: mapping.entry };
};

const READERS = { xml: readXml, csv: readCsv, json: readJson };
/** Of so many entries an id and a name must be there, or the list is another one than it was. */
const ENOUGH = 0.9;

/** Reads a list. Throws LookFailure where it is not one of that form. */
export const readList = async (body: Buffer, mapping: Mapping): Promise<ReadList> => {
  const text = decoded(body);
  if (mapping.format !== 'json' && /^\s*<(!doctype html|html)/i.test(text)) {
    throw new LookFailure('A page came instead of the list.');
  }
  const list = await READERS[mapping.format](text, mapping);
  if (list.entries.length === 0) throw new LookFailure('There is no entry in the list.');
  const whole = list.entries.filter(({ id, names }) => id !== '' && names.some((name) => name !== ''));
  if (whole.length < ENOUGH * list.entries.length) {
    throw new LookFailure('Most entries have no id or no name: the list has another form.');
  }
  return { ...list, entries: whole };
};
