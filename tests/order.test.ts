/** Lists by name stand in the order of the Unicode collation algorithm, page by page, on both engines. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Newsroom, openNewsroom } from './setup/desk.ts';

const NAMES = [
  'Éaaa',
  'Ольга',
  'Zyyy',
  'Łaaa',
  'aaaa B',
  'Ubbb',
  '王',
  'Tzzz',
  'Aaaa A',
  'Øaaa',
  'Ödön',
  'Ñaaa',
  'Nzzz',
  'İaaa',
  'Αννα',
];
let server: Newsroom;
beforeAll(async () => {
  server = await openNewsroom();
  const claimants: string[] = [];
  for (const name of NAMES) claimants.push((await server.speaker({ name })).id);
  await server.publicClaim({ claimants });
});
afterAll(() => server.close());

test.each([
  ['name', (names: string[]) => names],
  ['-name', (names: string[]) => names.toReversed()],
])('speakers by %s, two at a time', async (sort, turned) => {
  const seen: string[] = [];
  for (let cursor = ''; ; ) {
    const { json } = await server.get(`/v1/speakers?sort=${sort}&limit=2${cursor}`);
    seen.push(...json.data.map(({ name }: { name: string }) => name));
    if (json.next === null) break;
    cursor = `&cursor=${json.next}`;
  }
  expect(seen).toEqual(turned(NAMES.toSorted(new Intl.Collator('und').compare)));
});

test('their slugs can be read', async () => {
  const { json } = await server.get('/v1/speakers?sort=name&limit=100');
  const slugs = json.data.map(({ slug }: { slug: string }) => slug);
  expect(slugs.toSorted()).toEqual([
    'aaaa-a',
    'aaaa-b',
    'anna',
    'eaaa',
    'iaaa',
    'laaa',
    'naaa',
    'nzzz',
    'oaaa',
    'odon',
    'olga',
    'tzzz',
    'ubbb',
    'wang',
    'zyyy',
  ]);
});

test.each(['https://user:secret@example.org/a', 'https://user@example.org/', 'http://:pass@example.org'])(
  'an address with a user or a password is refused: %s',
  async (url) => {
    const source = await server.post('/v1/sources', { kind: 'article', title: 'A', url }, 'reporter');
    expect(source).toMatchObject({ status: 400, json: { errors: [{ pointer: '/url' }] } });
    expect(source.body).toContain('user or a password');
  },
);
