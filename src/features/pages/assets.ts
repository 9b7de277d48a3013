/** What pages load: one stylesheet, the newsroom's own, its logo and the icon, and the desk's script. All from this server. */
import { readFileSync } from 'node:fs';
import { extname } from 'node:path';
import type { Config } from '../../config.ts';
import { etagOf } from '../../record/present.ts';
import { sha256 } from '../../record/sha256.ts';

export interface Asset {
  type: string;
  body: string | Buffer;
  etag: string;
  /** Whether its name stands for its bytes, so that it never changes. */
  kept: boolean;
}

export interface Assets {
  files: ReadonlyMap<string, Asset>;
  stylesheets: readonly string[];
  logo: string | null;
  /** Path of the desk's script. */
  script: string;
}

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
};

const ICON =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="6" fill="#1a1c20"/><path d="M7 10h18M7 16h18M7 22h10" stroke="#fbfaf7" stroke-width="2.6"/><circle cx="23" cy="22" r="3" fill="#e9a94e"/></svg>';

const PAPER = { light: '#fbfaf7', dark: '#14161a' };
/** The least contrast of text (WCAG 2.2, 1.4.3). */
const CONTRAST = 4.5;

/** Relative luminance (WCAG 2.2). */
const luminance = (colour: string): number => {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};

const contrast = (a: string, b: string): number => {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
};

/** The colours of the newsroom as CSS. Throws where nobody could read them. */
const coloursOf = (colours: string | undefined): string => {
  if (colours === undefined) return '';
  const [light = '', dark = ''] = colours.split(/[, ]+/);
  if (contrast(light, PAPER.light) < CONTRAST || contrast(dark, PAPER.dark) < CONTRAST) {
    throw new Error(
      `ONRECORD_COLOURS must have a contrast of ${CONTRAST} to the ground, so that links can be read.`,
    );
  }
  return `:root{--link:light-dark(${light},${dark})}\n`;
};

const fileOf = (name: string, path: string): Buffer => {
  try {
    return readFileSync(path);
  } catch {
    throw new Error(`${name} cannot be read: ${path}`);
  }
};

/** Reads everything once. Throws where a file of the newsroom is missing. */
export const loadAssets = (config: Config): Assets => {
  const files = new Map<string, Asset>();
  const add = (name: string, extension: string, body: string | Buffer): string => {
    const file = `${name}-${sha256(body.toString('latin1')).slice(0, 12)}${extension}`;
    files.set(file, { type: TYPES[extension] ?? '', body, etag: etagOf(body), kept: true });
    return `/assets/${file}`;
  };
  files.set('icon.svg', { type: 'image/svg+xml', body: ICON, etag: etagOf(ICON), kept: false });
  const stylesheets = [add('pages', '.css', readFileSync(new URL('./pages.css', import.meta.url)))];
  const { ONRECORD_CSS: css, ONRECORD_LOGO: logo } = config;
  const own = coloursOf(config.ONRECORD_COLOURS) + (css ? fileOf('ONRECORD_CSS', css).toString() : '');
  if (own !== '') stylesheets.push(add('newsroom', '.css', own));
  return {
    files,
    stylesheets,
    script: add('desk', '.js', readFileSync(new URL('./desk/desk.js', import.meta.url))),
    logo: logo ? add('logo', extname(logo).toLowerCase(), fileOf('ONRECORD_LOGO', logo)) : null,
  };
};
