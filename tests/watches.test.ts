/** The server looks for what would decide a promise: what it sees is proposed once, and nothing else is. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { LIMITS } from '../src/limits.ts';
import { type Newsroom, openNewsroom, windowOf } from './setup/desk.ts';
import { ASKS_HERE, type Receiver, startReceiver } from './setup/receiver.ts';
import { AFTER, BEFORE, LUKOIL, others, ROSNEFT, sdnCsv, sdnXml } from './setup/sanctions.ts';

const DAY_MS = 86_400_000;
let server: Newsroom;
let receiver: Receiver;
/** What the source answers, by path. */
const pages = new Map<string, { body: string; type?: string; status?: number }>();

beforeAll(async () => {
  receiver = await startReceiver();
  receiver.answer = ({ path }, response) => {
    const page = pages.get(path);
    if (page?.type) response.setHeader('content-type', page.type);
    response.statusCode = page?.status ?? (page ? 200 : 404);
    response.end(page?.body);
  };
  server = await openNewsroom({ settings: { ...ASKS_HERE, ONRECORD_LOOK_OUT: 'true' } });
});
afterEach(async () => {
  for (const { id } of (await server.get('/v1/watches?state=active', 'reporter')).json.data) {
    await server.change(`/v1/watches/${id}`, { state: 'ended' });
  }
});
afterAll(async () => {
  await server.close();
  await receiver.close();
});

const url = (path: string) => `${receiver.url}${path}`;
const promise = async () => (await server.publicPromise(windowOf('2025-08-29', '2025-09-05'))).id;
const watch = async (kind: string, looks_for: object, more: object = {}) => {
  const body = { kind, note: 'Sanctions against the two oil companies.', looks_for, ...more };
  return server.make(`/v1/claims/${await promise()}/watches`, body);
};
const read = (id: string) => server.read(`/v1/watches/${id}`, 'reporter');
const hits = async (id: string) =>
  (await server.get(`/v1/watches/${id}/hits?limit=100`, 'reporter')).json.data;
const drafts = async (claim: string) =>
  (await server.get('/v1/review?type=outcome&limit=100', 'editor')).json.data.filter(
    ({ claim_id }: { claim_id: string }) => claim_id === claim,
  );
const look = () => server.app.worker.drain();
const nextDay = async () => {
  server.clock.set(new Date(server.clock.now().getTime() + DAY_MS).toISOString());
  await look();
};
/** The source says this, and a day later that; gives what was seen. */
const turn = async (path: string, id: string, body: string, type?: string) => {
  pages.set(path, { body, ...(type ? { type } : {}) });
  await nextDay();
  return hits(id);
};

const SOUGHT = [
  { name: 'Rosneft', identifiers: ['7706107510'] },
  { name: 'Lukoil', identifiers: ['7708-004-767'] },
];

