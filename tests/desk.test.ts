/** The desk: forms that need no script, the rules of the API behind them, and sessions that cannot be borrowed. */
import { type ParserError, parse } from 'parse5';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Newsroom, openNewsroom } from './setup/desk.ts';
import { HOSTILE } from './setup/hostile.ts';

interface Page {
  status: number;
  headers: Record<string, unknown>;
  body: string;
}

/** A browser of one person: it keeps its cookie and fills in forms. */
class Browser {
  #server: Newsroom;
  cookie = '';
  constructor(server: Newsroom) {
    this.#server = server;
  }

  async get(url: string): Promise<Page> {
    const reply = await this.#server.app.inject({ method: 'GET', url, headers: this.#headers() });
    return { status: reply.statusCode, headers: reply.headers, body: reply.body };
  }

  /** Sends what is given, with headers as they come from a page of ours unless told otherwise. */
  async send(
    url: string,
    fields: Record<string, string>,
    headers: Record<string, string> = {},
  ): Promise<Page> {
    const reply = await this.#server.app.inject({
      method: 'POST',
      url,
      headers: {
        ...this.#headers(),
        'content-type': 'application/x-www-form-urlencoded',
        'sec-fetch-site': 'same-origin',
        ...headers,
      },
      payload: new URLSearchParams(fields).toString(),
    });
    const set = reply.headers['set-cookie'];
    if (typeof set === 'string') this.cookie = set.split(';', 1)[0] ?? '';
    return { status: reply.statusCode, headers: reply.headers, body: reply.body };
  }

  /** Loads the page at `at`, and sends its form with these fields to `url`. */
  async submit(at: string, fields: Record<string, string>, url = at): Promise<Page> {
    const { body } = await this.get(at);
    return this.send(url, { form_token: formTokenIn(body), ...fields });
  }

  async signIn(who: 'reporter' | 'editor' | 'reader'): Promise<Page> {
    return this.send('/desk/sign-in', { key: this.#server.secrets[who] });
  }

  #headers(): Record<string, string> {
    return { accept: 'text/html', ...(this.cookie === '' ? {} : { cookie: this.cookie }) };
  }
}

const formTokenIn = (body: string): string => /name="form_token" value="([^"]+)"/.exec(body)?.[1] ?? '';
const placeOf = ({ headers, body, status }: Page): string => {
  expect(status, body).toBe(303);
  return String(headers.location);
};
const last = (path: string): string => path.split('/').at(-1) ?? '';

const faultsOf = (body: string): string[] => {
  const faults: string[] = [];
  parse(body, { onParseError: ({ code }: ParserError) => void faults.push(code) });
  return faults;
};

let server: Newsroom;
let reporter: Browser;
let editor: Browser;

beforeAll(async () => {
  server = await openNewsroom({ now: '2025-08-20T12:00:00.000Z' });
  await server.scale();
  reporter = new Browser(server);
  editor = new Browser(server);
  await reporter.signIn('reporter');
  await editor.signIn('editor');
});
afterAll(() => server.close());

