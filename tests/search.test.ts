/** Search: what is found, in which order, and that no input breaks it. */
import { count } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LIMITS } from '../src/limits.ts';
import { searchTexts } from '../src/record/tables.ts';
import { type Newsroom, openNewsroom } from './setup/desk.ts';

let server: Newsroom;
const TEXTS = {
  accents: 'The café in Zürich served crème brûlée to Élise',
  quoted: 'He said he would never, ever sign the treaty of 1987',
  numbers: 'Growth was 7.2 % and not 72 % in Q3',
  hyphens: 'A self-made state-of-the-art well',
  operators: 'Not this AND that OR NEAR those',
  chinese: '總統說兩個星期內會有結果',
  japanese: 'トランプ大統領は二週間と言った',
  russian: 'Президент Ёлкин обещал мир',
  ukrainian: 'Їжак пообіцяв перемир’я',
  greek: 'Ο πρωθυπουργός μίλησε',
  arabic: 'قال الرئيس إن السلام قريب',
  thai: 'นายกรัฐมนตรีสัญญาสันติภาพ',
  german: 'Die STRASSE nach Gießen',
  code: 'The motto was C++ and a #hashtag @someone',
};
const ids: Record<string, string> = {};
let by: { speaker: string; source: string };
beforeAll(async () => {
  server = await openNewsroom();
  by = {
    speaker: (await server.speaker({ name: 'Ædan Ñuñez' })).id,
    source: (await server.source()).id,
  };
  for (const [name, text] of Object.entries(TEXTS)) ids[name] = (await server.publicClaim({ text })).id;
});
afterAll(() => server.close());

const search = async (q: string, more = '') => {
  const reply = await server.get(`/v1/claims?q=${encodeURIComponent(q)}&limit=100${more}`);
  expect(reply.status, reply.body).toBe(200);
  return reply.json;
};
const found = async (q: string): Promise<string[]> => {
  const { data } = await search(q);
  return data.map(
    (claim: { id: string }) => Object.keys(ids).find((name) => ids[name] === claim.id) ?? claim.id,
  );
};

describe.each([
  ['accents do not matter', ['cafe', 'CAFÉ', 'creme brulee', 'zurich elise', 'cafe\u0301'], ['accents']],
  ['nor does case', ['TREATY', 'Treaty', 'tReAtY SIGN'], ['quoted']],
  ['all words must occur, in any order', ['treaty never', 'sign he said'], ['quoted']],
  ['a phrase in straight quotes keeps its order', ['"never ever sign"', '"the treaty of 1987"'], ['quoted']],
  ['so does one in curly or German quotes', ['“never, ever sign”', '„never ever sign“'], ['quoted']],
  ['a phrase out of order is not there', ['"ever never"', '"treaty the"', '“sign ever”'], []],
  ['words and phrases together', ['treaty "never ever"', '"he would" "the treaty"'], ['quoted']],
  ['an unclosed quote is no phrase', ['"ever never', 'sign" treaty'], ['quoted']],
  ['a number with a point is one thing', ['7.2', '"7.2 %"'], ['numbers']],
  ['and is not its digits', ['7.3', '2.7'], []],
  ['a hyphenated word is one phrase', ['self-made', 'state-of-the-art'], ['hyphens']],
  ['whose parts are not in any order', ['made-self', 'art-the-of-state'], []],
  ['but are words of their own', ['state well'], ['hyphens']],
  ['operators are words', ['AND OR NEAR', '"and that or near"', 'not this'], ['operators']],
  ['a part of a word is not the word', ['treat', 'zuric', 'trea*'], []],
  ['Chinese, any run of signs', ['兩個星期', '總統', '星期內會', '"兩個星期"'], ['chinese']],
  ['and not signs that do not follow each other', ['兩星期'], []],
  ['Japanese', ['トランプ', '二週間', '大統領'], ['japanese']],
  ['Russian, ё as е', ['президент', 'ЁЛКИН', 'елкин мир'], ['russian']],
  ['Ukrainian, with its apostrophe', ['перемир’я', "перемир'я", 'їжак'], ['ukrainian']],
  ['Greek, accents and final sigma as written', ['ΠΡΩΘΥΠΟΥΡΓΌΣ', 'μιλησε'], ['greek']],
  ['Arabic', ['الرئيس', 'السلام قريب'], ['arabic']],
  ['Thai, any run of signs', ['สันติภาพ', 'รัฐมนตรี'], ['thai']],
  ['signs around words do not matter', ['#hashtag', '@someone', 'hashtag!!!', '(motto)', 'motto:'], ['code']],
])('%s', (_, queries, names) => {
  test.each(queries)('%s', async (q) => expect(await found(q)).toEqual(names));
});

test.each(['"', '""', '( ) * : ^ -', '%%%', '😀', '“”', '\\', "'; drop table claims; --", '***', '…'])(
  'the query %s without a word in the record finds nothing, and is no error',
  async (q) => expect((await search(q)).data).toEqual([]),
);

