/** The one way out: what it refuses to ask, and what it makes of those who answer badly. */
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { type AddressInfo, Socket } from 'node:net';
import zlib from 'node:zlib';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { allowedOf } from '../../src/net/addresses.ts';
import { createOutgoing, type Resolve } from '../../src/net/outgoing.ts';
import { OutgoingError, type OutgoingRequest } from '../../src/net/types.ts';

const servers: Server[] = [];
const serve = async (listener: RequestListener): Promise<{ port: number; asked: IncomingMessage[] }> => {
  const asked: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    asked.push(request);
    listener(request, response);
  });
  servers.push(server);
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return { port: (server.address() as AddressInfo).port, asked };
};

afterEach(async () => {
  vi.restoreAllMocks();
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  }
});

const clientOf = (options: { allowed?: string[]; resolve?: Resolve; now?: () => number } = {}) =>
  createOutgoing({
    user_agent: 'Onrecord/1.0 (+http://onrecord.test)',
    allowed: allowedOf(options.allowed ?? []),
    ...(options.resolve ? { resolve: options.resolve } : {}),
    ...(options.now ? { now: options.now } : {}),
  });

const reasonOf = async (
  url: string,
  options: Parameters<typeof clientOf>[0] = {},
  request: OutgoingRequest = {},
): Promise<string> => {
  const client = clientOf(options);
  try {
    const { status } = await client.ask(url, request);
    return `answered ${status}`;
  } catch (error) {
    return error instanceof OutgoingError ? error.reason : String(error);
  } finally {
    client.close();
  }
};

/** Addresses of the inside, each as it may be written. */
const INSIDE = [
  '127.0.0.1',
  '127.0.0.1:22',
  '127.1',
  '127.0.1',
  '127.255.255.254',
  '2130706433',
  '0x7f000001',
  '0x7f.0x0.0x0.0x1',
  '0x7f.1',
  '017700000001',
  '0177.0.0.1',
  '0177.0.0.01',
  '127.0.0.1.',
  '%31%32%37.0.0.1',
  '①②⑦.0.0.1',
  '127。0。0。1',
  '0',
  '0.0.0.0',
  '0.0.0.1',
  '0x0',
  '10.0.0.1',
  '10.255.255.255',
  '167772161',
  '012.0.0.1',
  '100.64.0.1',
  '100.127.255.254',
  '169.254.169.254',
  '0xa9fea9fe',
  '2852039166',
  '0251.0376.0251.0376',
  '172.16.0.1',
  '172.31.255.255',
  '192.0.0.1',
  '192.0.0.170',
  '192.0.2.1',
  '192.88.99.1',
  '192.168.0.1',
  '3232235521',
  '192.168.1.1:8080',
  '198.18.0.1',
  '198.19.255.255',
  '198.51.100.1',
  '203.0.113.1',
  '224.0.0.1',
  '239.255.255.250',
  '240.0.0.1',
  '255.255.255.255',
  '0xffffffff',
  '[::1]',
  '[::1]:8080',
  '[0:0:0:0:0:0:0:1]',
  '[::]',
  '[::127.0.0.1]',
  '[::7f00:1]',
  '[::ffff:127.0.0.1]',
  '[::ffff:7f00:1]',
  '[::ffff:0:127.0.0.1]',
  '[::ffff:10.0.0.1]',
  '[::ffff:a9fe:a9fe]',
  '[0:0:0:0:0:ffff:c0a8:1]',
  '[64:ff9b::127.0.0.1]',
  '[64:ff9b::a9fe:a9fe]',
  '[64:ff9b::10.0.0.1]',
  '[64:ff9b:1::10.0.0.1]',
  '[2002:7f00:1::]',
  '[2002:a9fe:a9fe::1]',
  '[2002:c0a8:101::1]',
  '[2001::1]',
  '[2001:0:7f00:1::]',
  '[2001:2::1]',
  '[2001:10::1]',
  '[2001:db8::1]',
  '[100::1]',
  '[fc00::1]',
  '[fd00:ec2::254]',
  '[fdff:ffff::1]',
  '[fe80::1]',
  '[febf::1]',
  '[fec0::1]',
  '[ff02::1]',
  '[ff05::1:3]',
  '[4000::1]',
  '[::2]',
  // Clouds tell whoever stands inside their secrets; this one at an address that looks public.
  '168.63.129.16',
  '100.100.100.200',
  '192.0.0.192',
  '[fd20:ce::254]',
];