describe('a day at the desk', () => {
  let source = '';
  let quote = '';
  let claim = '';

  test('a source, a speaker and a quote, whose words are compared at once', async () => {
    source = placeOf(
      await reporter.submit('/desk/new/source', {
        kind: 'speech',
        title: 'Speech at the bridge',
        text: 'She said: “The bridge will be open in two weeks.” Then it rained.',
      }),
    );
    await reporter.submit('/desk/new/speaker', { name: 'Ada Example', slug: 'ada-example', kind: 'person' });
    quote = placeOf(
      await reporter.submit('/desk/new/quote', {
        source: last(source),
        speaker: 'ada-example',
        text: 'The bridge will be open in two weeks.',
        form: 'direct',
        said_on: '2025-08-15',
      }),
    );
    const shown = await reporter.get(quote);
    expect(shown.body).toContain('Word for word in the source');
    expect(shown.body).toContain('<mark>The bridge will be open in two weeks.</mark>');
    expect((await reporter.get(source)).body).toContain('The bridge will be open');
    const next = await reporter.get(`/desk/new/claim?quotes=${last(quote)}`);
    expect(next.body).toContain(`${last(quote)}</textarea>`);
  });

  test('a claim with a promise, whose deadline is read before anything is kept', async () => {
    const fields = {
      kind: 'promise',
      text: 'The bridge will be open in two weeks.',
      quotes: last(quote),
      topics: 'bridges, roads',
      'promise.action': 'Open the bridge.',
      'promise.criteria': 'Kept if traffic crosses it.',
      'promise.testability': 'testable',
      'promise.deadline.phrase': 'in two weeks',
      'promise.deadline.reference_date': '2025-08-15',
    };
    const read = await reporter.submit('/desk/new/claim', { ...fields, intent: 'read' });
    expect(read.body).toMatch(/Read as: 29.*Aug/);
    expect(read.body).toContain('Kept if traffic crosses it.</textarea>');
    claim = placeOf(await reporter.submit('/desk/new/claim', fields));
    const shown = await reporter.get(claim);
    expect(shown.body).toContain('Deadline to confirm');
    expect(faultsOf(shown.body)).toEqual([]);
  });

  test('another confirms and publishes it; its author may not', async () => {
    const path = `/v1/claims/${last(claim)}`;
    await editor.submit(claim, {}, `${claim}/deadlines/1/confirm`);
    const own = await reporter.submit(claim, { path, decision: 'publish' }, '/desk/review');
    expect(own.status).toBe(403);
    expect(placeOf(await editor.submit(claim, { path, decision: 'publish' }, '/desk/review'))).toBe(claim);
    const page = await reporter.get(`/claims/${last(claim)}`);
    expect(page.status).toBe(200);
    expect(page.body).toContain('The bridge will be open in two weeks.');
  });

  test('a verdict and an outcome are proposed, stand in the inbox, and are approved or sent back', async () => {
    placeOf(
      await reporter.submit(`${claim}/verdict`, {
        rating: 'true',
        scale: 'truth',
        summary: 'It is so.',
        rationale: 'The register *says* so.',
        'evidence.0.url': 'https://example.org/register',
        'evidence.0.stance': 'supports',
        'evidence.1.stance': 'supports',
      }),
    );
    server.clock.set('2025-09-03T12:00:00.000Z');
    await reporter.signIn('reporter');
    await editor.signIn('editor');
    placeOf(
      await reporter.submit(`${claim}/outcome`, {
        result: 'kept',
        occurred_on: '2025-09-02',
        note: 'It was opened.',
        'evidence.0.title': 'Register of roads',
        'evidence.0.stance': 'supports',
      }),
    );
    const inbox = await editor.get('/desk/inbox');
    expect(faultsOf(inbox.body)).toEqual([]);
    const [outcome, verdict] = ['outcomes', 'verdicts'].map(
      (list) => new RegExp(`/v1/${list}/[a-z]+_[0-9a-z]{26}`).exec(inbox.body)?.[0] ?? '',
    );
    placeOf(await editor.submit('/desk/inbox', { path: outcome ?? '', decision: 'publish' }, '/desk/review'));
    placeOf(
      await editor.submit(
        '/desk/inbox',
        { path: verdict ?? '', decision: 'reject', reason: 'Which register?' },
        '/desk/review',
      ),
    );
    expect((await reporter.get(claim)).body).toContain('Which register?');
    const page = await reporter.get(`/en/claims/${last(claim)}`);
    expect(page.body).toContain('Kept, 4 days late');
  });

  test('what is public is corrected with what the public will read; two who correct at once see both', async () => {
    const first = await editor.get(`${claim}/correct`);
    const etag = /name="etag" value="([^"]+)"/.exec(first.body)?.[1]?.replaceAll('&quot;', '"') ?? '';
    const fields = {
      etag,
      first_said_on: '2025-08-15',
      'correction.kind': 'clarification',
      'correction.note': 'Which bridge.',
    };
    const text = 'The stone bridge will be open in two weeks.';
    placeOf(await editor.submit(`${claim}/correct`, { ...fields, text, topics: 'bridges' }));
    const late = await editor.submit(`${claim}/correct`, {
      ...fields,
      text: 'The old bridge will be open.',
      topics: 'bridges',
    });
    expect(late.status).toBe(412);
    expect(late.body).toContain('The old bridge will be open.</textarea>');
    expect(late.body).toContain(text);
    const page = await reporter.get(`/en/claims/${last(claim)}`);
    expect(page.body).toContain('Which bridge.');
    expect(page.body).toMatch(/<del[^>]*>The bridge will be open in two weeks\.<\/del>/);
  });

  test('it is withdrawn with a reason, and its page says so', async () => {
    placeOf(await editor.submit(`${claim}/withdraw`, { reason: 'It was another bridge.' }));
    const page = await reporter.get(`/claims/${last(claim)}`);
    expect(page.status).toBe(410);
    expect(page.body).toContain('It was another bridge.');
  });
});

describe('a refusal', () => {
  test('stands at the field that it is about, and nothing that was typed is lost', async () => {
    const typed = HOSTILE.join(' ');
    const page = await reporter.submit('/desk/new/source', {
      kind: 'speech',
      title: '',
      url: 'nonsense',
      text: typed,
    });
    expect(page.status).toBe(400);
    expect(page.body).toMatch(/id="f-url"[^>]*aria-describedby="h-url e-url"[^>]*aria-invalid="true"/);
    expect(page.body).toMatch(/class="error" id="e-title"/);
    expect(page.body).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(page.body).not.toContain('<script');
    expect(faultsOf(page.body)).toEqual([]);
  });

  test('of words that are not the source’s asks for the reason to publish them', async () => {
    const source = await server.source({ text: 'He never said that it would open.' });
    const quote = await server.quote({ source: source.id, text: 'He said that it would open.' });
    const { id } = await server.claim({ text: 'It was said to open.', quotes: [quote.id] });
    const path = `/v1/claims/${id}`;
    const asked = await editor.submit(`/desk/claims/${id}`, { path, decision: 'publish' }, '/desk/review');
    expect(asked.status).toBe(409);
    expect(asked.body).toContain('Publish all the same');
    placeOf(
      await editor.submit(
        `/desk/claims/${id}`,
        { path, decision: 'publish', reason: 'So it was broadcast.' },
        '/desk/review',
      ),
    );
  });
});

