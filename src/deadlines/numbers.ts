/** Numbers in digits and words. */
import { has, senseOf, type Items } from './items.ts';
import { readOnce } from './memory.ts';

const MONEY = new Set(['$', '€', '£', '¥', '#']);

/** A number in digits or words. Money, percentages and ordinals are no counts. */
export const numberAt = readOnce((items: Items, at: number): NumberRead | null => {
  const item = items[at];
  if (!item || MONEY.has(items[at - 1]?.raw ?? '')) return null;
  if (item.number !== null) {
    const next = items[at + 1];
    if (next && ['%', '/', '°'].includes(next.raw)) return null;
    const scale = Number(senseOf(items, at + 1, 'scale') ?? 1);
    return { value: item.number * scale, next: scale === 1 ? at + 1 : at + 2 };
  }
  return wordNumberAt(items, at);
});

interface NumberRead {
  value: number;
  next: number;
}

/** "twenty-five", "a hundred", "one hundred and twenty". */
function wordNumberAt(items: Items, from: number): { value: number; next: number } | null {
  let at = has(items, from, 'one') && has(items, from + 1, 'scale') ? from + 1 : from;
  let value: number | null = null;
  for (const end = at + 6; at < end; at++) {
    const scale = Number(senseOf(items, at, 'scale'));
    const word = Number(senseOf(items, at, 'number'));
    if (scale > 0) value = (value ?? 1) * scale;
    else if (word > 0 && value === null) value = word;
    else if (word > 0 && fits(value ?? 0, word)) value = (value ?? 0) + word;
    else if (!(has(items, at, 'and') && (value ?? 0) >= 100 && has(items, at + 1, 'number'))) break;
  }
  return value === null ? null : { value, next: at };
}

function fits(total: number, word: number): boolean {
  if (total >= 100) return total % 100 === 0 || (total % 10 === 0 && total % 100 >= 20 && word < 10);
  return total >= 20 && total % 10 === 0 && word < 10;
}
