/** Whether a page is valid HTML: what a browser has to mend in it, and what the validator finds. */
import { HtmlValidate } from 'html-validate';
import { type ParserError, parse } from 'parse5';

/** The title of a claim's page is the claim, however long; all else that is recommended holds. */
const validator = new HtmlValidate({
  root: true,
  extends: ['html-validate:recommended'],
  rules: { 'long-title': 'off' },
});

/** The faults of a page, or of a part of one, each with its line; none where it is valid. */
export const faultsOf = (body: string): string[] => {
  const lines = body.split('\n');
  const faults: string[] = [];
  const add = (name: string, line: number): void => {
    faults.push(`${name}: ${lines[line - 1]?.slice(0, 200)}`);
  };
  parse(body, { onParseError: ({ code, startLine }: ParserError) => add(code, startLine) });
  for (const { messages } of validator.validateStringSync(body).results) {
    for (const { ruleId, message, line } of messages) add(`${ruleId} (${message})`, line);
  }
  return faults;
};
