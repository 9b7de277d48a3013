import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseBundle } from '../src/features/import/check.ts';
import { importBundle } from '../src/features/import/import.ts';
import { type Newsroom, openNewsroom } from './setup/desk.ts';
import { hasGo, runGo } from './setup/go.ts';

/** A witness of C2SP tlog-cosignature, written from its text. */
const createWitness = (name: string) => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const raw = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32);
  const material = Buffer.concat([Buffer.of(4), raw]);
  const id = createHash('sha256').update(`${name}\n`).update(material).digest().subarray(0, 4);
  return { name, id, privateKey, key: `${name}+${id.toString('hex')}+${material.toString('base64')}` };
};

const cosign = (
  note: string,
  { name, id, privateKey }: { name: string; id: Buffer; privateKey: KeyObject },
  at: string,
): string => {
  const seconds = Date.parse(at) / 1_000;
  const body = note.slice(0, note.lastIndexOf('\n\n') + 1);
  const signature = sign(null, Buffer.from(`cosignature/v1\ntime ${seconds}\n${body}`), privateKey);
  const time = Buffer.alloc(8);
  time.writeBigUInt64BE(BigInt(seconds));
  return `${note}— ${name} ${Buffer.concat([id, time, signature]).toString('base64')}\n`;
};

const witness = createWitness('witness.example/one');
const other = createWitness('witness.example/other');
const stranger = createWitness('stranger.example');

let server: Newsroom;
let small: string;
beforeAll(async () => {
  server = await openNewsroom({ settings: { ONRECORD_WITNESSES: `${witness.key}, ${other.key}` } });
  await server.scale();
  (await server.publicClaim()).id;
  small = await checkpoint();
  const claims = Array.from({ length: 270 }, (_, n) => ({
    key: `claim-${n}`,
    kind: 'statement',
    text: `The bridge has ${n} lamps.`,
  }));
  const bundle = {
    format: 'onrecord-bundle/1',
    origin: 'lamps',
    title: 'Lamps',
    author: 'City desk',
    claims,
  };
  await importBundle(server.server.recorder, parseBundle(JSON.stringify(bundle)));
});
afterAll(() => server.close());

const checkpoint = async (query = ''): Promise<string> =>
  (await server.get(`/v1/log/checkpoint${query}`)).body;
const sizeOf = (note: string): number => Number(note.split('\n')[1]);
const bytes = async (path: string) => {
  const reply = await server.app.inject(path);
  return { status: reply.statusCode, headers: reply.headers, body: reply.rawPayload };
};
const post = (note: string) => server.post('/v1/log/cosignatures', { checkpoint: note }, null);

test('the checkpoint stands where tools look for it, and may not be kept', async () => {
  const reply = await server.get('/checkpoint');
  expect(reply.body).toBe(await checkpoint());
  expect(reply.headers).toMatchObject({
    'content-type': 'text/plain; charset=utf-8',
    'cache-control': 'public, no-cache',
  });
  expect((await server.get('/checkpoint?size=1')).status).toBe(400);
});

test('bundles hold every entry, and tiles the hashes of each, in the log’s order', async () => {
  const { data, size } = (await server.get('/v1/log/entries?limit=1000')).json;
  expect(size).toBeGreaterThan(256);
  for (let index = 0; index * 256 < size; index += 1) {
    const width = Math.min(256, size - index * 256);
    const name = `${String(index).padStart(3, '0')}${width < 256 ? `.p/${width}` : ''}`;
    const bundle = await bytes(`/tile/entries/${name}`);
    const tile = await bytes(`/tile/0/${name}`);
    expect([bundle.status, tile.status]).toEqual([200, 200]);
    expect(tile.headers).toMatchObject({
      'content-type': 'application/octet-stream',
      'cache-control': 'public, max-age=31536000, immutable',
    });
    let at = 0;
    for (let n = 0; n < width; n += 1) {
      const length = bundle.body.readUInt16BE(at);
      const { leaf, leaf_hash } = data[index * 256 + n];
      expect(bundle.body.subarray(at + 2, at + 2 + length).toString()).toBe(leaf);
      expect(tile.body.subarray(n * 32, n * 32 + 32).toString('hex')).toBe(leaf_hash);
      at += 2 + length;
    }
    expect([at, tile.body.length]).toEqual([bundle.body.length, width * 32]);
  }
  const above = await bytes('/tile/1/000.p/1');
  const { from_root } = (await server.get('/v1/log/consistency?from=256')).json;
  expect(above.body.toString('hex')).toBe(from_root);
});

