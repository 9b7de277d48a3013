/** The settings: read once from the environment, checked whole, documented in docs/settings.md. */
import * as z from 'zod';
import { LIMITS } from './limits.ts';
import { parseWitnessKey } from './record/cosignature.ts';

const isTimezone = (name: string): boolean => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
};

const isSpan = (days: string): boolean => {
  const [from = '', to = ''] = days.split('/');
  return z.iso.date().safeParse(from).success && z.iso.date().safeParse(to).success && from < to;
};

const isWitnessKey = (key: string): boolean => {
  try {
    parseWitnessKey(key);
    return true;
  } catch {
    return false;
  }
};

const flag = (byDefault: 'true' | 'false') =>
  z
    .enum(['true', 'false'], { error: 'must be true or false' })
    .default(byDefault)
    .transform((value) => value === 'true');

const settings = z.object({
  HOST: z.string().min(1).default('127.0.0.1').describe('Address to listen on'),
  PORT: z.coerce
    .number({ error: 'must be a port number' })
    .int('must be a whole number')
    .min(0, 'must be 0 to 65535')
    .max(65_535, 'must be 0 to 65535')
    .default(3000)
    .describe('Port to listen on; 0 picks a free one'),
  ONRECORD_DATABASE_URL: z
    .string()
    .regex(/^(file:.+|postgres(ql)?:\/\/.+)$/, { error: 'must be file:PATH or postgres://…' })
    .default('file:./data/onrecord.db')
    .describe('Where the record is kept: `file:PATH` (SQLite) or `postgres://…`'),
  ONRECORD_READ_URLS: z
    .string()
    .transform((value) => value.split(/[\s,]+/).filter((url) => url !== ''))
    .pipe(
      z
        .array(z.string().regex(/^postgres(ql)?:\/\/.+$/, { error: 'must be postgres://… of each replica' }))
        .max(LIMITS.replicas, { error: `must name at most ${LIMITS.replicas} replicas` }),
    )
    .default([])
    .describe('PostgreSQL: streaming replicas to read from, any of which may take over, with commas between'),
  ONRECORD_EMPTY_FILE: flag('false').describe(
    'Whether a new record may begin in a file of 0 bytes that is there',
  ),
  ONRECORD_STOP_SECONDS: z.coerce
    .number({ error: 'must be a whole number' })
    .int('must be a whole number')
    .min(1, 'must be 1 to 600')
    .max(600, 'must be 1 to 600')
    .default(10)
    .describe('Seconds after SIGTERM in which the server has ended, whatever requests are half sent'),
  ONRECORD_WORKERS: z.coerce
    .number({ error: 'must be a whole number' })
    .int('must be a whole number')
    .min(1, 'must be 1 to 64')
    .max(64, 'must be 1 to 64')
    .default(1)
    .describe('Processes that share the port, to use as many cores'),
  ONRECORD_CACHE_MB: z.coerce
    .number({ error: 'must be a whole number' })
    .int('must be a whole number')
    .min(0, 'must be 0 to 4096')
    .max(4096, 'must be 0 to 4096')
    .optional()
    .describe(
      'Megabytes of public answers that are kept in memory until what they show changes; 0 keeps none. Without it 32, and of a record with over 250,000 versions up to 128',
    ),
  ONRECORD_METRICS: flag('false').describe(
    'Whether `/metrics` shows figures for Prometheus, to anybody who can reach it',
  ),
  ONRECORD_SEED: flag('true').describe('Import `seed/` when the database is empty'),
  ONRECORD_ADMIN_KEY: z
    .string()
    .min(32, 'must have at least 32 characters')
    .max(200, 'must have at most 200 characters')
    .regex(/^[\x21-\x7e]+$/, { error: 'must be printable ASCII without spaces' })
    .optional()
    .describe('A secret for the first admin, instead of keys printed at the first start'),
  ONRECORD_REVIEW: z
    .enum(['four_eyes', 'single'], { error: 'must be four_eyes or single' })
    .default('four_eyes')
    .describe(
      'Whether what one person proposes another must approve; `single` lets a newsroom of one approve itself',
    ),
  ONRECORD_PUBLIC_READ: flag('true').describe('Whether what is published can be read without a key'),
  ONRECORD_RATE_LIMIT: z.coerce
    .number({ error: 'must be a whole number' })
    .int('must be a whole number')
    .min(0, 'must be 0 to 1000000')
    .max(1_000_000, 'must be 0 to 1000000')
    .default(0)
    .describe('Requests that one key, or one address without a key, may make in a minute; 0 sets no limit'),
  ONRECORD_TIMEZONE: z
    .string()
    .refine(isTimezone, { error: 'must be an IANA timezone such as Europe/Kyiv' })
    .default('UTC')
    .describe('The newsroom’s timezone: where its days begin'),
  ONRECORD_PUBLIC_URL: z
    .url({ protocol: /^https?$/, error: 'must be an http or https URL' })
    .transform((value) => value.replace(/\/+$/, ''))
    .optional()
    .describe('The address readers use; by default the one listened on'),
  ONRECORD_NEWSROOM: z
    .string()
    .max(100, 'must have at most 100 characters')
    .optional()
    .describe('The newsroom’s name, as feeds and ClaimReviews give it; by default the host of its address'),
  ONRECORD_COUNTRY: z
    .string()
    .regex(/^[A-Z]{2}$/, { error: 'must be two capital letters (ISO 3166-1), such as ES' })
    .optional()
    .describe(
      'The newsroom’s country, as ClaimReviews for the European exchange give it: two capital letters',
    ),
  ONRECORD_PAGES: flag('true').describe('Whether there are pages for readers beside the API'),
  ONRECORD_NAME: z
    .string()
    .max(60, 'must have at most 60 characters')
    .optional()
    .describe('What the pages are called; by default the newsroom’s name, else Onrecord'),
  ONRECORD_LOGO: z
    .string()
    .regex(/\.(svg|png|webp|jpe?g)$/, { error: 'must be the path of an SVG, PNG, WebP or JPEG file' })
    .optional()
    .describe('A file with the logo that stands on pages instead of the name'),
  ONRECORD_COLOURS: z
    .string()
    .regex(/^#[0-9a-f]{6}[, ]+#[0-9a-f]{6}$/i, {
      error: 'must be two colours such as "#0a5a6b #7cc7d6": on a light ground and on a dark one',
    })
    .optional()
    .describe('The colour of links on pages, on a light ground and on a dark one'),
  ONRECORD_CSS: z
    .string()
    .optional()
    .describe('A file with the newsroom’s own CSS, loaded after that of the pages'),
  ONRECORD_FOOTER: z
    .string()
    .max(2_000, 'must have at most 2000 characters')
    .optional()
    .describe('What stands at the foot of every page, such as an imprint: Markdown'),
  ONRECORD_TERM: z
    .string()
    .max(120, 'must have at most 120 characters')
    .regex(/^\d{4}-\d\d-\d\d\/\d{4}-\d\d-\d\d \S.*$/, {
      error: 'must be two days and a name, such as "2025-05-06/2029-03-30 The coalition"',
    })
    .refine((term) => isSpan(term.slice(0, 21)), { error: 'must be two days, the earlier first' })
    .optional()
    .describe(
      'The term of office whose clock stands above the promises: its first and last day, and its name',
    ),
  ONRECORD_LICENSE: z
    .url({ protocol: /^https?$/, error: 'must be an http or https URL' })
    .optional()
    .describe('The licence under which feeds may be used, by its URL'),
  ONRECORD_WITNESSES: z
    .string()
    .transform((value) => value.split(/[\s,]+/).filter((key) => key !== ''))
    .pipe(
      z
        .array(z.string().refine(isWitnessKey, { error: 'must be cosignature keys: NAME+ID+BASE64' }))
        .max(LIMITS.witnesses, { error: `must name at most ${LIMITS.witnesses} witnesses` }),
    )
    .optional()
    .describe('Public keys of the witnesses whose cosignatures are taken, with commas between'),
  ONRECORD_WORKER: flag('true').describe(
    'Whether this process does what is due: deliveries, looks, mail; `false` for a copy that must not send',
  ),
  ONRECORD_LOOK_OUT: flag('false').describe(
    'Whether the server looks at the web by itself: for watches, whether links of evidence still answer, and for pictures of speakers',
  ),
  ONRECORD_ARCHIVER: z
    .string()
    .max(LIMITS.url)
    .regex(/^https?:\/\/.*\{url\}/, { error: 'must be an address with {url} in it' })
    .optional()
    .describe(
      'Who is asked for copies of evidence: an address in which `{url}` stands for the one to be archived',
    ),
  ONRECORD_EMBEDDINGS_URL: z
    .url({ protocol: /^https?$/, error: 'must be an http or https URL' })
    .optional()
    .describe('A model of meaning that puts similar claims in order: an address of the embeddings API'),
  ONRECORD_EMBEDDINGS_MODEL: z
    .string()
    .max(LIMITS.text_short)
    .default('default')
    .describe('The name by which the embeddings API knows the model'),
  ONRECORD_EMBEDDINGS_KEY: z
    .string()
    .max(LIMITS.text_short)
    .regex(/^[\x21-\x7e ]+$/, { error: 'must be printable ASCII' })
    .optional()
    .describe('The key that the embeddings API wants, where it wants one'),
  ONRECORD_SMTP_URL: z
    .url({ protocol: /^smtps?$/, error: 'must be smtp://… or smtps://…' })
    .optional()
    .describe(
      'The mail server by which mails are sent, with its user and password; none are sent without one',
    ),
  ONRECORD_MAIL_FROM: z
    .string()
    .max(LIMITS.text_short)
    .regex(/@/, { error: 'must be an address of mail' })
    .optional()
    .describe('From whom mails come: an address, or a name with the address in angle brackets'),
  ONRECORD_DIGEST_HOUR: z.coerce
    .number({ error: 'must be a whole number' })
    .int('must be a whole number')
    .min(0, 'must be 0 to 23')
    .max(23, 'must be 0 to 23')
    .default(7)
    .describe('The hour of the newsroom’s day at which daily mails go out'),
  ONRECORD_OUTGOING_ALLOWED: z
    .string()
    .transform((value) => value.split(/[\s,]+/).filter((entry) => entry !== ''))
    .pipe(
      z
        .array(z.string().regex(/^[\w.:/-]+$/, { error: 'must be names of hosts, addresses or ranges' }))
        .max(LIMITS.outgoing_allowed, { error: `must have at most ${LIMITS.outgoing_allowed} entries` }),
    )
    .default([])
    .describe(
      'Hosts of the newsroom’s own network that may be asked: names, addresses, ranges, with commas between',
    ),
  ONRECORD_LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], {
      error: 'must be fatal, error, warn, info, debug, trace or silent',
    })
    .default('warn')
    .describe('How much is logged'),
});

