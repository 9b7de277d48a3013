import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildApp } from '../app.ts';
import { readConfig } from '../config.ts';
import { openDatabase } from '../db/database.ts';
import { openapiYaml } from '../http/openapi.ts';

/** Prints the description of the routes, whatever the settings are; `openapi.yaml` is its output. */
export const printOpenapi = async (): Promise<void> => {
  const folder = mkdtempSync(join(tmpdir(), 'onrecord-openapi-'));
  try {
    const app = await buildApp(
      readConfig({ ONRECORD_LOG_LEVEL: 'silent' }),
      await openDatabase(`file:${join(folder, 'onrecord.db')}`),
    );
    await app.ready();
    process.stdout.write(openapiYaml(app.swagger()));
    await app.close();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