test('no string whatever breaks a search, and counting agrees with finding', async () => {
  const syntax = fc.constantFrom(
    ...[
      '"',
      '(',
      ')',
      '*',
      ':',
      '^',
      '-',
      'AND',
      'OR',
      'NOT',
      'NEAR',
      'NEAR/2',
      '|',
      '&',
      '!',
      '<->',
      "'",
      '\\',
      '“',
      '”',
      ' ',
      'the',
      'treaty',
      'é',
      '兩',
      '\u0000',
      '%',
      '_',
    ],
  );
  const query = fc.oneof(
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 60 }).filter((text) => text.isWellFormed()),
    fc.array(syntax, { minLength: 1, maxLength: 40 }).map((parts) => parts.join('')),
    fc.array(syntax, { minLength: 1, maxLength: 40 }).map((parts) => parts.join(' ')),
  );
  await fc.assert(
    fc.asyncProperty(query, fc.constantFrom('claims', 'quotes', 'speakers', 'sources'), async (q, list) => {
      const url = `/v1/${list}?count=exact&limit=100&q=${encodeURIComponent(q.slice(0, LIMITS.query_length))}`;
      const { status, json } = await server.get(url);
      expect(status).toBe(200);
      expect(json.count.value).toBe(json.data.length);
    }),
    { numRuns: 300 },
  );
});

test('a claim is found by its quotes, claimants and topics, and by no phrase across two of them', async () => {
  const quote = { ...by, text: 'Words of a quokka' };
  const { id } = await server.publicClaim({
    text: 'About marsupials',
    quotes: [quote],
    topics: ['wallabies'],
  });
  for (const q of ['quokka', 'nunez', 'wallabies', 'marsupials quokka nunez', '"of a quokka"']) {
    expect(await found(q), q).toEqual([id]);
  }
  expect(await found('"marsupials words"')).toEqual([]);
});

test('a corrected claim is found by its new words and no longer by its old ones', async () => {
  const { id } = await server.publicClaim({ text: 'The aardvark won' });
  const correction = { kind: 'correction', note: 'Another animal.' };
  await server.patch(`/v1/claims/${id}`, { text: 'The pangolin won', correction }, 'editor');
  expect(await found('pangolin')).toEqual([id]);
  expect(await found('aardvark')).toEqual([]);
});

test('a withdrawn claim and a draft are not found', async () => {
  const { id } = await server.publicClaim({ text: 'The wombat won' });
  await server.post(
    '/v1/claims?allow_duplicate=true',
    { kind: 'statement', text: 'The wombat lost' },
    'reporter',
  );
  expect(await found('wombat')).toEqual([id]);
  await server.post(`/v1/claims/${id}/withdraw`, { reason: 'No.' }, 'editor');
  expect(await found('wombat')).toEqual([]);
  expect((await server.get('/v1/claims?q=wombat&publication=draft', 'reporter')).json.data).toHaveLength(1);
});

test('what a claim says comes before what its quotes say, more often before once, short before long', async () => {
  const say = (text: string, quote?: string) =>
    server.publicClaim({ text, ...(quote ? { quotes: [{ ...by, text: quote }] } : {}) });
  const long = `The ${'very '.repeat(60)}long story of an okapi`;
  const expected = [
    (await say('Okapi, okapi, okapi')).id,
    (await say('One okapi')).id,
    (await say(long)).id,
    (await say('Something else', 'An okapi came by')).id,
  ];
  // Later ones are no better for being later.
  expect((await found('okapi')).filter((id) => expected.includes(id))).toEqual(expected);
});

test('a search may be sorted and filtered like any list', async () => {
  for (const day of ['2025-03-01', '2025-01-01', '2025-02-01']) {
    await server.publicClaim({ text: `The ibex of ${day}`, first_said_on: day, topics: [day] });
  }
  const days = ({ data }: { data: { first_said_on: string }[] }) => data.map((claim) => claim.first_said_on);
  expect(days(await search('ibex', '&sort=first_said_on'))).toEqual([
    '2025-01-01',
    '2025-02-01',
    '2025-03-01',
  ]);
  expect(days(await search('ibex', '&said_from=2025-02-01&sort=-first_said_on'))).toEqual([
    '2025-03-01',
    '2025-02-01',
  ]);
  expect(days(await search('ibex', '&topic=2025-01-01'))).toEqual(['2025-01-01']);
});

test('a text longer than the index takes is kept whole and found by its beginning', async () => {
  const words = Array.from({ length: 1_600 }, (_, i) => `щ${i.toString(36)}я${i}`)
    .join(' ')
    .slice(0, 9_990);
  const quotes = Array.from({ length: 40 }, (_, i) => ({
    ...by,
    text: `${words.slice(0, 9_000)} жираф${i}`,
  }));
  const { id, quotes: kept } = await server.publicClaim({ text: 'A long one, наприкінці', quotes });
  expect(kept).toHaveLength(40);
  expect(await found('наприкінці')).toEqual([id]);
});

test('a phrase is found however often its words occur before it', async () => {
  const text = `${'the cat and '.repeat(700)} the cat sat`;
  const { id } = await server.publicClaim({ text: 'Cats', quotes: [{ ...by, text }] });
  expect(await found('"the cat sat"')).toEqual([id]);
});

test('the words that a draft had before are kept nowhere', async () => {
  const wordsKept = async (): Promise<number> =>
    (await server.database.read.select({ n: count() }).from(searchTexts))[0]?.n ?? 0;
  const { id } = await server.claim({ text: 'The vizier was named in the letter' });
  const before = await wordsKept();
  await server.change(id, { text: 'Somebody was named in the letter' });
  expect(await wordsKept()).toBe(before);
  expect((await server.get('/v1/claims?q=vizier&publication=draft', 'reporter')).json.data).toEqual([]);
});
