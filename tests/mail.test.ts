/** Mail: only to who said yes, in words, with an end that takes one click; and to nobody before SMTP is set. */

import type { AddressInfo } from 'node:net';
import { createServer, type Server } from 'node:net';
import { caniemail } from 'caniemail';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { followers } from '../src/features/mail/tables.ts';
import { type Newsroom, openNewsroom } from './setup/desk.ts';
import { faultsOf } from './setup/html.ts';

/** A mail server that takes everything (RFC 5321, no more of it than is needed). */
const mails: string[] = [];
let refuses = false;
const smtp: Server = createServer((socket) => {
  let data: string[] | undefined;
  let rest = '';
  socket.write('220 test\r\n');
  socket.on('error', () => undefined);
  socket.setEncoding('utf8').on('data', (chunk: string) => {
    rest += chunk;
    for (let end = rest.indexOf('\r\n'); end >= 0; end = rest.indexOf('\r\n')) {
      const line = rest.slice(0, end);
      rest = rest.slice(end + 2);
      if (data) {
        if (line !== '.') data.push(line);
        else {
          mails.push(data.join('\n'));
          data = undefined;
          socket.write('250 ok\r\n');
        }
      } else if (/^DATA/i.test(line)) {
        data = [];
        socket.write('354 go on\r\n');
      } else if (/^QUIT/i.test(line)) socket.end('221 bye\r\n');
      else if (/^RCPT/i.test(line) && refuses) socket.write('451 later\r\n');
      else socket.write('250 ok\r\n');
    }
  });
});

let server: Newsroom;
beforeAll(async () => {
  await new Promise<void>((ready) => smtp.listen(0, '127.0.0.1', ready));
  const { port } = smtp.address() as AddressInfo;
  server = await openNewsroom({
    settings: {
      ONRECORD_SMTP_URL: `smtp://127.0.0.1:${port}`,
      ONRECORD_MAIL_FROM: 'record@example.org',
      ONRECORD_DIGEST_HOUR: '7',
      ONRECORD_TIMEZONE: 'Europe/Kyiv',
    },
  });
});
beforeEach(async () => {
  await server.database.write((tx) => tx.delete(followers));
  await server.app.worker.drain();
  mails.length = 0;
  refuses = false;
});
afterAll(async () => {
  await server.close();
  await new Promise((closed) => smtp.close(closed));
});

const drain = () => server.app.worker.drain();
/** A mail with its soft line ends and signs taken back (RFC 2045). */
const decoded = (mail = '') =>
  Buffer.from(
    mail
      .replace(/=\n/g, '')
      .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  ).toString('utf8');
const linkIn = (mail = '') => /\/v1\/follows\/[\w-]{43}/.exec(decoded(mail))?.[0] ?? '';
const follow = async (body: object, as: 'reporter' | null = null) => {
  const reply = await server.post('/v1/follows', { address: 'Reader@example.org', ...body }, as);
  expect(reply.status, reply.body).toBe(200);
  await drain();
  return linkIn(mails.at(-1));
};
const followed = async (body: object, as: 'reporter' | null = null) => {
  const link = await follow(body, as);
  const { json } = await server.post(`${link}/confirm`, undefined, null);
  expect(json).toEqual({ is_followed: true });
  mails.length = 0;
  return link;
};

test('nothing but a question is sent before somebody at the address says yes', async () => {
  const link = await follow({ how_often: 'at_once' });
  expect(mails).toHaveLength(1);
  await server.publicClaim();
  await drain();
  expect(mails).toHaveLength(1);
  // A program that opens links says yes to nothing.
  expect((await server.get(link)).body).toContain('<button>Yes</button>');
  await server.publicClaim();
  await drain();
  expect(mails).toHaveLength(1);
});

test('a claim that is followed is told of in text and HTML, and others are not', async () => {
  const { id } = await server.publicClaim({ text: 'The bridge <b>was</b> finished in 2020.' });
  await followed({ claim: id, how_often: 'at_once' });
  await server.publicClaim();
  await drain();
  expect(mails).toEqual([]);
  await server.withdraw(id, 'It was another bridge.');
  await drain();
  expect(mails).toHaveLength(1);
  const mail = decoded(mails[0]);
  expect(mail).toContain('To: reader@example.org');
  expect(mail).toContain('Content-Type: text/plain');
  expect(mail).toContain('Content-Type: text/html');
  expect(mail).toContain('Claim withdrawn');
  expect(mail).toContain('It was another bridge.');
  expect(mail).not.toContain('<b>was</b>');
});

