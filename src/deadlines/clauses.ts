/**
 * The clauses of a text and the verbs in them. A time belongs to the verb of its own clause: in "we
 * passed it in March and it will start in July" only the second time is one to come.
 */
import { yearAt } from './dates.ts';
import type { Finding } from './findings.ts';
import { perfectsIn } from './bracket.ts';
import { has, isAny, senseOf } from './items.ts';
import type { Item } from './items.ts';
import type { Lexicon } from './lexicon.ts';
import { type Tense, tenseAt } from './tenses.ts';
import { GROUPS, FORMS } from './tables/signs.ts';
import { is } from './signs.ts';

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
  items: readonly Item[];
  clauses: readonly Clause[];
  /** The index of the clause that an item stands in. */
  clauseOf: readonly number[];
  /** Sentences with figures outside their times, with which the present states a statistic. */
  figures: readonly number[];
  isTime: readonly boolean[];
  verbSecond: boolean;
}

const NOT_FINITE = new Set<Tense>(['participle', 'goal']);
export function readClauses(items: readonly Item[], lexicon: Lexicon, isTime: readonly boolean[]): Clauses {
  const clauses: Clause[] = [];
  const clauseOf: number[] = [];
  const figures: number[] = [];
  let chunk = -1;
  for (const [at, item] of items.entries()) {
    const last = clauses.at(-1);
    if (!last || item.chunk !== chunk || (!isTime[at] && opensClause(items, isTime, at)))
      clauses.push({ sentence: item.sentence, from: at, isCondition: item.is.has('condition'), verbs: [] });
    chunk = item.chunk;
    clauseOf.push(clauses.length - 1);
    if (isTime[at]) continue;
    // "You got two weeks" has them still; "you got it in two weeks" is over.
    const isHeld = item.is.has('bare_past') && isHeldTime(items, isTime, at + 1);
    const tense = isHeld ? null : tenseAt(items, at);
    if (tense) clauses.at(-1)?.verbs.push({ at, tense });
    const isFigure = item.number !== null ? yearAt(items, at) === null : item.is.has('scale');
    if (isFigure || item.is.has('comparative')) figures[item.sentence] = (figures[item.sentence] ?? 0) + 1;
  }
  for (const { verb, end, isUnreal } of perfectsIn(items, lexicon)) {
    const clause = clauses[clauseOf[verb] ?? 0];
    if (!clause) continue;
    clause.verbs = clause.verbs.filter(({ at, tense }) => (at !== verb && at !== end) || tense === 'past');
    if (clause.verbs.every(({ at }) => at !== verb))
      clause.verbs.push({ at: verb, tense: isUnreal ? 'past' : 'perfect' });
    clause.verbs.sort((a, b) => a.at - b.at);
  }
  return { items, clauses, clauseOf, figures, isTime, verbSecond: lexicon.language.verb_second !== null };
}

/** A time with its purpose behind it: "two weeks to get it done". */
function isHeldTime(items: readonly Item[], isTime: readonly boolean[], from: number): boolean {
  let at = from;
  while (isTime[at]) at++;
  return at > from && (has(items, at, 'to') || has(items, from, 'relation'));
}

/** "and", "because"; "that" only where no noun follows it ("that war"). */
function opensClause(items: readonly Item[], isTime: readonly boolean[], at: number): boolean {
  const sense = senseOf(items, at, 'conjunction');
  const isBeforeTime = isTime[at + 1] === true;
  return (
    sense === 'joins' ||
    sense === 'asks' ||
    (sense === 'that' && (isBeforeTime || isAny(items[at + 1], GROUPS.subjects)))
  );
}

/** The tense of the words of a finding itself: "after we won". */
export function tensesWithin(items: readonly Item[], { from, next }: Finding): Set<Tense> {
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
  const last = text.items[finding.from - 1];
  const isUnknown = last?.is.size === 0 && FORMS.ends_in_s.test(last.text);
  if (isUnknown && has(text.items, finding.from - 2, 'pronoun')) return null;
  const own = text.clauseOf[finding.from] ?? 0;
  const verbs = text.clauses[own]?.verbs ?? [];
  const before = verbs.filter(({ at }) => at < finding.from);
  const after = verbs.filter(({ at }) => at >= finding.next);
  const verb =
    lastVerb(before) ??
    firstVerb(after) ??
    before.at(-1) ??
    after[0] ??
    verbAround(text, own, isBareTime(text, own), finding.strength);
  // "We want the loans agreed and the banks signed up by Monday".
  const isJoined =
    verb?.tense === 'participle' &&
    verb.at < finding.from &&
    has(text.items, text.clauses[own]?.from ?? 0, 'conjunction');
  const governing = isJoined ? neighbour(text, own, -1) : null;
  return governing?.tense === 'future' ? governing : verb;
}

/** The verb before another in its clause. */
export function verbBefore({ clauses, clauseOf }: Clauses, verb: Verb): Verb | null {
  return clauses[clauseOf[verb.at] ?? 0]?.verbs.findLast(({ at }) => at < verb.at) ?? null;
}

/** Is something told in a sentence; loosely read also where a participle stands in it? */
export function isPastSentence({ clauses }: Clauses, sentence: number, isLoose = false): boolean {
  return clauses.some(
    (clause) =>
      clause.sentence === sentence &&
      clause.verbs.some(({ tense }) => tense === 'past' || (isLoose && tense === 'participle')),
  );
}