test('a tile that is not full yet has only its partial paths, which stay when it grew', async () => {
  const size = sizeOf(await checkpoint());
  const last = String(Math.floor(size / 256)).padStart(3, '0');
  const status = async (path: string) => (await bytes(path)).status;
  expect(await status(`/tile/0/${last}`)).toBe(404);
  expect(await status(`/tile/entries/${last}`)).toBe(404);
  expect(await status(`/tile/0/${last}.p/${(size % 256) + 1}`)).toBe(404);
  expect(await status(`/tile/0/000.p/${sizeOf(small)}`)).toBe(200);
  for (const path of ['0/x001/000', '0/0', '64/000', '00/000', '1/000', '2/000.p/1', 'x/000', 'entries/1']) {
    expect(await status(`/tile/${path}`), path).toBe(404);
  }
  expect(await status('/tile/0/000?x=1')).toBe(400);
  const { etag } = (await bytes('/tile/0/000')).headers;
  const again = await server.ask('GET', '/tile/0/000', { headers: { 'if-none-match': String(etag) } });
  expect(again.status).toBe(304);
});

test('a cosignature of a named witness is verified, kept and shown with its checkpoint, whatever came after', async () => {
  const note = await checkpoint(`?size=${sizeOf(small)}`);
  expect(note).toBe(small);
  const cosigned = cosign(note, witness, '2026-01-15T11:59:00Z');
  const taken = await post(cosign(cosigned, stranger, '2026-01-15T11:59:00Z'));
  expect(taken).toMatchObject({ status: 200, json: { size: sizeOf(small), cosignatures: [{}] } });
  expect(await checkpoint(`?size=${sizeOf(small)}`)).toBe(cosigned);
  expect(await checkpoint()).not.toContain('witness.example');
  const { data } = (await server.get('/v1/log/witnesses')).json;
  expect(data).toEqual([
    { name: witness.name, key: witness.key, size: sizeOf(small), cosigned_at: '2026-01-15T11:59:00.000Z' },
    { name: other.name, key: other.key, size: null, cosigned_at: null },
  ]);
  const lines = await server.get('/v1/events?action=log.cosigned', 'editor');
  expect(lines.json.data).toHaveLength(1);
  expect(lines.json.data[0]).toMatchObject({ actor: witness.name, subject_id: 'log' });
});

test('the newest checkpoint carries every witness’s line, of each the newest only', async () => {
  const note = await checkpoint();
  await post(cosign(note, witness, '2026-01-15T11:00:00Z'));
  const newer = cosign(note, witness, '2026-01-15T11:30:00Z');
  await post(newer);
  await post(cosign(note, witness, '2026-01-15T11:20:00Z'));
  expect((await server.get('/checkpoint')).body).toBe(newer);
  const both = cosign(newer, other, '2026-01-15T11:40:00Z');
  expect((await post(both)).status).toBe(200);
  expect((await server.get('/checkpoint')).body).toBe(both);
});

test('what is no true cosignature of this log is refused and changes nothing', async () => {
  const before = await checkpoint();
  const note = before.slice(0, before.indexOf('\n', before.lastIndexOf('\n\n') + 2) + 1);
  const good = cosign(note, witness, '2026-01-15T11:50:00Z');
  const refused = [
    note,
    'nothing of the kind',
    cosign(note, stranger, '2026-01-15T11:50:00Z'),
    cosign(note, { ...other, privateKey: stranger.privateKey }, '2026-01-15T11:50:00Z'),
    cosign(note, witness, '2026-01-16T00:00:00Z'),
    cosign(note.replace('onrecord.test\n', 'elsewhere.test\n'), witness, '2026-01-15T11:50:00Z'),
    cosign(small.replace(/\n\d+\n/, '\n5\n'), witness, '2026-01-15T11:50:00Z'),
    cosign(note.replace(/\n\d+\n/, '\n100000\n'), witness, '2026-01-15T11:50:00Z'),
    good.replace('\n', '\nmore\n'),
  ];
  for (const text of refused) {
    const reply = await post(text);
    expect(reply.status, text).toBe(422);
    expect(reply.json.errors[0].pointer).toBe('/checkpoint');
  }
  expect(await checkpoint()).toBe(before);
});

// The guarantee itself is held by tests/pure/tlog.test.ts, by vectors of the same tools.
describe.runIf(hasGo)('with Go', () => {
  test('Go’s tlog and Tessera’s client read the log by its tiles and prove every entry and every earlier size', async () => {
    await server.app.listen({ port: 0, host: '127.0.0.1' });
    const address = server.app.server.address();
    const port = address !== null && typeof address === 'object' ? address.port : 0;
    const { key } = (await server.get('/v1/log/key')).json;
    const run = await runGo(['check', `http://127.0.0.1:${port}`, key]);
    expect(run).toContain(`onrecord.test: ${sizeOf(await checkpoint())} entries`);
  });
});
