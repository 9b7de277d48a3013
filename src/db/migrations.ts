import { fileURLToPath } from 'node:url';
import type { Engine } from './kit.ts';

export const migrationsFolder = (engine: Engine): string =>
  fileURLToPath(new URL(`../../migrations/${engine}`, import.meta.url));
