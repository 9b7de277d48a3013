import { defineConfig } from 'drizzle-kit';
import { engine } from './src/db/kit.ts';

export default defineConfig({
  dialect: engine,
  schema: './src/**/tables.ts',
  out: `./migrations/${engine}`,
});
