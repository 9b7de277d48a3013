import { afterAll, beforeAll, expect, test } from 'vitest';
import { followCalendar } from '../src/features/reminders/transitions.ts';
import { checkAtom } from './setup/atom.ts';
import { startServer, type TestServer } from './setup/server.ts';

interface Node {
  name: string;
  attributes: Record<string, string>;
  text: string;
  children: Node[];
}

const decode = (text: string): string =>
  text.replaceAll(/&(amp|lt|gt|quot|#13);|&|</g, (found, name: string) => {
    const known = { amp: '&', lt: '<', gt: '>', quot: '"', '#13': '\r' }[name];
    if (known === undefined) throw new Error(`${found} is not escaped`);
    return known;
  });

/** A strict reader of the XML that a feed is written in: elements, attributes in double quotes, text. */
const parseXml = (xml: string): Node => {
  expect(xml).not.toMatch(/[^\P{Cc}\t\n\r]|[\ufffe\uffff]/u);
  const body = /^<\?xml version="1\.0" encoding="utf-8"\?>\n(.*)\n$/s.exec(xml)?.[1] ?? '';
  const root: Node = { name: '', attributes: {}, text: '', children: [] };
  const stack = [root];
  let end = 0;
  for (const tag of body.matchAll(/<(\/?)([a-z]+)((?: [a-z:]+="[^"<]*")*)(\/?)>/g)) {
    const top = stack.at(-1);
    if (!top) throw new Error('too many ends');
    top.text += decode(body.slice(end, tag.index));
    end = tag.index + tag[0].length;
    const [, closes, name = '', attributes = '', empty] = tag;
    if (closes) {
      expect(stack.pop()?.name).toBe(name);
      continue;
    }
    const pairs = [...attributes.matchAll(/([a-z:]+)="([^"]*)"/g)].map(([, key, value = '']) => [
      key,
      decode(value),
    ]);
    const node = { name, attributes: Object.fromEntries(pairs), text: '', children: [] };
    top.children.push(node);
    if (!empty) stack.push(node);
  }
  expect(stack).toHaveLength(1);
  expect(body.slice(end).trim()).toBe('');
  const [feed] = root.children;
  if (!feed) throw new Error('no element');
  return feed;
};

const text = (node: Node | undefined, name: string): string => {
  const found = node?.children.filter((child) => child.name === name) ?? [];
  expect(found).toHaveLength(1);
  return found[0]?.text ?? '';
};

let server: TestServer;
beforeAll(async () => {
  server = await startServer({ now: '2025-08-20T12:00:00.000Z' });
});
afterAll(() => server.close());

const promise = async (
  words: string,
  topic: string,
  deadline: Record<string, unknown>,
  publish = true,
): Promise<string> => {
  await server.post('/v1/speakers', { name: 'Ann Example', slug: 'ann' }, 'reporter');
  const { json } = await server.post(
    '/v1/claims?allow_duplicate=true',
    {
      kind: 'promise',
      text: words,
      claimants: ['ann'],
      topics: [topic],
      promise: { action: 'Build it', criteria: 'One can cross it', deadline },
    },
    'reporter',
  );
  if (publish) await server.post(`/v1/claims/${json.id}/publish`, {}, 'editor');
  return json.id;
};

const ruling = async (id: string, body: Record<string, unknown>, publish = true): Promise<void> => {
  const { json } = await server.post(
    `/v1/claims/${id}/outcomes`,
    { note: 'As seen.', evidence: [{ title: 'A visit' }], ...body },
    'reporter',
  );
  await server.post(`/v1/outcomes/${json.id}/submit`, {}, 'reporter');
  if (publish) expect((await server.post(`/v1/outcomes/${json.id}/publish`, {}, 'editor')).status).toBe(200);
};

const feed = async (query = '') => (await server.get(`/v1/promises/feed.json${query}`)).json;
const titles = async (query = ''): Promise<string[]> =>
  (await feed(query)).items.map((item: { title: string }) => item.title);

