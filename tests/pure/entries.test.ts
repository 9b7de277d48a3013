/** What an import holds in a file: the entries come back as they were put in, wherever they lie. */
import fc from 'fast-check';
import { TypeID } from 'typeid-js';
import { expect, test } from 'vitest';
import { entriesOf, FiledEntries } from '../../src/features/import/entries.ts';
import { idFromKey, uuidFromKey } from '../../src/record/ids.ts';

const entries = fc.uniqueArray(
  fc.record({
    key: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 5 }),
    text: fc.string({ unit: 'grapheme', maxLength: 2_000 }),
    // Some are longer than what is written at a time.
    filler: fc.constantFrom(0, 1, 100_000, 300_000).map((length) => 'x'.repeat(length)),
  }),
  { selector: ({ key }) => key, maxLength: 30 },
);

test('a list in a file is the list that was put in', () => {
  fc.assert(
    fc.property(entries, fc.nat(30), fc.nat(30), (list, from, to) => {
      const filed = new FiledEntries<(typeof list)[number]>();
      for (const [i, entry] of list.entries()) {
        filed.push(entry);
        // Read while it grows as well.
        expect(filed.find(list[i >> 1]?.key ?? '')).toEqual(list[i >> 1]);
      }
      const held = entriesOf(list);
      expect([...filed]).toEqual(list);
      expect(filed.slice(from, to)).toEqual(list.slice(from, to));
      expect(filed.keys(from, to)).toEqual(held.keys(from, to));
      const asked = ['none', ...list.filter((_, i) => i % 3 !== from % 3).map(({ key }) => key)];
      expect(filed.findAll(asked)).toEqual(held.findAll(asked));
      filed.close();
    }),
    { numRuns: 30, endOnFailure: true },
  );
});

test('an id of a key is a TypeID of its UUID', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (origin, key) => {
      const uuid = uuidFromKey(`${origin}\nclaim`, key);
      expect(idFromKey('claim', origin, key)).toBe(TypeID.fromUUID('claim', uuid).toString());
    }),
  );
});
