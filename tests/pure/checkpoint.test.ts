import { createPrivateKey, createPublicKey, generateKeyPairSync, verify } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Checkpoint,
  formatCheckpoint,
  generateLogKey,
  NoteError,
  type NoteProblem,
  openNote,
  parseCheckpoint,
  publicKeyPem,
  signNote,
  verifierKey,
} from '../../src/record/checkpoint.ts';
import { emptyRoot, leafHash } from '../../src/record/merkle.ts';

/** From the documentation of golang.org/x/mod/sumdb/note, where the private key is published too. */
const PETER = {
  seed: 'gQoUAtUUbI2E8kQzMPVAgOv5juF9nHT2JS/F1ccoMXM=',
  verifier_key: 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW',
  text: "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n",
  signature:
    '— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n',
};
const PETERS_NOTE = `${PETER.text}\n${PETER.signature}`;

const GO_SUMDB_KEY = 'sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8';

const ORIGIN = 'facts.example.org/log';
const KEY = generateLogKey();
const VERIFIER_KEY = verifierKey(ORIGIN, KEY);
const CHECKPOINT: Checkpoint = { origin: ORIGIN, size: 3, root_hash: leafHash('root') };
const NOTE = signNote(formatCheckpoint(CHECKPOINT), ORIGIN, KEY);

/** An Ed25519 private key from its 32 bytes, in the PKCS #8 form of RFC 8410 section 7. */
function pemFromSeed(seed: string): string {
  const prefix = Buffer.from('302e020100300506032b657004220420', 'hex');
  const der = Buffer.concat([prefix, Buffer.from(seed, 'base64')]);
  return createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
    .export({ format: 'pem', type: 'pkcs8' })
    .toString();
}

/** The NoteError that `run` throws; anything else is a failure. */
function noteError(run: () => unknown): NoteError {
  try {
    run();
  } catch (error) {
    if (error instanceof NoteError) return error;
    throw error;
  }
  throw new Error('Nothing was thrown.');
}

function expectProblem(run: () => unknown, problem: NoteProblem, message: string): void {
  const error = noteError(run);
  expect(error.message).toContain(message);
  expect(error.problem).toBe(problem);
}

describe('notes published by others', () => {
  test('the PeterNeumann note opens', () => {
    expect(openNote(PETERS_NOTE, PETER.verifier_key)).toBe(PETER.text);
  });

  test('the PeterNeumann note comes out the same when signed here with its published key', () => {
    const private_key = pemFromSeed(PETER.seed);
    expect(signNote(PETER.text, 'PeterNeumann', private_key)).toBe(PETERS_NOTE);
    expect(verifierKey('PeterNeumann', private_key)).toBe(PETER.verifier_key);
  });

  test.each([
    [
      3935567,
      'SapHtgdNCeF00Cx8kqztePV24kgzNg++Xovae42HAMw=',
      'Az3grsm7Wm4CVNR1RHq9BFnu9jzcRlU2uw7lr0gfUWgO6+rqPNjT+fUTl9gH0NRTgdwW9nItuQSMbhSaLCsk8YeYSAs=',
    ],
    [
      6476701,
      'mb8QLQIs0Z0yP5Cstq6guj87oXWeC9gEM8oVikmm9Wk=',
      'Az3grsLX85Gz+s1SiTbgkuqxgItqFq7gsMUEyVnrsa9LM7Us9S+1xbFIGu95949rj4nPRYfvimWEPWL+o3GeoWwOoAw=',
    ],
    [
      65209736,
      '5+uGFjx6xBZG8ip1+wi77v+grwbhhukIrxEUS8PXvRo=',
      'Az3grnbssgK7ubgFX36gVETtNv0U23qxyAhAMai2QUfeGa3nB/akvkMdlUErfcZz7l/R3cVtYspg3dxXABkGZZKdsQ8=',
    ],
  ])('the checkpoint of the Go checksum database at size %i opens', (size, root, signature) => {
    const note = `go.sum database tree\n${size}\n${root}\n\n— sum.golang.org ${signature}\n`;
    const checkpoint = parseCheckpoint(openNote(note, GO_SUMDB_KEY));
    expect(checkpoint).toEqual({
      origin: 'go.sum database tree',
      size,
      root_hash: Buffer.from(root, 'base64'),
    });
    const altered = note.replace(`\n${size}\n`, `\n${size + 1}\n`);
    expectProblem(() => openNote(altered, GO_SUMDB_KEY), 'invalid_signature', 'sum.golang.org+033de0ae');
  });
});

