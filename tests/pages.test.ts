/** Pages for readers: there for everything that is public, valid, without scripts, and never in the way of the API. */
import { gzipSync } from 'node:zlib';
import { Resvg } from '@resvg/resvg-js';
import jpeg from 'jpeg-js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readConfig } from '../src/config.ts';
import { NARROWING } from '../src/features/pages/claims.ts';
import { CATALOGUES } from '../src/features/pages/words.ts';
import { type Newsroom, openNewsroom, windowOf } from './setup/desk.ts';
import { HOSTILE } from './setup/hostile.ts';
import { faultsOf } from './setup/html.ts';
import { ASKS_HERE, startReceiver } from './setup/receiver.ts';
import { readersRoutes, untried } from './setup/page-routes.ts';
import { startServer, type TestServer } from './setup/server.ts';

const PEOPLE = { accept: 'text/html,application/xhtml+xml' };

interface Page {
  status: number;
  headers: Record<string, unknown>;
  body: string;
}

/** A page as a browser asks for it. */
const pageOf = async (
  { app }: TestServer,
  url: string,
  headers: Record<string, string> = {},
): Promise<Page> => {
  const reply = await app.inject({ method: 'GET', url, headers: { ...PEOPLE, ...headers } });
  return { status: reply.statusCode, headers: reply.headers, body: reply.body };
};

const scriptsIn = (body: string): string[] =>
  [...body.matchAll(/<script\b[^>]*>/gi)]
    .map(([tag]) => tag)
    .filter((tag) => tag !== '<script type="application/ld+json">');

/** What our own sentences begin with. */
const OUR_WORDS = Object.values(CATALOGUES.en)
  .flatMap((message) => (typeof message === 'string' ? [message] : Object.values(message)))
  .map((text) => text.split('{')[0]?.trim() ?? '')
  .filter((text) => text.length > 5);

const unescaped = (text: string): string =>
  text.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&lt;', '<').replaceAll('&amp;', '&');

/** All texts in a JSON document, a line each. */
const textsIn = (body: string): string => {
  const texts: string[] = [];
  JSON.parse(body, (_, value: unknown) => {
    if (typeof value === 'string') texts.push(value.replace(/\s+/g, ' '));
    return value;
  });
  return texts.join('\n');
};