const WORDS = 'Ann will build <the> "bridge" & more.';
const at = async (now: string) => {
  server.clock.set(now);
  await followCalendar(server.server);
};

test('a feed of nothing is still a feed', async () => {
  expect(await feed()).toMatchObject({ version: 'https://jsonfeed.org/version/1.1', items: [] });
  const { body, headers } = await server.get('/v1/promises/feed.atom');
  expect(headers['content-type']).toBe('application/atom+xml; charset=utf-8');
  const atom = parseXml(body);
  expect(text(atom, 'updated')).toBe('1970-01-01T00:00:00Z');
  expect(atom.children.filter(({ name }) => name === 'entry')).toEqual([]);
});

test('what became due, overdue and was ruled stands newest first, each once', async () => {
  const bridge = await promise(WORDS, 'bridges', {
    kind: 'duration',
    phrase: 'in two weeks',
    reference_date: '2025-08-20',
    window_start: '2025-09-03',
    window_end: '2025-09-05',
    hedged: false,
  });
  const road = await promise('Ann will mend the road.', 'roads', {
    kind: 'vague',
    phrase: 'soon',
    review_on: '2025-09-05',
  });
  await at('2025-09-03T00:00:00.000Z');
  await at('2025-09-04T00:00:00.000Z');
  await at('2025-09-05T00:00:00.000Z');
  await at('2025-09-06T00:00:00.000Z');
  server.clock.set('2025-09-07T12:00:00.000Z');
  await ruling(bridge, { result: 'not_kept' });
  await ruling(road, { result: 'kept', occurred_on: '2025-09-06' }, false);
  await at('2025-09-08T12:00:00.000Z');
  expect(await titles()).toEqual([
    `Not kept: ${WORDS}`,
    `Overdue: ${WORDS}`,
    'To be looked at again: Ann will mend the road.',
    `Due tomorrow: ${WORDS}`,
    `Due from now on: ${WORDS}`,
  ]);
  const { items } = await feed();
  expect(items[1]).toEqual({
    id: expect.stringMatching(
      /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    ),
    url: `http://onrecord.test/v1/claims/${bridge}`,
    title: `Overdue: ${WORDS}`,
    content_text:
      'In the words of Ann Example: “in two weeks” (2025-08-20)\n\n' +
      'Its window ended on 2025-09-05; it has been overdue since 2025-09-06. That does not say that it was broken.',
    date_published: '2025-09-06T00:00:00.000Z',
    date_modified: '2025-09-06T00:00:00.000Z',
    tags: ['overdue', 'Ann Example', 'bridges'],
  });
  expect(new Set(items.map(({ id }: { id: string }) => id)).size).toBe(5);
});

test('Atom keeps to the grammar of RFC 4287, whatever was said', async () => {
  for (const query of ['', '?topic=bridges', '?speaker=ann']) {
    checkAtom((await server.get(`/v1/promises/feed.atom${query}`)).body);
  }
});

test('Atom says the same as JSON Feed, with what XML needs escaped', async () => {
  const { items } = await feed('?topic=bridges');
  const atom = parseXml((await server.get('/v1/promises/feed.atom?topic=bridges')).body);
  expect(atom.attributes.xmlns).toBe('http://www.w3.org/2005/Atom');
  expect(text(atom, 'updated')).toBe('2025-09-07T12:00:00.000Z');
  const self = atom.children.find(({ attributes }) => attributes.rel === 'self');
  expect(self?.attributes.href).toBe('http://onrecord.test/v1/promises/feed.atom?topic=bridges');
  const entries = atom.children.filter(({ name }) => name === 'entry');
  const said = entries.map((entry) => ({
    id: text(entry, 'id'),
    url: entry.children.find(({ name }) => name === 'link')?.attributes.href,
    title: text(entry, 'title'),
    content_text: text(entry, 'content'),
    date_published: text(entry, 'published'),
    date_modified: text(entry, 'updated'),
    tags: entry.children.filter(({ name }) => name === 'category').map(({ attributes }) => attributes.term),
  }));
  expect(said).toEqual(items);
  expect(items).toHaveLength(4);
});

