/** Requests that are refused, as data, and the one shape in which they must be. */
import { expect, test } from 'vitest';
import { footprint } from './footprint.ts';
import type { Reply, TestServer, Who } from './server.ts';

export interface Case {
  name: string;
  method: string;
  url: string | (() => string);
  as?: Who;
  body?: unknown;
  raw?: string | Buffer;
  headers?: Record<string, string>;
  status: number;
  /** The last word of the problem's type. */
  type: string;
  /** A pointer or parameter that `errors` must name. */
  names?: string;
}

/** Checks the one shape; `url` is what was asked. */
const expectProblem = async (
  server: TestServer,
  reply: Reply,
  status: number,
  url: string,
): Promise<void> => {
  expect(reply.status, reply.body).toBe(status);
  expect(reply.headers['content-type']).toBe('application/problem+json; charset=utf-8');
  expect(reply.headers['cache-control']).toBe('no-store');
  expect(reply.json).toMatchObject({
    status,
    title: expect.stringMatching(/./),
    detail: expect.stringMatching(/./),
  });
  expect(reply.json.instance).toBe(url.split('?')[0]);
  const explained = await server.get(new URL(reply.json.type).pathname);
  expect(explained.json).toMatchObject({
    status,
    title: reply.json.title,
    about: expect.stringMatching(/./),
  });
  for (const fault of reply.json.errors ?? []) {
    expect(Object.keys(fault).sort()).toEqual(['detail', 'pointer' in fault ? 'pointer' : 'parameter']);
  }
};

/** One test for each: refused as it says, with nothing written. */
export const testRefusals = (server: () => TestServer, cases: readonly Case[]): void => {
  test.each(cases)(
    '$status for $name',
    async ({ method, url, as = null, body, raw, headers = {}, ...expected }) => {
      const before = await footprint(server());
      const address = typeof url === 'string' ? url : url();
      const reply = await server().ask(method, address, {
        as,
        headers,
        ...(body === undefined ? {} : { body }),
        ...(raw === undefined ? {} : { raw }),
      });
      await expectProblem(server(), reply, expected.status, address);
      expect(reply.json.type).toBe(`http://onrecord.test/problems/${expected.type}`);
      if (expected.names !== undefined) {
        const named = (reply.json.errors ?? []).map(
          (fault: { pointer?: string; parameter?: string }) => fault.pointer ?? fault.parameter,
        );
        expect(named).toContain(expected.names);
      }
      expect(await footprint(server())).toEqual(before);
    },
  );
};
