/** The grammar of iCalendar (RFC 5545): text escaped, lines folded, components nested. */

const LINE_OCTETS = 75;
/** The blank that marks a continued line counts too. */
const CONTINUED = new RegExp(`[\\s\\S]{1,${LINE_OCTETS - 1}}`, 'g');

/**
 * A TEXT value (section 3.3.11). Other control characters than tab have no place in one; at Unicode's own
 * separators of lines and paragraphs some readers end the content line.
 */
export const escapeText = (text: string): string =>
  text
    .replaceAll(/\r\n?|[\u2028\u2029]/g, '\n')
    .replaceAll(/[\p{Cc}--[\t\n]]/gv, '')
    .replaceAll(/[\\;,]/g, '\\$&')
    .replaceAll('\n', '\\n');

const NOT_ASCII = /[^\0-\x7f]/;

/** A content line folded to 75 octets at most (section 3.1), never inside a character. */
export const fold = (line: string): string => {
  if (!NOT_ASCII.test(line)) {
    const rest = line.slice(LINE_OCTETS).match(CONTINUED) ?? [];
    return [line.slice(0, LINE_OCTETS), ...rest.map((part) => ` ${part}`)].join('\r\n');
  }
  const lines: string[] = [];
  let current = '';
  let octets = 0;
  for (const character of line) {
    const size = Buffer.byteLength(character);
    if (octets + size > LINE_OCTETS) {
      lines.push(current);
      current = ' ';
      octets = 1;
    }
    current += character;
    octets += size;
  }
  return [...lines, current].join('\r\n');
};

/** `2025-09-06` as a DATE. */
export const date = (day: string): string => day.replaceAll('-', '');

/** An instant (RFC 3339, UTC) as a DATE-TIME in UTC. */
export const dateTime = (instant: string): string => `${instant.slice(0, 19).replaceAll(/[-:]/g, '')}Z`;

/** The content lines of a component, unfolded. */
export const component = (name: string, lines: readonly string[]): string[] => [
  `BEGIN:${name}`,
  ...lines,
  `END:${name}`,
];

/** Content lines as they are sent. */
export const iCalendar = (lines: readonly string[]): string =>
  lines.map((line) => `${fold(line)}\r\n`).join('');
