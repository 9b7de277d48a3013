/** The path that a `file:` URL names. */
export const pathOfUrl = (url: string): string => url.replace(/^file:(\/\/(?=\/))?/, '');
