/** What a language tag is found by (RFC 4647, basic filtering): `en-GB` by `en` and `en-gb`; '' where none is said. */
export const languageRanges = (tag: string | null): string[] => {
  if (tag === null) return [''];
  const parts = tag.toLowerCase().split('-');
  return parts.map((_, i) => parts.slice(0, i + 1).join('-'));
};
