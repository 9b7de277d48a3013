/**
 * The clauses of a text and the verbs in them. A time belongs to the verb of its own clause: in "we
 * passed it in March and it will start in July" only the second time is one to come.
 */
import { perfectsIn } from './bracket.ts';
import { yearAt } from './dates.ts';
import type { Finding } from './findings.ts';
import { has, isAny, type Item, type Items } from './items.ts';
import { is } from './signs.ts';
import type { VerbSecond } from './tables/languages.ts';
import { GROUPS } from './tables/signs.ts';
import { type Tense, tenseAt } from './tenses.ts';

export interface Verb {
  at: number;
  tense: Tense;
}

interface Clause {
  sentence: number;
  from: number;
  /** "if", "unless": nothing in it has happened yet. */
  isCondition: boolean;
  verbs: Verb[];
}

export interface Clauses {
  items: Items;
  clauses: readonly Clause[];
  /** The index of the clause that an item stands in. */
  clauseOf: readonly number[];
  /** Sentences with figures outside their times, with which the present states a statistic. */
  figures: readonly number[];
  verbSecond: boolean;
}

const NOT_FINITE = new Set<Tense>(['participle', 'goal']);

export function readClauses(items: Items, verbSecond: VerbSecond | null): Clauses {
  const clauses: Clause[] = [];
  const clauseOf: number[] = [];
  const figures: number[] = [];
  for (const [at, item] of items.entries()) {
    const { sentence, chunk } = item;
    if (chunk !== items[at - 1]?.chunk || is('clauseStart', items, at))
      clauses.push({ sentence, from: at, isCondition: item.is.has('condition'), verbs: [] });
    clauseOf.push(clauses.length - 1);
    if (item.isTime) continue;
    // "You got two weeks" has them still; "you got it in two weeks" is over.
    const tense = is('holdsTime', items, at) ? null : tenseAt(items, at);
    if (tense) clauses.at(-1)?.verbs.push({ at, tense });
    const isFigure = item.number !== null ? yearAt(items, at) === null : item.is.has('scale');
    if (isFigure || item.is.has('comparative')) figures[sentence] = (figures[sentence] ?? 0) + 1;
  }
  for (const { verb, end, isUnreal } of perfectsIn(items, verbSecond)) {
    const clause = clauses[clauseOf[verb] ?? 0];
    if (!clause) continue;
    clause.verbs = clause.verbs.filter(({ at, tense }) => (at !== verb && at !== end) || tense === 'past');
    if (clause.verbs.every(({ at }) => at !== verb))
      clause.verbs.push({ at: verb, tense: isUnreal ? 'past' : 'perfect' });
    clause.verbs.sort((a, b) => a.at - b.at);
  }
  return { items, clauses, clauseOf, figures, verbSecond: verbSecond !== null };
}

/** The tense of the words of a finding itself: "after we won". */
export function tensesWithin(items: Items, { from, next }: Finding): Set<Tense> {
  const tenses = new Set<Tense>();
  for (let at = from; at < next; at++) {
    const tense = is('perfectEnd', items, at) ? null : tenseAt(items, at);
    if (tense) tenses.add(tense);
  }
  return tenses;
}

/**
 * The verb that a time belongs to: the nearest before it in its clause, else the nearest after it,
 * else that of the clause before, or of the clause behind where the time opens the sentence.
 */
export function verbOf(text: Clauses, finding: Finding): Verb | null {
  // "It was promised for May, and under this contract it opens in June".
  if (is('unknownVerb', text.items, finding.from)) return null;
  const own = text.clauseOf[finding.from] ?? 0;
  const clause = text.clauses[own];
  if (!clause) return null;
  const before = clause.verbs.filter(({ at }) => at < finding.from);
  const after = clause.verbs.filter(({ at }) => at >= finding.next);
  const verb =
    governing(before.toReversed()) ??
    governing(after) ??
    before.at(-1) ??
    after[0] ??
    verbAround(text, own, clause, finding.strength);
  // "We want the loans agreed and the banks signed up by Monday".
  const isJoined =
    verb?.tense === 'participle' && verb.at < finding.from && has(text.items, clause.from, 'conjunction');
  const joined = isJoined ? neighbour(text, own, -1) : null;
  return joined?.tense === 'future' ? joined : verb;
}

