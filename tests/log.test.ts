import { createHash, createPublicKey, verify } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Newsroom, openNewsroom } from './setup/desk.ts';
import { leafText } from '../src/record/log.ts';
import { leafHash } from '../src/record/merkle.ts';

/** RFC 9162 once more, written from its text and sharing nothing with the server. */
const sha = (...parts: Buffer[]) => createHash('sha256').update(Buffer.concat(parts)).digest();
const leafOf = (text: string) => sha(Buffer.from([0]), Buffer.from(text));
const nodeOf = (left: Buffer, right: Buffer) => sha(Buffer.from([1]), left, right);

/** Section 2.1.1. */
const treeHash = (leaves: Buffer[]): Buffer => {
  const [first] = leaves;
  if (!first) return sha();
  if (leaves.length === 1) return first;
  let split = 1;
  while (split * 2 < leaves.length) split *= 2;
  return nodeOf(treeHash(leaves.slice(0, split)), treeHash(leaves.slice(split)));
};

/** Section 2.1.3.2; null when the proof does not fit. */
const rootFromInclusion = (leaf: Buffer, index: number, size: number, proof: Buffer[]): Buffer | null => {
  let [fn, sn, r] = [index, size - 1, leaf];
  if (index >= size) return null;
  for (const p of proof) {
    if (sn === 0) return null;
    if (fn % 2 === 1 || fn === sn) {
      r = nodeOf(p, r);
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = [fn >> 1, sn >> 1];
    } else r = nodeOf(r, p);
    [fn, sn] = [fn >> 1, sn >> 1];
  }
  return sn === 0 ? r : null;
};

/** Section 2.1.4.2, for 0 < first < second. */
const isConsistent = (
  first: number,
  firstRoot: Buffer,
  second: number,
  secondRoot: Buffer,
  given: Buffer[],
): boolean => {
  if (given.length === 0) return false;
  const path = Number.isInteger(Math.log2(first)) ? [firstRoot, ...given] : given;
  let [fn, sn] = [first - 1, second - 1];
  while (fn % 2 === 1) [fn, sn] = [fn >> 1, sn >> 1];
  let [fr, sr] = [path[0] ?? sha(), path[0] ?? sha()];
  for (const c of path.slice(1)) {
    if (sn === 0) return false;
    if (fn % 2 === 1 || fn === sn) {
      [fr, sr] = [nodeOf(c, fr), nodeOf(c, sr)];
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = [fn >> 1, sn >> 1];
    } else sr = nodeOf(sr, c);
    [fn, sn] = [fn >> 1, sn >> 1];
  }
  return fr.equals(firstRoot) && sr.equals(secondRoot) && sn === 0;
};

const fromHex = (text: string) => Buffer.from(text, 'hex');
const readCheckpoint = (note: string) => {
  const [origin = '', size = '', root = '', , signature = ''] = note.split('\n');
  return { origin, size: Number(size), root: Buffer.from(root, 'base64'), signature };
};

let server: Newsroom;
let claim: string;
/** Some checkpoint in the middle of the story. */
let earlier: string;

const checkpoint = async () => (await server.get('/v1/log/checkpoint')).body;

beforeAll(async () => {
  server = await openNewsroom();
  await server.scale();
  claim = (await server.publicClaim()).id;
  earlier = await checkpoint();
  (await server.verdict(claim, 'published')).id;
  (await server.verdict(claim, 'published', { rating: 'false', reason: 'A new register.' })).id;
  await server.correct(claim, { text: 'The bridge was finished in 2021.' });
  for (let n = 0; n < 12; n += 1) (await server.publicClaim({ text: `Claim ${n}.` })).id;
  await server.withdraw(claim);
});
afterAll(() => server.close());

test('a checkpoint is signed by the key that the server shows, under the name of its address', async () => {
  const { status, body: note, headers } = await server.get('/v1/log/checkpoint');
  expect(status).toBe(200);
  expect(headers['content-type']).toBe('text/plain; charset=utf-8');
  const { json: key } = await server.get('/v1/log/key');
  expect(key.origin).toBe('onrecord.test');
  const text = note.slice(0, note.indexOf('\n\n') + 1);
  const { origin, signature } = readCheckpoint(note);
  expect(origin).toBe('onrecord.test');
  const [dash, name, encoded = ''] = signature.split(' ');
  expect([dash, name]).toEqual(['—', 'onrecord.test']);
  const bytes = Buffer.from(encoded, 'base64');
  const pem = createPublicKey(key.pem);
  expect(verify(null, Buffer.from(text), pem, bytes.subarray(4))).toBe(true);
  expect(verify(null, Buffer.from(`${text} `), pem, bytes.subarray(4))).toBe(false);
  const raw = pem.export({ format: 'der', type: 'spki' }).subarray(-32);
  const id = createHash('sha256').update(`onrecord.test\n\x01`).update(raw).digest().subarray(0, 4);
  expect(bytes.subarray(0, 4)).toEqual(id);
  expect(key.key).toBe(
    `onrecord.test+${id.toString('hex')}+${Buffer.concat([Buffer.of(1), raw]).toString('base64')}`,
  );
});

