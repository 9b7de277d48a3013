/**
 * A text as a reader sees it, to compare by: what looks the same is the same. One composition, one kind
 * of blank, quote mark, apostrophe and dash; no ligatures, full-width forms, soft hyphens, zero-width or
 * directional signs; words that were divided at a line's end are whole. Every unit knows where it stood
 * in the text as it is. What each sign is comes from the engine's own Unicode data, at its first use.
 */

export interface Normalised {
  /** In decomposed form (NFD), so that each sign is read by itself. */
  text: string;
  /** For each UTF-16 unit of `text`, where its sign begins in the original, and where it ends (UTF-16 offsets). */
  start: Uint32Array;
  end: Uint32Array;
  /** Whether a word was divided at a line's end. */
  divided: boolean;
}

export interface NormaliseOptions {
  /** Capitals are read as small letters, by full case folding ("ß" is "ss"). */
  foldCase?: boolean;
  /**
   * Words that are written with a hyphen, such as "well-known" (normalised alike): divided at that
   * hyphen they keep it. Without, "land-⏎ing" and "well-⏎known" are "landing" and "wellknown".
   */
  hyphenated?: ReadonlySet<string>;
}

/** Unicode has no property for those that only look like a quote mark: primes, accents, modifier letters. */
const LIKE_QUOTE_MARKS = '`´ʹʺʻʼʽʾʿˈˊˋ˝՚׳״′″‴‵‶‷⁗❛❜❝❞❟❠ꞌ';
const QUOTE_MARK = new RegExp(`[\\p{Quotation_Mark}${LIKE_QUOTE_MARKS}]`, 'u');
/** A superscript minus is an exponent's. */
const DASH = /(?![⁻₋])\p{Dash}/u;
const BLANK = /[\p{White_Space}\u2800]/u;
/**
 * What has no width, and the tatweel, which only stretches a word. Arabic signs that stand before a number are format
 * characters that one sees.
 */
const INVISIBLE =
  /(?![\u0600-\u0605\u06DD\u070F\u0890\u0891\u08E2])[\p{Default_Ignorable_Code_Point}\p{Cf}\p{Cc}\u0640]/u;
/** Signs whose compatibility form one reads as the same: not ², ½, ①, ª or ㎏. */
const SAME_WHEN_COMPATIBLE = /[\p{L}\p{Nd}\p{Nl}\p{P}\p{Sc}\p{M}ｰﾞﾟ\uFF00-\uFFEF\u{1D400}-\u{1D7FF}]/u;
const SMALL_LETTERS_ABOVE = /(?![ｰﾞﾟ])[\p{Lm}ªº]/u;
/** No blank stands between two of them, so a line's end between them is nothing. */
const SET_SOLID = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;
const LETTER = /[\p{L}\p{M}]/u;
const CAPITAL = /\p{Lu}/u;
/** French sets a blank inside its quote marks. */
const OPENING = '«‹“„‘‚';
const CLOSING = '»›”’';
const IN_WORD = /[\p{L}\p{M}\p{N}]/u;
const LINE_END = /[\n\r\v\f\u0085\u2028\u2029]/;
const HYPHENS = '-\u2010\u00AD';

/** A sign as it is compared: '' for what cannot be seen, ' ', "'", '-', '…', or its decomposed spelling. */
export const plainSign = (sign: string, foldCase = false): string => {
  if (BLANK.test(sign)) return ' ';
  if (INVISIBLE.test(sign)) return '';
  if (QUOTE_MARK.test(sign)) return "'";
  if (DASH.test(sign)) return '-';
  if (sign === '…') return sign;
  const compatible = SAME_WHEN_COMPATIBLE.test(sign) && !SMALL_LETTERS_ABOVE.test(sign);
  const apart = compatible ? sign.normalize('NFKD') : sign.normalize('NFD');
  const plain = apart.includes(' ') ? sign.normalize('NFD') : apart;
  const folded = foldCase ? plain.toLowerCase().toUpperCase().toLowerCase().normalize('NFD') : plain;
  // It may be spelled with a mark, a dash or a tatweel.
  return folded === sign ? sign : Array.from(folded, (part) => plainSign(part, foldCase)).join('');
};

const KIND = {
  unknown: 0,
  same: 1,
  blank: 2,
  gone: 3,
  dot: 4,
  dash: 5,
  mark: 6,
  spelled: 7,
  accent: 8,
  pair: 9,
};