describe('a checkpoint of our own', () => {
  test('is the origin, the size and the root, then an empty line and the signature', () => {
    const [origin, size, root, gap, signature, end, ...rest] = NOTE.split('\n');
    expect([origin, size, root, gap, end]).toEqual([
      ORIGIN,
      '3',
      leafHash('root').toString('base64'),
      '',
      '',
    ]);
    expect(signature).toMatch(/^— facts\.example\.org\/log [A-Za-z0-9+/]+={0,2}$/);
    expect(rest).toEqual([]);
  });

  test('opens to what was signed', () => {
    expect(parseCheckpoint(openNote(NOTE, VERIFIER_KEY))).toEqual(CHECKPOINT);
  });

  test('can be verified with the exported PEM alone, as openssl does', () => {
    const pem = publicKeyPem(KEY);
    expect(pem).toMatch(/^-----BEGIN PUBLIC KEY-----\n/);
    const encoded = NOTE.trimEnd().split(' ').at(-1) ?? '';
    const signature = Buffer.from(encoded, 'base64').subarray(4);
    const text = Buffer.from(formatCheckpoint(CHECKPOINT));
    expect(verify(null, text, createPublicKey(pem), signature)).toBe(true);
  });

  test('still opens among signatures of other keys, also one with the same name', () => {
    const text = formatCheckpoint(CHECKPOINT);
    const others = [
      signNote(text, 'witness.example.com', generateLogKey()),
      signNote(text, ORIGIN, generateLogKey()),
    ];
    const lines = others.map((note) => note.slice(text.length + 1)).join('');
    expect(openNote(NOTE + lines, VERIFIER_KEY)).toBe(text);
  });

  test('does not open when any one character is changed', () => {
    fc.assert(
      fc.property(
        fc.nat({ max: NOTE.length - 1 }),
        fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
        (at, other) => {
          fc.pre(NOTE[at] !== other);
          const altered = NOTE.slice(0, at) + other + NOTE.slice(at + 1);
          expect(() => openNote(altered, VERIFIER_KEY)).toThrow(NoteError);
        },
      ),
      { numRuns: 300 },
    );
  });

  test('does not open with another key, and says whose signature it has', () => {
    const other = verifierKey(ORIGIN, generateLogKey());
    const [, key_id = ''] = VERIFIER_KEY.split('+');
    expectProblem(() => openNote(NOTE, other), 'unknown_key', `but by ${ORIGIN}+${key_id}.`);
    expectProblem(() => openNote(NOTE, verifierKey('other.example', KEY)), 'unknown_key', 'other.example+');
  });

  test('does not open when one of two signatures by the key is wrong', () => {
    const wrong = NOTE.slice(NOTE.indexOf('—')).replace(/.{6}=\n$/, 'AAAAAA=\n');
    expect(noteError(() => openNote(NOTE + wrong, VERIFIER_KEY)).problem).toBe('invalid_signature');
  });
});

