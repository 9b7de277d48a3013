/** Addresses of pages in one form, so that the same page is found however its address was copied. */
import { TRACKING_PARAMETERS } from './tracking-parameters.ts';

const EXACT = new Set<string>(TRACKING_PARAMETERS.filter((name) => !name.endsWith('*')));
const BEGINNINGS = TRACKING_PARAMETERS.filter((name) => name.endsWith('*')).map((name) => name.slice(0, -1));

const isTracking = (name: string): boolean => {
  const small = name.toLowerCase();
  return EXACT.has(small) || BEGINNINGS.some((beginning) => small.startsWith(beginning));
};

/** Percent-encoding where it is needed, and nowhere else (RFC 3986, 6.2.2). */
const recoded = (path: string): string =>
  path.replace(/%[0-9a-f]{2}/gi, (sign) => {
    const plain = String.fromCharCode(Number.parseInt(sign.slice(1), 16));
    return /[\w.~-]/.test(plain) ? plain : sign.toUpperCase();
  });

/**
 * The canonical form of a web address: host in lower case and without `www.`, `http` as `https`, no default port, no
 * fragment, no slash at the end, its parameters in order and without those that only track. Throws a TypeError for
 * what is no URL.
 */
export const canonicalUrl = (address: string): string => {
  const url = new URL(address);
  const host = url.hostname.replace(/^www\.(?=.*\.)/, '').replace(/\.$/, '');
  const port = ['', '80', '443'].includes(url.port) ? '' : `:${url.port}`;
  const path = recoded(url.pathname).replace(/\/+$/, '');
  const parameters = [...url.searchParams].filter(([name]) => !isTracking(name));
  const query = new URLSearchParams(
    parameters.sort((a, b) => (`${a[0]}=${a[1]}` < `${b[0]}=${b[1]}` ? -1 : 1)),
  );
  return `https://${host}${port}${path}${parameters.length === 0 ? '' : `?${query}`}`;
};
