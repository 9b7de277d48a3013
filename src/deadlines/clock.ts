/** Times of day. The grammar counts in days, so it only reads past them. */
import { has, isMark, senseOf, skip } from './items.ts';
import type { Scene } from './scene.ts';

/** The position after a time of day: "at 5 pm", "noon", "close of business", "morning". */
export function clockEnd(scene: Scene, at: number): number | null {
  const { items } = scene;
  const start = has(items, at, 'article') ? at + 1 : at;
  if (has(items, start, 'daytime')) return start + 1;
  const hour = Number(senseOf(items, start, 'number') ?? 0);
  if (hour > 0 && hour <= 12) return has(items, start + 1, 'clock') ? skip(items, start + 1, 'clock') : null;
  if (items[start]?.number === null || items[start] === undefined) return null;
  if (isMark(items, start + 1, ':') && items[start + 2]?.raw.length === 2 && items[start + 2]?.number != null)
    return skip(items, start + 3, 'clock');
  return has(items, start + 1, 'clock') ? skip(items, start + 1, 'clock') : null;
}

export function afterClock(scene: Scene, at: number): number {
  const { items } = scene;
  const start = isMark(items, at, ',') || has(items, at, 'relation') ? at + 1 : at;
  return clockEnd(scene, start) ?? clockEnd(scene, at) ?? bareHourEnd(scene, at) ?? at;
}

/** "tonight at 9": an hour without "o'clock". */
function bareHourEnd(scene: Scene, at: number): number | null {
  const { items } = scene;
  const hour = items[at + 1]?.number ?? null;
  const after = items[at + 2];
  const isHour = items[at]?.text === 'at' && hour !== null && hour > 0 && hour <= 24;
  return isHour && (!after || after.isMark) && after?.raw !== '%' ? at + 2 : null;
}
