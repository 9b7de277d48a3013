/** Whose words stand at a place: by the label of a transcript ("NAME:") or by what a sentence says ("said NAME"). */

/** A turn's text is not longer, or its label is not looked for further back (UTF-16 units). */
const FURTHEST = 20_000;
const ATTRIBUTION_REACH = 200;

const NAME = String.raw`\p{Lu}[\p{L}\p{M}.'’ʼ-]*`;
const PARTICLE = '(?:of|de|del|della|da|di|du|der|den|von|van|bin|ibn|al|le|la|y)';
const LABEL = String.raw`${NAME}(?:[ \t\u00A0]+(?:${NAME}|${PARTICLE}(?=[ \t\u00A0]))){0,5}(?:[ \t\u00A0]*\([^()\n]{1,60}\))?`;
/** At a line's beginning, or after the end of a sentence. */
const TURN = new RegExp(
  String.raw`(?:^|[\n\r]|[.!?…]["”’»)]?\s)[ \t\u00A0>*_–—-]*(${LABEL})[*_]*[ \u00A0]?:(?!\/\/)(?=[\s*_“"«„]|$)`,
  'gu',
);
const SAYS = `(?:said|says|told|tells|added|adds|asked|asks|replied|replies|answered|wrote|writes|tweeted|declared|claimed|stated|argued|insisted|warned|promised|sagte|sagt|erklärte|erklärt|meinte|betonte|fragte|schrieb|dijo|dice|afirmó|declaró|añadió|preguntó|dit|déclaré|affirmé|ajouté|demandé|explique|affirme|déclare|сказав|сказала|заявив|заявила|додав|додала|запитав|запитала|написав|написала|каже|говорить|сказал|сказала|заявил|заявила|добавил|добавила|спросил|спросила|написал|написала|говорит)`;
const AFTER = new RegExp(
  String.raw`^[^"“”«»„\n]{0,80}?["”»“],?\s*(?:${SAYS}\s+(?:the\s+|der\s+|die\s+|el\s+|la\s+|le\s+)?(${NAME}(?:\s+${NAME}){0,3})|(${NAME}(?:\s+${NAME}){0,3})\s+(?:a\s+)?${SAYS}(?!\p{L}))`,
  'u',
);
const BEFORE = new RegExp(
  String.raw`(${NAME}(?:\s+${NAME}){0,3})\s+(?:a\s+|has\s+|had\s+)?${SAYS}(?:\s[^"“”«»„\n.!?]{0,60})?[,:]?\s*["“«„»]?\s*$`,
  'u',
);

export interface Turn {
  label: string;
  /** Where its words begin (UTF-16 offset). */
  at: number;
}

/** The turns that begin within a text. */
export const turnsIn = (text: string): Turn[] =>
  [...text.slice(0, FURTHEST).matchAll(TURN)].map((match) => ({
    label: match[1] ?? '',
    at: match.index + match[0].length,
  }));

/** Who is speaking between two offsets of a text, as it names them; null where it does not say. */
export const speakerAt = (text: string, start: number, end: number): string | null => {
  const near = text.slice(Math.max(0, start - ATTRIBUTION_REACH), start);
  const paragraph = near.slice(Math.max(near.lastIndexOf('\n'), near.lastIndexOf('\r')) + 1);
  const after = AFTER.exec(text.slice(end, end + ATTRIBUTION_REACH));
  const before = BEFORE.exec(paragraph);
  const turn = turnsIn(text.slice(Math.max(0, start - FURTHEST), start)).at(-1);
  return before?.[1] ?? after?.[1] ?? after?.[2] ?? turn?.label ?? null;
};

/** Whether two ways of naming somebody may mean one person: one has the other's last word. */
export const mayBeOne = (one: string, other: string): boolean => {
  const words = (name: string): string[] => name.toLowerCase().match(/[\p{L}\p{M}]+/gu) ?? [];
  const [a, b] = [words(one), words(other)];
  return a.some((word) => word.length > 2 && b.includes(word));
};