describe('the text of a checkpoint', () => {
  test('comes back as it was for every origin and size', () => {
    const origin = fc.string({ unit: 'grapheme', minLength: 1 });
    fc.assert(
      fc.property(
        origin,
        fc.maxSafeNat(),
        fc.uint8Array({ minLength: 32, maxLength: 32 }),
        (name, size, root) => {
          const checkpoint = { origin: name, size, root_hash: Buffer.from(root) };
          expect(parseCheckpoint(formatCheckpoint(checkpoint))).toEqual(checkpoint);
        },
      ),
    );
  });

  test('of the empty tree has size 0', () => {
    const text = formatCheckpoint({ origin: ORIGIN, size: 0, root_hash: emptyRoot });
    expect(text).toBe(`${ORIGIN}\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n`);
  });

  test('may have extension lines, which are left aside', () => {
    expect(parseCheckpoint(`${formatCheckpoint(CHECKPOINT)}extension\n`)).toEqual(CHECKPOINT);
  });

  const ROOT = leafHash('root').toString('base64');
  test.each([
    ['', 'it does not end in a newline'],
    [`log\n3\n${ROOT}`, 'it does not end in a newline'],
    ['log\n3\n', 'it has 2 of the 3 lines'],
    [`\n3\n${ROOT}\n`, 'line 1 is empty'],
    [`log\n3\n${ROOT}\n\n`, 'line 4 is empty'],
    [`log\n3\n${ROOT}\n\n— log AAAA\n`, 'line 4 is empty'],
    [`log\r\n3\n${ROOT}\n`, 'it has a control character'],
    [`log\ud800\n3\n${ROOT}\n`, 'it is not valid Unicode'],
    [`log\n03\n${ROOT}\n`, '"03" is not a tree size'],
    [`log\n-1\n${ROOT}\n`, '"-1" is not a tree size'],
    [`log\n3.0\n${ROOT}\n`, '"3.0" is not a tree size'],
    [`log\n1e3\n${ROOT}\n`, '"1e3" is not a tree size'],
    [`log\n 3\n${ROOT}\n`, '" 3" is not a tree size'],
    [`log\n9007199254740992\n${ROOT}\n`, '"9007199254740992" is not a tree size'],
    [`log\n3\n${ROOT.slice(0, 42)}\n`, 'is not the Base64 of a 32-byte root hash'],
    [`log\n3\n${ROOT.replace('=', '')}\n`, 'is not the Base64 of a 32-byte root hash'],
    [`log\n3\n${ROOT} \n`, 'is not the Base64 of a 32-byte root hash'],
    [`log\n3\n${ROOT.replace(/.=$/, 'B=')}\n`, 'is not the Base64 of a 32-byte root hash'],
  ])('%j is refused', (text, message) => {
    expectProblem(() => parseCheckpoint(text), 'malformed_checkpoint', message);
  });

  test.each([
    [{ origin: '' }, 'line 1 is empty'],
    [{ origin: `evil\n999\n${ROOT}` }, 'the origin has more than one line'],
    [{ size: -1 }, '"-1" is not a tree size'],
    [{ size: 1.5 }, '"1.5" is not a tree size'],
    [{ size: 2 ** 53 }, '"9007199254740992" is not a tree size'],
    [{ root_hash: Buffer.alloc(31) }, 'is not the Base64 of a 32-byte root hash'],
  ])('is not made from %j', (change, message) => {
    expectProblem(() => formatCheckpoint({ ...CHECKPOINT, ...change }), 'malformed_checkpoint', message);
  });
});

describe('a signed note', () => {
  test('may have empty lines in its text', () => {
    for (const text of ['\n', 'a\n\nb\n', 'a\n\n\n', '\n\na\n']) {
      expect(openNote(signNote(text, ORIGIN, KEY), VERIFIER_KEY)).toBe(text);
    }
  });

  test.each([
    ['no signatures', PETER.text, 'it has no empty line between the text and the signatures'],
    ['nothing after the empty line', `${PETER.text}\n`, '"" is not a signature line'],
    ['no last newline', PETERS_NOTE.slice(0, -1), 'it does not end in a newline'],
    ['a control character', `\u0001${PETERS_NOTE}`, 'it has a control character'],
    ['half a surrogate pair', `\ud800${PETERS_NOTE}`, 'it is not valid Unicode'],
    ['another last line', `${PETERS_NOTE}Unexpected.\n`, '"Unexpected." is not a signature line'],
    ['a hyphen for the dash', PETERS_NOTE.replace('—', '-'), 'is not a signature line: an em dash'],
    ['a space in a name', PETERS_NOTE.replace('PeterN', 'Peter N'), 'is not a signature line'],
    ['a plus in a name', PETERS_NOTE.replace('PeterN', 'Peter+N'), 'is not a signature line'],
    ['a no-break space in a name', PETERS_NOTE.replace('PeterN', 'Peter\u00a0N'), 'is not a signature line'],
    ['no name', PETERS_NOTE.replace('PeterNeumann', ''), 'is not a signature line'],
    ['Base64 without padding', PETERS_NOTE.replace('AM=', 'AM'), 'is not the Base64 of a key ID'],
    ['a key ID alone', `${PETER.text}\n— PeterNeumann x08gow==\n`, 'is not the Base64 of a key ID'],
    ['a name alone', `${PETER.text}\n— PeterNeumann\n`, 'is not the Base64 of a key ID'],
    ['101 signatures', `${PETER.text}\n${PETER.signature.repeat(101)}`, 'it has more than 100 signatures'],
  ])('is refused with %s', (_, note, message) => {
    expectProblem(() => openNote(note, PETER.verifier_key), 'malformed_note', message);
  });

  test('is refused when the signature has another length', () => {
    const longer = PETERS_NOTE.replace('x08go/ZJ', 'x08go/ZJABCD');
    expect(noteError(() => openNote(longer, PETER.verifier_key)).problem).toBe('invalid_signature');
  });

  test('is not made from a text that could not be read back', () => {
    expectProblem(
      () => signNote('no newline', ORIGIN, KEY),
      'malformed_note',
      'it does not end in a newline',
    );
    expectProblem(() => signNote('tab\t\n', ORIGIN, KEY), 'malformed_note', 'it has a control character');
    expectProblem(() => signNote('\udfff\n', ORIGIN, KEY), 'malformed_note', 'it is not valid Unicode');
  });
});

