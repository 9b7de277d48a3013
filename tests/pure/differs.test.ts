/**
 * What other systems are tested on by templates (negation, opposites, exchanged roles, names, numbers; Ribeiro and
 * others 2020, CheckList), and what must not alarm: the same in other words.
 */
import { describe, expect, test } from 'vitest';
import { differencesOf } from '../../src/features/matching/differs.ts';
import { readTable } from '../../src/features/matching/table.ts';

const table = readTable();
const vocabulary = { isName: table.isName, vectorOf: table.word };

type Pair = readonly [string, string];
type Kind = 'polarity' | 'number' | 'name';

const PEOPLE = ['Anna Lind', 'Governor Holt', 'Marek Novak', 'Senator Ortiz'];
const PLACES = ['Boston', 'Oslo', 'Nairobi', 'Leipzig'];

/** Each with the next of the same kind. */
const inPairs = (names: readonly string[]): Pair[] =>
  names.map((name, i) => [name, names[(i + 1) % names.length] ?? '']);

const of = (pairs: readonly Pair[], template: (a: string, b: string) => Pair): Pair[] =>
  pairs.map(([a, b]) => template(a, b));

const DIFFERENT: [string, Kind, Pair[]][] = [
  [
    'who owes whom',
    'name',
    of(inPairs(PLACES), (a, b) => [
      `${a} owes money to the port of ${b}.`,
      `The port of ${b} owes money to ${a}.`,
    ]),
  ],
  [
    'pence, and so many in a hundred',
    'number',
    [
      ['A pint of milk costs 80 pence.', 'You pay £1.30 for a pint of milk.'],
      ['Twenty percent of plastic is recycled.', 'Nine in a hundred pieces of plastic get recycled.'],
    ],
  ],
  [
    'who has more, beside a turn of phrase that denies nothing',
    'name',
    of(
      [
        ['Ohio', 'Texas'],
        ['X', 'Meta'],
      ],
      (a, b) => [
        `No doubt ${a} spends more than ${b} on research.`,
        `${b} spends more than ${a} on research.`,
      ],
    ),
  ],
  [
    'a negation',
    'polarity',
    of(inPairs(PEOPLE), (a) => [`${a} is a member of the council.`, `${a} is not a member of the council.`]),
  ],
  [
    'a contracted negation',
    'polarity',
    of(inPairs(PEOPLE), (a) => [`${a} has read the report.`, `${a} hasn't read the report.`]),
  ],
  [
    'a negation at the end',
    'polarity',
    of(inPairs(PLACES), (a) => [
      `The trains in ${a} ran on time.`,
      `It is not true that the trains in ${a} ran on time.`,
    ]),
  ],
  [
    'who never did',
    'polarity',
    of(inPairs(PEOPLE), (a) => [`${a} met the lobbyists.`, `${a} never met the lobbyists.`]),
  ],
  [
    'which of two is denied',
    'polarity',
    of(inPairs(PEOPLE), (a, b) => [
      `The bill was paid by ${a}, not by ${b}.`,
      `The bill was paid by ${b}, not by ${a}.`,
    ]),
  ],
  [
    'a verb whose particle stands behind its object',
    'polarity',
    of(inPairs(PLACES), (a) => [`${a} welcomed the refugees.`, `The town of ${a} turned the refugees away.`]),
  ],
  [
    'what stayed as it was',
    'polarity',
    [
      ['Pensions were cut in the spring.', 'In the spring pensions were left unchanged.'],
      ['The fee for visitors has risen.', 'For visitors the fee is still the same: it remained stable.'],
    ],
  ],
  [
    'a denial at the end of its clause',
    'polarity',
    [['The firm admits that it dumped the waste.', 'Dumping the waste is something that the firm denies.']],
  ],
  [
    'exemption',
    'polarity',
    [['Farmers are exempt from the tax.', 'The tax has to be paid by farmers, too.']],
  ],
  [
    'another unit of the same figure',
    'number',
    [
      ['Rents rose by 5 percent.', 'Rents rose by 5 dollars.'],
      ['The prize is 300 euros.', 'The prize is 300 rupees.'],
    ],
  ],
  [
    'ordinals beyond ten',
    'number',
    [
      ['The state ranks third.', 'The state ranks thirtieth.'],
      ['It is from the twelfth century.', 'It is from the twenty-first century.'],
    ],
  ],
  [
    'people who are counted by other words',
    'number',
    [['The mill created 3,000 jobs.', 'Only 120 people were hired by the mill.']],
  ],
  [
    'each and one',
    'number',
    [['The treaty was signed by every member.', 'The treaty was signed by one member.']],
  ],
  [
    'without',
    'polarity',
    of(inPairs(PEOPLE), (a) => [`${a} travelled with a visa.`, `${a} travelled without a visa.`]),
  ],
  [
    'an opposite',
    'polarity',
    of(
      [
        ['won', 'lost'],
        ['supported', 'opposed'],
        ['accepted', 'rejected'],
        ['opened', 'closed'],
        ['banned', 'allowed'],
        ['built', 'demolished'],
        ['praised', 'criticised'],
      ],
      (a, b) => [`The council ${a} the market.`, `The council ${b} the market.`],
    ),
  ],
  [
    'an opposite of quality',
    'polarity',
    of(
      [
        ['safe', 'dangerous'],
        ['legal', 'illegal'],
        ['cheap', 'expensive'],
        ['guilty', 'innocent'],
        ['full', 'empty'],
        ['possible', 'impossible'],
      ],
      (a, b) => [`The new line is ${a}.`, `The new line is ${b}.`],
    ),
  ],
  [
    'more and less',
    'polarity',
    of(
      [
        ['reliable', ''],
        ['efficient', ''],
        ['popular', ''],
      ],
      (a) => [`The buses are more ${a} now.`, `The buses are less ${a} now.`],
    ),
  ],
  [
    'who failed to do what another managed to',
    'polarity',
    of(inPairs(PEOPLE), (a) => [`${a} managed to sell the airport.`, `${a} failed to sell the airport.`]),
  ],
  [
    'before and after',
    'polarity',
    of(inPairs(PEOPLE), (a) => [
      `${a} sold the shares before the announcement.`,
      `${a} sold the shares after the announcement.`,
    ]),
  ],
  [
    'few and many',
    'polarity',
    of(
      [
        ['pupils', ''],
        ['voters', ''],
      ],
      (a) => [`Few ${a} were asked.`, `Many ${a} were asked.`],
    ),
  ],
  [
    'none and some',
    'polarity',
    of(
      [
        ['ships', ''],
        ['votes', ''],
      ],
      (a) => [`Some of the ${a} were lost.`, `None of the ${a} were lost.`],
    ),
  ],
  ['roles of people', 'name', of(inPairs(PEOPLE), (a, b) => [`${a} sued ${b}.`, `${b} sued ${a}.`])],
  [
    'roles of people, in the passive',
    'name',
    of(inPairs(PEOPLE), (a, b) => [`${a} accused ${b}.`, `${a} was accused by ${b}.`]),
  ],
  [
    'roles of things',
    'name',
    [
      ['The bank paid the city.', 'The city paid the bank.'],
      ['The teachers attacked the police.', 'The police attacked the teachers.'],
    ],
  ],
  [
    'which is larger',
    'name',
    of(inPairs(PLACES), (a, b) => [`${a} is larger than ${b}.`, `${b} is larger than ${a}.`]),
  ],
  [
    'where from and where to',
    'name',
    of(inPairs(PLACES), (a, b) => [`The train runs from ${a} to ${b}.`, `The train runs from ${b} to ${a}.`]),
  ],
  [
    'a place',
    'name',
    of(inPairs(PLACES), (a, b) => [`The fire broke out in ${a}.`, `The fire broke out in ${b}.`]),
  ],
  [
    'a person',
    'name',
    of(inPairs(PEOPLE), (a, b) => [`The law was written by ${a}.`, `The law was written by ${b}.`]),
  ],
  [
    'a number',
    'number',
    of(
      [
        ['3', '7'],
        ['twelve', 'forty'],
        ['1,200', '12,000'],
        ['half', 'a third'],
      ],
      (a, b) => [`The fund paid for ${a} of the houses.`, `The fund paid for ${b} of the houses.`],
    ),
  ],
  [
    'a unit',
    'number',
    of(
      [
        ['months', 'years'],
        ['hours', 'days'],
        ['kilometres', 'metres'],
        ['tons', 'kilograms'],
      ],
      (a, b) => [`It is about 30 ${a}.`, `It is about 30 ${b}.`],
    ),
  ],
  [
    'a rate',
    'number',
    of(
      [
        ['a month', 'a year'],
        ['per day', 'per week'],
      ],
      (a, b) => [`The office costs $900 ${a}.`, `The office costs $900 ${b}.`],
    ),
  ],
  [
    'a bound',
    'number',
    of(
      [
        ['At least', 'At most'],
        ['More than', 'Fewer than'],
      ],
      (a, b) => [`${a} 300 people came.`, `${b} 300 people came.`],
    ),
  ],
  [
    'numbers in each other’s place',
    'number',
    [['The fee rose from 20 to 30 euros.', 'The fee rose from 30 to 20 euros.']],
  ],
  [
    'a share',
    'number',
    [
      ['All of the money was spent.', 'Half of the money was spent.'],
      ['Most schools have a library.', 'All schools have a library.'],
    ],
  ],
];