test('a search that is followed tells of what it finds, in other forms of its words too, and of nothing else', async () => {
  await followed({ search: 'bridges -ferry', how_often: 'at_once' });
  await server.publicClaim({ text: 'The ferry to the bridge is cheaper.' });
  await server.publicClaim({ text: 'Taxes will fall.' });
  await drain();
  expect(mails).toEqual([]);
  const { id } = await server.publicClaim({ text: 'The old bridge will be closed.' });
  await drain();
  expect(mails).toHaveLength(1);
  expect(decoded(mails[0])).toContain('The old bridge will be closed.');
  await server.withdraw(id);
  await drain();
  expect(mails).toHaveLength(2);
  expect((await server.post('/v1/follows', { address: 'a@example.org', search: '"…"' }, null)).status).toBe(
    422,
  );
});

test('whoever says yes or no in a browser reads a sentence', async () => {
  const link = await follow({ how_often: 'at_once' });
  const press = async (button: string) =>
    (await server.ask('POST', `${link}/${button}`, { headers: { accept: 'text/html' } })).body;
  expect(await press('confirm')).toContain('You get these mails.');
  expect(await press('unsubscribe')).toContain('No more of these mails are sent to you.');
});

test('one click ends it, and the address is forgotten', async () => {
  const link = await followed({ promises: true, how_often: 'at_once' });
  const { id } = await server.publicClaim();
  await followed({ claim: id, how_often: 'at_once' });
  await server.withdraw(id);
  await drain();
  const [mail] = mails;
  expect(mail).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click');
  const address = /List-Unsubscribe: <http:\/\/onrecord\.test([^>]+)>/.exec(
    (mail ?? '').replace(/\n\s+/g, ' '),
  )?.[1];
  const reply = await server.ask('POST', address ?? '', {
    raw: 'List-Unsubscribe=One-Click',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  });
  expect(reply.status).toBe(200);
  expect((await server.post(`${link}/unsubscribe`, undefined, null)).status).toBe(200);
  expect(await server.database.read.select().from(followers)).toEqual([]);
});

/** A part of a mail, by its type, as it is read. */
const partOf = (mail: string, type: string): string => {
  const boundary = /boundary="([^"]+)"/.exec(mail)?.[1] ?? '';
  const part = mail.split(`--${boundary}`).find((one) => one.includes(`Content-Type: ${type}`)) ?? '';
  return decoded(part.slice(part.indexOf('\n\n') + 2)).trim();
};
/** Programs that people read mail with; what they do with the body's own element is the same with everyone's mail. */
const READERS = ['gmail.*', 'outlook.*', 'apple-mail.*', 'yahoo.*'] as const;
const EVERYWHERE = ['<body> element', 'lang attribute', 'HTML5 doctype'];

/** Holds what every mail is: valid HTML that every program shows, and the same in plain text. */
const lint = (mail: string): void => {
  const html = partOf(mail, 'text/html');
  expect(faultsOf(html)).toEqual([]);
  const { issues } = caniemail({ clients: [...READERS], html });
  const found = [...issues.errors.values(), ...issues.warnings.values()].flat().map(({ title }) => title);
  expect(found.filter((title) => !EVERYWHERE.includes(title))).toEqual([]);
  // No picture that tells when it was opened, nothing that is loaded, no line that a server would break (RFC 5322).
  expect(html).not.toMatch(/<(?:img|link|script|style|iframe)\b/);
  for (const line of mail.split('\n')) expect(line.length).toBeLessThanOrEqual(998);
  for (const header of ['From', 'To', 'Subject', 'Date', 'Message-ID', 'MIME-Version'])
    expect(mail.match(new RegExp(`^${header}: .+$`, 'gm')), header).toHaveLength(1);
  const text = partOf(mail, 'text/plain');
  const links = [...html.matchAll(/href="([^"]+)"/g)].map(([, href]) => href ?? '');
  expect(links.length).toBeGreaterThan(0);
  for (const href of links) expect(text).toContain(href);
};