/** Where links of a page lead within this server. */
const linksIn = (body: string): string[] =>
  [...body.matchAll(/\s(?:href|src|action)="(\/[^"#]*)/g)].map(([, path = '']) =>
    path.replaceAll('&amp;', '&'),
  );

/** A list that is narrowed by more than one thing: there are as many as one has patience to choose. */
const isNarrow = (link: string): boolean =>
  NARROWING.filter((name) => new URLSearchParams(link.split('?')[1]).has(name)).length > 1;

describe('the pages of the seed', () => {
  let server: TestServer;
  const pages = new Map<string, Page>();

  beforeAll(async () => {
    server = await startServer({ seed: true });
    // Every page that can be reached from the first, in English by its address.
    const todo = ['/en'];
    for (let url = todo.pop(); url !== undefined; url = todo.pop()) {
      if (pages.has(url)) continue;
      const page = await pageOf(server, url);
      pages.set(url, page);
      if (/^\/en\b/.test(url))
        todo.push(
          ...linksIn(page.body).filter((link) => !/^\/(de|es|uk|docs)\b/.test(link) && !isNarrow(link)),
        );
    }
  });
  afterAll(() => server.close());

  const shown = () => [...pages].filter(([url]) => /^\/en\b/.test(url));

  test('every address that a page leads to answers', () => {
    expect(shown().length).toBeGreaterThan(60);
    expect(
      [...pages].filter(([, { status }]) => status !== 200).map(([url, { status }]) => `${status} ${url}`),
    ).toEqual([]);
  });

  test('every page that there is can be reached from the first', () => {
    const tried = [...pages.keys()].map((url) => url.replace(/^\/en\b/, '') || '/');
    expect(untried(readersRoutes(server.app), tried)).toEqual([]);
  });

  test('there is a page for each thing on the record', async () => {
    for (const [list, path] of [
      ['/v1/claims?limit=100', '/en/claims/'],
      ['/v1/quotes?limit=100', '/en/quotes/'],
      ['/v1/sources?limit=100', '/en/sources/'],
    ] as const) {
      const { data } = (await server.get(list)).json;
      for (const { id } of data) {
        const page = pages.get(`${path}${id}`) ?? (await pageOf(server, `${path}${id}`));
        expect(page.status, id).toBe(200);
      }
    }
  });

  test('they are valid HTML', async () => {
    // One of each kind of page, and every claim.
    const kinds = new Map(
      shown().map(([url, page]) => [url.replace(/_[0-9a-z]{26}|\?.*/g, ''), { url, page }]),
    );
    for (const { url, page } of kinds.values()) expect(faultsOf(page.body), url).toEqual([]);
  });

  test('the first page and all that it loads are light', async () => {
    const { body } = await pageOf(server, '/');
    const loaded = [...body.matchAll(/<(?:link|img|script)[^>]* (?:href|src)="(\/assets\/[^"]+)"/g)];
    const bytes = async (path: string): Promise<number> => (await server.app.inject(path)).rawPayload.length;
    const sizes = await Promise.all(loaded.map(([, path = '']) => bytes(path)));
    expect(loaded.length).toBeGreaterThan(1);
    expect(gzipSync(body).length + sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(60_000);
    const css = loaded.find(([, path = '']) => path.endsWith('.css'))?.[1] ?? '';
    expect(await bytes(css)).toBeLessThan(20_000);
  });

  test('they have no script, no style of their own, and nothing from another host', () => {
    for (const [url, { body, headers }] of shown()) {
      expect(scriptsIn(body), url).toEqual([]);
      expect(body, url).not.toMatch(/\sstyle="|<style|\son\w+="/);
      expect(body, url).not.toMatch(
        /<(img|link rel="stylesheet"|iframe|source)[^>]*(src|href)="(https?:)?\/\//,
      );
      expect(String(headers['content-security-policy'])).toMatch(/default-src 'none'.*frame-ancestors/);
      expect(String(headers['content-security-policy'])).not.toMatch(/script-src|unsafe/);
    }
  });

  test('each says where else it is: JSON, feeds, languages, and how it looks elsewhere', async () => {
    const id = (await server.get('/v1/claims?kind=promise&q=sanctions')).json.data[0].id;
    const { body } = await pageOf(server, `/claims/${id}`);
    expect(body).toContain(`<link rel="canonical" href="http://onrecord.test/claims/${id}">`);
    expect(body).toContain(
      `<link rel="alternate" type="application/json" title="JSON" href="/v1/claims/${id}">`,
    );
    for (const language of ['en', 'de', 'es', 'uk']) {
      expect(body).toContain(`hreflang="${language}" href="http://onrecord.test/${language}/claims/${id}"`);
    }
    expect(body).toMatch(/<link rel="alternate" type="text\/calendar"/);
    expect(body).toMatch(/<link rel="alternate" type="application\/atom\+xml"/);
    expect(body).toMatch(/<meta property="og:description" content="132 days past its window/);
    for (const [path, types] of [
      ['/', ['application/json', 'text/csv', 'application/atom+xml', 'text/calendar']],
      ['/claims', ['application/json', 'text/csv', 'application/atom+xml']],
      ['/promises', ['application/json', 'text/csv', 'application/atom+xml', 'text/calendar']],
      ['/speakers/donald-trump', ['application/json', 'text/csv', 'application/atom+xml', 'text/calendar']],
      ['/topics/sanctions', ['application/json', 'text/csv', 'application/atom+xml', 'text/calendar']],
      ['/corrections', ['application/json', 'text/csv', 'application/atom+xml']],
      ['/quotes', ['application/json', 'text/csv']],
      ['/sources', ['application/json', 'text/csv']],
      ['/search?q=sanctions', ['application/json']],
      ['/log', ['text/plain', 'application/json']],
    ] as const) {
      const page = (await pageOf(server, path)).body;
      const named = [...page.matchAll(/<link rel="alternate" type="([^"]+)"/g)].map(([, type = '']) => type);
      expect([...new Set(named)].sort(), path).toEqual([...types].sort());
    }
    // Every page has a picture, which is there.
    for (const [url, { body }] of shown()) {
      if (/\/v1\/|\.(png|svg|jpg)$/.test(url)) continue;
      const [, picture = ''] =
        /<meta property="og:image" content="http:\/\/onrecord\.test([^"]+)"/.exec(body) ?? [];
      expect(picture, url).toMatch(/card\.png$/);
    }
    for (const picture of ['/card.png', '/de/card.png', '/speakers/donald-trump/card.png']) {
      const drawn = await server.app.inject(picture);
      expect(drawn.headers['content-type'], picture).toBe('image/png');
      expect(drawn.rawPayload.readUInt32BE(16), picture).toBe(1_200);
    }
  });

  test('what a page shows of the record is in its JSON, and in that of what it leads to', async () => {
    const answers = new Map<string, Promise<string>>();
    const textsAt = (url: string): Promise<string> => {
      const known = answers.get(url) ?? server.get(url).then(({ body }) => textsIn(body));
      answers.set(url, known);
      return known;
    };
    const kinds = new Map(shown().map(([url, page]) => [url.replace(/[a-z]+_[0-9a-z]{26}/g, ':id'), page]));
    let looked = 0;
    for (const [url, { body }] of [...kinds].filter(([url]) => !/\.(png|svg)$/.test(url))) {
      const [, main = ''] = /<main[^>]*>(.*)<\/main>/s.exec(body) ?? [];
      const own = [...body.matchAll(/type="application\/json" title="JSON" href="([^"]+)"/g)];
      const things = [
        ...body.matchAll(
          /href="(?:http:\/\/onrecord\.test)?\/en(\/(?:claims|quotes|sources|speakers)\/[^"/?#]+)"/g,
        ),
      ];
      const from = [
        ...own.map(([, href = '']) => href.replaceAll('&amp;', '&')),
        ...things.map(([, path = '']) => `/v1${path}`),
      ];
      const known = (await Promise.all([...new Set(from)].map(textsAt))).join('\n');
      // Words of the record say themselves which way they run; ours do not.
      for (const [, text = ''] of main.matchAll(
        /<[a-z0-9]+(?: [a-z-]+="[^"]*")* dir="auto"[^>]*>([^<]+)</g,
      )) {
        const plain = unescaped(text).replace(/\s+/g, ' ').trim();
        if (plain === '' || OUR_WORDS.some((words) => plain.startsWith(words))) continue;
        looked += 1;
        // What stands in a row may be of several members.
        const parts = known.includes(plain) ? [] : plain.split(/, | · /);
        expect(
          parts.filter((part) => !known.includes(part)),
          `${url}: ${plain}`,
        ).toEqual([]);
      }
    }
    expect(looked).toBeGreaterThan(300);
  });

  test('a rated claim carries its ClaimReview, at the address of its page', async () => {
    const { data } = (await server.get('/v1/claims?rating=true')).json;
    const { body } = await pageOf(server, `/claims/${data[0].id}`);
    const [, block = ''] = /<script type="application\/ld\+json">(.*?)<\/script>/.exec(body) ?? [];
    expect(JSON.parse(block)).toMatchObject({
      '@type': 'ClaimReview',
      url: `http://onrecord.test/claims/${data[0].id}`,
      claimReviewed: data[0].text,
    });
  });

  test('a promise that is overdue is said to be so as arithmetic, never as broken', async () => {
    const { data } = (await server.get('/v1/promises?timeliness=overdue&result=none')).json;
    const { body } = await pageOf(server, `/en/claims/${data[0].id}`);
    expect(body).toContain('132 days past its window');
    expect(body).toContain('Overdue is arithmetic.');
    expect(body).not.toContain('Not kept');
    expect(body).toContain('class="axis"');
    expect(body).toContain('<mark>maybe in two weeks, three weeks</mark>');
  });

  test('a language is chosen by the address, else by Accept-Language', async () => {
    const german = await pageOf(server, '/de/promises');
    expect(german.body).toContain('<html lang="de">');
    expect(german.body).toContain('href="/de/claims"');
    const asked = await pageOf(server, '/promises', { 'accept-language': 'uk, en;q=0.5' });
    expect(asked.body).toContain('<html lang="uk">');
    expect(asked.headers.vary).toContain('Accept-Language');
    expect(german.headers.vary ?? '').not.toContain('Accept-Language');
    expect((await pageOf(server, '/es')).body).toContain('Promesas');
    for (const language of ['de', 'es', 'uk']) {
      const { body } = await pageOf(server, `/${language}/claims`);
      expect(faultsOf(body)).toEqual([]);
    }
  });

  test('who has a page already is told so, until something changes', async () => {
    const first = await pageOf(server, '/en/claims');
    const again = await pageOf(server, '/en/claims', { 'if-none-match': String(first.headers.etag) });
    expect(again.status).toBe(304);
    const id = (await server.get('/v1/promises?timeliness=overdue&result=none')).json.data[0].id;
    expect((await pageOf(server, `/claims/${id}/card.svg`)).body).toContain('132 days');
    server.clock.set('2026-01-16T12:00:00.000Z');
    expect((await pageOf(server, `/claims/${id}/card.svg`)).body).toContain('133 days');
    const promises = await pageOf(server, '/en/promises?timeliness=overdue');
    expect(promises.body).toContain('133 days past its window');
    server.clock.set('2026-01-15T12:00:00.000Z');
  });

  test('a parameter that nobody knows, such as that of a campaign, changes nothing', async () => {
    const plain = await pageOf(server, '/en/claims?kind=promise');
    const campaign = await pageOf(server, '/en/claims?kind=promise&utm_source=mail&fbclid=x');
    expect(campaign.status).toBe(200);
    expect(campaign.headers.etag).toBe(plain.headers.etag);
  });

  test('what is not there is a page as well, in the reader’s language', async () => {
    for (const url of [
      '/claims/claim_01k2m8r3v5e9gaqz6n7t4s0wxy',
      '/speakers/nobody',
      '/quotes/x',
      '/sources/x',
    ]) {
      const page = await pageOf(server, `/de${url}`);
      expect(page.status, url).toBe(404);
      expect(page.headers['content-type']).toContain('text/html');
      expect(page.body).toContain('Hier ist nichts');
      expect(faultsOf(page.body), url).toEqual([]);
    }
    const wrong = await pageOf(server, '/promises?timeliness=broken');
    expect(wrong.status).toBe(400);
    expect(wrong.headers['content-type']).toContain('text/html');
  });

  test('a claim can be embedded: a card, a picture, and oEmbed says how', async () => {
    const id = (await server.get('/v1/promises?timeliness=overdue&result=none')).json.data[0].id;
    const address = `http://onrecord.test/claims/${id}`;
    const { body } = await pageOf(server, `/claims/${id}`);
    const discovery = `/oembed?url=${encodeURIComponent(address)}`;
    expect(body).toContain(
      `<link rel="alternate" type="application/json+oembed" title="oEmbed" href="${discovery}">`,
    );
    const { json: oembed } = await server.get(`${discovery}&maxwidth=400`);
    expect(oembed).toMatchObject({ version: '1.0', type: 'rich', width: 400, provider_name: 'Onrecord' });
    expect(oembed.html).toContain(`src="http://onrecord.test/embed/claims/${id}"`);
    for (const theme of ['', '?theme=dark', '?theme=light']) {
      const card = await pageOf(server, `/uk/embed/claims/${id}${theme}`);
      expect(card.status).toBe(200);
      expect(faultsOf(card.body)).toEqual([]);
      expect(scriptsIn(card.body)).toEqual([]);
      expect(card.headers['set-cookie']).toBeUndefined();
      expect(card.headers['x-frame-options']).toBeUndefined();
      expect(String(card.headers['content-security-policy'])).toContain('frame-ancestors *');
    }
    expect((await pageOf(server, `/claims/${id}`)).headers['x-frame-options']).toBe('SAMEORIGIN');
    const png = await server.app.inject(`/claims/${id}/card.png`);
    expect(png.headers['content-type']).toBe('image/png');
    expect(png.rawPayload.readUInt32BE(16)).toBe(1_200);
    expect((await pageOf(server, `/claims/${id}/card.svg`)).body).toContain('132 days past its window');
    for (const url of ['https://example.org/claims/x', `${address}x`, 'http://onrecord.test/claims']) {
      expect((await server.get(`/oembed?url=${encodeURIComponent(url)}`)).status, url).toBe(404);
    }
  });

  test('the API is as it was: JSON at / for programs, problems as JSON, no page in its description', async () => {
    expect((await server.get('/')).json.links.claims).toBe('http://onrecord.test/v1/claims');
    const missing = await pageOf(server, '/v1/claims/claim_01k2m8r3v5e9gaqz6n7t4s0wxy');
    expect(missing.headers['content-type']).toContain('application/problem+json');
    const { paths } = JSON.parse(JSON.stringify(server.app.swagger()));
    const described = Object.keys(paths);
    expect(
      described.filter((path) => /^\/(claims|promises|speakers|quotes|search|assets|de)\b/.test(path)),
    ).toEqual([]);
  });
});

describe('hostile texts', () => {
  let server: Newsroom;
  const urls: string[] = [];
  const hostile = HOSTILE.join(' ').slice(0, 1_000);
  const short = HOSTILE.slice(0, 5).join(' ').slice(0, 200);

  beforeAll(async () => {
    server = await openNewsroom();
    await server.scale({
      title: short,
      ratings: [
        { key: 'true', labels: { en: '<script>1</script>' }, order: 1, value: 1, description: hostile },
        { key: 'false', labels: { en: '"><b onload=x>' }, order: 0, value: 0, description: hostile },
      ],
    });
    const source = await server.source({
      title: hostile,
      publisher: '<script>x</script>',
      author: '"><svg onload=x>',
      url: 'https://example.org/"><script>alert(1)</script>',
      archived_url: "https://example.org/'onclick='x",
    });
    const speaker = await server.speaker({
      name: '<script>alert(1)</script>',
      slug: 'hostile',
      roles: [{ title: short, organisation: '"><svg onload=x>', party: "' onclick='x" }],
      external_ids: [{ scheme: 'other', id: '"><script>x</script>' }],
      image: {
        url: 'https://example.org/"><script>alert(1)</script>',
        licence: '<script>x</script>',
        licence_url: "https://example.org/'onclick='x",
        credit: '"><svg onload=x>',
      },
      aliases: HOSTILE.map((text) => text.slice(0, 200)),
      description: hostile,
    });
    const quote = await server.quote({
      speaker: speaker.id,
      source: source.id,
      text: hostile,
      venue: '<script>x</script>',
      speaker_role: '"><script>x</script>',
      original: { text: hostile, language: 'fr' },
      media: { url: 'https://example.org/"><script>x</script>', start_seconds: 1 },
    });
    const beside = await server.publicClaim({ text: `Beside. ${short}` });
    const evidence = [
      {
        url: 'https://example.org/?"><script>',
        title: hostile,
        publisher: '<script>x</script>',
        excerpt: hostile,
        stance: 'supports',
      },
    ];
    const claim = await server.publicClaim({
      kind: 'promise',
      text: hostile,
      quotes: [quote.id],
      topics: ['<script>x</script>', '" onclick="x'],
      article_url: 'https://example.org/"><script>x</script>',
      article_title: hostile,
      same_as: ["https://example.org/'onclick='x"],
      related: [{ claim: beside.id, relation: 'contradicts' }],
      promise: {
        about: [{ name: short }],
        decided_by: { what: hostile, url: 'https://example.org/"><script>x</script>' },
        responsible: { name: short },
        action: hostile,
        criteria: hostile,
        testability: 'testable',
        deadline: {
          kind: 'calendar',
          phrase: '<script>x</script>',
          window_start: '2025-01-01',
          window_end: '2025-02-01',
          convention_note: hostile,
        },
        condition: { text: hostile, status: 'met' },
      },
    });
    await server.verdict(claim.id, 'superseded', {
      summary: hostile,
      rationale: HOSTILE.join('\n\n'),
      evidence,
      reason: hostile,
    });
    await server.outcome(claim.id, 'published', {
      result: 'kept',
      occurred_on: '2025-03-01',
      note: hostile,
      evidence,
    });
    await server.make(`/v1/claims/${claim.id}/clarifications`, { text: hostile }, 'editor');
    await server.correct(claim.id, { topics: ['<script>x</script>', '" onclick="x', 'more'] });
    const gone = await server.publicClaim({ text: hostile });
    await server.withdraw(gone.id, hostile);
    urls.push(
      '/',
      '/claims',
      '/promises',
      '/topics',
      '/corrections',
      '/about',
      '/log',
      '/speakers',
      '/speakers/hostile',
      '/quotes',
      '/sources',
      `/claims/${claim.id}`,
      `/claims/${claim.id}/history`,
      `/embed/claims/${claim.id}`,
      `/claims/${gone.id}`,
      `/quotes/${quote.id}`,
      `/sources/${source.id}`,
      `/topics/${encodeURIComponent('<script>x</script>')}`,
      `/search?q=${encodeURIComponent('"><script>alert(1)</script>')}`,
      `/quotes/${quote.id}/history`,
      `/sources/${source.id}/history`,
    );
    expect(untried(readersRoutes(server.app), urls), 'pages that are not among these').toEqual([]);
  });
  afterAll(() => server.close());

  test('are shown as text in every field, in Markdown and in addresses', async () => {
    for (const url of urls) {
      const { body, status } = await pageOf(server, url);
      expect(status, url).toBeLessThan(411);
      expect(scriptsIn(body), url).toEqual([]);
      const tags = [...body.matchAll(/<[a-z](?:"[^"]*"|'[^']*'|[^'">])*>/gi)].map(([tag]) =>
        tag.replaceAll(/"[^"]*"/g, '""'),
      );
      expect(
        tags.filter((tag) =>
          /\son\w+\s*=|<(iframe|style|base|math|object|embed|form(?! class="")|mglyph)\b/i.test(tag),
        ),
        url,
      ).toEqual([]);
      expect(body, url).not.toMatch(/(href|src|action)="\s*(javascript|data|vbscript):/i);
      expect(faultsOf(body), url).toEqual([]);
    }
  });

  test('a claim that was withdrawn is a page that says why, with 410', async () => {
    const gone =
      urls.find((url) => url.startsWith('/claims/claim_') && !url.endsWith('history') && url !== urls[11]) ??
      '';
    const page = await pageOf(server, gone);
    expect(page.status).toBe(410);
    expect(page.body).toContain('This was withdrawn');
    expect(page.body).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
  });
});

