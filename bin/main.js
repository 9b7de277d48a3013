/**
 * What every command runs, before anything else is loaded. It is JavaScript, because the compiler that Node strips
 * types with takes 18 MB, and code that was compiled before needs none.
 */
import { enableCompileCache } from 'node:module';
import './commonjs.js';

enableCompileCache();

await import('../src/main.ts');
