/**
 * The inverted index of claims: which words stand in which claims, kept in memory, a claim at a time
 * added, replaced and removed. It finds and scores by BM25F (Robertson and Zaragoza 2009): a word counts
 * by how rare it is, more in the claim than in its title, and more in short fields than in long ones.
 */

import {
  endsOf,
  type Parts,
  type PartsToWrite,
  partOf,
  slicesAt,
  wordsOfRow,
  wordsToRow,
} from '../../record/index-file.ts';

/** The fields of a claim in the order of their weight. */
export const FIELDS = ['text', 'title', 'context'] as const;
const WEIGHTS = [1, 0.7, 0.3] as const;
const B = 0.6;
const K1 = 1.2;
const TF_MAX = 255;

/** A growing list of pairs: a document's number and how often the word stands in each field (a byte each). */
interface Postings {
  entries: Uint32Array;
  length: number;
  /** Documents among them that are still there. */
  alive: number;
}

/** The terms of one document by field. */
export type FieldTerms = readonly [readonly string[], readonly string[], readonly string[]];

/** What a query's word says: how rare it is, and where it stands. */
export interface QueryTerm {
  term: string;
  /** Its number; −1 where no document ever had it. */
  id: number;
  idf: number;
  postings: Postings | undefined;
}

/** What a document has of a query's terms. */
export interface Shared {
  /** What the terms score in the claim alone, and in its title alone. */
  own: number;
  title: number;
  /** The sum of how telling those terms are that stand in any field. */
  shared: number;
  /** How much of the claim's own words, by how telling they are, the query has; and the part of it that has most. */
  covered: number;
  part_covered: number;
  /** The claim's own distinct words. */
  length: number;
}

const NOTHING = new Uint32Array(0);
/** Parts of a query that are told apart: a bit each. */
const PARTS_MAX = 32;

const saturated = (idf: number, tf: number): number => (idf * tf * (K1 + 1)) / (K1 + tf);

/** An index of documents by their number, from 0; numbers are not used again. */
export class InvertedIndex {
  readonly #ids = new Map<string, number>();
  #postings: Postings[] = [];
  /** By document: how many terms are the claim's own, then pairs as in postings, of terms: the claim's own first. */
  #terms: (Uint32Array | undefined)[] = [];
  #lengths = new Uint16Array(0);
  #totals = [0, 0, 0];
  #alive = 0;
  /** Grows with every change, so that what follows is computed once for as long as nothing changes. */
  #change = 1;
  /** By term: how telling it is, and of which change. */
  #idfs = new Float64Array(1024);
  #idfs_at = new Uint32Array(1024);
  /** By document and field: the weight of one occurrence, less in long fields; and of which change. */
  #weights = new Float32Array(0);
  #weights_at = 0;
  /** By term, while documents are compared with a query: how telling it is there, and in which parts it stands. */
  #asked = new Float64Array(0);
  #parts = new Uint32Array(0);

  /** Documents that are there. */
  get size(): number {
    return this.#alive;
  }

  /** Numbers that were given out. */
  get capacity(): number {
    return this.#terms.length;
  }