test('what belongs to the newsroom is set once: name, footer, colours, and whether there are pages at all', async () => {
  const own = await startServer({
    settings: {
      ONRECORD_NAME: 'The Ledger',
      ONRECORD_FOOTER: 'Imprint: [us](https://example.org/)',
      ONRECORD_COLOURS: '#0a5a6b #7cc7d6',
    },
  });
  const { body } = await pageOf(own, '/');
  expect(body).toContain('<title>The Ledger</title>');
  expect(body).toContain('Imprint: <a href="https://example.org/"');
  const [, css = ''] = /href="(\/assets\/newsroom-[^"]+)"/.exec(body) ?? [];
  const sheet = await pageOf(own, css);
  expect(sheet.body).toContain('--link:light-dark(#0a5a6b,#7cc7d6)');
  expect(sheet.headers['cache-control']).toContain('immutable');
  await own.close();
  await expect(startServer({ settings: { ONRECORD_COLOURS: '#ffff00 #000000' } })).rejects.toThrow(
    'contrast',
  );
  const none = await startServer({ settings: { ONRECORD_PAGES: 'false' } });
  expect((await none.get('/claims')).status).toBe(404);
  expect((await pageOf(none, '/')).body).toContain('Read and try the API');
  await none.close();
});

test('where there is nothing, a browser gets a page and a program a problem', async () => {
  const server = await startServer({ seed: true });
  for (const url of ['/nothing/here', '/de/nothing']) {
    const page = await pageOf(server, url);
    expect(page.status, url).toBe(404);
    expect(page.headers['content-type'], url).toContain('text/html');
    expect(page.body, url).toContain('<input type="search"');
    expect(faultsOf(page.body), url).toEqual([]);
    expect((await server.get(url)).headers['content-type'], url).toContain('application/problem+json');
  }
  expect((await pageOf(server, '/v1/nothing')).headers['content-type']).toContain('application/problem+json');
  await server.close();
});

