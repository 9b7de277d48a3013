/** What every thread runs before its own module (src/db/worker.ts), as bin/main.js does for the process. */
import { setPriority } from 'node:os';
import './commonjs.js';

/** What runs in a thread takes long: where processors are scarce, the short answers of the event loop go first. */
const GIVES_WAY = 10;
// Elsewhere than on Linux it would be the priority of the whole process.
if (process.platform === 'linux') {
  try {
    setPriority(GIVES_WAY);
  } catch {
    // A sandbox may forbid it: then all are as important.
  }
}

await import(process.argv[2]);
// What loading leaves behind is a third of what the thread takes, and V8 would keep it.
globalThis.gc?.({ type: 'major', execution: 'sync', flavor: 'last-resort' });
