/** The desk: forms that need no script, the rules of the API behind them, and sessions that cannot be borrowed. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CATALOGUES } from '../src/features/pages/words.ts';
import { deliveries } from '../src/features/webhooks/tables.ts';
import { jobs } from '../src/jobs/tables.ts';
import { type Newsroom, openNewsroom, PROMISE } from './setup/desk.ts';
import { everyDeskForm, everyDeskPage } from './setup/desk-pages.ts';
import { HOSTILE } from './setup/hostile.ts';
import { faultsOf } from './setup/html.ts';
import { deskRoutes, untried } from './setup/page-routes.ts';

interface Page {
  status: number;
  headers: Record<string, unknown>;
  body: string;
}

/** A browser of one person: it keeps its cookie and fills in forms. */
class Browser {
  #server: Newsroom;
  #language: string | undefined;
  cookie = '';
  constructor(server: Newsroom, language?: string) {
    this.#server = server;
    this.#language = language;
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

  async signIn(who: 'reporter' | 'editor' | 'reader' | 'admin'): Promise<Page> {
    return this.send('/desk/sign-in', { key: this.#server.secrets[who] });
  }

  #headers(): Record<string, string> {
    const language = this.#language;
    return {
      accept: 'text/html',
      ...(language === undefined ? {} : { 'accept-language': language }),
      ...(this.cookie === '' ? {} : { cookie: this.cookie }),
    };
  }
}

const formTokenIn = (body: string): string => /name="form_token" value="([^"]+)"/.exec(body)?.[1] ?? '';
const placeOf = ({ headers, body, status }: Page): string => {
  expect(status, body).toBe(303);
  return String(headers.location);
};
const last = (path: string): string => path.split('/').at(-1) ?? '';