test('lists say how many there are of each choice, and where they are as a spreadsheet', async () => {
  const server = await startServer({ seed: true });
  const { facets } = (await server.get('/v1/claims?facets=kind&limit=1')).json;
  const { body } = await pageOf(server, '/claims');
  for (const { value, count } of facets[0].values)
    expect(body).toMatch(new RegExp(`href="/claims\\?kind=${value}"[^>]*>[^<]*<small>${count}</small>`));
  for (const [url, csv] of [
    ['/claims?kind=promise', '/v1/claims.csv?kind=promise'],
    ['/promises', '/v1/promises.csv'],
    ['/quotes', '/v1/quotes.csv'],
    ['/corrections', '/v1/corrections.csv'],
  ] as const) {
    expect((await pageOf(server, url)).body, url).toContain(
      `<link rel="alternate" type="text/csv" title="CSV" href="${csv}">`,
    );
  }
  for (const name of ['timeliness', 'year', 'publisher'] as const) {
    const counted = (await server.get(`/v1/claims?facets=${name}&limit=1`)).json.facets[0].values;
    const offered = [
      ...body.matchAll(new RegExp(`href="(/claims\\?${name}=[^"]*)"[^>]*>[^<]*<small>(\\d+)<`, 'g')),
    ];
    expect(offered.length, name).toBeGreaterThan(1);
    for (const [, href = '', count] of offered) {
      const value = new URLSearchParams(href.split('?')[1]?.replaceAll('&amp;', '&')).get(name);
      const known = counted.find((one: { value: string | null }) => (one.value ?? 'none') === value);
      expect(known?.count, `${name} ${value}`).toBe(Number(count));
      // As many as it says stand behind the link.
      const { data } = (await server.get(`/v1${href.replaceAll('&amp;', '&')}&limit=100`)).json;
      expect(data.length, href).toBe(Number(count));
      const listed = (await pageOf(server, href.replaceAll('&amp;', '&'))).body.match(/class="claim"/g) ?? [];
      expect(listed.length, href).toBe(Math.min(Number(count), 20));
    }
  }
  const found = await pageOf(server, '/search?q=Alaska&kind=promise');
  expect(found.body).toMatch(/aria-label="Kind"/);
  // What was found stands beside each hit, and first on the page of who said it.
  expect((await pageOf(server, '/search?q=sanctions&type=claim')).body).toMatch(/days past its window/);
  expect((await pageOf(server, '/speakers/donald-trump')).body).toMatch(
    /3 promises on record: 1 kept, 1 not kept and 1 without a ruling\./,
  );
  await server.close();
});