/** Names that lead there, by the resolver of whoever means harm. */
const NAMES: [string, string[]][] = [
  ['localhost', ['127.0.0.1']],
  ['localhost.', ['127.0.0.1']],
  ['LOCALHOST', ['::1']],
  ['127.0.0.1.nip.io', ['127.0.0.1']],
  ['metadata.google.internal', ['169.254.169.254']],
  ['inside.attacker.example', ['10.1.2.3']],
  ['six.attacker.example', ['::ffff:192.168.0.1']],
  ['nat64.attacker.example', ['64:ff9b::7f00:1']],
  ['zone.attacker.example', ['fe80::1%eth0']],
  ['one-of-two.attacker.example', ['93.184.215.14', '127.0.0.1']],
  ['words.attacker.example', ['not an address']],
  ['xn--fsq.example', ['127.0.0.53']],
  ['ⓛⓞⓒⓐⓛⓗⓞⓢⓣ', ['127.0.0.1']],
  ['localhost.localdomain', ['127.0.0.1']],
  ['ip6-localhost', ['::1']],
  ['metadata', ['169.254.169.254']],
  ['instance-data.ec2.internal', ['fd00:ec2::254']],
  ['mapped.attacker.example', ['::ffff:7f00:1']],
  ['six-to-four.attacker.example', ['2002:7f00:1::']],
  ['teredo.attacker.example', ['2001:0:7f00:1::']],
  ['unspecified.attacker.example', ['0.0.0.0']],
  ['azure.attacker.example', ['168.63.129.16']],
];

const NOT_HTTP = [
  'file:///etc/passwd',
  'ftp://ftp.example.org/',
  'gopher://127.0.0.1:6379/_FLUSHALL',
  'data:text/plain,hello',
  'javascript:alert(1)',
  'ws://127.0.0.1/',
  'blob:http://example.org/1',
  'unix:/var/run/docker.sock',
  'jar:http://example.org!/',
  '//127.0.0.1/',
  'http://',
  'http://[::1',
  'http://[fe80::1%25eth0]/',
  'http://127.0.0.1:99999/',
  'http://127.0.0.256/',
  'http://0x100000000/',
  'dict://127.0.0.1:11211/stats',
  'ldap://127.0.0.1/',
  'http://exa mple.org/',
  '',
];

const CREDENTIALS = [
  'http://user:password@example.org/',
  'http://example.org@127.0.0.1/',
  'http://127.0.0.1@example.org/',
  'http://user@example.org/',
  'https://:password@example.org/',
];

/** Where a public address sends those who ask it. */
const REDIRECTS: [string, string][] = [
  ['http://127.0.0.2/', 'forbidden_address'],
  ['http://169.254.169.254/latest/', 'forbidden_address'],
  ['//[::1]/', 'forbidden_address'],
  ['http://0/', 'forbidden_address'],
  ['http://2130706434/', 'forbidden_address'],
  ['http://[::ffff:7f00:2]/', 'forbidden_address'],
  ['\\\\127.0.0.2\\', 'forbidden_address'],
  ['http://user:password@127.0.0.1/', 'credentials'],
  ['file:///etc/passwd', 'not_http'],
  ['gopher://127.0.0.1:6379/_FLUSHALL', 'not_http'],
];

const TRICKS = INSIDE.length + NAMES.length + NOT_HTTP.length + CREDENTIALS.length + REDIRECTS.length;

/** Sees every attempt to connect, by name or by address. */
const watchConnections = () => {
  const emit = vi.spyOn(Socket.prototype, 'emit');
  return () => emit.mock.calls.filter(([event]) => String(event) === 'connectionAttempt').length;
};

describe(`no connection is made by any of ${TRICKS} tricks`, () => {
  test('of which there are more than 80; and a connection that is made is seen', async () => {
    expect(TRICKS).toBeGreaterThan(80);
    const { port } = await serve((_, response) => response.end());
    const connections = watchConnections();
    expect(await reasonOf(`http://127.0.0.1:${port}/`, { allowed: ['127.0.0.1'] })).toBe('answered 200');
    expect(connections()).toBe(1);
  });

  test(`to any of ${INSIDE.length} spellings of an address of the inside`, async () => {
    const connections = watchConnections();
    for (const scheme of ['http', 'https']) {
      for (const host of INSIDE) {
        expect(await reasonOf(`${scheme}://${host}/`), host).toBe('forbidden_address');
      }
    }
    expect(connections()).toBe(0);
  });

  test.each(NAMES)('to %s, which leads to %s', async (host, addresses) => {
    const connections = watchConnections();
    const resolve = vi.fn(async () =>
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    );
    expect(await reasonOf(`http://${host}/`, { resolve })).toBe('forbidden_address');
    expect(resolve).toHaveBeenCalledTimes(1);
    expect(connections()).toBe(0);
  });

  test.each(NOT_HTTP)('for %j, which is no address of the web', async (url) => {
    const connections = watchConnections();
    expect(await reasonOf(url)).toBe('not_http');
    expect(connections()).toBe(0);
  });

  test.each(CREDENTIALS)('with credentials: %s', async (url) => {
    const connections = watchConnections();
    expect(await reasonOf(url)).toBe('credentials');
    expect(connections()).toBe(0);
  });

  test.each(REDIRECTS)('where a redirect leads to %j', async (location, reason) => {
    const { port, asked } = await serve((_, response) => response.writeHead(302, { location }).end());
    const connections = watchConnections();
    expect(await reasonOf(`http://127.0.0.1:${port}/`, { allowed: ['127.0.0.1'] })).toBe(reason);
    expect([asked.length, connections()]).toEqual([1, 1]);
  });
});