export type Config = z.output<typeof settings>;

/** Every setting with its default and its line of documentation. */
export const SETTINGS = settings.shape;

/** Thrown with one sentence for each setting that is wrong. */
export class ConfigError extends Error {}

/** Reads the settings; an empty variable counts as none. Throws ConfigError. */
export const readConfig = (environment: Record<string, string | undefined>): Config => {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = settings.safeParse(given);
  if (parsed.success) {
    const { ONRECORD_DATABASE_URL: url, ONRECORD_READ_URLS: replicas } = parsed.data;
    if (replicas.length > 0 && url.startsWith('file:'))
      throw new ConfigError('ONRECORD_READ_URLS is for PostgreSQL, and ONRECORD_DATABASE_URL names a file.');
    return parsed.data;
  }
  throw new ConfigError(
    parsed.error.issues
      .map((issue) => `${issue.path.join('.')} ${issue.message.replace(/^Invalid input: /, '')}.`)
      .join(' '),
  );
};

/** The database's URL; after it, with blanks between, those of the servers that follow it and may take over. */
export const databaseUrl = ({ ONRECORD_DATABASE_URL: url, ONRECORD_READ_URLS: replicas }: Config): string =>
  [url, ...replicas].join(' ');

/** The address readers use, without a slash at the end. */
export const publicUrl = (config: Config): string =>
  config.ONRECORD_PUBLIC_URL ??
  `http://${config.HOST.includes(':') ? `[${config.HOST}]` : config.HOST}:${config.PORT}`;