describe('keys', () => {
  test.each([
    '',
    'two words',
    'a+b',
    'line\nbreak',
    'thin\u2009space',
    'next\u0085line',
    'bell\u0007',
    '\ud800',
  ])('%j is no key name', (name) => {
    expectProblem(() => signNote('text\n', name, KEY), 'malformed_key', 'is no key name');
    expectProblem(() => verifierKey(name, KEY), 'malformed_key', 'is no key name');
  });

  test.each([
    ['PeterNeumann', 'has the form <name>'],
    ['PeterNeumann+c74f20a3', 'has the form <name>'],
    ['PeterNeumann+c74f20a+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW', 'has the form <name>'],
    ['PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10T', 'is not Base64'],
    [' PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW', 'is no key name'],
    ['+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW', 'is no key name'],
    [
      'PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW',
      'has the ID c74f20a3, not c74f20a4',
    ],
    ['PeterNeuman+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW', 'not c74f20a3'],
    ['PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW', 'has type 0x65, not 0x01'],
    ['PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWAAAA', 'has 35 bytes instead of 32'],
  ])('%s is no verifier key', (verifier_key, message) => {
    expectProblem(() => openNote(PETERS_NOTE, verifier_key), 'malformed_key', message);
  });

  test('every part of a verifier key and every altered character of it is refused', () => {
    const key = PETER.verifier_key;
    for (let at = 0; at < key.length; at += 1) {
      const next = String.fromCharCode(key.charCodeAt(at) + 1);
      const altered = key.slice(0, at) + next + key.slice(at + 1);
      for (const bad of [key.slice(0, at), key.slice(at + 1), altered]) {
        expect(noteError(() => openNote(PETERS_NOTE, bad)).problem).toBe('malformed_key');
      }
    }
  });

  test('a private key that is none, or not Ed25519, is refused without being repeated', () => {
    const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
    const ec_pem = ec.export({ format: 'pem', type: 'pkcs8' }).toString();
    expectProblem(() => signNote('text\n', ORIGIN, ec_pem), 'malformed_key', 'is for ec, not Ed25519');
    expectProblem(() => verifierKey(ORIGIN, publicKeyPem(KEY)), 'malformed_key', 'PKCS #8 PEM');
    const secret = KEY.replace('BEGIN', 'BEGAN');
    const { message } = noteError(() => publicKeyPem(secret));
    expect(message).toBe('Not a usable key: the private key is not an unencrypted PKCS #8 PEM.');
  });

  test('a new key is PKCS #8 PEM and different each time', () => {
    expect(KEY).toMatch(/^-----BEGIN PRIVATE KEY-----\n/);
    expect(generateLogKey()).not.toBe(KEY);
  });
});
