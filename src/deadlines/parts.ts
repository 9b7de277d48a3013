/** Early, mid and late: which days of a period they mean. */
import { addMonths, civil, dayNumber, monthStart } from './calendar.ts';
import type { Part, Unit } from './senses.ts';

interface Span {
  start: number;
  end: number;
  size: Unit | 'season' | 'half' | 'weekend' | 'clock';
}

const THIRD: Record<string, 0 | 1 | 2> = { early: 0, start: 0, mid: 1, late: 2, end: 2 };

/** The days of a part, or null where the convention knows no such part. */
export function partOf(span: Span, part: Part): [number, number] | null {
  const { year, month } = civil(span.start);
  if (part === 'first_half' || part === 'second_half') return halfOf(span, part === 'first_half');
  const third = THIRD[part];
  if (third === undefined) return null;
  const pick = (bounds: readonly [number, number, number, number]): [number, number] => [
    bounds[third],
    (bounds[third + 1] ?? span.end + 1) - 1,
  ];
  switch (span.size) {
    case 'week':
      return pick([span.start, span.start + 2, span.start + 4, span.end + 1]);
    case 'month':
      return pick([span.start, span.start + 10, span.start + 20, span.end + 1]);
    case 'quarter':
    case 'season':
      return pick([span.start, addMonths(span.start, 1), addMonths(span.start, 2), span.end + 1]);
    case 'half':
      return pick([span.start, addMonths(span.start, 2), addMonths(span.start, 4), span.end + 1]);
    case 'year':
      return pick([span.start, monthStart(year, 5), monthStart(year, 9), span.end + 1]);
    case 'decade':
      return pick([span.start, dayNumber(year + 4, 1, 1), dayNumber(year + 7, 1, 1), span.end + 1]);
    case 'century':
      return part === 'end' || (part === 'mid' && month === 1) ? [span.start, span.end] : null;
    default:
      return part === 'end' ? [span.start, span.end] : null;
  }
}

function halfOf(span: Span, isFirst: boolean): [number, number] | null {
  const { year } = civil(span.start);
  const middles: Partial<Record<Span['size'], number>> = {
    month: span.start + 15,
    year: monthStart(year, 7),
    decade: dayNumber(year + 5, 1, 1),
  };
  const middle = middles[span.size];
  if (middle === undefined) return null;
  return isFirst ? [span.start, middle - 1] : [middle, span.end];
}