describe('a session', () => {
  test('is a cookie that no script reads and no other site sends, bound to a new token at each sign-in', async () => {
    const browser = new Browser(server);
    browser.cookie = 'onrecord_session=onrecord_session_chosen-by-somebody-else';
    const before = browser.cookie;
    const reply = await browser.signIn('reporter');
    expect(String(reply.headers['set-cookie'])).toMatch(/; HttpOnly; SameSite=Lax$/);
    expect(browser.cookie).not.toBe(before);
    expect((await browser.get('/desk')).status).toBe(200);
    const fixed = new Browser(server);
    fixed.cookie = before;
    expect(placeOf(await fixed.get('/desk'))).toBe('/desk/sign-in');
  });

  test('counts at the desk only: the API takes no cookie', async () => {
    const reply = await server.app.inject({
      method: 'GET',
      url: '/v1/review',
      headers: { cookie: reporter.cookie },
    });
    expect(reply.statusCode).toBe(401);
  });

  test('ends with sign-out, with its key, and after a working day', async () => {
    const browser = new Browser(server);
    await browser.signIn('reporter');
    const stolen = browser.cookie;
    await browser.submit('/desk', {}, '/desk/sign-out');
    browser.cookie = stolen;
    expect(placeOf(await browser.get('/desk'))).toBe('/desk/sign-in');

    const made = await server.post('/v1/keys', { actor: 'Guest', role: 'reporter' }, 'admin');
    await browser.send('/desk/sign-in', { key: made.json.secret });
    expect((await browser.get('/desk')).status).toBe(200);
    await server.post(`/v1/keys/${made.json.id}/revoke`, {}, 'admin');
    expect(placeOf(await browser.get('/desk'))).toBe('/desk/sign-in');

    await browser.signIn('reporter');
    const now = server.clock.now();
    server.clock.set(new Date(now.getTime() + 13 * 3_600_000).toISOString());
    expect(placeOf(await browser.get('/desk'))).toBe('/desk/sign-in');
    server.clock.set(now.toISOString());
  });

  test('a form of another site, or without its token, changes nothing', async () => {
    const fields = { kind: 'speech', title: 'Forged' };
    const { body } = await reporter.get('/desk/new/source');
    const form_token = formTokenIn(body);
    const attempts = [
      await reporter.send('/desk/new/source', fields),
      await reporter.send('/desk/new/source', { ...fields, form_token: 'guess' }),
      await reporter.send('/desk/new/source', { ...fields, form_token }, { 'sec-fetch-site': 'cross-site' }),
      await reporter.send('/desk/new/source', { ...fields, form_token }, { origin: 'https://evil.example' }),
      await reporter.send('/desk/new/source', {
        ...fields,
        form_token: formTokenIn((await editor.get('/desk/new/source')).body),
      }),
      await reporter.send('/desk/sign-in', { key: 'x' }, { 'sec-fetch-site': 'cross-site' }),
    ];
    expect(attempts.map(({ status }) => status)).toEqual([403, 403, 403, 403, 403, 403]);
    expect((await server.get('/v1/sources?publication=draft&q=Forged', 'reporter')).json.data).toEqual([]);
  });

  test('no page of the desk can be framed or kept, and none is shown to whoever is not signed in', async () => {
    const stranger = new Browser(server);
    for (const url of [
      '/desk',
      '/desk/inbox',
      '/desk/new/claim',
      '/desk/claims/x',
      '/desk/sources/x',
      '/desk/claims/x/verdict',
    ]) {
      expect(placeOf(await stranger.get(url)), url).toBe('/desk/sign-in');
    }
    for (const page of [await reporter.get('/desk'), await stranger.get('/desk/sign-in')]) {
      expect(page.headers['x-frame-options']).toBe('DENY');
      expect(page.headers['cache-control']).toBe('no-store');
      expect(String(page.headers['content-security-policy'])).toContain("frame-ancestors 'none'");
    }
  });

  test('lets whoever is signed in read the pages of a newsroom that shows nothing without a key', async () => {
    const closed = await openNewsroom({ seed: true, settings: { ONRECORD_PUBLIC_READ: 'false' } });
    const browser = new Browser(closed);
    expect((await browser.get('/claims')).status).toBe(401);
    await browser.signIn('reporter');
    for (const url of ['/', '/claims', '/de/promises']) {
      const page = await browser.get(url);
      expect(page.status, url).toBe(200);
      expect(page.headers['cache-control'], url).toMatch(/^private/);
      expect(page.body, url).toContain('Trump');
    }
    await closed.close();
  });

  test('takes the key of somebody who writes, and says what is wrong with any other', async () => {
    const browser = new Browser(server);
    expect((await browser.send('/desk/sign-in', { key: 'wrong' })).status).toBe(401);
    const reader = await browser.signIn('reader');
    expect(reader.status).toBe(403);
    expect(reader.body).toContain('role reporter');
    expect(browser.cookie).toBe('');
  });
});