describe.each([
  ['XML', 'ofac_xml', sdnXml],
  ['CSV', 'ofac_csv', sdnCsv],
] as const)('a list in OFAC’s form (%s)', (_, list, write) => {
  const path = `/${list}`;
  const begin = async (looks: object = {}) => {
    pages.set(path, { body: write(BEFORE) });
    const made = await watch('list', { url: url(path), list, sought: SOUGHT, ...looks });
    await look();
    return made;
  };

  test('of 22 October 2025 has Rosneft and Lukoil: one draft each, with its evidence, and once', async () => {
    const { id, claim_id } = await begin();
    expect(await hits(id)).toEqual([]);
    expect((await read(id)).standing).toEqual([expect.stringContaining('ROSNEFT TRADING S.A.')]);
    const seen = await turn(path, id, write(AFTER));
    expect(seen.map(({ title }: { title: string }) => title.split(':')[0])).toEqual(['Rosneft', 'Lukoil']);
    expect(seen[0].excerpt).toContain('OPEN JOINT-STOCK COMPANY ROSNEFT OIL COMPANY');
    expect(seen[1].excerpt).toContain('PUBLIC JOINT STOCK COMPANY OIL COMPANY LUKOIL');
    const waiting = await drafts(claim_id);
    expect(waiting.map(({ id }: { id: string }) => id).sort()).toEqual(
      seen.map(({ outcome_id }: { outcome_id: string }) => outcome_id).sort(),
    );
    const outcome = await server.read(seen[0].outcome_id, 'reporter');
    expect(outcome).toMatchObject({
      kind: 'update',
      state: 'in_review',
      result: null,
      author: 'watches',
      evidence: [{ url: url(path), stance: 'context', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) }],
    });
    expect(outcome.evidence[0].excerpt).toContain('7706107510');
    // What was read is kept, byte for byte.
    const reading = `/v1/watches/${id}/readings/${seen[0].sha256}`;
    const { body, headers } = await server.get(reading, 'reporter');
    expect(body).toBe(write(AFTER));
    expect(headers['content-disposition']).toContain('attachment');
    expect((await server.get(reading)).status).toBe(401);
    // The same list, in another order, a day later: nothing new.
    expect(await turn(path, id, write(AFTER.toReversed()))).toHaveLength(2);
  });

  test('with two hundred changes that are none of its business is no news', async () => {
    const { id } = await begin();
    const changed = [
      ...others(100).map((entry) => ({ ...entry, remarks: 'Changed.' })),
      ...others(400).slice(150),
      ...others(50, 9_000),
      ...BEFORE.slice(400),
    ];
    expect(await turn(path, id, write(changed))).toEqual([]);
    expect(await read(id)).toMatchObject({ failures: 0, last_error: null });
  });

  test('finds by its identifier what bears another name', async () => {
    const { id } = await begin();
    const seen = await turn(
      path,
      id,
      write([...BEFORE, { ...ROSNEFT, name: 'ПАО «НК «Роснефть»', aka: [] }]),
    );
    expect(seen).toHaveLength(1);
    expect(seen[0].title).toContain('Роснефть');
  });

  test('finds what is changed and what is taken off', async () => {
    const { id } = await begin();
    await turn(path, id, write(AFTER));
    const changed = AFTER.map((entry) =>
      entry.uid === LUKOIL.uid ? { ...entry, remarks: 'Changed.' } : entry,
    );
    expect((await turn(path, id, write(changed))).map(({ title }: { title: string }) => title)).toEqual(
      expect.arrayContaining([expect.stringMatching(/^Lukoil: changed/)]),
    );
    const seen = await turn(path, id, write(changed.filter(({ uid }) => uid !== ROSNEFT.uid)));
    expect(seen.at(-1).title).toMatch(/^Rosneft: no longer on the list/);
  });

  test.each([
    ['broken off', () => write(AFTER).slice(0, -700)],
    ['shrunk by more than half', () => write([...AFTER.slice(0, 150), ROSNEFT])],
    ['a page', () => '<!DOCTYPE html><html><body>Rosneft Lukoil: maintenance</body></html>'],
    ['empty', () => ''],
    ['another list', () => write([...others(400, 70_000), ROSNEFT, LUKOIL])],
    [
      'renamed in its parts',
      () =>
        write(AFTER)
          .replaceAll('sdnEntry', 'entity')
          .replaceAll(/^(\d+),("[^"]*"),/gm, '$2,$1,'),
    ],
    ['JSON', () => JSON.stringify(AFTER)],
  ])('that is %s is a failure and no news, and the next good one is', async (_, body) => {
    const { id } = await begin();
    expect(await turn(path, id, body())).toEqual([]);
    expect(await read(id)).toMatchObject({ failures: expect.any(Number), last_error: expect.any(String) });
    expect((await read(id)).failures).toBeGreaterThan(0);
    expect(await turn(path, id, write(AFTER))).toHaveLength(2);
    expect(await read(id)).toMatchObject({ failures: 0, last_error: null });
  });
});

test('a list that is long is read as any other, and so is a page in its place', async () => {
  const path = '/long';
  const long = (entries: typeof BEFORE) =>
    sdnCsv(entries.map((entry) => ({ ...entry, remarks: 'x'.repeat(2_000) })));
  pages.set(path, { body: long(BEFORE) });
  const { id } = await watch('list', { url: url(path), list: 'ofac_csv', sought: SOUGHT });
  await look();
  expect(long(BEFORE).length).toBeGreaterThan(LIMITS.watch_read_at_once_bytes);
  expect(await turn(path, id, `<!doctype html>${' '.repeat(LIMITS.watch_read_at_once_bytes)}`)).toEqual([]);
  expect((await read(id)).last_error).toBe('A page came instead of the list.');
  const seen = await turn(path, id, long(AFTER));
  expect(seen.map(({ title }: { title: string }) => title.split(':')[0])).toEqual(['Rosneft', 'Lukoil']);
  const { body } = await server.get(`/v1/watches/${id}/readings/${seen[0].sha256}`, 'reporter');
  expect(body).toBe(long(AFTER));
});

