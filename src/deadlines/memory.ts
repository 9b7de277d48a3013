/** Remembers what was read at each position of a text, so that nested readers never read one twice. */
export function readOnce<Text extends object, Result>(
  read: (text: Text, at: number) => Result,
): (text: Text, at: number) => Result {
  const texts = new WeakMap<Text, (Result | undefined)[]>();
  return (text, at) => {
    let known = texts.get(text);
    if (!known) {
      known = [];
      texts.set(text, known);
    }
    const before = known[at];
    if (before !== undefined) return before;
    const result = read(text, at);
    known[at] = result;
    return result;
  };
}
