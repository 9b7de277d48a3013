import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { FastifyInstance } from 'fastify';
import { buildApp } from '../app.ts';
import { createServices } from '../services.ts';
import { type Config, databaseUrl } from '../config.ts';
import { openDatabase } from '../db/database.ts';
import type { Database } from '../db/types.ts';
import { parseBundle } from '../features/import/check.ts';
import { importBundle } from '../features/import/import.ts';
import { createKey, hasKeys, isKnownSecret } from '../features/keys/keys.ts';
import { clockWarnings } from '../features/system/ready.ts';
import { seedWatches } from '../features/watches/seed.ts';
import type { Services } from '../http/services.ts';
import { LIMITS } from '../limits.ts';
import { claims } from '../newsroom/claims/tables.ts';
import { lastLine } from '../record/ledger.ts';
import { collectWhenIdle } from './idle.ts';
import { CommandError, openConfigured } from './open.ts';
import { isOneOfSeveral, leaveOthers, runProcesses } from './processes.ts';

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

/** After these parts of the time connections are ended, and the process, whatever it waits for: it is over within the time. */
const [CUT_OFF, ENDED] = [0.9, 0.97];

/** Answers what is in flight; what is only half sent when the time is nearly over is cut off. */
const stop = (app: FastifyInstance, { ONRECORD_STOP_SECONDS }: Config): void => {
  const stop_ms = ONRECORD_STOP_SECONDS * 1_000;
  setTimeout(() => app.server.closeAllConnections(), CUT_OFF * stop_ms).unref();
  setTimeout(() => process.exit(0), ENDED * stop_ms).unref();
  void app.close().then(leaveOthers);
};

/** Does what a record needs before it is served; gives what is to be shown, once. Closes it where it cannot be. */
const prepare = async (config: Config, database: Database): Promise<string[]> => {
  try {
    const services = createServices(config, database);
    await hashLedger(services);
    await seedIfEmpty(services);
    const shown = await firstKeys(services);
    for (const warning of await clockWarnings(services)) console.error(warning);
    return shown;
  } catch (error) {
    await database.close();
    throw error;
  }
};

const welcome = ({ ONRECORD_PUBLIC_URL }: Config, host: string, port: number, shown: string[]): void => {
  const url = ONRECORD_PUBLIC_URL ?? `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
  console.log([`Onrecord listens on ${url}`, `Documentation: ${url}/docs`, ...shown].join('\n'));
};

/** Starts the server; gives where it listens. */
const listen = async (config: Config, database: Database): Promise<{ host: string; port: number }> => {
  const app = await buildApp(config, database);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop(app, config));
  try {
    await app.listen({ host: config.HOST, port: config.PORT, backlog: LIMITS.connections_waiting });
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
  collectWhenIdle();
  // A port that was picked for us belongs into the addresses that answers carry.
  config.PORT = address.port;
  return { host: address.address, port: address.port };
};

/** Starts the server, in as many processes as are set, and stops it on SIGINT and SIGTERM, requests in flight first. */
export const serve = async (config: Config): Promise<void> => {
  if (isOneOfSeveral()) {
    // What there is to say of the database, the first process has said.
    await openDatabase(databaseUrl(config))
      .then((database) => listen(config, database))
      .catch((error: unknown) => {
        leaveOthers();
        throw error;
      });
    return;
  }
  const database = await openConfigured(config);
  const shown = await prepare(config, database);
  if (config.ONRECORD_WORKERS === 1) {
    const { host, port } = await listen(config, database);
    return welcome(config, host, port, shown);
  }
  await database.close();
  await runProcesses({
    count: config.ONRECORD_WORKERS,
    stop_ms: config.ONRECORD_STOP_SECONDS * 1_000,
    listening: ({ host, port }) => welcome(config, host, port, shown),
  });
};