/** Scripts in a page that are not the one of the desk. */
const scriptsIn = (body: string): string[] =>
  [...body.matchAll(/<script\b[^>]*>/gi)]
    .map(([tag]) => tag)
    .filter((tag) => !/^<script type="module" src="\/assets\/desk-[0-9a-f]+\.js">$/.test(tag));

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
    expect(page.body).toContain('>The bridge will be open in two weeks.</td>');
    expect(page.body).toContain('>The <ins>stone </ins>bridge will be open in two weeks.</td>');
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
    expect(scriptsIn(page.body)).toEqual([]);
    expect(faultsOf(page.body)).toEqual([]);
  });

  test('shows hostile words in every field of every form as text', async () => {
    const admin = new Browser(server);
    await admin.signIn('admin');
    const pages = await everyDeskPage(server, HOSTILE.join(' '));
    // Whatever has a form of its own.
    const taken = await deskRoutes(server.app, 'POST');
    const forms = pages.filter(
      (url) => url !== '/desk/sign-in' && untried(taken, [url]).length < taken.length,
    );
    expect(forms.length).toBeGreaterThan(25);
    const typed = HOSTILE.join('\n');
    for (const url of pages) {
      const { body, status } = await admin.get(url);
      expect(status, url).toBe(200);
      expect(scriptsIn(body), url).toEqual([]);
      expect(body, url).not.toMatch(/(href|src|action)="\s*(javascript|data|vbscript):/i);
      if (!forms.includes(url)) continue;
      const names = [...body.matchAll(/<(?:input|textarea) id="[^"]*" name="([^"]+)"/g)].map(
        ([, name = '']) => name,
      );
      expect(names.length, url).toBeGreaterThan(0);
      // Too long or of no form for some field: each is shown again.
      const page = await admin.submit(url, {
        ...Object.fromEntries(names.map((name) => [name, typed.repeat(20)])),
        kind: 'nothing',
      });
      expect(page.status, url).toBeGreaterThanOrEqual(400);
      expect(page.status, url).toBeLessThan(500);
      expect(scriptsIn(page.body), url).toEqual([]);
      expect(page.body, url).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
      expect(page.body, url).not.toMatch(/<[^>"']*\son\w+\s*=/i);
      expect(page.body, url).not.toMatch(/(href|src|action)="\s*(javascript|data|vbscript):/i);
      expect(faultsOf(page.body), url).toEqual([]);
    }
    const source = await server.source({ text: HOSTILE.join(' ') });
    const part = await admin.submit(`/desk/sources/${source.id}`, {
      text: HOSTILE[0] ?? '',
      intent: 'compare',
      part: '1',
    });
    expect(scriptsIn(part.body)).toEqual([]);
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

  test('no form of the desk is taken from another site or with the token of another session', async () => {
    const form_token = formTokenIn((await editor.get('/desk')).body);
    const foreign = formTokenIn((await reporter.get('/desk')).body);
    // Signing in has no session yet, and is refused to other sites above.
    const forms = (await everyDeskForm(server)).filter((path) => path !== '/desk/sign-in');
    expect(forms.length).toBeGreaterThan(35);
    for (const url of forms) {
      const attempts = [
        await editor.send(url, { reason: 'Forged' }),
        await editor.send(url, { reason: 'Forged', form_token: foreign }),
        await editor.send(url, { reason: 'Forged', form_token }, { 'sec-fetch-site': 'cross-site' }),
      ];
      expect(
        attempts.map(({ status }) => status),
        url,
      ).toEqual([403, 403, 403]);
      // With its own token it gets as far as what it asks for.
      if (url === '/desk/sign-out' || /^\/desk\/(keys|scales|webhooks)\b/.test(url)) continue;
      expect((await editor.send(url, { form_token })).status, url).not.toBe(403);
    }
  });

  test('no page of the desk can be framed or kept, and none is shown to whoever is not signed in', async () => {
    const stranger = new Browser(server);
    const admin = new Browser(server);
    await admin.signIn('admin');
    const shown = [await stranger.get('/desk/sign-in')];
    for (const url of await everyDeskPage(server, 'She said so.')) {
      if (url === '/desk/sign-in') continue;
      expect(placeOf(await stranger.get(url)), url).toBe('/desk/sign-in');
      const page = await admin.get(url);
      expect(page.status, url).toBe(200);
      expect(faultsOf(page.body), url).toEqual([]);
      shown.push(page);
    }
    expect(faultsOf(shown[0]?.body ?? '')).toEqual([]);
    for (const page of shown) {
      expect(page.headers['x-frame-options']).toBe('DENY');
      expect(page.headers['cache-control']).toBe('no-store');
      expect(String(page.headers['content-security-policy'])).toContain("frame-ancestors 'none'");
    }
  });

  test('leads nowhere but to the desk after signing in, whatever the form says', async () => {
    for (const continue_at of [
      'https://evil.example/desk',
      '//evil.example',
      '/\\evil.example',
      '/deskevil',
      'javascript:alert(1)',
      '/desk"><script>alert(1)</script>',
    ]) {
      const browser = new Browser(server);
      const key = server.secrets.reporter;
      const page = await browser.send('/desk/sign-in', { key, continue_at, 'kept.reason': 'x' });
      const leads = [
        String(page.headers.location ?? '/desk'),
        ...[...page.body.matchAll(/action="([^"]*)"/g)].map(([, action = '']) => action),
      ];
      for (const place of leads) {
        const url = new URL(place.replaceAll('&quot;', '"'), 'http://onrecord.test');
        expect(url.origin, continue_at).toBe('http://onrecord.test');
        expect(url.pathname, continue_at).toMatch(/^\/(desk|search)(\/|$|")/);
      }
      expect(scriptsIn(page.body), continue_at).toEqual([]);
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

describe('a quote', () => {
  const text = 'He said it is done. She asked.\r\nHe said it is done, and left.';
  let source = '';

  beforeAll(async () => {
    await server.speaker({ name: 'Ida Example', slug: 'ida-example' });
    source = `/desk/sources/${(await server.source({ text })).id}`;
  });

  test('is compared with the text before it is kept, and its place shown', async () => {
    const page = await reporter.get(source);
    expect(page.body).toContain('She asked.\r\nHe said it is done, and left.</textarea>');
    const asked = { text: 'it is done', speaker: 'ida-example', intent: 'compare' };
    const answer = await reporter.submit(source, asked);
    expect(answer.body).toContain('Signs 9 to 18 of 61');
    expect(answer.body).toContain('it is done</textarea>');
    expect((await reporter.submit(source, { ...asked, text: 'it was done' })).body).toContain(
      'Other words in the source',
    );
    const quotes = await server.get(`/v1/quotes?source=${last(source)}&publication=draft`, 'reporter');
    expect(quotes.json.data).toEqual([]);
  });

  test('is answered to the script by a part of the page', async () => {
    const part = await reporter.submit(source, { text: 'it is done', intent: 'compare', part: '1' });
    expect(part.body).not.toContain('<html');
    expect(part.body).toContain('Word for word in the source');
  });

  test('that was marked is kept at its place, as browsers count it, among others of the same words', async () => {
    // Browsers have one sign for the end of a line: the second time the words stand one sign later than there.
    const start = text.replaceAll('\r\n', '\n').lastIndexOf('it is done');
    const place = { 'place.start': `${start}`, 'place.end': `${start + 10}` };
    const fields = { text: 'it is done', speaker: 'ida-example', said_on: '2025-08-01', ...place };
    const next = placeOf(await reporter.submit(source, fields));
    expect(next).toContain('speaker=ida-example');
    const { data } = (await server.get(`/v1/quotes?source=${last(source)}&publication=draft`, 'reporter'))
      .json;
    expect(data[0].selectors[1]).toEqual({
      type: 'TextPositionSelector',
      start: text.lastIndexOf('it is done'),
      end: text.lastIndexOf('it is done') + 10,
    });
  });

  test('that was pasted is kept where it is found', async () => {
    const fields = { text: 'She asked.', speaker: 'ida-example', 'place.start': '', 'place.end': '' };
    expect(placeOf(await reporter.submit(source, fields))).toContain('speaker=ida-example');
    expect((await reporter.get(source)).body).toContain('<mark>She asked.</mark>');
  });

  test('of a source without a text can have one pasted', async () => {
    const bare = `/desk/sources/${(await server.source({ text: null })).id}`;
    const etag = /name="etag" value="([^"]+)"/.exec((await reporter.get(bare)).body)?.[1] ?? '';
    const sent = { etag: etag.replaceAll('&quot;', '"'), text: 'It was pasted.' };
    placeOf(await reporter.submit(bare, sent, `${bare}/text`));
    expect((await reporter.get(bare)).body).toContain('It was pasted.</textarea>');
    const late = await reporter.submit(bare, { ...sent, text: 'Another.' }, `${bare}/text`);
    expect(late.status).toBe(412);
  });
});

describe('what was typed is not lost', () => {
  test('where the same is there already: both stand side by side, and it can be added all the same', async () => {
    const url = 'https://example.org/twice';
    await server.source({ url, title: 'The first' });
    const fields = { kind: 'article', title: 'The second', url };
    const refused = await reporter.submit('/desk/new/source', fields);
    expect(refused.status).toBe(409);
    expect(refused.body).toMatch(/<del>first<\/del>/);
    expect(refused.body).toMatch(/<ins>second<\/ins>/);
    placeOf(await reporter.submit('/desk/new/source', { ...fields, allow_duplicate: 'true' }));
  });

  test('where the session has ended: it is sent after signing in again', async () => {
    const browser = new Browser(server);
    await browser.signIn('reporter');
    const form_token = formTokenIn((await browser.get('/desk/new/source')).body);
    const session = browser.cookie;
    await browser.submit('/desk', {}, '/desk/sign-out');
    browser.cookie = session;
    const typed = { kind: 'speech', title: 'Typed for "an hour"\nor two' };
    const over = await browser.send('/desk/new/source', { ...typed, form_token });
    expect(over.status).toBe(401);
    const kept = Object.fromEntries(
      [...over.body.matchAll(/<input type="hidden" name="(continue_at|kept\.[^"]*)" value="([^"]*)">/g)].map(
        ([, name = '', value = '']) => [name, value.replaceAll('&quot;', '"')],
      ),
    );
    const back = await browser.send('/desk/sign-in', { key: server.secrets.reporter, ...kept });
    expect(back.status).toBe(200);
    expect(back.body).toContain('action="/desk/new/source"');
    expect(back.body).toContain('value="Typed for &quot;an hour&quot;\nor two"');
    placeOf(await browser.send('/desk/new/source', { ...typed, form_token: formTokenIn(back.body) }));
    // Nobody is led anywhere else by it.
    const away = await browser.send('/desk/sign-in', {
      key: server.secrets.reporter,
      continue_at: 'https://evil.example/desk',
    });
    expect(placeOf(away)).toBe('/desk');
  });

  test('where a draft was changed meanwhile', async () => {
    const { id } = await server.claim({ text: 'It is so.' });
    const page = `/desk/claims/${id}/edit`;
    const etag = /name="etag" value="([^"]+)"/.exec((await reporter.get(page)).body)?.[1] ?? '';
    const sent = { etag: etag.replaceAll('&quot;', '"'), first_said_on: '', topics: '' };
    placeOf(await reporter.submit(page, { ...sent, text: 'It is so now.' }));
    const late = await reporter.submit(page, { ...sent, text: 'It was so.' });
    expect(late.status).toBe(412);
    expect(late.body).toContain('It was so.</textarea>');
    expect(late.body).toMatch(/It reads now.*What you have typed/s);
  });
});

/** What the fields of a form hold, by their names, as a browser sends them again. */
const valuesIn = (body: string): Record<string, string> => {
  const said = (text: string): string =>
    text.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&');
  const lines = [...body.matchAll(/<input[^>]* name="([^"]+)"[^>]* value="([^"]*)"/g)];
  const texts = [...body.matchAll(/<textarea[^>]* name="([^"]+)"[^>]*>\n?([^<]*)</g)];
  const choices = [...body.matchAll(/<select[^>]* name="([^"]+)"[^>]*>(.*?)<\/select>/gs)].map(
    ([, name = '', options = '']) => [name, /value="([^"]*)" selected/.exec(options)?.[1] ?? ''] as const,
  );
  const typed = [...lines, ...texts].map(([, name = '', value = '']) => [name, said(value)] as const);
  return Object.fromEntries([...typed, ...choices].filter(([name]) => name !== 'q'));
};

describe('what is there is changed by a form', () => {
  test('a claim names others beside itself, and its quotes say who claims it', async () => {
    const other = await server.publicClaim({ text: 'The mole was built in 1910.' });
    const speaker = await server.speaker({ name: 'Mona Lane', slug: 'mona-lane' });
    const quote = await server.quote({ speaker: speaker.id });
    const fields = {
      kind: 'statement',
      text: 'The mole is a hundred years old.',
      quotes: quote.id,
      article_url: 'https://example.org/mole',
      article_title: 'The mole',
      same_as: 'https://example.org/a\nhttps://example.org/b',
      'related.0.relation': 'contradicts',
      'related.0.claim': '',
      'related.1.relation': 'repeats',
      'related.1.claim': 'claim_nobody',
    };
    // A row that was left out is no row: what is wrong stands at the one it is about.
    const wrong = await reporter.submit('/desk/new/claim', fields);
    expect(wrong.status).toBe(400);
    expect(wrong.body).toMatch(/value="claim_nobody"[^>]*aria-invalid="true"/);
    const more = await reporter.submit('/desk/new/claim', { ...fields, intent: 'more' });
    expect(more.status).toBe(200);
    expect(valuesIn(more.body)).toMatchObject({ text: fields.text, 'related.0.claim': 'claim_nobody' });
    expect(more.body).toContain('name="related.2.claim"');
    const id = last(
      placeOf(await reporter.submit('/desk/new/claim', { ...fields, 'related.1.claim': other.id })),
    );
    const made = (await server.get(`/v1/claims/${id}`, 'reporter')).json;
    expect(made).toMatchObject({
      claimants: [{ slug: 'mona-lane' }],
      related: [{ claim: other.id, relation: 'repeats' }],
      article_title: 'The mole',
      same_as: ['https://example.org/a', 'https://example.org/b'],
    });

    const page = `/desk/claims/${id}/edit`;
    const typed = valuesIn((await reporter.get(page)).body);
    expect(typed).toMatchObject({
      claimants: '',
      'related.0.relation': 'repeats',
      'related.0.claim': other.id,
    });
    // Saved as it is, nothing of it is lost.
    placeOf(await reporter.submit(page, typed));
    expect((await server.get(`/v1/claims/${id}`, 'reporter')).json).toEqual(made);
    placeOf(await reporter.submit(page, { ...typed, 'related.0.claim': '', same_as: '', article_title: '' }));
    const bare = (await server.get(`/v1/claims/${id}`, 'reporter')).json;
    expect(bare).toMatchObject({ claimants: [{ slug: 'mona-lane' }], quotes: [{ id: quote.id }] });
    for (const name of ['related', 'same_as', 'article_title']) expect(bare, name).not.toHaveProperty(name);
  });

  test('a promise says on which condition, what will decide it and who is to carry it out', async () => {
    const fields = {
      kind: 'promise',
      text: 'The toll will fall if traffic grows.',
      'promise.action': 'Lower the toll.',
      'promise.criteria': 'Kept if the tariff is lower.',
      'promise.testability': 'testable',
      'promise.decided_by.what': 'The tariff of the bridge.',
      'promise.decided_by.url': 'https://example.org/tariff',
      'promise.responsible.name': 'The bridge authority',
      'promise.condition.text': 'Traffic grows.',
      'promise.condition.status': 'pending',
    };
    const id = last(placeOf(await reporter.submit('/desk/new/claim', fields)));
    const page = `/desk/claims/${id}/edit`;
    const typed = valuesIn((await reporter.get(page)).body);
    placeOf(await reporter.submit(page, { ...typed, 'promise.condition.status': 'met' }));
    expect((await server.get(`/v1/claims/${id}`, 'reporter')).json.promise).toMatchObject({
      condition: { text: 'Traffic grows.', status: 'met' },
      decided_by: { what: 'The tariff of the bridge.', url: 'https://example.org/tariff' },
      responsible: { name: 'The bridge authority' },
    });
  });

  test('a speaker’s roles, identifiers and picture; two who change at once see both', async () => {
    const speaker = await server.speaker({ name: 'Ruth Vale', slug: 'ruth-vale', aliases: ['R. Vale'] });
    const page = `/desk/speakers/${speaker.id}/edit`;
    const first = valuesIn((await reporter.get(page)).body);
    expect(first).toMatchObject({ name: 'Ruth Vale', aliases: 'R. Vale', 'roles.0.title': '' });
    const fields = {
      ...first,
      'roles.0.title': 'Minister',
      'roles.0.from': '2024-06-01',
      'roles.1.title': 'Member',
      'roles.1.from': '2020',
      'roles.1.to': '2019',
      'external_ids.0.scheme': 'orcid',
      'external_ids.0.id': '0000-0002-1825-0097',
      'image.url': 'https://example.org/ruth.jpg',
      'image.licence': 'CC BY 4.0',
      'image.credit': 'A photographer',
    };
    const wrong = await reporter.submit(page, fields);
    expect(wrong.status).toBe(400);
    expect(wrong.body).toMatch(/id="e-roles-1-to"/);
    placeOf(await reporter.submit(page, { ...fields, 'roles.1.to': '2023' }));
    const changed = (await server.get('/v1/speakers/ruth-vale', 'reporter')).json;
    expect(changed).toMatchObject({
      roles: [
        { title: 'Minister', from: '2024-06-01', to: null },
        { title: 'Member', to: '2023' },
      ],
      external_ids: [{ scheme: 'orcid', id: '0000-0002-1825-0097' }],
      image: { url: 'https://example.org/ruth.jpg', licence: 'CC BY 4.0', licence_url: null },
    });
    const late = await reporter.submit(page, { ...fields, 'roles.1.to': '2023', description: 'A judge' });
    expect(late.status).toBe(412);
    expect(late.body).toMatch(/It reads now.*What you have typed.*A judge/s);
    expect(late.body).toContain('A judge</textarea>');
    expect(faultsOf(late.body)).toEqual([]);
    const now = valuesIn(late.body);
    placeOf(
      await reporter.submit(page, {
        ...now,
        'roles.0.title': '',
        'roles.0.from': '',
        'image.url': '',
        'image.licence': '',
        'image.credit': '',
        aliases: '',
      }),
    );
    const bare = (await server.get('/v1/speakers/ruth-vale', 'reporter')).json;
    expect(bare).toMatchObject({ description: 'A judge', aliases: [], roles: [{ title: 'Member' }] });
    expect(bare).not.toHaveProperty('image');
  });

  test('a source and a quote that are public, with what the public will read', async () => {
    const source = await server.source({ title: 'Speach', text: 'The quay is old. It leaks.' });
    const quote = await server.quote({ source: source.id, text: 'The quay is old.', venue: 'Harbour' });
    await server.publicClaim({ text: 'The quay is an old one.', quotes: [quote.id] });
    const page = `/desk/sources/${source.id}/edit`;
    const typed = { ...valuesIn((await editor.get(page)).body), title: 'Speech' };
    const kind = { 'correction.kind': 'typo' };
    // What the public is told of a source may be left out.
    placeOf(await editor.submit(page, { ...typed, ...kind, 'correction.note': '', author: 'A. Hand' }));
    placeOf(
      await editor.submit(page, {
        ...valuesIn((await editor.get(page)).body),
        ...kind,
        author: '',
        'correction.note': 'Nobody wrote it.',
      }),
    );
    expect((await server.get(`/v1/sources/${source.id}`)).json).toMatchObject({
      title: 'Speech',
      author: null,
    });
    expect((await editor.get('/corrections')).body).toContain('Nobody wrote it.');

    const own = `/desk/quotes/${quote.id}/edit`;
    const words = { ...valuesIn((await editor.get(own)).body), ...kind, venue: '', text: 'The quay leaks.' };
    const refused = await editor.submit(own, { ...words, 'correction.note': 'The words.' });
    expect(refused.status).toBe(409);
    expect(refused.body).toMatch(/The quay is old\.|<del>is old/);
    expect(refused.body).toContain('The quay leaks.</textarea>');
    const sent = { ...words, text: 'It leaks.', 'correction.note': 'The words.' };
    placeOf(await editor.submit(own, sent));
    expect((await server.get(`/v1/quotes/${quote.id}`)).json).toMatchObject({
      text: 'It leaks.',
      fidelity: 'verbatim',
      venue: null,
    });
  });
});

describe('where something is in the way, both are shown and nothing that was typed is lost', () => {
  test('another speaker has the identifier', async () => {
    await server.speaker({ name: 'The First', wikidata_id: 'Q4242' });
    const speaker = await server.speaker({ name: 'The Second' });
    const page = `/desk/speakers/${speaker.id}/edit`;
    const typed = {
      ...valuesIn((await reporter.get(page)).body),
      wikidata_id: 'Q4242',
      description: 'Long.',
    };
    const refused = await reporter.submit(page, typed);
    expect(refused.status).toBe(409);
    expect(refused.body).toMatch(/<del>First<\/del>/);
    expect(refused.body).toContain('Long.</textarea>');
    expect(faultsOf(refused.body)).toEqual([]);
    placeOf(await reporter.submit(page, { ...valuesIn(refused.body), allow_duplicate: 'true' }));
    expect((await server.get(`/v1/speakers/${speaker.id}`, 'reporter')).json.wikidata_id).toBe('Q4242');
  });

  test('another claim says the same, whether it is new or changed', async () => {
    const text = 'The weir was finished in the spring.';
    await server.publicClaim({ text, claimants: [(await server.speaker({ slug: 'wera-weir' })).id] });
    const fields = { kind: 'statement', text, claimants: 'wera-weir', topics: 'weirs, rivers' };
    const refused = await reporter.submit('/desk/new/claim', fields);
    expect(refused.status).toBe(409);
    expect(valuesIn(refused.body)).toMatchObject({ text: fields.text, topics: fields.topics });
    expect(refused.body).toMatch(/What is there already.*What you have typed/s);
    expect(refused.body).toContain('name="allow_duplicate"');
    placeOf(await reporter.submit('/desk/new/claim', { ...valuesIn(refused.body), allow_duplicate: 'true' }));
    const { id } = await server.claim({ text: 'It rained.', claimants: ['wera-weir'] });
    const page = `/desk/claims/${id}/edit`;
    const typed = { ...valuesIn((await reporter.get(page)).body), text, topics: 'floods' };
    const again = await reporter.submit(page, typed);
    expect(again.status).toBe(409);
    expect(again.body).toContain('What is there already');
    placeOf(await reporter.submit(page, { ...valuesIn(again.body), allow_duplicate: 'true' }));
    expect((await server.get(`/v1/claims/${id}`, 'reporter')).json.topics).toEqual(['floods']);
  });

  test('a draft was published meanwhile, or the claim withdrawn', async () => {
    const { id } = await server.claim({ text: 'The sluice works.' });
    const page = `/desk/claims/${id}/edit`;
    const typed = { ...valuesIn((await editor.get(page)).body), text: 'The sluice works well.' };
    await server.publish(id);
    const late = await editor.submit(page, typed);
    expect(late.status).toBe(412);
    expect(late.body).toMatch(/<ins>[^<]*well/);
    // Of the version that is public now it takes a correction.
    const now = await editor.submit(page, valuesIn(late.body));
    expect(now.status).toBe(409);
    expect(now.body).toContain('The sluice works well.</textarea>');
    await server.withdraw(id);
    const gone = await editor.submit(page, valuesIn(late.body));
    expect(gone.status).toBe(410);
    expect(gone.body).toContain('The sluice works well.</textarea>');
  });

  test('a claim is no promise, or nothing of it is public yet', async () => {
    const draft = await server.claim({ text: 'The lock is mended.' });
    const open = await server.publicClaim({ text: 'The lock was mended.' });
    for (const [id, what, typed] of [
      [open.id, 'outcome', { result: 'kept', note: 'It was.', occurred_on: '2025-08-19' }],
      [open.id, 'deadline', { phrase: 'in two weeks', kind: 'calendar', convention_note: 'As one counts.' }],
      [open.id, 'clarify', { text: 'A lock with a key.' }],
      [draft.id, 'withdraw', { reason: 'It was another lock.' }],
    ] as const) {
      const page = `/desk/claims/${id}/${what}`;
      const rows = {
        'evidence.0.stance': 'supports',
        'evidence.1.url': 'https://example.org/',
        'evidence.1.stance': 'refutes',
      };
      const refused = await editor.submit(page, { ...typed, ...(what === 'outcome' ? rows : {}) });
      expect(refused.status, what).toBe(what === 'outcome' ? 422 : 409);
      expect(valuesIn(refused.body), what).toMatchObject(typed);
      // How the claim stands, beside what was typed.
      if (refused.status === 409) expect(refused.body, what).toMatch(/class="finding.*role="alert"/s);
      expect(faultsOf(refused.body), what).toEqual([]);
      if (what === 'outcome') expect(valuesIn(refused.body)['evidence.0.stance']).toBe('refutes');
    }
  });
});

describe('a finding', () => {
  test('that was sent back is changed and goes to review anew; nothing that the form has not is lost', async () => {
    const { id } = await server.publicClaim({ text: 'The quay is paved.' });
    const archived_at = '2025-08-01T10:00:00.000Z';
    const evidence = [
      {
        url: 'https://example.org/register',
        title: 'Register',
        stance: 'supports',
        archived_url: 'https://archive.example/1',
        archived_at,
      },
    ];
    const verdict = await server.verdict(id, 'rejected', { evidence });
    expect((await reporter.get(`/desk/claims/${id}`)).body).toContain(`/desk/verdicts/${verdict.id}/edit`);
    const page = `/desk/verdicts/${verdict.id}/edit`;
    const typed = { ...valuesIn((await reporter.get(page)).body), scale: 'truth', rating: 'half_true' };
    const wrong = await reporter.submit(page, { ...typed, decided_on: 'yesterday' });
    expect(wrong.body).toMatch(/class="error" id="e-decided_on"/);
    placeOf(await reporter.submit(page, { ...typed, summary: '', rationale: 'Only half of it.' }));
    const now = await server.read(verdict.id, 'reporter');
    expect(now).toMatchObject({ state: 'in_review', summary: null, rationale: 'Only half of it.' });
    expect(now.rating.key).toBe('half_true');
    expect(now.evidence[0]).toMatchObject({ archived_at, title: 'Register' });
  });

  test('that is public is corrected, with what the public will read', async () => {
    const { id } = await server.publicClaim({ ...PROMISE, text: 'A pier will be built.' });
    const outcome = await server.outcome(id, 'published', { progress: 'in_progress' });
    const page = `/desk/outcomes/${outcome.id}/edit`;
    const typed = valuesIn((await editor.get(page)).body);
    const change = { ...typed, progress: 'in_progress', note: 'Piles were driven.' };
    const refused = await editor.submit(page, change);
    expect(refused.status).toBe(409);
    expect(refused.body).toContain('Piles were driven.</textarea>');
    const correction = { 'correction.kind': 'correction', 'correction.note': 'What was done.' };
    expect(placeOf(await editor.submit(page, { ...change, ...correction }))).toBe(`/desk/claims/${id}`);
    expect(await server.read(outcome.id)).toMatchObject({ note: 'Piles were driven.', searched: null });
  });
});

describe('what else is known', () => {
  test('of a quote: the time, the recording, and the words before they were translated', async () => {
    const { id } = await server.quote({ said_on: '2025-08-15' });
    const page = `/desk/quotes/${id}/edit`;
    const more = {
      said_at: '19:30',
      'original.text': 'Міст стоїть.',
      'original.language': 'uk',
      'media.url': 'https://example.org/recording',
      'media.start_seconds': '62.5',
    };
    const typed = valuesIn((await reporter.get(page)).body);
    const wrong = await reporter.submit(page, { ...typed, ...more, 'media.start_seconds': 'a minute' });
    expect(wrong.body).toMatch(/class="error" id="e-media-start_seconds"/);
    // A folded part with something in it stands open.
    expect(wrong.body).toMatch(/<details class="folded" open>/);
    placeOf(await reporter.submit(page, { ...typed, ...more }));
    const shown = await reporter.get(page);
    expect(valuesIn(shown.body)).toMatchObject(more);
    expect(await server.read(id, 'reporter')).toMatchObject({
      original: { text: 'Міст стоїть.', language: 'uk' },
      media: { url: 'https://example.org/recording', start_seconds: 62.5, end_seconds: null },
    });
    const emptied = { 'original.text': '', 'original.language': '', 'media.start_seconds': '' };
    placeOf(await reporter.submit(page, { ...valuesIn(shown.body), ...emptied }));
    const now = await server.read(id, 'reporter');
    expect(now.original ?? null).toBeNull();
    expect(now.media.start_seconds).toBeNull();
  });

  test('of a promise: whom and what it is about, by identifiers; it can be corrected, what keeps it cannot', async () => {
    const fields = {
      kind: 'promise',
      text: 'The harbour will be dredged.',
      'promise.action': 'Dredge it.',
      'promise.criteria': 'Kept if ships enter.',
      'promise.testability': 'testable',
      'promise.about.0.name': 'The harbour',
      'promise.about.0.external_ids': 'wikidata: Q42\nlei: 5493001KJTIIGC8Y1R12',
      'promise.responsible.name': 'The port',
      'promise.responsible.external_ids': 'wikidata: Q1',
    };
    const id = last(placeOf(await reporter.submit('/desk/new/claim', fields)));
    const draft = await server.read(id, 'reporter');
    expect(draft.promise.about).toEqual([
      {
        name: 'The harbour',
        external_ids: [
          { scheme: 'wikidata', id: 'Q42' },
          { scheme: 'lei', id: '5493001KJTIIGC8Y1R12' },
        ],
      },
    ]);
    await server.publish(id);
    const page = `/desk/claims/${id}/correct`;
    const typed = valuesIn((await editor.get(page)).body);
    expect(Object.keys(typed)).not.toContain('promise.criteria');
    const correction = { 'correction.kind': 'correction', 'correction.note': 'Who does it.' };
    const chosen = { 'promise.testability': 'testable', ...correction };
    placeOf(
      await editor.submit(page, {
        ...typed,
        ...chosen,
        'promise.responsible.name': '',
        'promise.responsible.external_ids': '',
        'promise.about.0.external_ids': '',
      }),
    );
    const { promise } = await server.read(id);
    expect(promise.responsible).toBeUndefined();
    expect(promise.about).toEqual([{ name: 'The harbour', external_ids: [] }]);
    expect(promise.criteria).toBe('Kept if ships enter.');
  });

  test('of a deadline: that it hangs on an event; one that is none is rejected with a reason', async () => {
    const anchor = await server.anchor({ date: '2025-10-01' });
    const { id } = await server.promise({ phrase: 'in two weeks', reference_date: '2025-08-15' });
    placeOf(
      await reporter.submit(`/desk/claims/${id}/deadline`, {
        phrase: 'two weeks after the event',
        reference_date: '2025-08-15',
        kind: 'event',
        hedged: 'true',
        'anchor.key': anchor.key,
        'anchor.relation': 'within',
        'anchor.offset.amount': '2',
        'anchor.offset.unit': 'week',
      }),
    );
    const { promise } = await server.read(id, 'reporter');
    expect(promise.deadlines.at(-1)).toMatchObject({ hedged: true, kind: 'event' });
    const place = `/desk/claims/${id}/deadlines/1/reject`;
    expect((await editor.submit(`/desk/claims/${id}`, { reason: '' }, place)).status).toBe(400);
    placeOf(await editor.submit(`/desk/claims/${id}`, { reason: 'It was a joke.' }, place));
  });
});

test('a draft of a claim is sent back with a reason, and waits again once it is changed', async () => {
  const { id } = await server.claim({ text: 'The lighthouse is lit.' });
  const path = `/v1/claims/${id}`;
  placeOf(
    await editor.submit('/desk/inbox', { path, decision: 'reject', reason: 'Which one?' }, '/desk/review'),
  );
  expect((await reporter.get('/desk')).body).toContain('Which one?');
  expect((await editor.get('/desk/inbox')).body).not.toContain('The lighthouse is lit.');
  const page = `/desk/claims/${id}/edit`;
  const typed = { ...valuesIn((await reporter.get(page)).body), kind: 'statement' };
  placeOf(await reporter.submit(page, { ...typed, text: 'The lighthouse of the bay is lit.' }));
  expect((await editor.get('/desk/inbox')).body).toContain('The lighthouse of the bay is lit.');
  expect((await reporter.get('/desk')).body).not.toContain('Which one?');
});

test('anchors, watches and webhooks are changed by forms', async () => {
  const anchor = await server.anchor({ phrases: ['the fair'] });
  const at = `/desk/anchors/${anchor.id}/edit`;
  const typed = valuesIn((await editor.get(at)).body);
  const told_of = { 'correction.kind': 'clarification', 'correction.note': 'What it is called.' };
  placeOf(
    await editor.submit(at, { ...typed, ...told_of, phrases: 'the big fair', said_from: '2025-01-01' }),
  );
  expect(await server.read(anchor.id)).toMatchObject({ phrases: ['the big fair'], said_from: '2025-01-01' });
  const { id } = await server.publicClaim({ ...PROMISE, text: 'A tunnel will be dug.' });
  const watch = await server.make(`/v1/claims/${id}/watches`, {
    kind: 'page',
    looks_for: { url: 'https://example.org/tunnel' },
    note: 'It opens',
    every: '1d',
  });
  const looks = `/desk/watches/${watch.id}/edit`;
  placeOf(await reporter.submit(looks, { ...valuesIn((await reporter.get(looks)).body), every: '1h' }));
  expect(await server.read(`/v1/watches/${watch.id}`, 'reporter')).toMatchObject({ every: '1h' });
  const admin = new Browser(server);
  await admin.signIn('admin');
  const hook = await server.make(
    '/v1/webhooks',
    { url: 'https://hooks.example/', topics: ['roads'] },
    'admin',
  );
  const told = `/desk/webhooks/${hook.id}/edit`;
  expect((await editor.get(told)).status).toBe(403);
  const chosen = { ...valuesIn((await admin.get(told)).body), format: 'slack', payload: 'thin' };
  placeOf(await admin.submit(told, { ...chosen, topics: '' }));
  expect(await server.read(`/v1/webhooks/${hook.id}`, 'admin')).toMatchObject({
    format: 'slack',
    topics: [],
  });
  await server.ask('DELETE', `/v1/webhooks/${hook.id}`, { as: 'admin' });
});

describe('the inbox', () => {
  test('shows what is proposed beside what is public, its words marked', async () => {
    const { id } = await server.publicClaim({ text: 'The bridge is open.' });
    await server.verdict(id, 'published', { summary: 'It is open to all.' });
    await server.verdict(id, 'in_review', { summary: 'It is open to few.', reason: 'Seen again.' });
    const { body } = await editor.get('/desk/inbox');
    expect(body).toMatch(/It is open to <del>all<\/del>/);
    expect(body).toMatch(/It is open to <ins>few<\/ins>/);
  });
});

describe('the office', () => {
  let admin: Browser;
  beforeAll(async () => {
    admin = new Browser(server);
    await admin.signIn('admin');
  });

  test('is for admins, of anchors for editors too', async () => {
    for (const [stranger, url] of [
      [editor, '/desk/keys'],
      [editor, '/desk/scales'],
      [reporter, '/desk/anchors'],
    ] as const) {
      expect((await stranger.get(url)).status, url).toBe(403);
      expect((await admin.get(url)).status, url).toBe(200);
      const sent = await stranger.submit('/desk', { actor: 'X', role: 'admin', key: 'x', title: 'X' }, url);
      expect(sent.status, url).toBe(403);
    }
  });

  test('makes a key, whose secret is shown this once, and revokes it', async () => {
    const made = await admin.submit('/desk/keys', { actor: 'New Hand', role: 'reporter' });
    const secret = /<code class="secret">([^<]+)</.exec(made.body)?.[1] ?? '';
    const hand = new Browser(server);
    expect(placeOf(await hand.send('/desk/sign-in', { key: secret }))).toBe('/desk');
    const list = await admin.get('/desk/keys');
    expect(list.body).toContain('New Hand');
    expect(list.body).not.toContain(secret);
    const [, revoke = ''] =
      /action="(\/desk\/keys\/[^"]+)"[^>]*>(?:(?!<\/form>).)*New Hand/s.exec(list.body) ?? [];
    placeOf(await admin.submit('/desk/keys', {}, revoke));
    expect(placeOf(await hand.get('/desk'))).toBe('/desk/sign-in');
  });

  test('adds a scale line by line, and an anchor whose day comes later', async () => {
    const wrong = await admin.submit('/desk/scales', {
      key: 'meter',
      title: 'Meter',
      ratings: 'yes | Yes | much',
    });
    expect(wrong.body).toMatch(/class="error" id="e-ratings"/);
    placeOf(
      await admin.submit('/desk/scales', {
        key: 'meter',
        title: 'Meter',
        ratings: 'no | No; de: Nein | 0 | It is not.\nyes | Yes; de: Ja | 1 | It is.',
      }),
    );
    const { data } = (await server.get('/v1/rating-scales?key=meter')).json;
    expect(data[0].ratings[1]).toMatchObject({
      key: 'yes',
      labels: { en: 'Yes', de: 'Ja' },
      order: 1,
      value: 1,
    });
    placeOf(
      await admin.submit('/desk/anchors', { key: 'fair_2026', title: 'The fair', phrases: 'the fair' }),
    );
    const day = `/desk/anchors/${(await server.get('/v1/anchors/fair_2026')).json.id}`;
    expect((await admin.get('/desk/anchors')).body).toContain(`action="${day}"`);
    placeOf(
      await admin.submit(
        '/desk/anchors',
        { date: '2026-05-01', 'correction.kind': 'clarification', 'correction.note': 'It was set.' },
        day,
      ),
    );
    expect((await server.get('/v1/anchors/fair_2026')).json.date).toBe('2026-05-01');
  });
});

describe('what the server does by itself', () => {
  test('is shown: watches with their looks, dead links, jobs', async () => {
    const { id } = await server.publicClaim({ ...PROMISE, text: 'The bridge will be built.' });
    const page = `/desk/claims/${id}/watches`;
    const fields = {
      kind: 'page',
      'looks_for.url': 'https://example.org/news',
      note: 'It is opened',
      every: '1d',
    };
    const wrong = await reporter.submit(page, { ...fields, 'looks_for.url': 'nowhere' });
    expect(wrong.body).toMatch(/class="error" id="e-looks_for-url"/);
    placeOf(await reporter.submit(page, { ...fields, 'looks_for.words': 'bridge' }));
    const shown = await reporter.get(page);
    expect(shown.body).toContain('It is opened');
    const [, watch = ''] = /action="(\/desk\/watches\/[^"]+)"/.exec(shown.body) ?? [];
    placeOf(await reporter.submit(page, { deed: 'pause' }, watch));
    expect((await reporter.get('/desk/watches')).body).toContain('paused');
    for (const url of [page, '/desk/watches', '/desk/links', '/desk/jobs']) {
      const { status, body } = await reporter.get(url);
      expect(status, url).toBe(200);
      expect(faultsOf(body), url).toEqual([]);
    }
  });
});

describe('two claims', () => {
  test('are decided to be one, or not, by an editor; what was decided stands there', async () => {
    const one = await server.publicClaim({ text: 'The ferry carries four hundred cars a day.' });
    const two = await server.publicClaim({ text: 'Four hundred cars a day are carried by the ferry.' });
    const page = `/desk/claims/${one.id}/matches`;
    const wrong = await editor.submit(page, { claim: 'claim_none', relation: 'same', note: 'Typed.' });
    expect(wrong.status).toBe(400);
    expect(wrong.body).toMatch(/id="e-claim"/);
    expect(wrong.body).toContain('Typed.</textarea>');
    expect((await reporter.submit(page, { claim: two.id, relation: 'same' })).status).toBe(403);
    placeOf(await editor.submit(page, { claim: two.id, relation: 'repeats', note: 'Reworded.' }));
    expect((await server.get(`/v1/claims/${two.id}/matches`)).json.data).toMatchObject([
      { claim: one.id, relation: 'repeats', state: 'confirmed' },
    ]);
    const shown = await editor.get(page);
    expect(shown.body).toMatch(/repeats it.*Four hundred cars a day are carried.*Reworded/s);
    expect(faultsOf(shown.body)).toEqual([]);
    placeOf(await editor.submit(page, { claim: two.id, relation: 'repeats', state: 'rejected' }));
    expect((await editor.get(page)).body).toContain('not: repeats it');
  });
});

test('criteria that are fixed are clarified, with what the public will read', async () => {
  const { id } = await server.publicClaim({ ...PROMISE, text: 'The pier will be built.' });
  const page = `/desk/claims/${id}/clarify`;
  expect((await editor.get(`/desk/claims/${id}`)).body).toContain(`href="${page}"`);
  expect((await editor.submit(page, {})).body).toMatch(/id="e-text"/);
  placeOf(await editor.submit(page, { text: 'A floating pier counts.' }));
  expect((await server.get(`/v1/claims/${id}`)).json.promise.clarifications).toMatchObject([
    { text: 'A floating pier counts.' },
  ]);
});

test('two speakers who are one are merged, and what was typed stays where they cannot be', async () => {
  const first = await server.speaker({ name: 'A. Lind', slug: 'a-lind' });
  await server.speaker({ name: 'Astrid Lind', slug: 'astrid-lind' });
  const page = `/desk/speakers/${first.id}/merge`;
  const refused = await editor.submit(page, { into: 'nobody-here', note: 'Same passport.' });
  expect(refused.status).toBe(422);
  expect(refused.body).toMatch(/id="e-into".*Same passport\.<\/textarea>/s);
  placeOf(await editor.submit(page, { into: 'astrid-lind', note: 'Same passport.' }));
  const list = await editor.get('/desk/speakers');
  expect(list.body).toContain('Astrid Lind');
  expect(list.body).not.toContain('>A. Lind<');
});

test('webhooks are an admin’s: made with a secret shown once, paused, given another secret, removed; what was sent is sent again', async () => {
  const admin = new Browser(server);
  await admin.signIn('admin');
  for (const { id } of (await server.get('/v1/webhooks', 'admin')).json.data)
    await server.ask('DELETE', `/v1/webhooks/${id}`, { as: 'admin' });
  expect((await editor.get('/desk/webhooks')).status).toBe(403);
  const wrong = await admin.submit('/desk/webhooks', { url: 'nowhere', description: 'For the chat' });
  expect(wrong.body).toMatch(/id="e-url"/);
  expect(wrong.body).toContain('value="For the chat"');
  const made = await admin.submit('/desk/webhooks', {
    url: 'https://hooks.example/',
    format: 'standard',
    payload: 'thin',
    types: 'claim.published',
  });
  const secretIn = (body: string) => /<code class="secret">([^<]+)</.exec(body)?.[1] ?? '';
  expect(secretIn(made.body)).toMatch(/^whsec_/);
  const list = await admin.get('/desk/webhooks');
  expect(list.body).not.toContain(secretIn(made.body));
  expect(faultsOf(list.body)).toEqual([]);
  const [, hook = ''] = /action="(\/desk\/webhooks\/[^"]+)"/.exec(list.body) ?? [];
  const act = (deed: string) => admin.submit('/desk/webhooks', { deed }, hook);
  const stateOf = async () => (await server.get('/v1/webhooks', 'admin')).json.data[0]?.state;
  placeOf(await act('pause'));
  expect(await stateOf()).toBe('disabled');
  placeOf(await act('go_on'));
  expect(await stateOf()).toBe('active');
  expect(secretIn((await act('rotate')).body)).not.toBe(secretIn(made.body));
  await server.publicClaim({ text: 'The hook is told of this.' });
  const api = hook.replace('/desk/', '/v1/');
  await server.post(`${api}/replay`, { from: '2000-01-01' }, 'admin');
  // As if all had been sent.
  await server.database.write(async (tx) => {
    await tx.delete(jobs);
    await tx.update(deliveries).set({ state: 'delivered', next_attempt_at: null });
  });
  const sent = await admin.get('/desk/webhooks');
  expect(faultsOf(sent.body)).toEqual([]);
  const [, delivery = ''] = /name="delivery" value="([^"]+)"/.exec(sent.body) ?? [];
  placeOf(await admin.submit('/desk/webhooks', { deed: 'replay', delivery }, hook));
  const { data } = (await server.get(`${api}/deliveries`, 'admin')).json;
  type Sent = { id: string; state: string; message_id: string };
  const again = data.find(({ state }: Sent) => state === 'pending');
  expect(again.message_id).toBe(data.find(({ id }: Sent) => id === delivery).message_id);
  const period = (from: string) => admin.submit('/desk/webhooks', { deed: 'replay', from, to: '' }, hook);
  const wrongDay = await period('yesterday');
  expect(wrongDay.status).toBe(400);
  expect(wrongDay.body).toMatch(/yesterday<\/textarea>.*id="e-from"/s);
  const counted = await period('2000-01-01');
  expect(counted.status).toBe(200);
  expect(counted.body).toMatch(/\d+ deliver(y is|ies are) in line/);
  expect(faultsOf(counted.body)).toEqual([]);
  placeOf(await act('remove'));
  expect(await stateOf()).toBeUndefined();
});