test('ratings are called in the reader’s language, else in English; other scripts run their own way', async () => {
  const server = await openNewsroom();
  const rating = (key: string, order: number, labels: Record<string, string>) => ({
    ...{ key, order, labels, value: order },
    description: 'As it says.',
  });
  await server.scale({
    ratings: [
      rating('false', 0, { en: 'Wrong', de: 'Falsch' }),
      rating('true', 1, { en: 'Right', de: 'Stimmt' }),
    ],
  });
  const claim = await server.publicClaim({ text: 'الجسر مفتوح منذ الربيع.', language: 'ar' });
  await server.verdict(claim.id, 'published');
  for (const [language, label] of [
    ['en', 'Right'],
    ['de', 'Stimmt'],
    ['es', 'Right'],
  ] as const) {
    const { body } = await pageOf(server, `/${language}/claims/${claim.id}`);
    expect(body, language).toMatch(new RegExp(`class="answer">.*?</svg>${label}<`));
    expect(body, language).toContain('<h1 dir="auto" lang="ar">الجسر');
  }
  expect((await server.app.inject(`/claims/${claim.id}/card.png`)).statusCode).toBe(200);
  await server.close();
});

test('a promise that was put off shows its first window and the day on which another time was named', async () => {
  const server = await openNewsroom();
  const { id } = await server.publicPromise(
    windowOf('2025-09-01', '2025-09-30', { phrase: 'in September' }),
    {
      first_said_on: '2025-08-15',
    },
  );
  const later = windowOf('2026-03-01', '2026-03-31', { phrase: 'in March', reference_date: '2025-10-10' });
  const { promise } = await server.deadline(id, later);
  await server.confirm(id, promise?.deadlines?.at(-1)?.position ?? 2);
  const { body } = await pageOf(server, `/en/claims/${id}`);
  expect(body).toMatch(/<rect class="former"/);
  expect(body).toMatch(/First window: 1.–.30 Sept 2025/);
  expect(body).toMatch(/<time datetime="2025-10-10">.*?Another time was named: “in March”/s);
  expect(faultsOf(body)).toEqual([]);
  await server.close();
});

