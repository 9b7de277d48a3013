import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cut } from '../../src/text/cut.ts';

test('a text is cut to its length, between signs, and a short one stays as it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 20 }), (text, length) => {
      const short = cut(text, length);
      expect(short.length).toBeLessThanOrEqual(length);
      expect(short.isWellFormed()).toBe(true);
      if (text.length <= length) expect(short).toBe(text);
      else expect(text.startsWith(short.slice(0, -1)) && short.endsWith('…')).toBe(true);
    }),
  );
  expect(cut('ab😀cd', 4)).toBe('ab…');
});