test('watches of every kind are described by a form', async () => {
  const { id } = await server.publicClaim({ ...PROMISE, text: 'The tunnel will be built.' });
  const page = `/desk/claims/${id}/watches`;
  const url = 'https://example.org/data';
  const looks: [Record<string, string>, object][] = [
    [
      { kind: 'json', path: '$.data[0].rate', is: 'above', bound: '2.5' },
      { path: '$.data[0].rate', is: 'above', bound: 2.5 },
    ],
    [
      {
        kind: 'list',
        'mapping.format': 'csv',
        'mapping.id': 'No',
        'mapping.names': 'Name, Other name',
        'mapping.header': 'true',
        'mapping.delimiter': ';',
        sought: 'Rosneft | Роснефть; Rosneft Oil | 7706107510',
      },
      {
        list: null,
        mapping: { format: 'csv', id: 'No', names: ['Name', 'Other name'], header: true, delimiter: ';' },
        sought: [{ name: 'Rosneft', names: ['Роснефть', 'Rosneft Oil'], identifiers: ['7706107510'] }],
      },
    ],
    [
      { kind: 'list', list: 'eu_xml', words: 'RUS' },
      { list: 'eu_xml', mapping: null, programmes: ['RUS'] },
    ],
    [
      { kind: 'yente', properties: 'name: Rosneft; Роснефть\ninnCode: 7706107510', threshold: '0.8' },
      { properties: { name: ['Rosneft', 'Роснефть'], innCode: ['7706107510'] }, threshold: 0.8 },
    ],
  ];
  for (const [{ kind = '', ...typed }, stored] of looks) {
    const fields = Object.entries({ url, is: 'changed', ...typed }).map(([name, value]) => [
      `looks_for.${name}`,
      value,
    ]);
    placeOf(
      await reporter.submit(page, { kind, note: 'It opens', every: '1d', ...Object.fromEntries(fields) }),
    );
    const { data } = (await server.get(`/v1/claims/${id}/watches`, 'reporter')).json;
    const newest = data.find((watch: { looks_for: object }) => {
      const shown = JSON.stringify(watch.looks_for);
      return Object.values(stored).every((part) => part === null || shown.includes(firstWord(part)));
    });
    expect(newest?.looks_for, kind).toMatchObject(stored);
  }
});