test('a name is resolved once, and what it is connected to is what was looked at', async () => {
  const { port, asked } = await serve((_, response) => response.end('here'));
  let times = 0;
  // A name that is public when it is looked at, and inside when it is asked for again.
  const resolve: Resolve = async () => {
    times += 1;
    return [{ address: times === 1 ? '127.0.0.1' : '127.0.0.66', family: 4 }];
  };
  expect(await reasonOf(`http://rebind.example:${port}/`, { resolve, allowed: ['127.0.0.1'] })).toBe(
    'answered 200',
  );
  expect(times).toBe(1);
  expect(asked[0]?.headers.host).toBe(`rebind.example:${port}`);
});

test('public addresses are not refused', async () => {
  const client = clientOf();
  for (const host of [
    '93.184.215.14',
    '1.1.1.1',
    '[2606:4700::1111]',
    '[2a00:1450:4001:82b::200e]',
    'example.org',
  ]) {
    expect(client.faultOf(`https://${host}/`)).toBeUndefined();
  }
  client.close();
});

test('the newsroom’s own hosts are asked by name, address or range, and no others', async () => {
  const { port } = await serve((_, response) => response.end());
  const resolve: Resolve = async () => [{ address: '127.0.0.1', family: 4 }];
  expect(await reasonOf(`http://desk.internal:${port}/`, { resolve, allowed: ['desk.internal'] })).toBe(
    'answered 200',
  );
  expect(await reasonOf(`http://desk.internal:${port}/`, { resolve, allowed: ['127.0.0.0/8'] })).toBe(
    'answered 200',
  );
  expect(await reasonOf(`http://other.internal:${port}/`, { resolve, allowed: ['desk.internal'] })).toBe(
    'forbidden_address',
  );
});