/** Nothing but times and particles in it: ", in two weeks,". */
function isBareTime({ items, clauses, isTime }: Clauses, own: number): boolean {
  const from = clauses[own]?.from ?? 0;
  const to = clauses[own + 1]?.from ?? items.length;
  for (let at = from; at < to; at++) {
    const item = items[at];
    if (item && !item.isMark && !isTime[at] && !isAny(item, GROUPS.particles)) return false;
  }
  return true;
}

function isFinite_({ tense }: Verb): boolean {
  return !NOT_FINITE.has(tense);
}

function lastVerb(verbs: readonly Verb[]): Verb | undefined {
  return verbs.findLast(isFinite_) ?? verbs.findLast(({ tense }) => tense === 'participle');
}

function firstVerb(verbs: readonly Verb[]): Verb | undefined {
  return verbs.find(isFinite_) ?? verbs.find(({ tense }) => tense === 'participle');
}

/**
 * A clause without a verb borrows one, first from before it: "we will cut taxes, and spending, by
 * May". Only a bare time borrows from behind it: "in two weeks, I got it". A conjunction before an
 * unknown word may open a verb the table does not know ("and reduce it by May"), and a limit may stand in
 * a demand of its own ("with one goal: shots in arms by May").
 */
function verbAround(text: Clauses, own: number, isBare: boolean, strength: Finding['strength']): Verb | null {
  const { items, clauses } = text;
  const clause = clauses[own];
  if (!clause) return null;
  const isOpened = has(items, clause.from, 'conjunction');
  // "Full service, he gave his word on it, resumes tomorrow".
  const start = items[clause.from]?.isMark ? clause.from + 1 : clause.from;
  const isResumed = items[start]?.is.size === 0 && FORMS.ends_in_s.test(items[start]?.text ?? '');
  const isOwn =
    isResumed ||
    hasSecondVerb(text, clause.from) ||
    (isOpened ? is('ownVerb', items, afterTimes(text, clause.from + 1)) : strength === 'firm' && !isBare);
  const back = isOwn ? null : neighbour(text, own, -1);
  const isFirst = clauses[own - 1]?.sentence !== clause.sentence && !clause.isCondition;
  const isSilent = isFirst && strength === 'plain' && !looksTold(text, own);
  const next = isBare || isSilent ? neighbour(text, own, 1) : null;
  const ahead = isBare || (next && isFinite_(next)) ? next : null;
  return isOpened ? (ahead ?? back) : (back ?? ahead);
}

/** "Im Mai steht sie im Gesetzblatt": an unknown word behind the time that opens a clause is its verb. */
function hasSecondVerb({ items, isTime, verbSecond }: Clauses, from: number): boolean {
  if (!verbSecond) return false;
  let at = from;
  while (items[at]?.isMark || has(items, at, 'conjunction') || has(items, at, 'and')) at++;
  if (!isTime[at]) return false;
  while (isTime[at]) at++;
  const verb = items[at];
  return verb !== undefined && !verb.isMark && verb.is.size === 0 && !verb.capital;
}

/** Does the clause hold what may be a verb that the table does not know: "the last of them retires"? */
function looksTold({ items, clauses }: Clauses, own: number): boolean {
  const [from, to] = [clauses[own]?.from ?? 0, clauses[own + 1]?.from ?? items.length];
  for (let at = from; at < to; at++) {
    const item = items[at];
    const isCounted = items.slice(Math.max(from, at - 3), at).some(({ number }) => number !== null);
    const isNoun = isCounted || has(items, at - 1, 'article') || has(items, at - 1, 'event_adjective');
    const isVerb = item?.is.size === 0 && !item.capital && !isNoun && FORMS.ends_in_s.test(item.text);
    if (isVerb || has(items, at, 'have')) return true;
  }
  return false;
}

function afterTimes({ isTime }: Clauses, from: number): number {
  let at = from;
  while (isTime[at]) at++;
  return at;
}

/** "By July - I had said September - it will be done". */
function isAside({ items, clauses }: Clauses, n: number): boolean {
  const isDash = (at: number | undefined): boolean => at !== undefined && items[at]?.raw === '-';
  return isDash(clauses[n]?.from) && isDash(clauses[n + 1]?.from);
}

/** The nearest verb of the sentence in the clauses before (-1) or behind (1). */
function neighbour(text: Clauses, own: number, step: 1 | -1): Verb | null {
  const { clauses } = text;
  const sentence = clauses[own]?.sentence;
  // "Will be renegotiated, or ripped up": a participle counts only where no verb stands beyond it.
  let participle: Verb | null = null;
  for (let n = own + step; clauses[n]?.sentence === sentence; n += step) {
    if (isAside(text, n) || (step > 0 && is('tellsWhich', text.items, clauses[n]?.from ?? 0))) continue;
    const verbs = (clauses[n]?.verbs ?? []).filter(({ tense }) => tense !== 'reported');
    const verb = step < 0 ? verbs.findLast(isFinite_) : verbs.find(isFinite_);
    if (verb) return verb;
    participle ??= (step < 0 ? verbs.at(-1) : verbs[0]) ?? null;
  }
  return participle;
}
