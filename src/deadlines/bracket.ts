/** The verb of a language that splits it around its clause: "haben wir im März beschlossen". */
import { has, senseOf, type Items } from './items.ts';
import { is } from './signs.ts';
import type { VerbSecond } from './tables/languages.ts';

interface Bracket {
  /** The finite verb. */
  verb: number;
  /** The participle. */
  end: number;
  /** "Hätte … beschlossen": what never happened. */
  isUnreal: boolean;
}

/** Every perfect: its verb before its participle, or right behind it at the end of a clause. */
export function perfectsIn(items: Items, verbSecond: VerbSecond | null): Bracket[] {
  if (verbSecond === null) return [];
  return items.flatMap((_, verb) => {
    const isHave = has(items, verb, 'auxiliary');
    const end = isHave || senseOf(items, verb, 'present') === 'be' ? endOf(items, verb, verbSecond) : null;
    if (end === null) return [];
    // "Ist beschlossen" says how it stands, "ist gestiegen" what has happened.
    const isMoved =
      senseOf(items, end, 'past_participle') === 'perfect' || verbSecond.moved.test(items[end]?.text ?? '');
    const isUnreal = senseOf(items, verb, 'auxiliary') === 'would';
    return isHave || isMoved ? [{ verb, end, isUnreal }] : [];
  });
}

function endOf(items: Items, verb: number, verbSecond: VerbSecond): number | null {
  const isEnd = (at: number, close: number): boolean =>
    is('closed', items, close) && isParticiple(items, at, verbSecond);
  if (isEnd(verb - 1, verb)) return verb - 1;
  for (let at = verb + 1; items[at]?.chunk === items[verb]?.chunk && !items[at]?.isMark; at++) {
    if (has(items, at, 'future')) return null;
    if (isEnd(at, at)) return at;
  }
  return null;
}

function isParticiple(items: Items, at: number, { participle, infinitive }: VerbSecond): boolean {
  const item = items[at];
  if (!item || item.isMark || item.capital || items[at - 1]?.text === infinitive) return false;
  return item.is.has('past_participle') || (item.is.size === 0 && participle.test(item.text));
}
