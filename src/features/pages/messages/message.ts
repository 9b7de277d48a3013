/** A text, or one for each plural form of the language, chosen by `n`; `{name}` stands for a value. */
export type Message = string | { readonly [Form in Intl.LDMLPluralRule]?: string };