test('the private key stands in no answer and not in the ledger', async () => {
  const key = await server.get('/v1/log/key', 'admin');
  expect(key.body).not.toContain('PRIVATE');
  const events = await server.get('/v1/events?action=log.key_made', 'admin');
  expect(events.body).not.toContain('PRIVATE');
});

test('the entries, hashed by anyone, give the root of the checkpoint, now and earlier', async () => {
  const { json } = await server.get('/v1/log/entries?limit=1000');
  const { size, root } = readCheckpoint(await checkpoint());
  expect(json).toMatchObject({ size, next: null });
  expect(json.data).toHaveLength(size);
  const leaves = json.data.map((entry: { leaf: string }) => leafOf(entry.leaf));
  expect(treeHash(leaves)).toEqual(root);
  const old = readCheckpoint(earlier);
  expect(treeHash(leaves.slice(0, old.size))).toEqual(old.root);
});

test('each entry is a version that is served byte for byte, tombstones and superseded ones too', async () => {
  const { data } = (await server.get('/v1/log/entries?limit=1000')).json;
  for (const [i, entry] of data.entries()) {
    expect(entry.leaf_index).toBe(i);
    const { id, version, published_at, sha256 } = JSON.parse(entry.leaf);
    expect({ id, version, published_at, sha256 }).toEqual({
      id: entry.id,
      version: entry.version,
      published_at: entry.published_at,
      sha256: entry.sha256,
    });
    const served = await server.get(entry.document);
    expect(served.status).toBe(200);
    expect(createHash('sha256').update(served.body).digest('hex')).toBe(sha256);
    expect(served.json).toMatchObject({ id, version, published_at });
  }
});

test('entries come in pages that join without a gap', async () => {
  const whole = (await server.get('/v1/log/entries?limit=1000')).json.data;
  const joined: unknown[] = [];
  for (let start: number | null = 0; start !== null; ) {
    const { json }: { json: { data: unknown[]; next: number | null } } = await server.get(
      `/v1/log/entries?start=${start}&limit=7`,
    );
    joined.push(...json.data);
    start = json.next;
  }
  expect(joined).toEqual(whole);
  expect((await server.get('/v1/log/entries?start=100000')).json).toMatchObject({ data: [], next: null });
});

test('an independent verifier accepts every inclusion proof at every size and rejects every altered one', async () => {
  const { data, size } = (await server.get('/v1/log/entries?limit=1000')).json;
  const leaves: Buffer[] = data.map((entry: { leaf: string }) => leafOf(entry.leaf));
  for (let at = 1; at <= size; at += 1) {
    const root = treeHash(leaves.slice(0, at));
    for (const index of new Set([0, at >> 1, at - 1])) {
      const { json } = await server.get(`/v1/log/inclusion?leaf_index=${index}&size=${at}`);
      const proof: Buffer[] = json.proof.map(fromHex);
      const leaf = leafOf(json.leaf);
      expect(fromHex(json.root_hash)).toEqual(root);
      expect(fromHex(json.leaf_hash)).toEqual(leaf);
      expect(rootFromInclusion(leaf, index, at, proof)).toEqual(root);
      expect(rootFromInclusion(leafOf(`${json.leaf} `), index, at, proof)).not.toEqual(root);
      for (const i of proof.keys()) {
        const altered = proof.map((hash, j) => (i === j ? sha(hash) : hash));
        expect(rootFromInclusion(leaf, index, at, altered)).not.toEqual(root);
      }
    }
  }
});

test('an independent verifier accepts every consistency proof and rejects every altered one', async () => {
  const { data, size } = (await server.get('/v1/log/entries?limit=1000')).json;
  const leaves: Buffer[] = data.map((entry: { leaf: string }) => leafOf(entry.leaf));
  for (let to = 2; to <= size; to += 3) {
    for (let from = 1; from < to; from += 1) {
      const { json } = await server.get(`/v1/log/consistency?from=${from}&to=${to}`);
      const proof: Buffer[] = json.proof.map(fromHex);
      const [old, now] = [treeHash(leaves.slice(0, from)), treeHash(leaves.slice(0, to))];
      expect([json.from_root, json.to_root].map(fromHex)).toEqual([old, now]);
      expect(isConsistent(from, old, to, now, proof)).toBe(true);
      expect(isConsistent(from, sha(old), to, now, proof)).toBe(false);
      for (const i of proof.keys()) {
        const altered = proof.map((hash, j) => (i === j ? sha(hash) : hash));
        expect(isConsistent(from, old, to, now, altered)).toBe(false);
      }
    }
  }
});

