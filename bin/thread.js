/** What every thread runs before its own module (src/db/worker.ts), as bin/main.js does for the process. */
import './commonjs.js';

await import(process.argv[2]);
