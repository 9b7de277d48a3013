/** What every thread runs before its own module (src/db/worker.ts), as bin/main.js does for the process. */
import './commonjs.js';

await import(process.argv[2]);
// What loading leaves behind is a third of what the thread takes, and V8 would keep it.
globalThis.gc?.({ type: 'major', execution: 'sync', flavor: 'last-resort' });
