/** Reading JSON as strictly as a record needs it. */

/** A string as runs without a backslash: taken sign by sign, a long one takes several times as long. */
const TOKENS = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],:]/g;

/** An object or array that is being read: the members met so far, or the index. */
type Container = { members: Set<string>; last: string } | { index: number };

const pointerPart = (container: Container): string =>
  'index' in container ? String(container.index) : container.last.replaceAll('~', '~0').replaceAll('/', '~1');

/**
 * The JSON Pointer of the first member that stands twice in its object, of which `JSON.parse` would silently take the
 * last; undefined where there is none. `text` is JSON.
 */
export const duplicateMember = (text: string): string | undefined => {
  const open: Container[] = [];
  let before = '';
  for (const [token] of text.matchAll(TOKENS)) {
    const inside = open.at(-1);
    if (token === '{') open.push({ members: new Set(), last: '' });
    else if (token === '[') open.push({ index: 0 });
    else if (token === '}' || token === ']') open.pop();
    else if (token === ',' && inside && 'index' in inside) inside.index += 1;
    else if (token.startsWith('"') && inside && 'members' in inside && before !== ':') {
      inside.last = JSON.parse(token);
      if (inside.members.has(inside.last)) return open.map((part) => `/${pointerPart(part)}`).join('');
      inside.members.add(inside.last);
    }
    before = token;
  }
  return undefined;
};