const DOTS = /^\.+$/;
/** How many full stops a sign stands for: three an ellipsis, two a two-dot leader, one a full-width full stop. */
const dotsOf = (sign: string): number => {
  if (sign === '.') return 1;
  if (sign < '\u2024') return 0;
  const plain = plainSign(sign);
  return plain === '…' ? 3 : DOTS.test(plain) ? plain.length : 0;
};

/** What each UTF-16 unit is, filled in as units are met; pairs of surrogates are looked up whole. */
const createSigns = (foldCase: boolean) => {
  const kinds = new Uint8Array(0x10000);
  /** The unit that a unit of the kinds `same` and `accent` is written as. */
  const written = new Uint16Array(0x10000);
  const spellings = new Map<number, string>();

  const learn = (unit: number): number => {
    const kind = kindOf(unit);
    kinds[unit] = kind;
    return kind;
  };
  const kindOf = (unit: number): number => {
    written[unit] = unit;
    if (unit >= 0xd800 && unit < 0xdc00) return KIND.pair;
    const sign = String.fromCharCode(unit);
    const plain = plainSign(sign, foldCase);
    if (plain === ' ') return KIND.blank;
    if (plain === '') return KIND.gone;
    if (plain === "'") return KIND.mark;
    if (plain === '-') return KIND.dash;
    if (plain === '…' || DOTS.test(plain)) return KIND.dot;
    written[unit] = plain.charCodeAt(0);
    if (plain.length > 1) {
      spellings.set(unit, plain);
      return KIND.spelled;
    }
    return /\p{M}/u.test(plain) ? KIND.accent : KIND.same;
  };
  const spell = (code: number): string => {
    let spelling = spellings.get(code);
    if (spelling === undefined) {
      spelling = plainSign(String.fromCodePoint(code), foldCase);
      spellings.set(code, spelling);
    }
    return spelling;
  };
  return { kinds, written, learn, spell };
};
type Signs = ReturnType<typeof createSigns>;
const SIGNS = { plain: createSigns(false), folded: createSigns(true) };

const [SPACE, MARK, DASHED, DOT, ELLIPSIS] = [0x20, 0x27, 0x2d, 0x2e, 0x2026];
/** Whether it is set with or without blanks: those around it are no difference. */
const isTight = (unit: number): boolean => unit === DASHED || unit === ELLIPSIS;
/** French sets a blank before these, and many set one before a per cent sign: ; : ! ? % */
const isTightBefore = (unit: number): boolean =>
  unit === 0x3b || unit === 0x3a || unit === 0x21 || unit === 0x3f || unit === 0x25;
/** Whether a quote mark opens or closes after one of these a blank does not tell: , . ; : ! ? */
const isStop = (unit: number): boolean =>
  unit === 0x2c || unit === DOT || (isTightBefore(unit) && unit !== 0x25);
const isSolid = (unit: number): boolean => unit >= 0x2e80 && SET_SOLID.test(String.fromCharCode(unit));
const isAccent = (unit: number): boolean => unit >= 0x300 && /\p{M}/u.test(String.fromCharCode(unit));