/** Of verbs, the nearest first, the one that governs a time. */
function governing(verbs: readonly Verb[]): Verb | undefined {
  return verbs.find(isFinite_) ?? verbs.find(({ tense }) => tense === 'participle');
}

function isFinite_({ tense }: Verb): boolean {
  return !NOT_FINITE.has(tense);
}

/** The verb before another in its clause. */
export function verbBefore({ clauses, clauseOf }: Clauses, verb: Verb): Verb | null {
  return clauses[clauseOf[verb.at] ?? 0]?.verbs.findLast(({ at }) => at < verb.at) ?? null;
}

/** The verbs of a sentence. */
export function verbsIn({ clauses }: Clauses, sentence: number): Verb[] {
  return clauses.flatMap((clause) => (clause.sentence === sentence ? clause.verbs : []));
}

/** Is something told in a sentence; loosely read also where a participle stands in it? */
export function isPastSentence(text: Clauses, sentence: number, isLoose = false): boolean {
  return verbsIn(text, sentence).some(({ tense }) => tense === 'past' || (isLoose && tense === 'participle'));
}

function itemsOf({ items, clauseOf }: Clauses, own: number): Item[] {
  return items.slice(clauseOf.indexOf(own), clauseOf.lastIndexOf(own) + 1);
}

/**
 * A clause without a verb borrows one, first from before it: "we will cut taxes, and spending, by
 * May". Only a bare time borrows from behind it: "in two weeks, I got it". A conjunction before an
 * unknown word may open a verb the table does not know ("and reduce it by May"), and a limit may stand in
 * a demand of its own ("with one goal: shots in arms by May").
 */
function verbAround(text: Clauses, own: number, clause: Clause, strength: Finding['strength']): Verb | null {
  const { items, clauses, verbSecond } = text;
  // Nothing but times and particles in it: ", in two weeks,".
  const isBare = itemsOf(text, own).every(
    (item) => item.isMark || item.isTime || isAny(item, GROUPS.particles),
  );
  const isOpened = has(items, clause.from, 'conjunction');
  const isOwn =
    is('resumes', items, clause.from) ||
    (verbSecond && is('secondVerb', items, clause.from)) ||
    (isOpened ? is('opensOwnVerb', items, clause.from) : strength === 'firm' && !isBare);
  const back = isOwn ? null : neighbour(text, own, -1);
  const isFirst = clauses[own - 1]?.sentence !== clause.sentence && !clause.isCondition;
  const isSilent = isFirst && strength === 'plain' && !looksTold(text, own);
  const next = isBare || isSilent ? neighbour(text, own, 1) : null;
  const ahead = isBare || (next && isFinite_(next)) ? next : null;
  return isOpened ? (ahead ?? back) : (back ?? ahead);
}

/** Does the clause hold what may be a verb that the table does not know: "the last of them retires"? */
function looksTold({ items, clauseOf }: Clauses, own: number): boolean {
  return items.some((_, at) => clauseOf[at] === own && is('told', items, at));
}

/** "By July - I had said September - it will be done". */
function isAside({ items, clauses }: Clauses, n: number): boolean {
  return [clauses[n], clauses[n + 1]].every((clause) => clause && items[clause.from]?.raw === '-');
}

/** The nearest verb of the sentence in the clauses before (-1) or behind (1). */
function neighbour(text: Clauses, own: number, step: 1 | -1): Verb | null {
  const { items, clauses } = text;
  const sentence = clauses[own]?.sentence;
  // "Will be renegotiated, or ripped up": a participle counts only where no verb stands beyond it.
  let participle: Verb | null = null;
  for (let n = own + step; clauses[n]?.sentence === sentence; n += step) {
    const { from = 0, verbs: all = [] } = clauses[n] ?? {};
    if (isAside(text, n) || (step > 0 && is('tellsWhich', items, from))) continue;
    const told = all.filter(({ tense }) => tense !== 'reported');
    const verbs = step < 0 ? told.toReversed() : told;
    const verb = verbs.find(isFinite_);
    if (verb) return verb;
    participle ??= verbs[0] ?? null;
  }
  return participle;
}
