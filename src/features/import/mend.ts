/** Cells as a person would read them: without the control characters that old programs and encodings left in them. */
import { isRecord } from './rows.ts';

// biome-ignore lint/suspicious/noControlCharactersInRegex: those are what is taken out
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/;
const CONTROLS = new RegExp(CONTROL, 'g');
const WINDOWS = new TextDecoder('windows-1252');

/** What Windows-1252 means by a control character of the upper range, such as ’ by U+0092; '' for all others. */
const meant = (sign: string): string => {
  const code = sign.charCodeAt(0);
  const read = code < 0x80 ? '' : WINDOWS.decode(Uint8Array.of(code));
  return CONTROL.test(read) ? '' : read;
};

/** A value with its texts mended, and in how many of them there was something to mend. */
export const mend = (value: unknown): { value: unknown; cells: number } =>
  needsMending(value) ? mended(value) : { value, cells: 0 };

const needsMending = (value: unknown): boolean => {
  if (typeof value === 'string') return CONTROL.test(value);
  if (typeof value !== 'object' || value === null) return false;
  for (const part of Array.isArray(value) ? value : Object.values(value)) if (needsMending(part)) return true;
  return false;
};

const mended = (value: unknown): { value: unknown; cells: number } => {
  if (typeof value === 'string') {
    return CONTROL.test(value) ? { value: value.replace(CONTROLS, meant), cells: 1 } : { value, cells: 0 };
  }
  let cells = 0;
  const inner = (part: unknown): unknown => {
    const of = mended(part);
    cells += of.cells;
    return of.value;
  };
  if (Array.isArray(value)) return { value: value.map(inner), cells };
  if (!isRecord(value)) return { value, cells };
  const made = Object.fromEntries(Object.entries(value).map(([name, part]) => [name, inner(part)]));
  return { value: made, cells };
};