test('a proof is found by the id of a version, the newest when no version is named', async () => {
  const { data } = (await server.get('/v1/log/entries?limit=1000')).json;
  const of = data.filter((entry: { id: string }) => entry.id === claim);
  const first = await server.get(`/v1/log/inclusion?id=${claim}&version=1`);
  expect(first.json.leaf_index).toBe(of[0].leaf_index);
  const newest = await server.get(`/v1/log/inclusion?id=${claim}`);
  expect(newest.json.leaf_index).toBe(of.at(-1).leaf_index);
});

test('what cannot be proved is refused with the reason', async () => {
  const status = async (path: string) => (await server.get(path)).status;
  expect(await status('/v1/log/inclusion')).toBe(400);
  expect(await status(`/v1/log/inclusion?id=${claim}&leaf_index=0`)).toBe(400);
  expect(await status('/v1/log/inclusion?leaf_index=0&version=1')).toBe(400);
  expect(await status('/v1/log/inclusion?leaf_index=0&size=100000')).toBe(400);
  expect(await status('/v1/log/inclusion?leaf_index=3&size=3')).toBe(400);
  expect(await status('/v1/log/inclusion?leaf_index=100000')).toBe(404);
  expect(await status(`/v1/log/inclusion?id=${claim}&version=99`)).toBe(404);
  expect(await status('/v1/log/consistency')).toBe(400);
  expect(await status('/v1/log/consistency?from=5&to=4')).toBe(400);
  expect(await status('/v1/log/consistency?from=100000')).toBe(400);
  expect(await status('/v1/log/entries?limit=1001')).toBe(400);
});

test('a draft adds nothing to the log', async () => {
  const before = await checkpoint();
  (await server.claim({ text: 'Not yet.' })).id;
  expect(await checkpoint()).toBe(before);
});

test('the log keeps its name and key when the server starts again', async () => {
  const { json: key } = await server.get('/v1/log/key');
  const { buildApp } = await import('../src/app.ts');
  const { openDatabase } = await import('../src/db/database.ts');
  const again = await buildApp(
    { ...server.config, ONRECORD_PUBLIC_URL: 'https://elsewhere.example' },
    await openDatabase(server.database_url),
  );
  expect((await again.inject('/v1/log/key')).json()).toEqual(key);
  await again.close();
});

test('the record of a newsroom that is not public keeps its log to itself', async () => {
  const closed = await openNewsroom({ settings: { ONRECORD_PUBLIC_READ: 'false' } });
  for (const path of ['checkpoint', 'key', 'entries', 'consistency?from=0', 'inclusion?leaf_index=0']) {
    expect((await closed.get(`/v1/log/${path}`)).status).toBe(401);
  }
  expect((await closed.get('/v1/log/checkpoint', 'reader')).status).toBe(200);
  await closed.close();
});

test('a leaf is these very bytes, and this their hash, in every release', async () => {
  const leaf = {
    sha256: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    published_at: '2026-01-15T12:00:00.000Z',
    version: 3,
    id: 'claim_01j9zzzzzzzzzzzzzzzzzzzzzz',
  };
  const text =
    '{"id":"claim_01j9zzzzzzzzzzzzzzzzzzzzzz","version":3,"published_at":"2026-01-15T12:00:00.000Z","sha256":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"}';
  expect(leafText(leaf)).toBe(text);
  expect(leafHash(leafText(leaf)).toString('hex')).toBe(
    'efae4a7a9995b03829ecd540e43a2f2e3634951eee9eb69579caa1dcbf07eeff',
  );
});

test('what the log shows of a leaf is what a version hashes to, written out of the version alone', async () => {
  const { data } = (await server.get('/v1/log/entries?limit=1000')).json;
  for (const entry of data) {
    const { body } = await server.get(entry.document);
    const document = JSON.parse(body);
    const sha256 = createHash('sha256').update(body).digest('hex');
    const text = `{"id":"${document.id}","version":${document.version},"published_at":"${document.published_at}","sha256":"${sha256}"}`;
    expect(entry.leaf).toBe(text);
    expect(entry.leaf_hash).toBe(leafOf(text).toString('hex'));
  }
});