test('a mail is valid HTML that every program shows, the same in plain text, and ends by one click', async () => {
  const { id } = await server.publicClaim({ text: 'The bridge was finished in 2020.' });
  const link = await follow({ claim: id, how_often: 'at_once' });
  const [asked = ''] = mails;
  await server.post(`${link}/confirm`, undefined, null);
  await server.withdraw(id, 'It was “another” <bridge> & ferry.');
  await drain();
  expect(mails).toHaveLength(2);
  const told = mails[1] ?? '';
  for (const mail of [asked, told]) lint(mail);
  expect(partOf(told, 'text/plain')).toContain('It was “another” <bridge> & ferry.');
  expect(told).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click');
  const unsubscribe = new URL(/^List-Unsubscribe: <([^>]+)>$/m.exec(told.replaceAll('\n ', ' '))?.[1] ?? '');
  const reply = await server.app.inject({
    method: 'POST',
    url: unsubscribe.pathname,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: 'List-Unsubscribe=One-Click',
  });
  expect(reply.statusCode).toBe(200);
});

test('a digest comes once a day, at the newsroom’s hour, and not on a day without news', async () => {
  server.clock.set('2026-03-02T10:00:00.000Z');
  await followed({});
  const withdrawn = await server.publicClaim({ text: 'The “bridge” <b>& ferry</b> was finished in 2020.' });
  await server.publicClaim({ text: `${'A very long sentence, '.repeat(40)} and its end.` });
  await server.withdraw(withdrawn.id, 'It was “another” <bridge> & ferry.');
  await drain();
  expect(mails).toEqual([]);
  // Seven in Kyiv is five in UTC.
  server.clock.set('2026-03-03T04:59:59.000Z');
  await drain();
  expect(mails).toEqual([]);
  server.clock.set('2026-03-03T05:00:00.000Z');
  await drain();
  expect(mails).toHaveLength(1);
  const [digest = ''] = mails;
  expect(decoded(digest)).toContain('3 things happened');
  lint(digest);
  expect(digest).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click');
  server.clock.set('2026-03-04T05:00:00.000Z');
  await drain();
  server.clock.set('2026-03-05T05:00:00.000Z');
  await drain();
  expect(mails).toHaveLength(1);
});

test('what only the newsroom may know goes to whom a reporter’s key asked for', async () => {
  await followed({ how_often: 'at_once' });
  const { id } = await server.make('/v1/webhooks', { url: 'http://example.org/' }, 'admin');
  await server.change(`/v1/webhooks/${id}`, { state: 'disabled' }, 'admin');
  await drain();
  expect(mails).toEqual([]);
  await followed({ address: 'desk@example.org', how_often: 'at_once' }, 'reporter');
  await server.change(`/v1/webhooks/${id}`, { state: 'active' }, 'admin');
  await server.change(`/v1/webhooks/${id}`, { state: 'disabled' }, 'admin');
  await drain();
  expect(mails).toHaveLength(1);
  expect(decoded(mails[0])).toContain('To: desk@example.org');
});

test('who asks learns nothing of who follows, and asks no address often', async () => {
  for (let n = 0; n < 30; n += 1) {
    const { status, json } = await server.post(
      '/v1/follows',
      { address: 'one@example.org', topic: `Topic ${n}` },
      null,
    );
    expect([status, json]).toEqual([200, { sent_to: 'one@example.org' }]);
  }
  await drain();
  expect(mails.length).toBeLessThanOrEqual(20);
});

test('a mail server that is not there loses nothing', async () => {
  await followed({ how_often: 'at_once' });
  refuses = true;
  await server.publicClaim();
  await drain();
  expect(mails).toEqual([]);
  refuses = false;
  server.clock.set(new Date(server.clock.now().getTime() + 3_600_000).toISOString());
  await drain();
  expect(mails).toHaveLength(1);
});

test('without a mail server nobody can ask', async () => {
  const quiet = await openNewsroom();
  const { status, json } = await quiet.post('/v1/follows', { address: 'one@example.org' }, null);
  expect([status, json.state]).toEqual([409, 'off']);
  await quiet.close();
});
