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

/** What one word can be: at most one sense of each category. */
export class Meanings {
  readonly #senses: Partial<Senses> = {};
  /** The keys of the senses: a set answers faster than an object of many shapes. */
  readonly #categories = new Set<Category>();
  /** How many categories; 0 for a word that no list has. */
  size = 0;

  static of<C extends Category>(category: C, sense: Senses[C]): Meanings {
    return new Meanings().add(category, sense);
  }

  add<C extends Category>(category: C, sense: Senses[C]): this {
    this.#senses[category] = sense;
    this.#categories.add(category);
    this.size = this.#categories.size;
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
    Object.assign(copy.#senses, this.#senses);
    for (const known of this.#categories) copy.#categories.add(known);
    return copy.add(category, sense);
  }

  isAny(categories: readonly Category[]): boolean {
    for (const category of categories) if (this.#categories.has(category)) return true;
    return false;
  }

  /** Is there a category that is none of these? */
  hasOther(categories: ReadonlySet<string>): boolean {
    return [...this.#categories].some((category) => !categories.has(category));
  }
}

const INNER: ReadonlySet<string> = new Set(GROUPS.inner);
const OPENS = new WeakMap<Meanings, boolean>();

/** Can a time begin with a word that means this? */
export function opensTime(is: Meanings): boolean {
  let opens = OPENS.get(is);
  if (opens === undefined) {
    opens = is.hasOther(INNER);
    OPENS.set(is, opens);
  }
  return opens;
}