describe('an answer', () => {
  const local = { allowed: ['127.0.0.1'] };

  test('that leads on more than three times is given up', async () => {
    const { port, asked } = await serve((request, response) =>
      response.writeHead(302, { location: `/${Number(request.url?.slice(1)) + 1}` }).end(),
    );
    expect(await reasonOf(`http://127.0.0.1:${port}/1`, local)).toBe('too_many_redirects');
    expect(asked).toHaveLength(4);
  });

  test('that is longer than it may be is not read, and one that is kept in part is cut', async () => {
    const { port } = await serve((_, response) => response.end('x'.repeat(100_000)));
    const url = `http://127.0.0.1:${port}/`;
    expect(await reasonOf(url, local, { max_bytes: 99_999 })).toBe('too_large');
    const client = clientOf(local);
    expect((await client.ask(url, { max_bytes: 10, cut: true })).body.toString()).toBe('xxxxxxxxxx');
    client.close();
  });

  test.each(['gzip', 'deflate', 'br'] as const)(
    'that %s makes a thousand times longer is not unpacked',
    async (encoding) => {
      const bomb = {
        gzip: zlib.gzipSync,
        deflate: zlib.deflateSync,
        br: (bytes: Buffer) =>
          zlib.brotliCompressSync(bytes, { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 5 } }),
      }[encoding](Buffer.alloc(20_000_000));
      const { port } = await serve((_, response) =>
        response.setHeader('content-encoding', encoding).end(bomb),
      );
      expect(await reasonOf(`http://127.0.0.1:${port}/`, local, { max_bytes: 1_000_000 })).toBe('too_large');
    },
  );

  test('is unpacked, and is unreadable where it cannot be', async () => {
    const { port } = await serve((request, response) => {
      const packed = zlib.gzipSync('hello');
      response.setHeader('content-encoding', request.url === '/odd' ? 'compress' : 'gzip');
      response.end(
        request.url === '/broken'
          ? Buffer.from('no gzip at all')
          : request.url === '/half'
            ? packed.subarray(0, 12)
            : packed,
      );
    });
    const client = clientOf(local);
    expect((await client.ask(`http://127.0.0.1:${port}/`)).body.toString()).toBe('hello');
    client.close();
    for (const path of ['odd', 'broken', 'half']) {
      expect(await reasonOf(`http://127.0.0.1:${port}/${path}`, local), path).toBe('unreadable');
    }
  });

  test('that never comes, or comes drop by drop, is not waited for', async () => {
    const { port } = await serve((request, response) => {
      if (request.url === '/silent') return;
      const drops = setInterval(() => response.write('x'), 20);
      response.on('close', () => clearInterval(drops));
    });
    expect(await reasonOf(`http://127.0.0.1:${port}/silent`, local, { timeout_ms: 200 })).toBe('timeout');
    expect(await reasonOf(`http://127.0.0.1:${port}/drops`, local, { timeout_ms: 200 })).toBe('timeout');
  });

  test('that breaks off is no answer', async () => {
    const { port } = await serve((request, response) => {
      if (request.url === '/reset') return void request.socket.destroy();
      response.writeHead(200, { 'content-length': '1000' });
      response.write('half', () => request.socket.destroy());
    });
    expect(await reasonOf(`http://127.0.0.1:${port}/reset`, local)).toBe('unreachable');
    expect(await reasonOf(`http://127.0.0.1:${port}/half`, local)).toBe('unreachable');
  });

  test('with a head that does not end is no answer', async () => {
    const { port } = await serve((_, response) =>
      response.writeHead(200, { 'x-long': 'x'.repeat(20_000) }).end(),
    );
    expect(await reasonOf(`http://127.0.0.1:${port}/`, local)).toBe('unreachable');
  });

  test('that is known already is not sent again', async () => {
    const { port } = await serve((request, response) => {
      response.statusCode = request.headers['if-none-match'] === '"1"' ? 304 : 200;
      response.end();
    });
    const known = { etag: '"1"', last_modified: null };
    expect(await reasonOf(`http://127.0.0.1:${port}/`, local, { known })).toBe('answered 304');
  });
});

describe('a look of our own accord', () => {
  const local = { allowed: ['127.0.0.1'] };
  const polite = { polite: true };

  test('says who asks, and carries nobody’s credentials', async () => {
    const { port, asked } = await serve((_, response) => response.writeHead(404).end());
    await reasonOf(`http://127.0.0.1:${port}/page`, local, polite);
    expect(asked.map(({ url }) => url)).toEqual(['/robots.txt', '/page']);
    for (const { headers } of asked) {
      expect(headers['user-agent']).toBe('Onrecord/1.0 (+http://onrecord.test)');
      expect([headers.authorization, headers.cookie]).toEqual([undefined, undefined]);
    }
  });

  test('asks for nothing that robots.txt forbids, nor where it cannot be read', async () => {
    const { port, asked } = await serve((request, response) => {
      if (request.url === '/robots.txt') return void response.end('User-agent: *\nDisallow: /private');
      response.end();
    });
    const broken = await serve((_, response) => response.writeHead(500).end());
    expect(await reasonOf(`http://127.0.0.1:${port}/private/page`, local, polite)).toBe('robots');
    expect(await reasonOf(`http://127.0.0.1:${port}/public`, local, polite)).toBe('answered 200');
    expect(await reasonOf(`http://127.0.0.1:${broken.port}/`, local, polite)).toBe('robots');
    expect(asked.map(({ url }) => url)).toEqual(['/robots.txt', '/robots.txt', '/public']);
  });

  test('waits as long as it was told to', async () => {
    let now = Date.parse('2026-01-15T12:00:00Z');
    const { port, asked } = await serve((request, response) => {
      if (request.url === '/robots.txt') return void response.writeHead(404).end();
      response.writeHead(429, { 'retry-after': '120' }).end();
    });
    const client = clientOf({ ...local, now: () => now });
    const url = `http://127.0.0.1:${port}/`;
    expect(await client.ask(url, polite)).toMatchObject({ status: 429, retry_after_ms: 120_000 });
    now += 60_000;
    await expect(client.ask(url, polite)).rejects.toMatchObject({ reason: 'wait', wait_ms: 60_000 });
    now += 60_001;
    expect((await client.ask(url, polite)).status).toBe(429);
    expect(asked.filter((request) => request.url === '/')).toHaveLength(2);
    client.close();
  });
});
