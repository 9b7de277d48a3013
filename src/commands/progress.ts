/** How far a long piece of work is, on the standard error: a bar on a terminal, a line for each tenth elsewhere. */

const WIDTH = 30;
/** Elsewhere than on a terminal, what has fewer parts is done before anybody would read how far it is. */
const SILENT_BELOW = 1_000;

export interface ProgressStream {
  isTTY?: boolean;
  write(text: string): unknown;
}

/** Gives what to call with the parts that are done and how many there are; `name` says of what. */
export const createProgress = (
  name: string,
  stream: ProgressStream = process.stderr,
): ((done: number, total: number) => void) => {
  let said = 0;
  return (done, total) => {
    const part = total === 0 ? 1 : done / total;
    const figures = `${done} of ${total} (${Math.floor(part * 100)} %)`;
    if (stream.isTTY) {
      const bar = '█'.repeat(Math.floor(part * WIDTH)).padEnd(WIDTH, '░');
      stream.write(`\r${name}: ${bar} ${figures}${done === total ? '\n' : ''}`);
      return;
    }
    const tenth = Math.floor(part * 10);
    if (tenth === said || total < SILENT_BELOW) return;
    said = tenth;
    stream.write(`${name}: ${figures}\n`);
  };
};
