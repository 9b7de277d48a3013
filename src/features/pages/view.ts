/** What every page is made with. */
import type { Services } from '../../http/services.ts';
import type { Api } from './api.ts';
import type { Counts } from './counts.ts';
import type { Html } from './html.ts';
import type { Scale } from './read.ts';
import type { Words } from './words.ts';

/** A stretch of days with a name. */
export interface Term {
  from: string;
  to: string;
  name: string;
}

/** The newsroom as its pages show it. */
export interface Masthead {
  name: string;
  /** Path of the logo; null where the newsroom has none. */
  logo: string | null;
  stylesheets: readonly string[];
  footer: Html | null;
  fourEyes: boolean;
  /** The term of office that promises are held against. */
  term: Term | null;
}

export interface View {
  services: Services;
  /** Asks another face of the record. */
  api: Api;
  words: Words;
  masthead: Masthead;
  counts: Counts;
  /** The address readers use, without a slash at the end. */
  home: string;
  /** Today in the newsroom's timezone. */
  today: string;
  /** The path of a page in the language of this one. */
  to(path: string): string;
  scales: readonly Scale[];
  /** How long the log is, and when its last entry came. */
  log: { size: number; at: string | null };
}

/** The same page in another form. */
export interface Alternate {
  /** Media type. */
  type: string;
  title: string;
  href: string;
}

export type Section = 'promises' | 'claims' | 'speakers' | 'topics' | 'corrections' | 'about';

/** A page without its frame. */
export interface Content {
  title: string;
  /** One sentence for search engines and previews. */
  description: string;
  body: Html;
  section?: Section;
  alternates?: readonly Alternate[];
  /** Path of a picture for social media; that of the record where it has none of its own. */
  picture?: string;
  /** schema.org, where there is something to say. */
  data?: unknown;
  /** A card for other pages to show, in their frame. */
  card?: { theme: 'light' | 'dark' | null };
  /** Whether search engines should leave it out. */
  unlisted?: boolean;
  /** Path of a script that makes it quicker. */
  script?: string;
  /** What a reader has typed into the search box. */
  query?: string;
}