test('a filter leaves out what is another’s', async () => {
  expect(await titles('?topic=roads')).toEqual(['To be looked at again: Ann will mend the road.']);
  expect(await titles('?speaker=ann')).toHaveLength(5);
  expect(await titles('?speaker=ann&topic=roads&topic=bridges')).toHaveLength(5);
  expect(await titles('?result=not_kept&hedged=false')).toEqual(await titles('?topic=bridges'));
  expect(await titles('?result=none&topic=bridges')).toEqual([]);
  expect(await titles('?progress=stalled')).toEqual([]);
  expect(await titles('?language=de')).toEqual([]);
  expect((await server.get('/v1/promises/feed.json?speaker=nobody')).status).toBe(400);
  expect((await server.get('/v1/promises/feed.json?colour=red')).status).toBe(400);
});

test('a ruling that takes the place of another is told beside it', async () => {
  const id = await promise('Ann will open the pool.', 'pools', {
    kind: 'calendar',
    window_start: '2026-01-01',
  });
  await ruling(id, { result: 'not_kept' });
  const [before] = (await feed('?topic=pools')).items;
  server.clock.set('2025-09-09T12:00:00.000Z');
  await ruling(id, { result: 'kept', occurred_on: '2025-09-09', reason: 'It opened after all.' });
  const { items } = await feed('?topic=pools');
  expect(items.map(({ title }: { title: string }) => title)).toEqual([
    'Kept: Ann will open the pool.',
    'Not kept: Ann will open the pool.',
  ]);
  expect(items[0].content_text).toContain('It happened on 2025-09-09.');
  expect(items[1].content_text).toContain('Another ruling has taken the place of this one.');
  expect(items[1]).toMatchObject({
    id: before.id,
    date_published: before.date_published,
    date_modified: '2025-09-09T12:00:00.000Z',
  });
});

test('a ruling on a promise of which nobody wrote what would fulfil it is told', async () => {
  const members = { kind: 'promise', text: 'Ann will plant trees.', claimants: ['ann'], topics: ['trees'] };
  const { json } = await server.post('/v1/claims', members, 'reporter');
  await server.post(`/v1/claims/${json.id}/publish`, {}, 'editor');
  await ruling(json.id, { result: 'superseded' });
  expect(await titles('?topic=trees')).toEqual(['Superseded: Ann will plant trees.']);
});

test('nothing of drafts, and nothing of what was withdrawn', async () => {
  const deadline = { kind: 'calendar', window_start: '2025-09-10', window_end: '2025-09-11' };
  await promise('A draft.', 'hidden', deadline, false);
  const id = await promise('Ann will dig a tunnel.', 'hidden', deadline);
  await at('2025-09-13T00:00:00.000Z');
  await ruling(id, { result: 'not_kept' });
  expect(await titles('?topic=hidden')).toHaveLength(4);
  await server.post(`/v1/claims/${id}/withdraw`, { reason: 'Not a promise' }, 'editor');
  expect(await titles('?topic=hidden')).toEqual([]);
});

test.each(['atom', 'json'])(
  'feed.%s answers 304 to who has it, and anew when something happened',
  async (kind) => {
    const url = `/v1/promises/feed.${kind}`;
    const first = await server.get(url);
    const headers = { 'if-none-match': first.headers.etag ?? '' };
    expect(await server.ask('GET', url, { headers })).toMatchObject({ status: 304, body: '' });
    await ruling(await promise(`Ann will ${kind}.`, 'more', { kind: 'none' }), {
      result: 'unclear_evidence',
    });
    const again = await server.ask('GET', url, { headers });
    expect(again.status).toBe(200);
    expect(again.body).toContain(`Evidence unclear: Ann will ${kind}.`);
  },
);
