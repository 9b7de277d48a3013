/**
 * What every command runs, before anything else is loaded. It is JavaScript, because the compiler that Node strips
 * types with takes 18 MB, and code that was compiled before needs none.
 */
import { enableCompileCache, registerHooks } from 'node:module';

enableCompileCache();

/**
 * Node reads a package's package.json again for each of its modules that is an ES module, and Drizzle's is
 * 180 kB: its CommonJS modules, which skip that, start the server in half the time (docs/benchmarks.md).
 */
const COMMONJS = ['node', 'require'];

registerHooks({
  resolve: (specifier, context, next) =>
    next(specifier, specifier.startsWith('drizzle-orm') ? { ...context, conditions: COMMONJS } : context),
});

await import('../src/main.ts');
