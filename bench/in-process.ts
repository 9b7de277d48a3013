/** A server in this process, with keys, over an empty database: for counting what it asks of it. */
import { buildApp } from '../src/app.ts';
import { createServices } from '../src/services.ts';
import { readConfig } from '../src/config.ts';
import { openDatabase } from '../src/db/database.ts';
import { parseBundle } from '../src/features/import/check.ts';
import { importBundle } from '../src/features/import/import.ts';
import { createKey } from '../src/features/keys/keys.ts';
import { type Ask, countRequests, type Kind } from './statements.ts';

const ROLES = ['reporter', 'editor', 'admin'] as const;

/** The statements of each kind of request on the empty database at `url`. */
export const countOn = async (url: string): Promise<Kind[]> => {
  const config = readConfig({ ONRECORD_DATABASE_URL: url, ONRECORD_LOG_LEVEL: 'error' });
  const database = await openDatabase(url);
  const services = createServices(config, database);
  const secrets = { reporter: '', editor: '', admin: '' };
  await services.recorder.change({ name: 'benchmark', key_id: null }, async (change) => {
    for (const role of ROLES)
      secrets[role] = (await createKey(change, { actor: `The ${role}`, role })).secret;
  });
  const app = await buildApp(config, database);
  const ask: Ask = async (method, path, { as = null, body, headers = {} } = {}) => {
    const reply = await app.inject({
      method: method === 'PATCH' ? 'PATCH' : method === 'POST' ? 'POST' : 'GET',
      url: path,
      headers: {
        ...(as === null ? {} : { authorization: `Bearer ${secrets[as]}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
    });
    const texts = Object.entries(reply.headers).map(([name, value]) => [name, String(value)]);
    return { status: reply.statusCode, headers: Object.fromEntries(texts), body: reply.body };
  };
  try {
    return await countRequests(ask, (json) => importBundle(services.recorder, parseBundle(json)));
  } finally {
    await app.close();
  }
};
