/** Google's own client for its Fact Check Tools API, pointed at this server. */
import { auth, factchecktools } from '@googleapis/factchecktools';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { applyMask, MaskError, readMask } from '../src/features/factcheck/mask.ts';
import { type Newsroom, openNewsroom } from './setup/desk.ts';
import { listen } from './setup/listen.ts';
import { serve } from './setup/process.ts';

let server: Newsroom;
let rootUrl: string;
const clientFor = (secret?: string) => {
  const client = new auth.OAuth2();
  client.setCredentials({ access_token: secret ?? '' });
  return factchecktools({ version: 'v1alpha1', rootUrl, ...(secret === undefined ? {} : { auth: client }) });
};

const addRated = async (text: string, rating: string, members: object = {}) => {
  const { id } = await server.publicClaim({ text, language: 'en', ...members });
  await server.finding('verdicts', id, 'published', {
    scale: 'truth',
    rating,
    decided_on: '2025-12-30',
  });
  return id;
};

beforeAll(async () => {
  server = await openNewsroom({ settings: { ONRECORD_NEWSROOM: 'The Example' } });
  rootUrl = await listen(server);
  await server.scale();
  const ada = await server.speaker({ name: 'Ada' });
  const picture = await server.source({ url: 'https://example.org/picture.jpg' });
  for (let n = 1; n <= 5; n += 1) await addRated(`Bridge number ${n} is open.`, 'true');
  await addRated('The tunnel is closed.', 'false', {
    claimants: [ada.id],
    first_said_on: '2025-12-01',
    sources: [picture.id],
  });
  await addRated('Der Tunnel ist zu.', 'false', { language: 'de' });
  await server.publicClaim({ text: 'The tunnel is not yet rated.' });
});
afterAll(() => server.close());

interface GoogleError {
  code: number;
  response: { data: { error: { code: number; status: string; message: string; details?: object[] } } };
}
const refused = async (call: Promise<unknown>): Promise<GoogleError['response']['data']['error']> => {
  const error = await call.then(
    () => Promise.reject(new Error('it was answered')),
    (thrown: GoogleError) => thrown,
  );
  return error.response.data.error;
};

describe('claims', () => {
  test('a search gives each rated claim with its review, and none that is not rated', async () => {
    const { data } = await clientFor().claims.search({ query: 'tunnel', languageCode: 'en-GB' });
    expect(data).toEqual({
      claims: [
        {
          text: 'The tunnel is closed.',
          claimant: 'Ada',
          claimDate: '2025-12-01T00:00:00Z',
          claimReview: [
            {
              publisher: { name: 'The Example', site: 'onrecord.test' },
              url: expect.stringMatching(/^http:\/\/onrecord\.test\/v1\/claims\/claim_/),
              title: 'The tunnel is closed.',
              reviewDate: '2025-12-30T00:00:00Z',
              textualRating: 'false',
              languageCode: 'en',
            },
          ],
        },
      ],
    });
    expect((await clientFor().claims.search({ query: 'nothingofthekind' })).data).toEqual({});
  });

  test('pages by token walk every match once; an offset passes over the first', async () => {
    const { claims } = clientFor();
    const seen: (string | null | undefined)[] = [];
    let pageToken: string | undefined;
    do {
      const { data } = await claims.search({
        query: 'bridge',
        pageSize: 2,
        ...(pageToken ? { pageToken } : {}),
      });
      seen.push(...(data.claims ?? []).map(({ text }) => text));
      pageToken = data.nextPageToken ?? undefined;
    } while (pageToken);
    expect(new Set(seen).size).toBe(5);
    expect(seen).toHaveLength(5);
    const { data } = await claims.search({ query: 'bridge', offset: 3 });
    expect(data.claims?.map(({ text }) => text)).toEqual(seen.slice(3));
  });

  test('publisher, language and age choose', async () => {
    const found = async (asked: object) => (await clientFor().claims.search(asked)).data.claims?.length ?? 0;
    expect(await found({ reviewPublisherSiteFilter: 'onrecord.test' })).toBe(7);
    expect(await found({ reviewPublisherSiteFilter: 'www.onrecord.test', languageCode: 'de' })).toBe(1);
    expect(await found({ reviewPublisherSiteFilter: 'other.example' })).toBe(0);
    // It is 15 January, and they were reviewed on 30 December.
    expect(await found({ query: 'tunnel', maxAgeDays: 17 })).toBe(2);
    expect(await found({ query: 'tunnel', maxAgeDays: 16 })).toBe(0);
  });

  test('the order is that of a search in the record: by relevance', async () => {
    const rated = (await server.get('/v1/claims?q=tunnel%20closed&limit=100')).json.data.flatMap(
      (claim: { text: string; verdict: object | null }) => (claim.verdict ? [claim.text] : []),
    );
    const { data } = await clientFor().claims.search({ query: 'tunnel closed', pageSize: 100 });
    expect(data.claims?.map(({ text }) => text)).toEqual(rated);
  });

  test('a mask takes the members it names', async () => {
    const { data } = await clientFor().claims.search({
      query: 'tunnel closed',
      fields: 'claims(text,claimReview/textualRating)',
    });
    expect(data).toEqual({
      claims: [{ text: 'The tunnel is closed.', claimReview: [{ textualRating: 'false' }] }],
    });
  });

  test('an image is found by its address', async () => {
    const { claims } = clientFor();
    const { data } = await claims.imageSearch({ imageUri: 'https://example.org/picture.jpg' });
    expect(data.results?.map(({ claim }) => claim?.text)).toEqual(['The tunnel is closed.']);
    expect((await claims.imageSearch({ imageUri: 'https://example.org/other.jpg' })).data).toEqual({});
  });

  test('errors are Google’s: code, status, and which field', async () => {
    const { claims } = clientFor();
    expect(await refused(claims.search({}))).toMatchObject({
      code: 400,
      status: 'INVALID_ARGUMENT',
      details: [
        { '@type': 'type.googleapis.com/google.rpc.BadRequest', fieldViolations: [{ field: 'query' }] },
      ],
    });
    for (const asked of [
      { pageToken: 'x' },
      { fields: 'claims(' },
      { fields: 'nothing' },
      { pageSize: -1 },
    ]) {
      expect(await refused(claims.search({ query: 'bridge', ...asked }))).toMatchObject({ code: 400 });
    }
    expect(await refused(claims.imageSearch({}))).toMatchObject({ status: 'INVALID_ARGUMENT' });
  });
});

