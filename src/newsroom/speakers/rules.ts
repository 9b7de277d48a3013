import type { Reader } from '../../db/types.ts';
import { slugOf } from '../../text/slug.ts';
import { isTaken } from './speaker.ts';

/**
 * A slug from a name, with a number behind it when the plain one is taken. The numbers are tried by doubling and
 * then halving, so that the thousandth speaker of one name takes twenty looks and not a thousand.
 */
export const slugFor = async (tx: Reader, name: string, id: string): Promise<string> => {
  const plain = slugOf(name);
  const base = plain === '' ? `speaker-${id.slice(-8)}` : plain;
  const numbered = (n: number) => (n === 1 ? base : `${base}-${n}`);
  let free = 1;
  while (await isTaken(tx, numbered(free))) free *= 2;
  let taken = Math.floor(free / 2);
  while (free - taken > 1) {
    const middle = Math.floor((taken + free) / 2);
    if (await isTaken(tx, numbered(middle))) taken = middle;
    else free = middle;
  }
  return numbered(free);
};
