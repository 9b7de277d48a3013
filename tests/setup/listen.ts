import type { TestServer } from './server.ts';

/** The address of a server on a free port, once it turns nobody away: starting up, it may have been late for a moment. */
export const listen = async (server: TestServer): Promise<string> => {
  const url = await server.app.listen({ port: 0, host: '127.0.0.1' });
  while ((await fetch(`${url}/v1/topics`)).status === 503) {
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return url;
};
