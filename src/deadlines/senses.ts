/** What a word can be to the grammar: every category with the senses that its words can have. */

const UNITS = [
  'minute',
  'hour',
  'day',
  'week',
  'fortnight',
  'month',
  'quarter',
  'year',
  'decade',
  'century',
] as const;
/** Senses that are figures or keys: "7", "3-5", "1.5 week", "new_years_day". */
const OPEN: readonly `${string}`[] = [];

const SENSES = {
  length: OPEN,
  number: OPEN,
  scale: OPEN,
  ordinal: OPEN,
  few: ['2-3', '3-5', '3-7'],
  half: ['0.5', '1.5'],
  plus_half: ['0.5'],
  unit: UNITS,
  units: UNITS,
  weekend: ['weekend'],
  month: ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11', '12'],
  weekday: ['1', '2', '3', '4', '5', '6', '7'],
  season: ['3', '6', '9', '12'],
  quarter: ['q'],
  half_year: ['half', 'h', 'year_half', 'third', 'sixth'],
  day: ['-1', '0', '1', '2'],
  daytime: ['day', 'end'],
  clock: ['clock'],
  part: ['early', 'start', 'mid', 'late', 'end', 'later', 'earlier', 'first_half', 'second_half'],
  which: ['this', 'next', 'coming', 'last', 'after_next'],
  which_behind: ['this', 'next', 'last'],
  after_next: ['after'],
  next_to_that: ['next'],
  this_time: ['this'],
  new_year: ['new'],
  relation: [
    'in',
    'within',
    'by',
    'before',
    'after',
    'when',
    'from',
    'soonest',
    'until',
    'on',
    'over',
    'for',
    'since',
    'since_or_from',
    'between',
    'open_length',
    'at_most',
    'length_only',
  ],
  suffix: ['latest', 'earliest'],
  ago: ['ago'],
  ago_before: ['ago'],
  from_now: ['now'],
  limits_length: ['limit'],
  time_possessive: ['time'],
  last_of: ['end'],
  is_over: ['over'],
  holiday: OPEN,
  event: OPEN,
  event_phrase: OPEN,
  event_adjective: ['adjective', 'owner'],
  not_event: ['no'],
  idiom: ['overnight', 'none'],
  newsroom_unit: ['working_days', 'fiscal_year'],
  hedge: ['hedge'],
  approx: ['exact', 'near', 'before', 'after'],
  /** Days after which to look again. */
  vague: ['2', '7', '30', '90', '365'],
  matter_of: ['matter'],
  loose_length: ['short'],
  loose_time: ['30'],
  every: ['every'],
  times: ['times'],
  frequency: ['often'],
  past_word: ['past'],
  past_participle: ['past', 'base', 'perfect', 'passive'],
  present: ['is', 'acts', 'be'],
  future: ['will', 'goal', 'must', 'can', 'orders', 'would'],
  attribution: ['told', 'said'],
  superlative: ['first', 'most'],
  lasting: ['stays', 'lasts', 'during'],
  have: ['have', 'get', 'give', 'have_or_age'],
  scheduled: ['scheduled', 'firm'],
  deadline_noun: ['deadline', 'plan', 'clock'],
  age: ['age', 'left'],
  filler: ['give', 'verb', 'sometime', 'now', 'other'],
  article: ['the'],
  one: ['a'],
  pronoun: ['we', 'they', 'people', 'i'],
  possessive: ['s'],
  of: ['of'],
  or: ['or'],
  and: ['and'],
  to: ['to'],
  not: ['not', 'no', 'only'],
  adjective: ['filler'],
  not_a_year: ['count'],
  auxiliary: ['have', 'would'],
  condition: ['if', 'whether'],
  conjunction: ['joins', 'asks', 'that', 'opens'],
  bare_past: ['past'],
  adverb: ['how'],
  object: ['it'],
  passive: ['get', 'be'],
  correction: ['no', 'between_marks'],
  turn_of: ['turn'],
  spends: ['time', 'stays', 'asks'],
  born: ['born'],
  comparative: ['than'],
  another: ['more'],
  away: ['away'],
  contrast: ['but', 'against'],
  to_the_day: ['exact'],
  never: ['never', 'no'],
  back_then: ['back', 'now'],
  present_time: ['now'],
  at_once: ['now'],
  stating: ['of'],
  onwards: ['on'],
  moves: ['to', 'moved'],
  as_soon: ['as'],
  possible: ['able'],
} as const;

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
