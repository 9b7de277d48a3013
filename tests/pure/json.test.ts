import fc from 'fast-check';
import { expect, test } from 'vitest';
import { duplicateMember } from '../../src/http/json.ts';

test.each([
  ['{"a":1,"a":2}', '/a'],
  ['{"a":{"b":[1,{"c":1,"c":1}]}}', '/a/b/1/c'],
  ['[{"x":1},{"x":1,"y":{"~/":1,"~\\/":2}}]', '/1/y/~0~1'],
  ['{"\\u0061":1,"a":2}', '/a'],
  ['{"a":"a","b":"a"}', undefined],
  ['{"a":{"a":1},"b":{"a":1}}', undefined],
  ['[["a","a"],"a"]', undefined],
  ['{"a":"{\\"b\\":1,\\"b\\":2}"}', undefined],
  ['"a"', undefined],
])('%s has the duplicate %s', (text, pointer) => {
  expect(duplicateMember(text)).toBe(pointer);
});

test('no JSON that a program wrote has a duplicate, however it is spaced', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.constantFrom(undefined, 2), (value, spaces) => {
      expect(duplicateMember(JSON.stringify(value, null, spaces))).toBeUndefined();
    }),
  );
});

test('a member written once more is found, wherever its object stands', () => {
  const value = fc.dictionary(fc.string(), fc.jsonValue(), { minKeys: 1 });
  fc.assert(
    fc.property(value, fc.nat(), (members, n) => {
      const name = JSON.stringify(Object.keys(members)[n % Object.keys(members).length]);
      const whole = `[0,${JSON.stringify(members).slice(0, -1)},${name}:null}]`;
      expect(duplicateMember(whole)).toMatch(/^\/1\//);
    }),
  );
});
