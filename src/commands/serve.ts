import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { FastifyInstance } from 'fastify';
import { buildApp, createServices } from '../app.ts';
import type { Config } from '../config.ts';
import { parseBundle } from '../features/import/check.ts';
import { importBundle } from '../features/import/import.ts';
import { seedWatches } from '../features/watches/seed.ts';
import { createKey, hasKeys, isKnownSecret } from '../features/keys/keys.ts';
import { claims } from '../newsroom/claims/tables.ts';
import type { Services } from '../http/services.ts';
import { clockWarnings } from '../features/system/ready.ts';
import { lastLine } from '../record/ledger.ts';
import { CommandError, openConfigured } from './open.ts';

const SEED = fileURLToPath(new URL('../../seed/', import.meta.url));
const REVOKED = 'ONRECORD_ADMIN_KEY names a key that was revoked; set another secret.';
const ACTOR = { name: 'first start', key_id: null };

/** Imports `seed/` into a database without claims. */
const seedIfEmpty = async (services: Services): Promise<void> => {
  if (!services.config.ONRECORD_SEED) return;
  const [claim] = await services.database.read.select({ id: claims.id }).from(claims).limit(1);
  if (claim) return;
  for (const file of readdirSync(SEED).filter((name) => name.endsWith('.json'))) {
    await importBundle(services.recorder, parseBundle(readFileSync(`${SEED}${file}`, 'utf8')));
  }
  for (const file of readdirSync(`${SEED}watches`)) {
    await seedWatches(services.recorder, ACTOR, readFileSync(`${SEED}watches/${file}`, 'utf8'));
  }
};

/** A ledger from before its lines were hashed gets one that holds all of them. */
const hashLedger = (services: Services): Promise<void> =>
  services.recorder.change(ACTOR, async (change) => {
    const [last] = await lastLine(change.tx);
    if (last?.hash === null) change.note({ action: 'ledger.hashed', subject_id: 'ledger' });
  });

/** Makes the first keys where there are none; gives what is to be shown, once. */
const firstKeys = (services: Services): Promise<string[]> =>
  services.recorder.change(ACTOR, async (change) => {
    if (await hasKeys(change.tx, services.today())) return [];
    const given = services.config.ONRECORD_ADMIN_KEY;
    if (given !== undefined) {
      if (await isKnownSecret(change.tx, given)) throw new CommandError(REVOKED);
      await createKey(change, { actor: 'First admin', role: 'admin' }, given);
      return [];
    }
    const lines: string[] = [];
    for (const role of ['reporter', 'editor', 'admin'] as const) {
      const { secret } = await createKey(change, { actor: `First ${role}`, role });
      lines.push(`  ${role.padEnd(9)}${secret}`);
    }
    return ['Keys, shown this once (send one as `Authorization: Bearer …`):', ...lines];
  });

/** What is left of the time for the database to close, once connections were ended. */
const TO_CLOSE_MS = 500;

/** Answers what is in flight; what is only half sent when the time is nearly over is cut off. */
const stop = (app: FastifyInstance, { ONRECORD_STOP_SECONDS }: Config): void => {
  const stop_ms = ONRECORD_STOP_SECONDS * 1_000;
  setTimeout(() => app.server.closeAllConnections(), stop_ms - TO_CLOSE_MS).unref();
  setTimeout(() => process.exit(0), stop_ms).unref();
  void app.close();
};

/** Starts the server and stops it on SIGINT and SIGTERM, requests in flight first. */
export const serve = async (config: Config): Promise<void> => {
  const database = await openConfigured(config);
  const services = createServices(config, database);
  await hashLedger(services);
  await seedIfEmpty(services);
  const shown = await firstKeys(services).catch(async (error: unknown) => {
    await database.close();
    throw error;
  });
  const app = await buildApp(config, database);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop(app, config));
  for (const warning of await clockWarnings(services)) console.error(warning);
  try {
    await app.listen({ host: config.HOST, port: config.PORT });
  } catch (error) {
    await app.close();
    const reason = error instanceof Error ? error.message : String(error);
    throw new CommandError(
      reason.includes('EADDRINUSE')
        ? `Something listens on port ${config.PORT} already; set PORT to another.`
        : `The server cannot listen: ${reason}.`,
    );
  }
  const address = app.server.address();
  if (address === null || typeof address === 'string') throw new CommandError('The server does not listen.');
  // A port that was picked for us belongs into the addresses that answers carry.
  config.PORT = address.port;
  const host = address.address.includes(':') ? `[${address.address}]` : address.address;
  const url = config.ONRECORD_PUBLIC_URL ?? `http://${host}:${address.port}`;
  console.log([`Onrecord listens on ${url}`, `Documentation: ${url}/docs`, ...shown].join('\n'));
};