test('a list of a programme tells of all that is new in it, in one draft', async () => {
  pages.set('/programme', { body: sdnXml(BEFORE) });
  const { id } = await watch('list', {
    url: url('/programme'),
    list: 'ofac_xml',
    programmes: ['RUSSIA-EO14024'],
  });
  await look();
  const [hit, ...more] = await turn('/programme', id, sdnXml(AFTER));
  expect(more).toEqual([]);
  expect(hit.title).toMatch(/^RUSSIA-EO14024: added on the list/);
});

/** Entries as these lists write them: a number, a name, a registration number. */
type Listed = readonly [id: string, name: string, number: string];
const euXml = (entries: readonly Listed[]) =>
  `<?xml version="1.0" encoding="UTF-8"?><export xmlns="http://eu.europa.ec/fpi/fsd/export" generationDate="2025-10-23">${entries
    .map(
      ([id, name, number]) =>
        `<sanctionEntity designationDetails="" euReferenceNumber="EU.${id}" logicalId="${id}"><regulation programme="UKR"/><subjectType code="enterprise"/><nameAlias wholeName="${name}" nameLanguage="EN"/><identification number="${number}" identificationTypeCode="regnumber"/></sanctionEntity>`,
    )
    .join('')}</export>`;
const ukXml = (entries: readonly Listed[]) =>
  `<Designations><DateGenerated>2025-10-23</DateGenerated>${entries
    .map(
      ([id, name, number]) =>
        `<Designation><UniqueID>RUS${id}</UniqueID><Names><Name><Name6>${name}</Name6><NameType>Primary Name</NameType></Name></Names><RegimeName>The Russia (Sanctions) (EU Exit) Regulations 2019</RegimeName><EntityDetails><BusinessRegistrationNumbers><BusinessRegistrationNumber>${number}</BusinessRegistrationNumber></BusinessRegistrationNumbers></EntityDetails></Designation>`,
    )
    .join('')}</Designations>`;
const ukCsv = (entries: readonly Listed[]) =>
  [
    'Report Date: 23-Oct-2025',
    'Last Updated,Unique ID,Name 6,Name 1,Name 2,Name 3,Name 4,Name 5,Regime Name,Business registration number (s),IMO number',
    ...entries.map(([id, name, number]) => `23/10/2025,RUS${id},"${name}",,,,,,Russia,${number},`),
  ].join('\r\n');

test.each([
  ['eu_xml', euXml],
  ['uk_xml', ukXml],
  ['uk_csv', ukCsv],
] as const)('the list %s: who comes onto it is found, by name or number, and once', async (list, write) => {
  const known: Listed[] = Array.from({ length: 40 }, (_, i) => [`${100 + i}`, `Holding ${i}`, `7${i}`]);
  const path = `/${list}`;
  pages.set(path, { body: write(known) });
  const { id } = await watch('list', { url: url(path), list, sought: SOUGHT });
  await look();
  expect(await read(id)).toMatchObject({ last_error: null, standing: [] });
  const news: Listed[] = [
    ['901', 'Public Joint-Stock Company Rosneft', '1'],
    ['902', 'ПАО «ЛУКОЙЛ»', '7708004767'],
  ];
  const seen = await turn(path, id, write([...known, ...news]));
  expect(seen.map(({ title }: { title: string }) => title.split(':')[0])).toEqual(['Rosneft', 'Lukoil']);
  expect(await turn(path, id, write([...news, ...known]))).toHaveLength(2);
  expect(await turn(path, id, write(known.slice(0, 10)))).toHaveLength(2);
  expect((await read(id)).failures).toBe(1);
});

test('any other list is read by a mapping', async () => {
  const entries = (names: string[]) =>
    JSON.stringify({ list: { items: names.map((name, i) => ({ no: i + 1, name: { full: name } })) } });
  pages.set('/mapped', { body: entries(['One Company', 'Another Company']) });
  const mapping = { format: 'json', entry: '/list/items', id: '/no', names: ['/name/full'] };
  const { id } = await watch('list', { url: url('/mapped'), mapping, sought: [{ name: 'Ростех' }] });
  await look();
  expect(await turn('/mapped', id, entries(['One Company', 'Another Company', 'Ростех']))).toHaveLength(1);
});

