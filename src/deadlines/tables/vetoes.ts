/** What keeps a time from being a deadline, in the order in which it is asked (vetoes.ts). */

interface VetoRecord {
  name: string;
  /** Phrases that it refuses, as said on 2025-08-15. */
  examples: readonly string[];
  /** The language of the examples; English where it says none. */
  language?: string;
}

const RECORDS = [
  { name: 'calendar', examples: ['in 9999 years'] },
  {
    name: 'count',
    examples: ['Eighteen years. Eighteen years of failure', 'Twelve years. Twelve long years of one party'],
  },
  {
    name: 'stay',
    examples: [
      'It could last, you know, six days, six weeks',
      'Eleven days from start to finish, that is how long it took',
    ],
  },
  { name: 'measure', examples: ['The transition would be around two years'] },
  {
    name: 'present',
    examples: ['There would be 14 million more jobs today', 'We gather tonight knowing what they did'],
  },
  {
    name: 'denial',
    examples: [
      "he hasn't answered a question in two months",
      'In ten years as governor I never raised taxes',
    ],
  },
  {
    name: 'either',
    examples: [
      "Whether it's next week or next month",
      "Whether it's next week or next month, we'll get there",
    ],
  },
  { name: 'missed gift', examples: ['He was given until Friday and he missed it'] },
  { name: 'nth time', examples: ["That's the third time this week"] },
  {
    name: 'quotation',
    examples: [
      "I'll tell you after Thanksgiving, I said, and I'm telling you now",
      "I'll tell you after Thanksgiving, I said, and I am telling you now",
    ],
  },
  { name: 'question', examples: ['What can happen in thirty years?'] },
  { name: 'record to come', examples: ['I would be the first senator of my party in forty years'] },
  {
    name: 'comparison',
    examples: [
      'More than they will see in a decade',
      'They will borrow more than this town will see in a decade',
    ],
  },
  {
    name: 'past',
    examples: ['The economy shrank in the fourth quarter', 'Had signed an agreement to be out by May'],
  },
  { name: 'perfect', examples: ['Wir haben das Gesetz im März beschlossen'], language: 'de' },
  { name: 'event gone by', examples: ['after we won'] },
  {
    name: 'statement',
    examples: ['28 percent are back in prison within a year', 'As of today there is no case'],
  },
  {
    name: 'participle',
    examples: ['Video shows the ballots collected on March 4', 'Inflation hit nine percent in June'],
  },
  {
    name: 'record',
    examples: ['This is the worst inflation in 40 years', 'It is the first surplus in fourteen years'],
  },
  {
    name: 'told before',
    examples: [
      'Two million jobs in eighteen months. That was us.',
      'Three million jobs in eighteen months. That was us',
    ],
  },
  { name: 'just gone', examples: ['The vote on August 2 in the House'] },
  { name: 'report', examples: ['The mayor said in March'] },
  {
    name: 'rate',
    examples: ['They are losing 500 jobs in three years', 'One cat can have 420 kittens in five years'],
  },
  {
    name: 'running',
    examples: ['there are 30 million people this year', 'The average family pays $3,000 more this year'],
  },
] as const satisfies readonly VetoRecord[];

export type VetoName = (typeof RECORDS)[number]['name'];

export interface Veto extends VetoRecord {
  name: VetoName;
}

export const VETOES: readonly Veto[] = RECORDS;
