import { createPrivateKey } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { TypeID } from 'typeid-js';
import { parse } from 'yaml';
import { buildApp } from '../app.ts';
import { createServices } from '../services.ts';
import { readConfig } from '../config.ts';
import { openDatabase } from '../db/database.ts';
import { engine } from '../db/kit.ts';
import { parseBundle } from '../features/import/check.ts';
import { importBundle } from '../features/import/import.ts';
import { createKey } from '../features/keys/keys.ts';
import { seedWatches } from '../features/watches/seed.ts';
import { watches } from '../features/watches/tables.ts';
import { completeDescription, type Description, openapiYaml } from '../http/describe.ts';
import { ROLES, type Role } from '../http/tables.ts';
import { cosign, witnessKey } from '../record/cosignature.ts';
import { logKey } from '../record/tables.ts';
import { addReading, type Ask, EXAMPLE_SETTINGS, exchangeAll } from './examples.ts';
import { CommandError } from './open.ts';

const SEED = ['anchors.json', 'worked-example.json'];
/** The examples are as of this instant. */
const NOW = '2026-11-24T09:00:00.000Z';

/** Ids that come out the same at each run. */
const countedIds = (): ((type: string) => string) => {
  let count = 0;
  return (type) => {
    count += 1;
    const tail = count.toString(16).padStart(12, '0');
    return TypeID.fromUUID(type, `019ad9a1-5200-7000-8000-${tail}`).toString();
  };
};

/** A key that comes out the same at each run: an Ed25519 seed of one byte all over, as PKCS #8. */
const knownKey = (byte: '00' | '01'): string =>
  createPrivateKey({
    key: Buffer.from(`302e020100300506032b657004220420${byte.repeat(32)}`, 'hex'),
    format: 'der',
    type: 'pkcs8',
  })
    .export({ format: 'pem', type: 'pkcs8' })
    .toString();

/** A server with the worked example in it, whatever the settings are, and what its examples are asked with. */
export interface ExampleServer {
  app: FastifyInstance;
  generated: Description;
  secrets: Record<Role, string>;
  /** What `{names}` in the examples stand for from the start. */
  texts: Record<string, string>;
}

/** Runs `work` with such a server on this database. */
export const withExamples = async <T>(
  database_url: string,
  work: (server: ExampleServer) => Promise<T>,
): Promise<T> => {
  const witness = { name: 'witness.example/w1', private_key: knownKey('01') };
  const config = readConfig({
    ONRECORD_DATABASE_URL: database_url,
    ONRECORD_LOG_LEVEL: 'silent',
    ONRECORD_PUBLIC_URL: 'https://onrecord.example',
    ONRECORD_WORKER: 'false',
    ...EXAMPLE_SETTINGS,
    ONRECORD_WITNESSES: witnessKey(witness.name, witness.private_key),
  });
  const database = await openDatabase(database_url);
  const surroundings = {
    clock: { now: () => new Date(NOW) },
    newId: countedIds(),
    // Nobody is asked for the sake of an example.
    resolve: async () => [{ address: '127.0.0.1', family: 4 }],
  };
  const { recorder } = createServices(config, database, surroundings);
  for (const file of SEED) {
    const bundle = readFileSync(new URL(`../../seed/${file}`, import.meta.url), 'utf8');
    await importBundle(recorder, parseBundle(bundle));
  }
  const seed = readFileSync(new URL('../../seed/watches/worked-example.json', import.meta.url), 'utf8');
  await seedWatches(recorder, { name: 'first start', key_id: null }, seed);
  const secrets: Record<Role, string> = { sheets: '', reader: '', reporter: '', editor: '', admin: '' };
  await recorder.change({ name: 'first start', key_id: null }, async (change) => {
    const log = { origin: 'onrecord.example', private_key: knownKey('00') };
    // As after a look that found nothing.
    const searched = '17,412 entries of the list for Rosneft, Lukoil';
    await change.tx.update(watches).set({ last_look_at: change.at, last_good_at: change.at, searched });
    await change.tx.insert(logKey).values({ id: 1, ...log, made_at: change.at });
    for (const role of ROLES) {
      secrets[role] = (await createKey(change, { actor: `First ${role}`, role })).secret;
    }
  });
  await database.write((tx) => addReading(tx));
  const app = await buildApp(config, database, surroundings);
  try {
    await app.ready();
    const generated: Description = JSON.parse(JSON.stringify(app.swagger()));
    const { body } = await app.inject('/v1/log/checkpoint');
    const [watch] = await database.read.select({ id: watches.id }).from(watches);
    const cosigned = cosign(body, witness.name, witness.private_key, new Date(NOW));
    return await work({ app, generated, secrets, texts: { cosigned, watch: watch?.id ?? '' } });
  } finally {
    await app.close();
  }
};

/** Describes the routes, with examples from a server that runs on this empty database. */
export const describeOn = (database_url: string): Promise<string> =>
  withExamples(database_url, async ({ app, generated, secrets, texts }) => {
    const ask: Ask = (request) => app.inject(request);
    return openapiYaml(completeDescription(generated, await exchangeAll(ask, generated, secrets, texts)));
  });

/** The same, on a database of its own. */
export const describeApi = async (): Promise<string> => {
  if (engine !== 'sqlite')
    throw new CommandError('Leave ONRECORD_DATABASE_URL unset: the examples come from SQLite.');
  const folder = mkdtempSync(join(tmpdir(), 'onrecord-openapi-'));
  try {
    return await describeOn(`file:${join(folder, 'onrecord.db')}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

/** The description as JSON, out of its YAML; `openapi.json` is this, so that no server has to read the YAML. */
export const describedAsJson = (yaml: string): string => `${JSON.stringify(parse(yaml))}\n`;

/** Prints the description as YAML, or writes it to files: as JSON to those whose name ends in `.json`. */
export const openapiCommand = async (files: readonly string[]): Promise<void> => {
  const yaml = await describeApi();
  if (files.length === 0) process.stdout.write(yaml);
  for (const file of files) writeFileSync(file, file.endsWith('.json') ? describedAsJson(yaml) : yaml);
};
