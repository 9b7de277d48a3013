import { registerHooks } from 'node:module';

/**
 * Node reads a package's package.json again for each of its modules that is an ES module, and Drizzle's is
 * 180 kB: its CommonJS modules, which skip that, start the server in half the time (docs/benchmarks.md). Each thread
 * says so for itself.
 */
const COMMONJS = ['node', 'require'];

registerHooks({
  resolve: (specifier, context, next) =>
    next(specifier, specifier.startsWith('drizzle-orm') ? { ...context, conditions: COMMONJS } : context),
});
