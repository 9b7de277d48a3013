/** The verb of a language that splits it around its clause: "haben wir im März beschlossen". */
import { has, senseOf } from './items.ts';
import type { Item } from './items.ts';
import type { Lexicon } from './lexicon.ts';
import { is } from './signs.ts';

interface Bracket {
  /** The finite verb. */
  verb: number;
  /** The participle. */
  end: number;
  /** "Hätte … beschlossen": what never happened. */
  isUnreal: boolean;
}

/** Every perfect: its verb before its participle, or right behind it at the end of a clause. */
export function perfectsIn(items: readonly Item[], lexicon: Lexicon): Bracket[] {
  if (lexicon.language.verb_second === null) return [];
  const found: Bracket[] = [];
  for (let at = 0; at < items.length; at++) {
    const isHave = has(items, at, 'auxiliary');
    if (!isHave && senseOf(items, at, 'present') !== 'be') continue;
    const end = endOf(items, at, lexicon);
    // "Ist beschlossen" says how it stands, "ist gestiegen" what has happened.
    const isMoved = end !== null && isOfMoving(items, end, lexicon);
    if (end !== null && (isHave || isMoved))
      found.push({ verb: at, end, isUnreal: senseOf(items, at, 'auxiliary') === 'would' });
  }
  return found;
}

function isOfMoving(items: readonly Item[], at: number, { language }: Lexicon): boolean {
  if (senseOf(items, at, 'past_participle') === 'perfect') return true;
  return language.verb_second?.moved.test(items[at]?.text ?? '') === true;
}

function endOf(items: readonly Item[], verb: number, lexicon: Lexicon): number | null {
  if (is('closed', items, verb) && isParticiple(items, verb - 1, lexicon)) return verb - 1;
  for (let at = verb + 1; items[at]?.chunk === items[verb]?.chunk && !items[at]?.isMark; at++) {
    if (has(items, at, 'future')) return null;
    if (is('closed', items, at) && isParticiple(items, at, lexicon)) return at;
  }
  return null;
}

function isParticiple(items: readonly Item[], at: number, { language }: Lexicon): boolean {
  const item = items[at];
  if (!item || item.isMark || item.capital || items[at - 1]?.text === language.verb_second?.infinitive)
    return false;
  if (item.is.has('past_participle')) return true;
  return item.is.size === 0 && language.verb_second?.participle.test(item.text) === true;
}