const THE_SAME: [string, Pair[]][] = [
  [
    'a negative word where the other denies',
    [
      ['Water in Norring is still unsafe to drink.', "You still can't drink the water in Norring."],
      [
        'The river is too low for ships.',
        'Ships cannot sail on the river because the water is not deep enough.',
      ],
      [
        'It is wrong to call the fever a sexually transmitted disease.',
        'The fever is not a sexually transmitted disease.',
      ],
    ],
  ],
  [
    'a warning',
    of(inPairs(PLACES), (a) => [
      `Please do not touch the jellyfish on the beaches of ${a}.`,
      `Whoever has touched a jellyfish on the beach in ${a} was stung.`,
    ]),
  ],
  [
    'a superlative that begins with "not since"',
    [['Unemployment is at its lowest level since 1969.', 'Not since 1969 has unemployment been so low.']],
  ],
  [
    'what most of either tells is not told by the other',
    of(inPairs(PLACES), (a) => [
      `The harbour master of ${a}, who had praised the divers and opened a school on Tuesday, has not shown the wreck to anybody since the storm.`,
      `A photograph that was shared by thousands of sailors shows the rusty wreck of a ferry near ${a}.`,
    ]),
  ],
  [
    'a superlative, told by what has no more of it',
    of(inPairs(PLACES), (a) => [`${a} has the highest rents.`, `No city has higher rents than ${a}.`]),
  ],
  [
    'none that has more',
    of(inPairs(PLACES), (a) => [
      `${a} has more parks than any other city.`,
      `No other city has more parks than ${a}.`,
    ]),
  ],
  [
    'not since, and the last time',
    [['Fares have not gone up since 2012.', 'The last time that fares went up was in 2012.']],
  ],
  [
    'nobody under, and at least',
    [['Nobody under 18 may buy a ticket.', 'You must be at least 18 to buy a ticket.']],
  ],
  [
    'a share that did, and the rest that did not',
    [['Only one in ten bottles is recycled.', 'Ninety percent of bottles are never recycled.']],
  ],
  [
    'a name and its initials',
    [['The letter came from the WLF.', 'The letter came from the World Lynx Foundation.']],
  ],
  ['a name and a slip of the pen', [['The storm hit Kathmandu.', 'The storm hit Kathamndu.']]],
  [
    'a name and who speaks of himself',
    [['I paid the fine of the club.', 'Marek Novak said that the club had to pay a fine.']],
  ],
  [
    'a condition',
    [
      [
        'If you do not pay the toll, the bridge is closed to you.',
        'Whoever crosses the bridge must pay a toll.',
      ],
    ],
  ],
  [
    'what is gone',
    [['The castle has been empty since the war.', 'Nobody has lived in the castle since the war.']],
  ],
  ['the passive', of(inPairs(PEOPLE), (a, b) => [`${a} sued ${b}.`, `${b} was sued by ${a}.`])],
  ['the verb of the other side', of(inPairs(PLACES), (a, b) => [`${a} beat ${b}.`, `${b} lost to ${a}.`])],
  [
    'selling and buying',
    of(inPairs(PEOPLE), (a, b) => [`${a} sold the house to ${b}.`, `${b} bought the house from ${a}.`]),
  ],
  [
    'the comparison from the other side',
    of(inPairs(PLACES), (a, b) => [`${a} is larger than ${b}.`, `${b} is smaller than ${a}.`]),
  ],
  [
    'less of the opposite',
    [['The line is safer than the old one.', 'The line is less dangerous than the old one.']],
  ],
  [
    'who and who, in any order',
    of(inPairs(PEOPLE), (a, b) => [`${a} and ${b} signed the letter.`, `${b} and ${a} signed the letter.`]),
  ],
  ['what is mutual', of(inPairs(PEOPLE), (a, b) => [`${a} met ${b}.`, `${b} met ${a}.`])],
  [
    'two denials',
    [
      ['The rule is not illegal.', 'The rule is legal.'],
      ['He did not fail to pay.', 'He paid.'],
    ],
  ],
  [
    'a denial in other words',
    [
      ['The mayor did not sign.', 'The mayor failed to sign.'],
      ['The shop is no longer open.', 'The shop is not open any more.'],
      ['No one was hurt.', 'Nobody was hurt.'],
    ],
  ],
  ['a contraction', of(inPairs(PEOPLE), (a) => [`${a} does not pay rent.`, `${a} doesn't pay rent.`])],
  [
    'what stands first',
    of(inPairs(PLACES), (a) => [`In ${a}, rents rose last year.`, `Rents rose last year in ${a}.`]),
  ],
  [
    'before and after, told the other way round',
    [['The vote came before the strike.', 'The strike came after the vote.']],
  ],
  [
    'figures and words',
    of(
      [
        ['12', 'twelve'],
        ['3', 'three'],
        ['50 percent', 'half'],
      ],
      (a, b) => [`It took ${a} of the seats.`, `It took ${b} of the seats.`],
    ),
  ],
  [
    'a unit that comes to the same',
    [
      ['The trial took 12 months.', 'The trial took one year.'],
      ['He waited 48 hours.', 'He waited two days.'],
      ['She gets $1,000 a month.', 'She gets $12,000 a year.'],
    ],
  ],
  ['a title', of(inPairs(PEOPLE), (a) => [`${a} resigned.`, `${a} stepped down.`])],
];

const kindsOf = ([asked, claim]: Pair): string[] =>
  differencesOf(asked, claim, vocabulary).map(({ kind }) => kind);

describe('sentences that differ in', () => {
  test.each(DIFFERENT)('%s are told apart by %s', (_, kind, pairs) => {
    for (const pair of pairs) expect(kindsOf(pair), pair.join(' | ')).toContain(kind);
  });
});

describe('sentences that say the same with', () => {
  test.each(THE_SAME)('%s are left alone', (_, pairs) => {
    for (const pair of pairs) expect(kindsOf(pair), pair.join(' | ')).toEqual([]);
  });
});

test('whoever asks, the same kinds are seen', () => {
  const all = [...DIFFERENT.flatMap(([, , pairs]) => pairs), ...THE_SAME.flatMap(([, pairs]) => pairs)];
  for (const [a, b] of all) expect(kindsOf([b, a]), `${a} | ${b}`).toEqual(kindsOf([a, b]));
});