test('windows side by side are to scale: one that is too far away has an arrow with its year', async () => {
  const server = await openNewsroom();
  for (const [from, to] of [
    ['2025-06-01', '2025-09-30'],
    ['2026-01-01', '2026-06-30'],
    ['2011-01-01', '2011-01-31'],
    ['2044-01-01', '2044-12-31'],
  ] as const)
    await server.publicPromise(windowOf(from, to));
  const { body } = await pageOf(server, '/en/promises');
  const [, drawn = ''] = /class="gantt">(.*?)<\/ul>/s.exec(body) ?? [];
  expect(drawn.match(/<rect /g)).toHaveLength(2);
  expect(drawn).toContain('← 2011');
  expect(drawn).toContain('2044 →');
  await server.close();
});

test('a speaker’s picture is copied, small, and shown from here; one without has the initials', async () => {
  const receiver = await startReceiver();
  const drawn = new Resvg(
    '<svg xmlns="http://www.w3.org/2000/svg" width="900" height="1200"><rect width="900" height="1200" fill="#2040c0"/></svg>',
  );
  receiver.answer = ({ path }, response) =>
    void (path === '/portrait.png'
      ? response.writeHead(200, { 'content-type': 'image/png' }).end(drawn.render().asPng())
      : response.writeHead(path === '/robots.txt' ? 404 : 200).end('<script>alert(1)</script>'));
  const server = await openNewsroom({ settings: { ...ASKS_HERE, ONRECORD_LOOK_OUT: 'true' } });
  const image = { url: `${receiver.url}/portrait.png`, licence: 'CC BY 4.0', credit: 'A photographer' };
  const seen = await server.speaker({ name: 'Vera Photo', slug: 'vera-photo', image });
  const text = await server.speaker({
    name: 'Otto von Text',
    slug: 'otto-text',
    image: { ...image, url: `${receiver.url}/text` },
  });
  for (const { id } of [seen, text]) {
    const quote = await server.quote({ speaker: id });
    await server.publicClaim({ text: `Said by ${id}.`, quotes: [quote.id] });
  }
  await server.app.worker.drain();
  const page = (await pageOf(server, '/speakers/vera-photo')).body;
  const [, path = ''] = /<img class="face" src="([^"]+)"/.exec(page) ?? [];
  expect(path).toMatch(/^\/portraits\/speaker_/);
  expect(page).toContain('A photographer');
  expect(page).toContain(`"image":"http://onrecord.test${path}"`);
  expect(faultsOf(page)).toEqual([]);
  const picture = await server.app.inject(path);
  expect(picture.headers['content-type']).toBe('image/jpeg');
  expect(String(picture.headers['content-security-policy'])).toContain('sandbox');
  expect(picture.rawPayload.length).toBeLessThan(30_000);
  const { width, height, data } = jpeg.decode(picture.rawPayload);
  expect([width, height]).toEqual([240, 240]);
  expect([...data.subarray(0, 3)].map((value) => Math.round(value / 16))).toEqual([2, 4, 12]);
  expect((await pageOf(server, '/speakers')).body).toContain(`src="${path}"`);

  const other = (await pageOf(server, '/speakers/otto-text')).body;
  expect(other).not.toContain('<img class="face"');
  expect(other).toMatch(/<svg class="face".*>OT<\/text>/);
  expect(other).toContain(`href="${receiver.url}/text"`);
  // Another picture by now: the old copy is shown no more.
  await server.change(seen.id, { image: { ...image, url: `${receiver.url}/text` } }, 'editor');
  expect((await pageOf(server, '/speakers/vera-photo')).body).not.toContain('<img class="face"');
  expect((await server.app.inject(path)).statusCode).toBe(404);
  // What was looked at is not asked for again.
  const asked = receiver.asked.length;
  await server.app.worker.drain();
  await server.app.worker.drain();
  expect(receiver.asked.length).toBe(asked + 1);
  await server.close();
  await receiver.close();
});

