/** What the start and long answers leave behind is collected once nobody asks: V8 itself waits for more to be made. */

const LOOK_MS = 3_000;
/** Part of the time that the event loop is busy; less is a probe that asks whether the server lives. */
const BUSY = 0.03;

/** Collects once after each time of work. Does nothing where Node was started without `--expose-gc` (bin/onrecord.js). */
export const collectWhenIdle = (): void => {
  const { gc } = globalThis;
  if (!gc) return;
  let before = performance.eventLoopUtilization();
  let is_collected = false;
  const look = (): void => {
    const isBusy = performance.eventLoopUtilization(before).utilization > BUSY;
    if (isBusy) is_collected = false;
    else if (!is_collected) {
      gc({ type: 'major', execution: 'sync', flavor: 'last-resort' });
      is_collected = true;
    }
    before = performance.eventLoopUtilization();
  };
  setInterval(look, LOOK_MS).unref();
};
