import type { TestServer } from './server.ts';

/**
 * The address of a server on a free port. It turns nobody away for being late: a machine that runs many tests at once
 * makes it so, and how that is answered is tested elsewhere.
 */
export const listen = async (server: TestServer): Promise<string> => {
  Object.defineProperty(server.app, 'isUnderPressure', { value: () => false });
  return server.app.listen({ port: 0, host: '127.0.0.1' });
};