test('topics are counted, the commonest first, each spelt as the API spells it: as most claims do', async () => {
  const server = await openNewsroom();
  await server.publicClaim({ topics: ['roads', 'bridges'] });
  await server.publicClaim({ topics: ['Roads'] });
  await server.publicClaim({ topics: ['roads'] });
  await server.claim({ topics: ['drafts'] });
  const shown = async () => {
    const { body } = await pageOf(server, '/topics');
    const topics = [...body.matchAll(/<a href="\/topics\/[^"]+">([^<]+)<\/a> <small>([^<]+)</g)].map(
      ([, topic, claims]) => `${topic} ${claims}`,
    );
    const { data } = (await server.get('/v1/topics')).json;
    const told = data.map(({ topic, claims }: { topic: string; claims: number }) => `${topic} ${claims}`);
    expect(topics.toSorted()).toEqual(told.toSorted());
    return topics;
  };
  expect(await shown()).toEqual(['roads 3', 'bridges 1']);
  // What is published, corrected and withdrawn after that moves the counts along.
  await server.publicClaim({ topics: ['Roads'] });
  const { id } = await server.publicClaim({ topics: ['Roads', 'Tunnels'] });
  expect(await shown()).toEqual(['Roads 5', 'bridges 1', 'Tunnels 1']);
  await server.correct(id, { topics: ['tunnels', 'bridges'] });
  await server.correct(id, { topics: ['bridges', 'BRIDGES of stone'] });
  expect(await shown()).toEqual(['Roads 4', 'bridges 2', 'BRIDGES of stone 1']);
  await server.withdraw(id, 'It was another.');
  expect(await shown()).toEqual(['Roads 4', 'bridges 1']);
  await server.close();
});

