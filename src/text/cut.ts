/** A text of at most `length` UTF-16 units: of a longer one the beginning and an ellipsis, never half a sign. */
export const cut = (text: string, length: number): string =>
  text.length <= length
    ? text
    : `${text
        .slice(0, length - 1)
        .toWellFormed()
        .replace(/\uFFFD$/, '')}…`;
