/** Evidence that lasts: its addresses are looked at, archived where asked, and what is gone is listed. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Newsroom, openNewsroom } from './setup/desk.ts';
import { ASKS_HERE, type Receiver, startReceiver } from './setup/receiver.ts';

const DAY_MS = 86_400_000;
let server: Newsroom;
let receiver: Receiver;
const pages = new Map<string, { status: number; body?: string }>();
beforeAll(async () => {
  receiver = await startReceiver();
  receiver.answer = ({ path }, response) => {
    if (path.startsWith('/save/')) {
      return void response.writeHead(200, { 'content-location': `/web/20260115/${path.slice(6)}` }).end();
    }
    const page = pages.get(path);
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.writeHead(page?.status ?? 404).end(page?.body);
  };
  server = await openNewsroom({
    settings: {
      ...ASKS_HERE,
      ONRECORD_LOOK_OUT: 'true',
      ONRECORD_ARCHIVER: `${receiver.url}/save/{url}`,
    },
  });
  await server.scale();
});
afterAll(async () => {
  await server.close();
  await receiver.close();
});

const links = async (query = '') =>
  (await server.get(`/v1/evidence-links?limit=100${query}`, 'reporter')).json.data;
const ofPath = async (path: string) =>
  (await links()).find(({ url }: { url: string }) => url === `${receiver.url}${path}`);
const verdictOn = async (path: string) => {
  const { id } = await server.publicClaim();
  const evidence = [{ url: `${receiver.url}${path}`, stance: 'supports' }];
  const verdict = await server.verdict(id, 'published', { evidence });
  await server.app.worker.drain();
  return verdict;
};
const later = async (days: number) => {
  server.clock.set(new Date(server.clock.now().getTime() + days * DAY_MS).toISOString());
  await server.app.worker.drain();
};

test('an address is looked at once it is added, and archived; nothing that is written changes', async () => {
  pages.set('/report', { status: 200, body: '<title>The  report</title>' });
  const verdict = await verdictOn('/report');
  expect(await ofPath('/report')).toMatchObject({
    state: 'there',
    status: 200,
    title: 'The report',
    media_type: 'text/html',
    used_in: [verdict.id],
    archived_url: `${receiver.url}/web/20260115/${receiver.url}/report`,
  });
  const now = await server.read(verdict.id);
  expect([now.version, now.evidence]).toEqual([verdict.version, verdict.evidence]);
  expect(receiver.asked.filter(({ path }) => path === '/report')).toHaveLength(1);
  await later(29);
  expect(receiver.asked.filter(({ path }) => path === '/report')).toHaveLength(1);
  await later(1);
  expect(receiver.asked.filter(({ path }) => path === '/report')).toHaveLength(2);
  // A copy is asked for once.
  expect(receiver.asked.filter(({ path }) => path.startsWith('/save/'))).toHaveLength(1);
});

test('what says that it is gone is listed and told of; what fails, after three days', async () => {
  const gone = await verdictOn('/gone');
  expect(await ofPath('/gone')).toMatchObject({ state: 'gone', status: 404 });
  const told = await server.get(`/v1/events?subject=${gone.id}&action=evidence.gone`, 'editor');
  expect(told.json.data).toHaveLength(1);
  pages.set('/broken', { status: 500 });
  await verdictOn('/broken');
  expect(await ofPath('/broken')).toMatchObject({ state: 'failing', failures: 1 });
  await later(1);
  await later(1);
  expect(await ofPath('/broken')).toMatchObject({ state: 'gone', failures: 3 });
  expect((await links('&state=gone')).map(({ url }: { url: string }) => url)).toEqual([
    `${receiver.url}/gone`,
    `${receiver.url}/broken`,
  ]);
  pages.set('/broken', { status: 200 });
  await later(31);
  expect(await ofPath('/broken')).toMatchObject({ state: 'there', failures: 0 });
});
