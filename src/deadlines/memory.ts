/**
 * Remembers what was read at each position of a text, so that nested readers never read one twice. Only the last text is
 * remembered: one is read to its end before the next begins.
 */
export function readOnce<Text extends object, Result>(
  read: (text: Text, at: number) => Result,
): (text: Text, at: number) => Result {
  let last: Text | null = null;
  let known: (Result | undefined)[] = [];
  return (text, at) => {
    if (text !== last) known = [];
    last = text;
    const before = known[at];
    if (before !== undefined) return before;
    const result = read(text, at);
    known[at] = result;
    return result;
  };
}
