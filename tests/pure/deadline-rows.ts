/**
 * Phrases and what they mean, one to a line:
 *   phrase | kind | window ("start..end", "start..", one day, or empty) | h where hedged
 * A line `@date option=value` sets the day the words below it were said.
 */
import type { DeadlineOptions, DeadlineReading } from '../../src/deadlines/index.ts';

export const FRIDAY = '2025-08-15';

export function windowText({
  window_start,
  window_end,
}: {
  window_start: string | null;
  window_end: string | null;
}): string {
  if (window_start === null) return '';
  return window_start === window_end ? window_start : `${window_start}..${window_end ?? ''}`;
}

export function summary(reading: DeadlineReading): string {
  const isTime = reading.kind !== 'none' && reading.kind !== 'vague';
  return [reading.kind, windowText(reading), isTime && reading.hedged ? 'h' : ''].join(' | ');
}

export interface Row {
  phrase: string;
  expected: string;
  options: DeadlineOptions;
}

export function rowsOf(block: string): Row[] {
  const rows: Row[] = [];
  let options: DeadlineOptions = { reference_date: FRIDAY };
  for (const line of block.split('\n').map((text) => text.trim())) {
    if (line.startsWith('@')) {
      const [date = FRIDAY, ...settings] = line.slice(1).split(' ');
      options = { reference_date: date, ...Object.fromEntries(settings.map((text) => text.split('='))) };
    } else if (line !== '') {
      const [phrase = '', kind = '', window = '', flag = ''] = line.split('|').map((text) => text.trim());
      rows.push({ phrase, expected: [kind, window, flag].join(' | '), options });
    }
  }
  return rows;
}
