/** What the grammar reads, and the period it reads it as. */
import { has, type Item, type Items } from './items.ts';
import type { Unit } from './senses.ts';
import type { FamilyKey } from './types.ts';

export interface Scene {
  items: Items;
  /** The day the words were spoken. */
  today: number;
  country: string;
  isSouthern: boolean;
  articleNextIsLength: boolean;
  /** The verb comes second, so that a time may stand anywhere, and only some words open a clause. */
  verbSecond: boolean;
  beforeLength: 'ago' | 'within' | null;
  modifiersFollow: boolean;
  dayFirst: boolean;
  /** Some who speak the language write the day first, others the month. */
  bothOrders: boolean;
  needsCapital: ReadonlySet<string>;
}

export interface Period {
  /** The form that it was read in. */
  rule: string;
  start: number;
  end: number;
  next: number;
  size: Unit | 'season' | 'half' | 'weekend' | 'clock';
  family: FamilyKey;
  /** Can stand without a preposition in a longer sentence: "next week", but not "March". */
  isAdverb: boolean;
  /** Without a preposition it counts only where the sentence speaks of the future: "the second week of May". */
  needsFuture?: boolean | undefined;
  /** "the end of": a `by` before it means the last day. */
  isEnd?: boolean | undefined;
  /** A second fair reading. */
  other: { start: number; end: number; why: string } | null;
  /** Why it gives no window. */
  refuse: 'past' | 'unclear' | null;
  /** Comes round every year and was named without one. */
  recurs?: boolean | undefined;
}

export type Form = (scene: Scene, at: number, nested: Nested, depth: number) => Period | null;

/** Reads the period inside another: "Friday" in "two weeks from Friday". */
export type Nested = (at: number) => Period | null;

export function period(start: number, end: number, next: number, more: Partial<Period> = {}): Period {
  return {
    rule: '',
    start,
    end,
    next,
    size: 'day',
    family: 'named_period',
    isAdverb: true,
    other: null,
    refuse: null,
    ...more,
  };
}

/** A time that was named, though not which. */
export function unclear({ today }: Scene, next: number): Period {
  return period(today, today, next, { refuse: 'unclear' });
}

export function afterArticle(scene: Scene, at: number): number {
  return has(scene.items, at, 'article') ? at + 1 : at;
}

export function isName(scene: Scene, at: number): boolean {
  const item = scene.items[at];
  return !item || !scene.needsCapital.has(item.text) || (item.capital && !isShouted(scene, item));
}

/** "the SAT" is an exam, unless all is in capitals. */
export function isShouted(scene: Scene, item: Item): boolean {
  return (
    item.raw.length > 1 &&
    item.raw === item.raw.toUpperCase() &&
    scene.items.some((other) => other.raw !== other.raw.toUpperCase())
  );
}