test('a fault is told in Google’s form and in signs that can be shown, whatever was sent', async () => {
  const ask = async (path: string) => {
    const reply = await fetch(`${rootUrl}/v1alpha1/${path}`, {
      headers: { authorization: `Bearer ${server.secrets.reporter}` },
    });
    expect(reply.headers.get('content-type')).toContain('application/json');
    return { status: reply.status, body: await reply.text() };
  };
  const mask = await ask(`pages?fields=${encodeURIComponent('\u0084(')}`);
  expect(mask.status).toBe(400);
  expect(mask.body).not.toMatch(/[\u007F-\u009F]|\\u00[01]/);
  expect((await ask(`pages/${'0'.repeat(5_000)}`)).status).toBe(400);
});

describe('pages', () => {
  const page = (n: number) => ({
    pageUrl: `https://checks.example/${n}`,
    publishDate: '2025-09-01',
    claimReviewAuthor: { name: 'Example Checks' },
    claimReviewMarkups: [
      {
        claimReviewed: `The Moon has ${n} mountains.`,
        claimDate: '2025-08-01',
        claimAuthor: { name: 'Wallace', jobTitle: 'Inventor' },
        claimFirstAppearance: 'https://news.example/moon',
        rating: { textualRating: 'False', ratingValue: 1, bestRating: 5, worstRating: 1 },
      },
    ],
  });

  test('of the longest host that there may be become drafts; of one that no name can have, none', async () => {
    const { pages } = clientFor(server.secrets.reporter);
    const drafts = async () =>
      (await server.get('/v1/claims?publication=draft&limit=100', 'reporter')).body.includes('A long host.');
    const on = (host: string) => {
      const [markup] = page(1).claimReviewMarkups;
      return {
        ...{ pageUrl: `https://${host}/1`, publishDate: '2025-09-01' },
        claimReviewMarkups: [{ ...markup, claimReviewed: 'A long host.' }],
      };
    };
    const label = 'a'.repeat(63);
    expect((await pages.create({ requestBody: on(`${label}.`.repeat(5)) })).status).toBe(200);
    expect(await drafts()).toBe(false);
    const longest = [label, label, label, 'a'.repeat(61)].join('.');
    expect((await pages.create({ requestBody: on(longest) })).status).toBe(200);
    expect(await drafts()).toBe(true);
  });

  test('are created, read, listed, replaced and deleted, as they were written', async () => {
    const { pages } = clientFor(server.secrets.reporter);
    const { data: made } = await pages.create({ requestBody: page(1) });
    expect(made).toMatchObject(page(1));
    const name = made.name ?? '';
    expect(name).toMatch(/^pages\/[0-9a-f-]{36}$/);
    expect((await pages.get({ name })).data).toEqual(made);
    const other = { ...page(1), publishDate: '2025-09-02', versionId: made.versionId ?? null };
    const { data: changed } = await pages.update({ name, requestBody: other });
    expect(changed).toMatchObject({ name, publishDate: '2025-09-02' });
    expect(await refused(pages.update({ name, requestBody: other }))).toMatchObject({
      code: 409,
      status: 'ABORTED',
    });
    for (let n = 2; n <= 4; n += 1) await pages.create({ requestBody: page(n) });
    const listed = await pages.list({ organization: 'checks.example', pageSize: 3 });
    expect(listed.data.claimReviewMarkupPages).toHaveLength(3);
    const rest = await pages.list({
      organization: 'checks.example',
      pageSize: 3,
      pageToken: listed.data.nextPageToken ?? '',
    });
    expect(rest.data).toEqual({ claimReviewMarkupPages: [changed] });
    expect((await pages.list({ url: 'https://checks.example/1' })).data.claimReviewMarkupPages).toEqual([
      changed,
    ]);
    expect((await pages.delete({ name })).data).toEqual({});
    expect(await refused(pages.get({ name }))).toMatchObject({ code: 404, status: 'NOT_FOUND' });
  });

  test('become drafts of claims and verdicts, and nothing public', async () => {
    await clientFor(server.secrets.reporter).pages.create({ requestBody: page(9) });
    const { data } = (await server.get('/v1/claims?publication=draft&limit=100', 'reporter')).json;
    const drafts = data.filter(({ text }: { text: string }) => text === 'The Moon has 9 mountains.');
    expect(drafts).toMatchObject([{ claimants: [{ name: 'Wallace' }], first_said_on: '2025-08-01' }]);
    expect((await clientFor().claims.search({ query: 'mountains' })).data).toEqual({});
  });

  test('written anew change the draft that nobody has worked on', async () => {
    const { pages } = clientFor(server.secrets.reporter);
    const { data: made } = await pages.create({ requestBody: page(8) });
    const markups = page(8).claimReviewMarkups.map((markup) => ({
      ...markup,
      rating: { textualRating: 'True' },
    }));
    await pages.update({ name: made.name ?? '', requestBody: { ...page(8), claimReviewMarkups: markups } });
    const { data } = (await server.get('/v1/claims?publication=draft&limit=100', 'reporter')).json;
    const [draft] = data.filter(({ text }: { text: string }) => text === 'The Moon has 8 mountains.');
    const verdicts = await server.get(`/v1/claims/${draft.id}/verdicts?publication=draft`, 'reporter');
    expect(verdicts.json.data).toMatchObject([{ rating: { key: 'true', labels: { und: 'True' } } }]);
  });

  test('are for reporters, one for each address, and never without an address', async () => {
    expect(await refused(clientFor().pages.list())).toMatchObject({ code: 401, status: 'UNAUTHENTICATED' });
    const { pages } = clientFor(server.secrets.reader);
    expect(await refused(pages.create({ requestBody: page(5) }))).toMatchObject({
      code: 403,
      status: 'PERMISSION_DENIED',
    });
    const own = clientFor(server.secrets.reporter).pages;
    await own.create({ requestBody: page(6) });
    expect(await refused(own.create({ requestBody: page(6) }))).toMatchObject({
      code: 409,
      status: 'ALREADY_EXISTS',
    });
    expect(await refused(own.create({ requestBody: {} }))).toMatchObject({
      code: 400,
      status: 'INVALID_ARGUMENT',
    });
  });

  test('a key may stand in the address, and one that is not known is as good as none', async () => {
    const list = (key: string) => factchecktools({ version: 'v1alpha1', rootUrl, auth: key }).pages.list();
    expect((await list(server.secrets.reporter)).status).toBe(200);
    expect(await refused(list('AIza'))).toMatchObject({ code: 401 });
    const search = factchecktools({ version: 'v1alpha1', rootUrl, auth: 'AIza' }).claims;
    expect((await search.search({ query: 'bridge' })).status).toBe(200);
  });
});