  #termId(term: string): number {
    const known = this.#ids.get(term);
    if (known !== undefined) return known;
    const id = this.#postings.length;
    this.#ids.set(term, id);
    this.#postings.push({ entries: new Uint32Array(2), length: 0, alive: 0 });
    return id;
  }

  /** Adds a document; gives its number. */
  add(fields: FieldTerms): number {
    const doc = this.#terms.length;
    const counts = new Map<number, number>();
    // The claim's own terms come first, then those that stand only in other fields.
    let own = 0;
    for (const [field, terms] of fields.entries()) {
      const shift = 8 * field;
      for (const term of terms) {
        const id = this.#termId(term);
        const before = counts.get(id) ?? 0;
        if (((before >> shift) & TF_MAX) < TF_MAX) counts.set(id, before + (1 << shift));
      }
      if (field === 0) own = counts.size;
    }
    if (3 * (doc + 1) > this.#lengths.length) {
      this.#lengths = grown(this.#lengths, new Uint16Array(3 * Math.ceil((doc + 1) * 1.25)));
    }
    for (const [field, terms] of fields.entries()) {
      const length = Math.min(terms.length, 65_535);
      this.#lengths[3 * doc + field] = length;
      this.#totals[field] = (this.#totals[field] ?? 0) + length;
    }
    const pairs = new Uint32Array(1 + 2 * counts.size);
    pairs[0] = own;
    let place = 1;
    for (const [id, packed] of counts) {
      pairs[place++] = id;
      pairs[place++] = packed;
      const postings = this.#postings[id];
      if (!postings) continue;
      if (postings.length === postings.entries.length) {
        const room = new Uint32Array(Math.ceil(postings.length * 0.75) * 2);
        postings.entries = grown(postings.entries, room);
      }
      postings.entries[postings.length] = doc;
      postings.entries[postings.length + 1] = packed;
      postings.length += 2;
      postings.alive += 1;
    }
    this.#terms[doc] = pairs;
    this.#alive += 1;
    this.#change += 1;
    return doc;
  }

  /** Removes a document; its postings stay, and are passed over. */
  remove(doc: number): void {
    const terms = this.#terms[doc];
    if (!terms) return;
    for (let i = 1; i < terms.length; i += 2) {
      const postings = this.#postings[terms[i] ?? 0];
      if (postings) postings.alive -= 1;
    }
    for (const field of [0, 1, 2]) {
      this.#totals[field] = (this.#totals[field] ?? 0) - (this.#lengths[3 * doc + field] ?? 0);
    }
    this.#terms[doc] = undefined;
    this.#alive -= 1;
    this.#change += 1;
  }

  has(doc: number): boolean {
    return this.#terms[doc] !== undefined;
  }

  /** All that it holds, for `restore`. */
  toParts(): PartsToWrite {
    const postings = this.#postings.map(({ entries, length }) => entries.subarray(0, length));
    const terms = this.#terms.map((pairs) => pairs ?? new Uint32Array(0));
    return {
      'index.words': wordsToRow([...this.#ids.keys()]),
      'index.alive': Uint32Array.from(this.#postings, ({ alive }) => alive),
      'index.posting_ends': endsOf(postings),
      'index.postings': [NOTHING, ...postings],
      'index.term_ends': endsOf(terms),
      'index.terms': [NOTHING, ...terms],
      'index.lengths': this.#lengths.slice(0, 3 * this.capacity),
      'index.totals': Float64Array.from(this.#totals),
    };
  }

  /** Takes in what another held; this one must be new. */
  restore(parts: Parts): void {
    const ends = partOf(parts, 'index.posting_ends', Float64Array);
    const postings = partOf(parts, 'index.postings', Uint32Array);
    const alive = partOf(parts, 'index.alive', Uint32Array);
    for (const [id, word] of wordsOfRow(parts['index.words'], ends.length).entries()) this.#ids.set(word, id);
    const entries = slicesAt(ends, (from, to) => postings.subarray(from, to));
    this.#postings = entries.map((each, id) => ({
      entries: each,
      length: each.length,
      alive: alive[id] ?? 0,
    }));
    const terms = partOf(parts, 'index.terms', Uint32Array);
    this.#terms = slicesAt(partOf(parts, 'index.term_ends', Float64Array), (from, to) =>
      to > from ? terms.subarray(from, to) : undefined,
    );
    this.#lengths = partOf(parts, 'index.lengths', Uint16Array);
    this.#totals = Array.from(partOf(parts, 'index.totals', Float64Array));
    this.#alive = this.#terms.reduce((count, pairs) => count + (pairs ? 1 : 0), 0);
    this.#change += 1;
  }

  /** How telling a term is: ln of the claims there are by those that have it. */
  #idf(count: number): number {
    return Math.log(1 + (this.#alive - count + 0.5) / (count + 0.5));
  }

  #idfOf(id: number): number {
    if (this.#idfs_at[id] !== this.#change) {
      this.#idfs_at[id] = this.#change;
      this.#idfs[id] = this.#idf(this.#postings[id]?.alive ?? 0);
    }
    return this.#idfs[id] ?? 0;
  }

  /** The distinct terms of a query with how telling each is. */
  look(terms: Iterable<string>): QueryTerm[] {
    return [...new Set(terms)].map((term) => {
      const id = this.#ids.get(term) ?? -1;
      const postings = this.#postings[id];
      return { term, id, idf: this.#idf(postings?.alive ?? 0), postings };
    });
  }

  /** What one occurrence weighs, by document and field. */
  #weighed(): Float32Array {
    if (this.#weights_at === this.#change) return this.#weights;
    const size = 3 * this.capacity;
    if (this.#weights.length < size) this.#weights = new Float32Array(Math.ceil(size * 1.25));
    const weights = this.#weights;
    const lengths = this.#lengths;
    for (const [field, weight] of WEIGHTS.entries()) {
      const average = (this.#totals[field] ?? 0) / Math.max(1, this.#alive);
      const longer = average > 0 ? B / average : 0;
      for (let i = field; i < size; i += 3) weights[i] = weight / (1 - B + longer * (lengths[i] ?? 0));
    }
    this.#weights_at = this.#change;
    return weights;
  }

  /** Adds the scores of a query's terms to `scores`, by document. */
  score(terms: readonly QueryTerm[], scores: Float32Array): void {
    const weights = this.#weighed();
    for (const { idf, postings } of terms) {
      if (!postings) continue;
      const { entries, length } = postings;
      const most = idf * (K1 + 1);
      for (let i = 0; i < length; i += 2) {
        const doc = entries[i] ?? 0;
        const packed = entries[i + 1] ?? 0;
        let tf = (packed & TF_MAX) * (weights[3 * doc] ?? 0);
        if (packed > TF_MAX) {
          tf +=
            ((packed >> 8) & TF_MAX) * (weights[3 * doc + 1] ?? 0) +
            ((packed >> 16) & TF_MAX) * (weights[3 * doc + 2] ?? 0);
        }
        scores[doc] = (scores[doc] ?? 0) + (most * tf) / (K1 + tf);
      }
    }
  }

  /** Raises `best` to what the terms score together, by document. `none` is all 0, and is so again afterwards. */
  raise(terms: readonly QueryTerm[], best: Float32Array, none: Float32Array): void {
    this.score(terms, none);
    for (const { postings } of terms) {
      if (!postings) continue;
      const { entries, length } = postings;
      for (let i = 0; i < length; i += 2) {
        const doc = entries[i] ?? 0;
        const score = none[doc] ?? 0;
        if (score > (best[doc] ?? 0)) best[doc] = score;
        none[doc] = 0;
      }
    }
  }

  /** The numbers of the `count` documents that score most, of all or of those that are named, the best first. */
  best(scores: Float32Array, count: number, among?: readonly number[]): number[] {
    const isHere = (doc: number): boolean => this.#terms[doc] !== undefined;
    if (!among) return topOf(scores, this.#terms.length, count, isHere);
    const here = among.filter(isHere);
    const theirs = here.map((doc) => scores[doc] ?? 0);
    return topOf(theirs, theirs.length, count).map((place) => here[place] ?? 0);
  }

  /** What each document has of a query's terms; `parts` are those of its parts, at most 32 of which count. */
  shared(
    docs: readonly number[],
    terms: readonly QueryTerm[],
    parts: readonly (readonly QueryTerm[])[],
  ): Shared[] {
    if (this.#asked.length < this.#postings.length) {
      this.#asked = new Float64Array(Math.ceil(this.#postings.length * 1.25));
      this.#parts = new Uint32Array(this.#asked.length);
    }
    if (this.#idfs.length < this.#postings.length) {
      this.#idfs = new Float64Array(this.#asked.length);
      this.#idfs_at = new Uint32Array(this.#asked.length);
    }
    const known = terms.filter(({ id }) => id >= 0);
    for (const { id, idf } of known) this.#asked[id] = idf;
    for (const [part, of] of parts.slice(0, PARTS_MAX).entries()) {
      for (const { id } of of) if (id >= 0) this.#parts[id] = (this.#parts[id] ?? 0) | (1 << part);
    }
    const weights = this.#weighed();
    const found = docs.map((doc) => this.#sharedBy(doc, weights, new Float64Array(parts.length)));
    for (const { id } of known) this.#asked[id] = 0;
    for (const { id } of parts.flat()) if (id >= 0) this.#parts[id] = 0;
    return found;
  }

  #sharedBy(doc: number, weights: Float32Array, by_part: Float64Array): Shared {
    const terms = this.#terms[doc] ?? new Uint32Array(1);
    const length = terms[0] ?? 0;
    const [own_weight, title_weight] = [weights[3 * doc] ?? 0, weights[3 * doc + 1] ?? 0];
    let [own, title, shared, sum, sum_shared] = [0, 0, 0, 0, 0];
    for (let i = 1; i < terms.length; i += 2) {
      const id = terms[i] ?? 0;
      const is_own = i < 1 + 2 * length;
      const telling = is_own ? this.#idfOf(id) : 0;
      sum += telling;
      const idf = this.#asked[id] ?? 0;
      if (idf === 0) continue;
      const packed = terms[i + 1] ?? 0;
      const in_title = (packed >> 8) & TF_MAX;
      if (is_own) own += saturated(idf, (packed & TF_MAX) * own_weight);
      if (in_title > 0) title += saturated(idf, in_title * title_weight);
      shared += idf;
      sum_shared += telling;
      for (let part = 0, bits = this.#parts[id] ?? 0; bits !== 0; bits >>>= 1, part++) {
        if ((bits & 1) === 1) by_part[part] = (by_part[part] ?? 0) + telling;
      }
    }
    const share = (of: number): number => (sum > 0 ? of / sum : 0);
    const part_covered = share(by_part.reduce((most, of) => Math.max(most, of), 0));
    return { own, title, shared, covered: share(sum_shared), part_covered, length };
  }
}

const grown = <T extends Uint16Array | Uint32Array>(from: T, to: T): T => {
  to.set(from);
  return to;
};

/** The places of the `count` highest values above 0, the highest first; equal ones by place. */
export const topOf = (
  values: ArrayLike<number>,
  length: number,
  count: number,
  counts: (place: number) => boolean = () => true,
): number[] => {
  if (count < 1) return [];
  // A heap whose root is the least of the best so far.
  const heap: number[] = [];
  const less = (a: number, b: number): boolean => {
    const difference = (values[a] ?? 0) - (values[b] ?? 0);
    return difference < 0 || (difference === 0 && a > b);
  };
  const sink = (from: number): void => {
    let at = from;
    for (;;) {
      let least = at;
      for (const child of [2 * at + 1, 2 * at + 2]) {
        if (child < heap.length && less(heap[child] ?? 0, heap[least] ?? 0)) least = child;
      }
      if (least === at) return;
      [heap[at], heap[least]] = [heap[least] ?? 0, heap[at] ?? 0];
      at = least;
    }
  };
  let floor = 0;
  for (let place = 0; place < length; place++) {
    const value = values[place] ?? 0;
    if (value <= floor || !counts(place)) continue;
    if (heap.length < count) {
      heap.push(place);
      let at = heap.length - 1;
      while (at > 0) {
        const parent = (at - 1) >> 1;
        if (!less(heap[at] ?? 0, heap[parent] ?? 0)) break;
        [heap[at], heap[parent]] = [heap[parent] ?? 0, heap[at] ?? 0];
        at = parent;
      }
    } else {
      heap[0] = place;
      sink(0);
    }
    if (heap.length === count) floor = values[heap[0] ?? 0] ?? 0;
  }
  return heap.sort((a, b) => (less(a, b) ? 1 : -1));
};
