/** What one word can be: categories with their senses (tables/senses.ts). */
import { OPEN, SENSES } from './tables/senses.ts';
import { GROUPS } from './tables/signs.ts';

export type Category = keyof typeof SENSES;
export type Senses = { [C in Category]: (typeof SENSES)[C][number] };
export type Unit = Senses['unit'];
export type Part = Senses['part'];

export function isCategory(name: string): name is Category {
  return Object.hasOwn(SENSES, name);
}

export function isSense<C extends Category>(category: C, name: string): name is Senses[C] {
  const senses: readonly string[] = SENSES[category];
  return senses === OPEN || senses.includes(name);
}

const BITS = new Map(Object.keys(SENSES).map((category, bit) => [category, bit]));
const INNER: ReadonlySet<string> = new Set(GROUPS.inner);

/** Some categories, as bits: what a word is asked most. */
export type Mask = Int32Array;

export function maskOf(categories: readonly Category[]): Mask {
  const mask = new Int32Array(Math.ceil(BITS.size / 32));
  for (const category of categories) addBit(mask, category);
  return mask;
}

function addBit(mask: Mask, category: Category): void {
  const bit = BITS.get(category) ?? 0;
  mask[bit >> 5] = (mask[bit >> 5] ?? 0) | (1 << (bit & 31));
}

/** What one word can be: at most one sense of each category. */
export class Meanings {
  readonly #senses: Partial<Senses> = {};
  /** The keys of the senses: a set answers faster than an object of many shapes. */
  readonly #categories = new Set<Category>();
  readonly #mask = maskOf([]);
  /** How many categories; 0 for a word that no list has. */
  size = 0;
  /** Can a time begin with it? */
  opens = false;

  static of<C extends Category>(category: C, sense: Senses[C]): Meanings {
    return new Meanings().add(category, sense);
  }

  add<C extends Category>(category: C, sense: Senses[C]): this {
    this.#senses[category] = sense;
    this.#categories.add(category);
    addBit(this.#mask, category);
    this.size = this.#categories.size;
    this.opens ||= !INNER.has(category);
    return this;
  }

  has(category: Category): boolean {
    return this.#categories.has(category);
  }

  get<C extends Category>(category: C): Partial<Senses>[C] | undefined {
    return this.#categories.has(category) ? this.#senses[category] : undefined;
  }

  /** The same word with another sense of one category. */
  with<C extends Category>(category: C, sense: Senses[C]): Meanings {
    const copy = new Meanings();
    for (const known of this.#categories) copy.add(known, this.#senses[known] ?? sense);
    return copy.add(category, sense);
  }

  isAny(mask: Mask): boolean {
    for (let n = 0; n < mask.length; n++) if (((mask[n] ?? 0) & (this.#mask[n] ?? 0)) !== 0) return true;
    return false;
  }
}
