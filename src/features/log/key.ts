/** The log's name and key: made once, at the first start, and the same from then on. */
import { randomBytes } from 'node:crypto';
import type { Config } from '../../config.ts';
import type { Services } from '../../http/services.ts';
import { generateLogKey, verifierKey } from '../../record/checkpoint.ts';
import { type LogKey, readLogKey } from '../../record/key.ts';
import { logKey } from '../../record/tables.ts';

const ACTOR = { name: 'first start', key_id: null };
const ONLY_ROW = 1;

/**
 * A name for the log: the public address without its scheme, as C2SP asks, or one made up where there
 * is none. It stays when the address changes, for checkpoints kept elsewhere carry it.
 */
const newOrigin = (config: Config): string => {
  if (config.ONRECORD_PUBLIC_URL === undefined) return `onrecord-${randomBytes(8).toString('hex')}`;
  const { host, pathname } = new URL(config.ONRECORD_PUBLIC_URL);
  return `${host}${pathname.replace(/\/+$/, '')}`.replaceAll('+', '%2B');
};

/** The log's key; makes it where there is none yet. */
export const ensureLogKey = async ({ database, recorder, config }: Services): Promise<LogKey> =>
  (await readLogKey(database.read)) ??
  recorder.change(ACTOR, async (change) => {
    const known = await readLogKey(change.tx);
    if (known) return known;
    const made = { origin: newOrigin(config), private_key: generateLogKey() };
    await change.tx.insert(logKey).values({ id: ONLY_ROW, ...made, made_at: change.at });
    const key = verifierKey(made.origin, made.private_key);
    change.event({ action: 'log.key_made', subject_id: 'log', after: { key } });
    return made;
  });