/** The units written so far, and their places. */
const createPaper = (size: number) => {
  let units = new Uint16Array(size);
  let start = new Uint32Array(size);
  let end = new Uint32Array(size);
  let length = 0;
  let blankFrom = -1;
  let blankTo = -1;

  const grow = (more: number): void => {
    const bigger = <T extends Uint16Array | Uint32Array>(from: T, to: T): T => {
      to.set(from);
      return to;
    };
    const room = length + more + (length >> 1) + 64;
    units = bigger(units, new Uint16Array(room));
    start = bigger(start, new Uint32Array(room));
    end = bigger(end, new Uint32Array(room));
  };
  const put = (unit: number, from: number, to: number): void => {
    if (length === units.length) grow(1);
    units[length] = unit;
    start[length] = from;
    end[length] = to;
    length += 1;
  };
  const last = (): number => (length === 0 ? 0 : (units[length - 1] ?? 0));
  /** Writes the blank that is pending before `unit`, unless none need stand there. */
  const endBlank = (unit: number): void => {
    const before = last();
    const needless =
      isTight(before) || isTight(unit) || isTightBefore(unit) || (unit === MARK && isStop(before));
    if (length > 0 && !needless && !(isSolid(before) && isSolid(unit))) put(SPACE, blankFrom, blankTo);
    blankFrom = -1;
  };
  return {
    last,
    blank: (from: number, to: number): void => {
      if (blankFrom < 0) blankFrom = from;
      blankTo = to;
    },
    write: (unit: number, from: number, to: number): void => {
      if (blankFrom >= 0) endBlank(unit);
      put(unit, from, to);
    },
    /** Writes the signs from `from` on that are written by one unit each; gives where they end. */
    copy: (text: string, from: number, { kinds, written }: Signs): number => {
      if (blankFrom >= 0) endBlank(written[text.charCodeAt(from)] ?? 0);
      if (length + text.length - from > units.length) grow(text.length - from);
      const [toUnits, toStart, toEnd] = [units, start, end];
      let [i, at] = [from, length];
      for (; i < text.length; i += 1, at += 1) {
        const unit = text.charCodeAt(i);
        if (kinds[unit] !== KIND.same) break;
        toUnits[at] = written[unit] ?? unit;
        toStart[at] = i;
        toEnd[at] = i + 1;
      }
      length = at;
      return i;
    },
    /** Writes a dash or a mark; several in a row are one. */
    writeOnce: (unit: number, from: number, to: number): void => {
      if (blankFrom >= 0) endBlank(unit);
      if (last() === unit && length > 0) end[length - 1] = to;
      else put(unit, from, to);
    },
    /** Whether a blank stands before what comes next, or nothing at all. */
    isApart: (): boolean => blankFrom >= 0 || length === 0,
    dropBlank: (): void => {
      blankFrom = -1;
    },
    /** Takes back a full stop that an ellipsis follows; gives where it began. */
    takeBackDot: (from: number): number => {
      if (last() !== DOT) return from;
      length -= 1;
      blankFrom = -1;
      return start[length] ?? from;
    },
    /** Puts the accents at the end, and `more` of them, into their canonical order. */
    reorder: (more: string, from: number, to: number): void => {
      if (blankFrom >= 0) endBlank(more.charCodeAt(0));
      let first = length;
      while (first > 0 && length - first < LONGEST_WORD && isAccent(units[first - 1] ?? 0)) first -= 1;
      let run = '';
      for (let k = first; k < length; k += 1) run += String.fromCharCode(units[k] ?? 0);
      run += more;
      const begin = first < length ? (start[first] ?? from) : from;
      length = first;
      const ordered = run.normalize('NFD');
      for (let i = 0; i < ordered.length; i += 1) put(ordered.charCodeAt(i), begin, to);
    },
    /** The word that the last units are of, as far as a word is likely to reach. */
    wordBefore: (): string => {
      let from = length;
      while (
        from > 0 &&
        length - from < LONGEST_WORD &&
        IN_WORD.test(String.fromCharCode(units[from - 1] ?? 0))
      ) {
        from -= 1;
      }
      return String.fromCharCode(...units.subarray(from, length));
    },
    result: (divided: boolean): Normalised => ({
      text: Buffer.from(units.buffer, 0, length * 2).toString('utf16le'),
      start: start.subarray(0, length),
      end: end.subarray(0, length),
      divided,
    }),
  };
};
const LONGEST_WORD = 64;
/** Longer runs of accents are no writing; those beyond stay in their order. */
const LONGEST_ACCENTS = 1_000;

/** The text as a reader sees it, with the place of each unit. Blanks at its ends are left out. */
export const normalise = (text: string, options: NormaliseOptions = {}): Normalised => {
  const signs = options.foldCase ? SIGNS.folded : SIGNS.plain;
  const { kinds, written, learn, spell } = signs;
  const paper = createPaper(text.length + (text.length >> 5) + 64);
  let divided = false;
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    const kind = kinds[unit] || learn(unit);
    if (kind === KIND.same) i = paper.copy(text, i, signs) - 1;
    else if (kind === KIND.blank) paper.blank(i, i + 1);
    else if (kind === KIND.gone || kind === KIND.dash) {
      const next = lineEndAfterHyphen(text, i);
      if (next > 0 && isDivided(paper.wordBefore, text, i, next, options)) {
        divided = true;
        i = next - 1;
      } else {
        divided ||= next > 0;
        if (kind === KIND.gone) continue;
        paper.writeOnce(DASHED, i, i + 1);
      }
    } else if (kind === KIND.mark) {
      const opens = OPENING.includes(text[i] ?? '') && paper.isApart();
      if (CLOSING.includes(text[i] ?? '') && !IN_WORD.test(text[i + 1] ?? '')) paper.dropBlank();
      paper.writeOnce(MARK, i, i + 1);
      if (opens) while (BLANK.test(text[i + 1] ?? '')) i += 1;
    } else if (kind === KIND.dot) {
      const to = endOfEllipsis(text, i);
      if (to === 0) for (let k = dotsOf(text[i] ?? ''); k > 0; k -= 1) paper.write(DOT, i, i + 1);
      else {
        paper.write(ELLIPSIS, paper.takeBackDot(i), to);
        i = to - 1;
      }
    } else if (kind === KIND.accent) {
      const to = endOfAccents(text, i);
      if (to === i + 1 && !isAccent(paper.last())) paper.write(written[unit] ?? unit, i, to);
      else {
        let run = '';
        for (let k = i; k < to; k += 1) run += spell(text.charCodeAt(k));
        paper.reorder(run, i, to);
        i = to - 1;
      }
    } else {
      const code = text.codePointAt(i) ?? unit;
      const to = code > 0xffff ? i + 2 : i + 1;
      const spelling = spell(code);
      if (spelling === ' ') paper.blank(i, to);
      else for (let k = 0; k < spelling.length; k += 1) paper.write(spelling.charCodeAt(k), i, to);
      i = to - 1;
    }
  }
  return paper.result(divided);
};

