/** Reads the tour out of a README: its commands, and the answers shown below them. */

export interface Step {
  /** One command as its words, with variables filled in. */
  words(variables: ReadonlyMap<string, string>): string[];
  /** The answer as shown, with `…` where something is left out; only below the last command of a block. */
  shown: string | null;
  /** Whether the answer is shown as JSON, or else as text. */
  isJson: boolean;
}

/** The `sh` blocks of a Markdown text, each with the `json` or `text` block that follows it. */
export const stepsOf = (markdown: string): Step[] => {
  const blocks = [...markdown.matchAll(/^```(sh|json|text)\n([\s\S]*?)^```$/gm)].map(
    ([, kind = '', text = '']) => ({
      kind,
      text,
    }),
  );
  return blocks.flatMap(({ kind, text }, i) => {
    if (kind !== 'sh') return [];
    const next = blocks[i + 1];
    const commands = commandsOf(text);
    return commands.map((command, j) => ({
      words: (variables) => wordsOf(command, variables),
      shown: j === commands.length - 1 && next && next.kind !== 'sh' ? next.text : null,
      isJson: next?.kind === 'json',
    }));
  });
};

/** A block's commands: one a line, but for lines that go on and quotes that span several. */
const commandsOf = (text: string): string[] =>
  (text.match(/(?:'[^']*'|"[^"]*"|\\\n|[^\n'"])+/g) ?? [])
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** Splits a command as a shell does, as far as a README goes. */
const wordsOf = (command: string, variables: ReadonlyMap<string, string>): string[] => {
  const fill = (text: string) => text.replace(/\$(\w+)/g, (_, name: string) => variables.get(name) ?? '');
  const words = command.replaceAll('\\\n', ' ').match(/(?:'[^']*'|"[^"]*"|[^\s'"])+/g) ?? [];
  return words.map((word) =>
    (word.match(/'[^']*'|"[^"]*"|[^'"]+/g) ?? [])
      .map((part) => (part.startsWith("'") ? part.slice(1, -1) : fill(part.replaceAll('"', ''))))
      .join(''),
  );
};

/** A request as `curl` would make it of these words. */
export const requestOf = (words: readonly string[]) => {
  const headers: Record<string, string> = {};
  let method: string | undefined;
  let body: string | undefined;
  let query = '';
  let url = '';
  for (let i = 1; i < words.length; i += 1) {
    const word = words[i] ?? '';
    const value = () => {
      i += 1;
      return words[i] ?? '';
    };
    if (word === '-G') method = 'GET';
    else if (word === '-X') method = value();
    else if (word === '-d') body = value();
    else if (word === '-H') {
      const [name = '', ...rest] = value().split(': ');
      headers[name.toLowerCase()] = rest.join(': ');
    } else if (word === '--data-urlencode') {
      const [name = '', ...rest] = value().split('=');
      query += `${query === '' ? '?' : '&'}${name}=${encodeURIComponent(rest.join('='))}`;
    } else if (word.startsWith('http')) url = word;
    else throw new Error(`the tour’s reader does not know ${word}`);
  }
  const { origin } = new URL(url);
  return {
    method: method ?? (body === undefined ? 'GET' : 'POST'),
    url: url.slice(origin.length) + query,
    headers,
    body: body === undefined ? undefined : (JSON.parse(body) as unknown),
  };
};

/** What a shown answer says: `…` taken out of objects, and left in texts, where it stands for anything. */
export const parseShown = (shown: string): unknown =>
  JSON.parse(shown.replace(/"(?:[^"\\]|\\.)*"|,?\s*…/g, (match) => (match.startsWith('"') ? match : '')));

/** The places where an answer is not as shown. */
export const differencesFrom = (shown: unknown, answer: unknown, at = ''): string[] => {
  if (typeof shown === 'string' && typeof answer === 'string') {
    const pieces = shown.split('…').map((piece) => piece.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
    return new RegExp(`^${pieces.join('[\\s\\S]*')}$`).test(answer) ? [] : [`${at}: ${answer}`];
  }
  if (typeof shown !== 'object' || shown === null || typeof answer !== 'object' || answer === null) {
    return shown === answer ? [] : [`${at}: ${JSON.stringify(answer)}`];
  }
  if (Array.isArray(shown) && Array.isArray(answer) && shown.length !== answer.length) {
    return [`${at}: ${answer.length} elements`];
  }
  const members = new Map(Object.entries(answer));
  return Object.entries(shown).flatMap(([name, value]) =>
    differencesFrom(value, members.get(name), `${at}/${name}`),
  );
};