const item = (n: number, text: string) => ({
  id: `tag:example.org,2025:${n}`,
  title: text,
  link: `https://example.org/${n}`,
});
type Item = ReturnType<typeof item>;
const rss = (version: string) => (items: Item[]) =>
  `<?xml version="1.0"?><rss version="${version}"><channel><title>News</title><link>https://example.org/</link><description>d</description>${items
    .map(
      ({ id, title, link }) =>
        `<item><title>${title}</title><link>${link}</link>${version === '2.0' ? `<guid isPermaLink="false">${id}</guid>` : ''}<description>&lt;p&gt;${title}&lt;/p&gt;</description></item>`,
    )
    .join('')}</channel></rss>`;
const FEEDS: [string, (items: Item[]) => string][] = [
  ['RSS 0.91', rss('0.91')],
  ['RSS 0.92', rss('0.92')],
  ['RSS 2.0', rss('2.0')],
  [
    'RSS 1.0',
    (items) =>
      `<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><channel rdf:about="https://example.org/"><title>News</title></channel>${items
        .map(
          ({ title, link }) => `<item rdf:about="${link}"><title>${title}</title><link>${link}</link></item>`,
        )
        .join('')}</rdf:RDF>`,
  ],
  [
    'Atom 1.0',
    (items) =>
      `<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>News</title><id>urn:1</id>${items
        .map(
          ({ id, title, link }) =>
            `<entry><id>${id}</id><title>News</title><link href="${link}"/><summary>${title}</summary></entry>`,
        )
        .join('')}</feed>`,
  ],
  [
    'Atom 0.3',
    (items) =>
      `<?xml version="1.0"?><feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>News</title>${items
        .map(
          ({ id, title, link }) =>
            `<entry><id>${id}</id><title>${title}</title><link rel="alternate" href="${link}"/></entry>`,
        )
        .join('')}</feed>`,
  ],
  [
    'JSON Feed 1.0',
    (items) =>
      JSON.stringify({
        version: 'https://jsonfeed.org/version/1',
        title: 'News',
        items: items.map(({ id, title, link }) => ({ id, url: link, content_html: `<p>${title}</p>` })),
      }),
  ],
  [
    'JSON Feed 1.1',
    (items) =>
      JSON.stringify({
        version: 'https://jsonfeed.org/version/1.1',
        title: 'News',
        items: items.map(({ id, title, link }) => ({ id, url: link, title, content_text: title })),
      }),
  ],
];

test.each(FEEDS)('a feed in %s: new entries that have all the words, each once', async (name, write) => {
  const path = `/feed/${encodeURIComponent(name)}`;
  const old = item(1, 'Sanctions on Rosneft are being thought about');
  pages.set(path, { body: write([old]) });
  const { id } = await watch('feed', { url: url(path), words: ['sanctions', 'Rosneft'] });
  await look();
  expect(await hits(id)).toEqual([]);
  const other = item(2, 'Sanctions on a bank');
  const news = item(3, 'Treasury announces SANCTIONS against Rosneft and Lukoil');
  const [hit, ...more] = await turn(path, id, write([news, other, old]));
  expect(more).toEqual([]);
  expect(hit).toMatchObject({ url: news.link, excerpt: expect.stringContaining('Treasury announces') });
  expect(await turn(path, id, write([other, news, old]))).toHaveLength(1);
  expect(await turn(path, id, '<html><body>Sanctions Rosneft</body></html>')).toHaveLength(1);
  expect((await read(id)).last_error).toContain('no feed');
});

test('a page: what changed of what a selector picks, as words that went and came', async () => {
  const page = (text: string, aside: string) =>
    `<html><head><title>${aside}</title><script>${aside}</script></head><body><p>${aside}</p><main>Status:  <b>${text}</b></main></body></html>`;
  pages.set('/page', { body: page('under review', '1 visitor') });
  const { id } = await watch('page', { url: url('/page'), selector: 'main' });
  await look();
  expect(await turn('/page', id, page('under review', '2 visitors'))).toEqual([]);
  const [hit] = await turn('/page', id, page('in force', '3 visitors'));
  expect(hit).toMatchObject({ before: 'Status: under review', after: 'Status: in force' });
  expect(hit.excerpt).toContain('{+');
  await turn('/page', id, '<html><body>moved</body></html>');
  expect(await read(id)).toMatchObject({ last_error: 'Nothing on the page is main.' });
  expect(await hits(id)).toHaveLength(1);
});