/** A text that stands somewhere in a value. */
const firstWord = (part: unknown): string =>
  typeof part === 'object' && part !== null ? firstWord(Object.values(part)[0]) : String(part);

describe('what was typed is there again', () => {
  test('where a button’s form was refused: it can be sent again', async () => {
    await server.anchor({ key: 'typed_again', title: 'An event' });
    const { id } = (await server.get('/v1/anchors/typed_again')).json;
    const url = `/desk/anchors/${id}`;
    const sent = { date: 'tomorrow', 'correction.kind': 'typo', 'correction.note': 'A long note.' };
    const refused = await editor.submit('/desk/anchors', sent, url);
    expect(refused.status).toBe(400);
    expect(refused.body).toContain('A long note.</textarea>');
    expect(faultsOf(refused.body)).toEqual([]);
    const token = formTokenIn(refused.body);
    placeOf(await editor.send(url, { ...sent, date: '2026-03-01', form_token: token }));
    expect((await server.get('/v1/anchors/typed_again')).json.date).toBe('2026-03-01');
  });
});

test.each(['de', 'es', 'uk'] as const)(
  'the desk speaks %s: no word of English is left on its pages',
  async (language) => {
    const own = CATALOGUES[language];
    const foreign = new Set(
      Object.values(CATALOGUES.en).flatMap((message) =>
        typeof message === 'string' && message.length > 3 && !Object.values(own).includes(message)
          ? [message]
          : [],
      ),
    );
    const { id } = await server.publicClaim({ ...PROMISE, text: `Es wird so. ${language}` });
    const draft = await server.promise({
      kind: 'calendar',
      phrase: 'bald',
      window_start: null,
      window_end: null,
    });
    await server.verdict(id, 'in_review', { scale: 'truth' });
    const source = await server.source({ text: 'Worte.' });
    const speaker = await server.speaker();
    const browser = new Browser(server, language);
    await browser.signIn('admin');
    const deeds = ['verdict', 'outcome', 'deadline', 'correct', 'clarify', 'withdraw', 'matches', 'watches'];
    for (const url of [
      ...['/desk', '/desk/inbox', '/desk/watches', '/desk/links', '/desk/jobs', '/desk/speakers'],
      ...['/desk/keys', '/desk/scales', '/desk/anchors', '/desk/webhooks'],
      ...['source', 'speaker', 'quote', 'claim'].map((what) => `/desk/new/${what}`),
      ...[`/desk/sources/${source.id}`, `/desk/speakers/${speaker.id}/merge`, `/desk/claims/${id}`],
      ...[`/desk/claims/${draft.id}`, `/desk/claims/${draft.id}/edit`],
      ...[`/desk/sources/${source.id}/edit`, `/desk/speakers/${speaker.id}/edit`],
      ...deeds.map((deed) => `/desk/claims/${id}/${deed}`),
    ]) {
      const { status, body } = await browser.get(url);
      expect(status, url).toBe(200);
      expect(body, url).toContain(`<html lang="${language}">`);
      const texts = [...body.matchAll(/>([^<>]{4,})</g)].map(([, text = '']) => text.trim());
      expect(
        texts.filter((text) => foreign.has(text)),
        url,
      ).toEqual([]);
    }
    const { body } = await new Browser(server, language).get('/desk/sign-in');
    expect(body).toContain(String(own['desk.sign_in_how']));
  },
);