test('what was said again is counted, and what contradicts it is named', async () => {
  const server = await openNewsroom();
  const [one, two, three] = [
    await server.publicClaim({ text: 'It is so.' }),
    await server.publicClaim({ text: 'It is so, again.' }),
    await server.publicClaim({ text: 'It is not so.' }),
  ];
  const match = (claim: string, relation: string) =>
    server.post(`/v1/claims/${one.id}/matches`, { claim, relation, state: 'confirmed' }, 'editor');
  const asked = () => pageOf(server, `/en/claims/${one.id}`);
  const before = await asked();
  expect(before.body).not.toContain('Said 2 times');
  // What is drafted changes no page.
  await server.claim({ text: 'It may be so.' });
  expect((await asked()).headers.etag).toBe(before.headers.etag);
  await match(two.id, 'repeats');
  expect((await asked()).body).toContain('Said 2 times');
  await match(three.id, 'contradicts');
  const { body } = await asked();
  expect(body).toContain('It is so, again.');
  expect(body).toMatch(/contradicts <a href="\/en\/claims\/[^"]+" dir="auto">It is not so\./);
  await server.close();
});

test('the clock of a term stands above the promises where the newsroom has named one', async () => {
  const server = await startServer({
    seed: true,
    settings: { ONRECORD_TERM: '2025-01-20/2029-01-20 Second term' },
  });
  expect((await pageOf(server, '/promises')).body).toMatch(/Second term.*of 1,462 days/s);
  expect((await pageOf(server, '/promises?result=kept')).body).not.toContain('Second term');
  await server.close();
  for (const term of ['2025-01-20 2029-01-20 x', '2029-01-20/2025-01-20 x', '2025-02-30/2029-01-20 x'])
    expect(() => readConfig({ ONRECORD_TERM: term })).toThrow('ONRECORD_TERM');
});

test('a newsroom that shows nothing without a key shows no pages either', async () => {
  const closed = await startServer({ seed: true, settings: { ONRECORD_PUBLIC_READ: 'false' } });
  for (const url of ['/claims', '/de/promises', '/']) {
    const page = await pageOf(closed, url);
    expect(page.status, url).toBe(401);
    expect(page.body).not.toContain('Trump');
  }
  // Whoever has a key searches and reads as anybody else does elsewhere.
  const key = { authorization: `Bearer ${closed.secrets.reader}` };
  expect((await pageOf(closed, '/search?q=sanctions', key)).body).toContain('<mark>sanctions</mark>');
  expect((await pageOf(closed, '/speakers/donald-trump', key)).body).toContain('Not kept');
  await closed.close();
});