test('a page: only when the words stand in it that did not before', async () => {
  pages.set('/words', { body: '<p>Nothing yet.</p>' });
  const { id } = await watch('page', { url: url('/words'), words: ['ceasefire', 'signed'] });
  await look();
  expect(await turn('/words', id, '<p>A ceasefire is talked about.</p>')).toEqual([]);
  expect(await turn('/words', id, '<p>The ceasefire was signed.</p>')).toHaveLength(1);
  expect(await turn('/words', id, '<p>The ceasefire was signed yesterday.</p>')).toHaveLength(1);
});

test('a value of an API: that it passed its bound, or changed at all', async () => {
  const body = (value: unknown) => JSON.stringify({ data: [{ 'a/b': value }] });
  pages.set('/json', { body: body(4) });
  const above = await watch('json', { url: url('/json'), pointer: '/data/0/a~1b', is: 'above', bound: 5 });
  const changed = await watch('json', { url: url('/json'), pointer: '/data/0/a~1b' });
  await look();
  expect(await turn('/json', above.id, body(5))).toEqual([]);
  expect(await hits(changed.id)).toHaveLength(1);
  expect(await turn('/json', above.id, body(6))).toHaveLength(1);
  expect(await turn('/json', above.id, body(7))).toHaveLength(1);
  expect(await turn('/json', above.id, JSON.stringify({ data: [] }))).toHaveLength(1);
  expect(await read(above.id)).toMatchObject({ last_error: 'There is no /data/0/a~1b in the answer.' });
});

test('values of an API by a path: what it finds that it did not, and never that it finds nothing', async () => {
  const body = (...names: string[]) =>
    JSON.stringify({ data: names.map((name) => ({ name, listed: true })) });
  const path = '$.data[?@.name == "Rosneft"].listed';
  pages.set('/path', { body: body('Lukoil') });
  const { id } = await watch('json', { url: url('/path'), path });
  await look();
  expect(await turn('/path', id, body('Lukoil', 'Gazprom'))).toEqual([]);
  expect(await turn('/path', id, body('Lukoil', 'Rosneft'))).toHaveLength(1);
  expect(await turn('/path', id, JSON.stringify({ items: [] }))).toHaveLength(1);
  expect(await read(id)).toMatchObject({ last_error: `${path} finds nothing any more.` });
});

test.each([
  ['$[', 'must be a JSONPath'],
  ['$..a..b', 'more than once'],
  ['$[?search(@.a, "(a+)+$")]', 'match or search'],
])('the path %s is refused', async (path, reason) => {
  const looks_for = { url: url('/path'), path };
  const body = { kind: 'json', note: 'A value.', looks_for };
  const { status, body: answer } = await server.post(`/v1/claims/${await promise()}/watches`, body, 'editor');
  expect([status, answer]).toEqual([400, expect.stringContaining(reason)]);
});

test('OpenSanctions’ matching: who is found there now, with its reasons', async () => {
  const result = {
    id: 'NK-1',
    caption: 'Rosneft',
    score: 0.98,
    datasets: ['us_ofac_sdn'],
    properties: { topics: ['sanction'] },
    features: { name_match: 1 },
  };
  const body = (results: object[]) => JSON.stringify({ responses: { sought: { results } } });
  const path = '/match/default?threshold=0.7';
  pages.set(path, { body: body([{ ...result, id: 'NK-0', properties: { topics: [] } }]) });
  const { id } = await watch('yente', { url: url(''), properties: { name: ['Rosneft'] } });
  await look();
  const [hit] = await turn(path, id, body([result]));
  expect(hit.excerpt).toContain('name_match');
  expect(await turn(path, id, body([result]))).toHaveLength(1);
  expect(receiver.asked.find((asked) => asked.path === path)).toMatchObject({
    method: 'POST',
    body: JSON.stringify({
      queries: { sought: { schema: 'LegalEntity', properties: { name: ['Rosneft'] } } },
    }),
  });
});

test('failures are shown, come later and later, and are told once', async () => {
  const { id } = await watch('json', { url: url('/not-there'), pointer: '' });
  await look();
  expect(await read(id)).toMatchObject({ failures: 1, last_error: 'It answered 404.', last_good_at: null });
  const waits: number[] = [];
  for (let n = 0; n < 4; n += 1) {
    const { last_look_at, next_look_at } = await read(id);
    waits.push((Date.parse(next_look_at) - Date.parse(last_look_at)) / 60_000);
    server.clock.set(next_look_at);
    await look();
  }
  expect(waits).toEqual([5, 10, 20, 40]);
  const told = (await server.get(`/v1/events?subject=${id}&action=watch.failing`, 'editor')).json.data;
  expect(told).toHaveLength(1);
  expect((await server.get('/v1/watches?failing=true', 'reporter')).json.data[0].id).toBe(id);
});

