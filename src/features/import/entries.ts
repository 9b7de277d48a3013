/**
 * Lists of entries of a bundle. One that is made of a table is written to a file as it grows, so that an import takes no more
 * memory the longer it is: it is read twice, once to be checked whole and once to be brought in.
 */
import { randomUUID } from 'node:crypto';
import { closeSync, openSync, readSync, unlinkSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A list of entries that are found by their keys; an array may be given in place of one (`entriesOf`). */
export interface Entries<Entry> extends Iterable<Entry> {
  readonly length: number;
  slice(from: number, to: number): readonly Entry[];
}

/** The same, with what finds entries by their keys. */
export interface KeyedEntries<Entry> extends Entries<Entry> {
  /** The keys of some entries, in their order. */
  keys(from: number, to: number): readonly string[];
  find(key: string): Entry | undefined;
  /** Those that there are, by their keys. */
  findAll(keys: Iterable<string>): Map<string, Entry>;
}

interface Keyed {
  key: string;
}

const ownKey = ({ key }: Keyed): string => key;

/** A list, by whose keys its entries are found. */
export const entriesOf = <Entry extends Keyed>(
  entries: Entries<Entry>,
  keyOf: (entry: Entry) => string = ownKey,
): KeyedEntries<Entry> => {
  if (entries instanceof FiledEntries) return entries;
  let index: Map<string, Entry> | undefined;
  const find = (key: string): Entry | undefined => {
    index ??= new Map(Array.from(entries, (entry) => [keyOf(entry), entry]));
    return index.get(key);
  };
  return {
    length: entries.length,
    slice: (from, to) => entries.slice(from, to),
    [Symbol.iterator]: () => entries[Symbol.iterator](),
    keys: (from, to) => entries.slice(from, to).map(keyOf),
    find,
    findAll: (keys) =>
      new Map(
        [...keys].flatMap((key) => {
          const entry = find(key);
          return entry === undefined ? [] : [[key, entry] as const];
        }),
      ),
  };
};

/** What is written at a time; a file is made for what is longer only. */
const WRITTEN_BYTES = 262_144;
const READ_ENTRIES = 256;
const READ_ALONG = 3;

/** A file without a name, which is gone once it is closed. */
class Spool {
  #file: number | undefined;
  /** What follows what is written. */
  #held = Buffer.allocUnsafe(0);
  #held_bytes = 0;
  #written = 0;

  get size(): number {
    return this.#written + this.#held_bytes;
  }

  append(text: string): void {
    const length = Buffer.byteLength(text);
    if (this.#held_bytes + length > this.#held.length) {
      this.#write();
      if (length > this.#held.length) this.#held = Buffer.allocUnsafe(Math.max(length, WRITTEN_BYTES));
    }
    this.#held_bytes += this.#held.write(text, this.#held_bytes);
  }

  #write(): void {
    if (this.#held_bytes === 0) return;
    this.#file ??= openUnnamed();
    for (let done = 0; done < this.#held_bytes; ) {
      done += writeSync(this.#file, this.#held, done, this.#held_bytes - done, this.#written + done);
    }
    this.#written += this.#held_bytes;
    this.#held_bytes = 0;
  }

  read(from: number, to: number): string {
    if (from < this.#written && to > this.#written) this.#write();
    if (from >= this.#written) return this.#held.toString('utf8', from - this.#written, to - this.#written);
    const bytes = Buffer.allocUnsafe(to - from);
    for (let done = 0; done < bytes.length; ) {
      const read = readSync(this.#file ?? -1, bytes, done, bytes.length - done, from + done);
      if (read === 0) throw new Error('a file of entries was cut off');
      done += read;
    }
    return bytes.toString('utf8');
  }

  close(): void {
    if (this.#file !== undefined) closeSync(this.#file);
    this.#file = undefined;
  }
}

const openUnnamed = (): number => {
  const path = join(tmpdir(), `onrecord-${randomUUID()}`);
  const file = openSync(path, 'wx+', 0o600);
  unlinkSync(path);
  return file;
};

/** A list of entries in a file. What comes out of it are copies of what was put in. */
export class FiledEntries<Entry extends Keyed> implements KeyedEntries<Entry> {
  readonly #spool = new Spool();
  /** Where each ends. */
  readonly #ends: number[] = [];
  readonly #keys: string[] = [];
  readonly #index = new Map<string, number>();

  get length(): number {
    return this.#ends.length;
  }

  push(entry: Entry): void {
    this.#index.set(entry.key, this.length);
    this.#keys.push(entry.key);
    this.#spool.append(`${JSON.stringify(entry)},`);
    this.#ends.push(this.#spool.size);
  }

  /** Whether the entry at this place says the same as this one, member by member in the same order. */
  isSame(index: number, entry: Entry): boolean {
    return this.#text(index, index + 1) === JSON.stringify(entry);
  }

  indexOf(key: string): number | undefined {
    return this.#index.get(key);
  }

  find(key: string): Entry | undefined {
    const i = this.#index.get(key);
    return i === undefined ? undefined : this.slice(i, i + 1)[0];
  }

  keys(from: number, to: number): readonly string[] {
    return this.#keys.slice(from, to);
  }

  findAll(keys: Iterable<string>): Map<string, Entry> {
    const places = [...new Set(keys)].flatMap((key) => this.#index.get(key) ?? []).sort((a, b) => a - b);
    const found = new Map<string, Entry>();
    for (let i = 0; i < places.length; ) {
      const from = places[i] ?? 0;
      let last = i;
      // What lies between is read along: most are those of rows next to each other.
      while ((places[last + 1] ?? Number.POSITIVE_INFINITY) - (places[last] ?? 0) <= READ_ALONG) last += 1;
      const some = this.slice(from, (places[last] ?? from) + 1);
      for (let j = i; j <= last; j += 1) {
        const entry = some[(places[j] ?? from) - from];
        if (entry) found.set(entry.key, entry);
      }
      i = last + 1;
    }
    return found;
  }

  slice(from: number, to: number): Entry[] {
    const last = Math.min(to, this.length);
    if (from >= last) return [];
    return JSON.parse(`[${this.#text(from, last)}]`);
  }

  /** Some entries with commas between, none behind the last. */
  #text(from: number, to: number): string {
    return this.#spool.read(this.#ends[from - 1] ?? 0, (this.#ends[to - 1] ?? 1) - 1);
  }

  *[Symbol.iterator](): Generator<Entry> {
    for (let from = 0; from < this.length; from += READ_ENTRIES) yield* this.slice(from, from + READ_ENTRIES);
  }

  close(): void {
    this.#spool.close();
  }
}