test('a key or a token in the address is not logged, whatever is logged', async () => {
  const { url, child, ended, output } = await serve({
    ONRECORD_DATABASE_URL: server.database_url,
    ONRECORD_LOG_LEVEL: 'trace',
  });
  await fetch(`${url}/v1alpha1/pages?key=secret-in-an-address&pageSize=1`);
  await fetch(`${url}/v1alpha1/claims:search?access_token=secret-in-an-address`);
  await fetch(`${url}/v1/claims.csv?fields=id&token=secret-in-an-address`);
  child.kill('SIGTERM');
  await ended;
  expect(output.stdout + output.stderr).not.toContain('secret-in-an-address');
});

test('a mask is read and applied, or refused, whatever it is', () => {
  const value = { a: [{ b: 1, c: { d: 2 } }, { b: 3 }], e: 'f' };
  const masked = (mask: string) => applyMask(value, readMask(mask));
  expect(masked('*')).toEqual(value);
  expect(masked('a/b')).toEqual({ a: [{ b: 1 }, { b: 3 }] });
  expect(masked('a(b,c.d),e')).toEqual(value);
  expect(masked('a(c/d)')).toEqual({ a: [{ c: { d: 2 } }, {}] });
  expect(masked('a/*/d')).toEqual({ a: [{ c: { d: 2 }, b: 1 }, { b: 3 }] });
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'ab(),/.*') }), (text) => {
      try {
        readMask(text);
      } catch (error) {
        expect(error).toBeInstanceOf(MaskError);
      }
    }),
  );
});