test('what has not changed since is not sent again, and is no failure', async () => {
  let conditional = 0;
  const before = receiver.answer;
  receiver.answer = (asked, response) => {
    if (asked.path !== '/tagged') return before(asked, response);
    if (asked.headers['if-none-match'] === '"1"') {
      conditional += 1;
      response.writeHead(304).end();
      return;
    }
    response.setHeader('etag', '"1"').end('1');
  };
  const { id } = await watch('json', { url: url('/tagged'), pointer: '' });
  await look();
  await nextDay();
  receiver.answer = before;
  expect(conditional).toBe(1);
  expect(await read(id)).toMatchObject({ failures: 0, last_good_at: server.clock.now().toISOString() });
});

test('a watch that saw nothing says what was searched and as of when, for an editor to approve', async () => {
  pages.set('/nothing', { body: sdnXml(others(10)) });
  const { id } = await watch('list', { url: url('/nothing'), list: 'ofac_xml', sought: SOUGHT });
  const early = await server.post(`/v1/watches/${id}/no-action-found`, {}, 'reporter');
  expect(early.status).toBe(409);
  await look();
  const proposed = await server.make(`/v1/watches/${id}/no-action-found`, {});
  expect(proposed).toMatchObject({
    progress: 'no_action_found',
    state: 'in_review',
    searched: { what: expect.stringContaining('10 entries') },
  });
  expect((await server.post(`/v1/outcomes/${proposed.id}/publish`, {}, 'editor')).status).toBe(200);
  await turn('/nothing', id, sdnXml([...others(10), ROSNEFT]));
  expect((await server.post(`/v1/watches/${id}/no-action-found`, {}, 'reporter')).status).toBe(409);
});

test('a watch ends after its last day, pauses and goes on', async () => {
  pages.set('/until', { body: '1' });
  const until = server.clock.now().toISOString().slice(0, 10);
  const { id } = await watch('json', { url: url('/until'), pointer: '' }, { until });
  await look();
  await nextDay();
  expect(await read(id)).toMatchObject({ state: 'ended', next_look_at: null });
  const other = await watch('json', { url: url('/until'), pointer: '' });
  await look();
  await server.change(`/v1/watches/${other.id}`, { state: 'paused' });
  expect(await turn('/until', other.id, '2')).toEqual([]);
  await server.change(`/v1/watches/${other.id}`, { state: 'active' });
  await look();
  expect(await hits(other.id)).toHaveLength(1);
});

test('a list looks for whom the promise is about, where nothing else is said', async () => {
  pages.set('/about', { body: sdnXml(BEFORE) });
  const about = [{ name: 'Rosneft', external_ids: [{ scheme: 'inn', id: '7706107510' }] }];
  const { id: claim } = await server.claim({
    kind: 'promise',
    promise: { action: 'Sanction Rosneft.', criteria: 'It is on the list.', about },
  });
  const body = {
    kind: 'list',
    note: 'Rosneft on the list.',
    looks_for: { url: url('/about'), list: 'ofac_xml' },
  };
  const { id, looks_for } = await server.make(`/v1/claims/${claim}/watches`, body);
  expect(looks_for.sought).toEqual([{ name: 'Rosneft', names: [], identifiers: ['7706107510'] }]);
  await look();
  expect(await turn('/about', id, sdnXml(AFTER))).toHaveLength(1);
  const nobody = await server.post(`/v1/claims/${await promise()}/watches`, body, 'reporter');
  expect(nobody.status).toBe(422);
});

test('a server that was not asked to look out does not', async () => {
  const quiet = await openNewsroom({ settings: ASKS_HERE });
  pages.set('/quiet', { body: '1' });
  const { id } = await quiet.publicClaim();
  const made = await quiet.make(`/v1/claims/${id}/watches`, {
    kind: 'json',
    note: 'Anything.',
    looks_for: { url: url('/quiet'), pointer: '' },
  });
  expect(made.is_looking).toBe(false);
  await quiet.app.worker.drain();
  expect(receiver.asked.some(({ path }) => path === '/quiet')).toBe(false);
  expect((await quiet.post(`/v1/watches/${made.id}/look`, {}, 'reporter')).status).toBe(409);
  await quiet.close();
});
