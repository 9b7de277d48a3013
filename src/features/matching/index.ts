/**
 * The inverted index of claims: which words stand in which claims, kept in memory, a claim at a time
 * added, replaced and removed. It finds and scores by BM25F (Robertson and Zaragoza 2009): a word counts
 * by how rare it is, more in the claim than in its title, and more in short fields than in long ones.
 */

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
  idf: number;
  postings: Postings | undefined;
}

/** An index of documents by their number, from 0; numbers are not used again before `compact`. */
export class InvertedIndex {
  readonly #ids = new Map<string, number>();
  readonly #postings: Postings[] = [];
  readonly #names: string[] = [];
  /** By document: the numbers of its terms, field after field, and where the fields end. */
  #terms: (Uint32Array | undefined)[] = [];
  #lengths = new Uint16Array(3 * 1024);
  readonly #totals = [0, 0, 0];
  #alive = 0;

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
    this.#names.push(term);
    this.#postings.push({ entries: new Uint32Array(2), length: 0, alive: 0 });
    return id;
  }

  /** Adds a document; gives its number. */
  add(fields: FieldTerms): number {
    const doc = this.#terms.length;
    const counts = new Map<number, number>();
    const all: number[] = [];
    for (const [field, terms] of fields.entries()) {
      for (const term of terms) {
        const id = this.#termId(term);
        const before = counts.get(id) ?? 0;
        const shift = 8 * field;
        if (((before >> shift) & TF_MAX) < TF_MAX) counts.set(id, before + (1 << shift));
        if (field === 0) all.push(id);
      }
    }
    if (3 * (doc + 1) > this.#lengths.length) {
      const grown = new Uint16Array(this.#lengths.length * 2);
      grown.set(this.#lengths);
      this.#lengths = grown;
    }
    for (const [field, terms] of fields.entries()) {
      const length = Math.min(terms.length, 65_535);
      this.#lengths[3 * doc + field] = length;
      this.#totals[field] = (this.#totals[field] ?? 0) + length;
    }
    for (const [id, packed] of counts) {
      const postings = this.#postings[id];
      if (!postings) continue;
      if (postings.length === postings.entries.length) {
        const grown = new Uint32Array(Math.ceil(postings.length * 0.75) * 2);
        grown.set(postings.entries);
        postings.entries = grown;
      }
      postings.entries[postings.length] = doc;
      postings.entries[postings.length + 1] = packed;
      postings.length += 2;
      postings.alive += 1;
    }
    // The claim's own terms first, then those that stand only in other fields.
    const own = new Set(all);
    this.#terms[doc] = Uint32Array.from([
      own.size,
      ...own,
      ...[...counts.keys()].filter((id) => !own.has(id)),
    ]);
    this.#alive += 1;
    return doc;
  }

  /** Removes a document; its postings stay until `compact`, and are passed over. */
  remove(doc: number): void {
    const terms = this.#terms[doc];
    if (!terms) return;
    for (let i = 1; i < terms.length; i++) {
      const postings = this.#postings[terms[i] ?? 0];
      if (postings) postings.alive -= 1;
    }
    for (const field of [0, 1, 2]) {
      this.#totals[field] = (this.#totals[field] ?? 0) - (this.#lengths[3 * doc + field] ?? 0);
    }
    this.#terms[doc] = undefined;
    this.#alive -= 1;
  }

  has(doc: number): boolean {
    return this.#terms[doc] !== undefined;
  }

  /** How telling a term is: ln of the claims there are by those that have it. */
  idf(term: string): number {
    const id = this.#ids.get(term);
    return this.#idf(id === undefined ? 0 : (this.#postings[id]?.alive ?? 0));
  }

  #idf(count: number): number {
    return Math.log(1 + (this.#alive - count + 0.5) / (count + 0.5));
  }

  /** The distinct terms of a query with how telling each is. */
  look(terms: Iterable<string>): QueryTerm[] {
    return [...new Set(terms)].map((term) => {
      const id = this.#ids.get(term);
      const postings = id === undefined ? undefined : this.#postings[id];
      return { term, idf: this.#idf(postings?.alive ?? 0), postings };
    });
  }

  /**
   * Adds the scores of a query's terms to `scores`, by document; where `own` and `titles` are given, also what
   * they would score in the claim alone and in its title alone.
   */
  score(
    terms: readonly QueryTerm[],
    scores: Float32Array,
    parts?: { own: Float32Array; titles: Float32Array },
  ): void {
    const [n0 = 0, n1 = 0, n2 = 0] = this.#totals.map((total) => {
      const average = total / Math.max(1, this.#alive);
      return average > 0 ? B / average : 0;
    });
    const [w0, w1, w2] = WEIGHTS;
    const lengths = this.#lengths;
    const saturated = (idf: number, tf: number): number => (idf * tf * (K1 + 1)) / (K1 + tf);
    for (const { idf, postings } of terms) {
      if (!postings) continue;
      const { entries, length } = postings;
      for (let i = 0; i < length; i += 2) {
        const doc = entries[i] ?? 0;
        const packed = entries[i + 1] ?? 0;
        const own = packed & TF_MAX;
        const title = (packed >> 8) & TF_MAX;
        const context = (packed >> 16) & TF_MAX;
        const inOwn = own > 0 ? (w0 * own) / (1 - B + n0 * (lengths[3 * doc] ?? 0)) : 0;
        const inTitle = title > 0 ? (w1 * title) / (1 - B + n1 * (lengths[3 * doc + 1] ?? 0)) : 0;
        const inContext = context > 0 ? (w2 * context) / (1 - B + n2 * (lengths[3 * doc + 2] ?? 0)) : 0;
        scores[doc] = (scores[doc] ?? 0) + saturated(idf, inOwn + inTitle + inContext);
        if (parts) {
          if (own > 0) parts.own[doc] = (parts.own[doc] ?? 0) + saturated(idf, inOwn);
          if (title > 0) parts.titles[doc] = (parts.titles[doc] ?? 0) + saturated(idf, inTitle);
        }
      }
    }
  }

  /** The numbers of the `count` documents that score most, the best first. */
  best(scores: Float32Array, count: number): number[] {
    return topOf(scores, this.#terms.length, count, (doc) => this.#terms[doc] !== undefined);
  }

  /** The claim's own distinct terms. */
  ownTerms(doc: number): string[] {
    const terms = this.#terms[doc];
    if (!terms) return [];
    return Array.from(terms.subarray(1, 1 + (terms[0] ?? 0)), (id) => this.#names[id] ?? '');
  }

  /** How much of a claim's own words, by how telling they are, a query has; and how many words it has. */
  coverage(doc: number, query: ReadonlySet<string>): { covered: number; length: number } {
    const terms = this.#terms[doc];
    const own = terms?.[0] ?? 0;
    let sum = 0;
    let shared = 0;
    for (let i = 1; i <= own; i++) {
      const id = terms?.[i] ?? 0;
      const idf = this.#idf(this.#postings[id]?.alive ?? 0);
      sum += idf;
      if (query.has(this.#names[id] ?? '')) shared += idf;
    }
    return { covered: sum > 0 ? shared / sum : 0, length: own };
  }

  /** The sum of how telling those terms of a query are that a document has in any field. */
  shared(doc: number, query: ReadonlyMap<string, number>): number {
    const terms = this.#terms[doc];
    let sum = 0;
    if (terms) {
      for (let i = 1; i < terms.length; i++) sum += query.get(this.#names[terms[i] ?? 0] ?? '') ?? 0;
    }
    return sum;
  }
}

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