/** Where the next line begins when the sign at `i` is a hyphen at a line's end between two signs of words; else 0. */
const lineEndAfterHyphen = (text: string, i: number): number => {
  if (!HYPHENS.includes(text[i] ?? '') || i === 0 || !IN_WORD.test(text[i - 1] ?? '')) return 0;
  let next = i + 1;
  let lineEnds = false;
  for (; next - i < LONGEST_WORD; next += 1) {
    const sign = text[next] ?? '';
    if (IN_WORD.test(sign)) return lineEnds ? next : 0;
    lineEnds ||= LINE_END.test(sign);
    if (!BLANK.test(sign) && !INVISIBLE.test(sign)) return 0;
  }
  return 0;
};

/** Whether the hyphen at `i` was put in where the line ended: not in a range of numbers, nor in a word that has one. */
const isDivided = (
  wordBefore: () => string,
  text: string,
  i: number,
  next: number,
  { hyphenated, foldCase = false }: NormaliseOptions,
): boolean => {
  const [last, first] = [text[i - 1] ?? '', text[next] ?? ''];
  if (!LETTER.test(first) || !LETTER.test(last)) return false;
  if (hyphenated?.size) {
    const after = text.slice(next, next + LONGEST_WORD).match(/^[\p{L}\p{M}\p{N}]+/u)?.[0] ?? '';
    if (hyphenated.has(`${wordBefore()}-${normalise(after, { foldCase }).text}`)) return false;
  }
  return !CAPITAL.test(first) || CAPITAL.test(last);
};

/** Where an ellipsis at `i` ends ("…", "...", ". . .", with a full stop or not); 0 where there is none. */
const endOfEllipsis = (text: string, i: number): number => {
  let dots = 0;
  let to = i;
  let next = i;
  while (next < text.length) {
    const sign = text[next] ?? '';
    const more = dotsOf(sign);
    if (more === 0 && !BLANK.test(sign) && !INVISIBLE.test(sign)) break;
    next += 1;
    dots += more;
    if (more > 0) to = next;
    else if (next - to > LONGEST_WORD) break;
  }
  return dots >= 3 ? to : 0;
};

const endOfAccents = (text: string, i: number): number => {
  let to = i + 1;
  while (to < text.length && to - i < LONGEST_ACCENTS && isAccent(text.charCodeAt(to))) to += 1;
  return to;
};

/** The parts of a normalised text that are written with a hyphen, two by two ("well-known"). */
export const hyphenatedWords = (normalised: string): Set<string> => {
  const found = new Set<string>();
  for (let at = normalised.indexOf('-'); at >= 0; at = normalised.indexOf('-', at + 1)) {
    const [from, to] = [Math.max(0, at - LONGEST_WORD), at + 1 + LONGEST_WORD];
    const before = /[\p{L}\p{M}\p{N}]*$/u.exec(lastRun(normalised.slice(from, at)))?.[0] ?? '';
    const after = /^[\p{L}\p{M}\p{N}]*/u.exec(normalised.slice(at + 1, to))?.[0] ?? '';
    if (before !== '' && after !== '') found.add(`${before}-${after}`);
  }
  return found;
};
/** What stands behind the last blank: little to look through. */
const lastRun = (text: string): string => text.slice(text.lastIndexOf(' ') + 1);
