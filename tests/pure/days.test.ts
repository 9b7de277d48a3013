/** Days that may be known in part: the days that each may be, and what is after what for certain. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { firstDay, isAfter, isDay, lastDay } from '../../src/record/days.ts';
import { daysBetween, daysLate } from '../../src/record/timeliness.ts';

const DAY_MS = 86_400_000;
const whole = fc
  .integer({
    min: Date.parse('0001-01-01T00:00:00Z') / DAY_MS,
    max: Date.parse('9999-12-31T00:00:00Z') / DAY_MS,
  })
  .map((day) => new Date(day * DAY_MS).toISOString().slice(0, 10));
const days = fc.tuple(whole, fc.constantFrom(4, 7, 10)).map(([day, length]) => day.slice(0, length));

test('a day lies between the first and the last that it may be, which are its own', () => {
  fc.assert(
    fc.property(whole, fc.constantFrom(4, 7, 10), (day, length) => {
      const part = day.slice(0, length);
      expect(isDay(part)).toBe(true);
      expect(firstDay(part) <= day && day <= lastDay(part)).toBe(true);
      expect([firstDay(part).slice(0, length), lastDay(part).slice(0, length)]).toEqual([part, part]);
      // The day after the last is of another month or year.
      const next = new Date(Date.parse(`${lastDay(part)}T00:00:00Z`) + DAY_MS).toISOString();
      expect(next.startsWith(part)).toBe(false);
    }),
  );
});

test('as text, days are in the order of the first that they may be', () => {
  fc.assert(
    fc.property(days, days, (a, b) => {
      if (firstDay(a) < firstDay(b)) expect(a < b).toBe(true);
    }),
  );
});

test('a day is after another only where no two of the days that they may be say otherwise', () => {
  fc.assert(
    fc.property(days, days, (a, b) => {
      expect(isAfter(a, b)).toBe(firstDay(a) > lastDay(b));
      if (isAfter(a, b)) expect(isAfter(b, a)).toBe(false);
    }),
  );
});

test.each([
  '2025-02-29',
  '2025-13',
  '2025-00',
  '2025-1',
  '0000',
  '25',
  '2025-03-',
  'March 2019',
  '2025-03-01T00',
])('%s is no day', (text) => expect(isDay(text)).toBe(false));

test('what was done on a day known in part is late only where the whole of it is', () => {
  expect(daysLate('2019-03-15', '2019-03')).toBeNull();
  expect(daysLate('2019-03-31', '2019-04')).toBe(1);
  expect(daysLate('2018-12-30', '2019')).toBe(2);
  expect(daysBetween('2019-03', '2019-03-02')).toBe(1);
});
