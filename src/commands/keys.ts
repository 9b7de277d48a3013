import type { Config } from '../config.ts';
import { createKey, listKeys, revokeKey } from '../features/keys/keys.ts';
import { day } from '../http/schemas.ts';
import type { Role } from '../http/tables.ts';
import { LIMITS } from '../limits.ts';
import { CommandError, withServices } from './open.ts';

const ACTOR = { name: 'command line', key_id: null };

export const createKeyCommand = async (
  config: Config,
  wanted: { actor: string; role: Role; expiresOn?: string },
): Promise<void> => {
  const actor = wanted.actor.trim();
  if (actor === '' || actor.length > LIMITS.text_short) {
    throw new CommandError(`The actor needs a name of 1 to ${LIMITS.text_short} characters.`);
  }
  const { role, expiresOn: expires_on } = wanted;
  if (expires_on !== undefined && !day.safeParse(expires_on).success) {
    throw new CommandError('--expires-on must be a day that there is, such as 2027-12-31.');
  }
  await withServices(config, async ({ recorder, today }) => {
    if (expires_on !== undefined && expires_on < today()) {
      throw new CommandError(`${expires_on} is over: the key would never work.`);
    }
    const { key, secret } = await recorder.change(ACTOR, (change) =>
      createKey(change, { actor, role, ...(expires_on === undefined ? {} : { expires_on }) }),
    );
    console.log(`${key.id}  ${key.role}  ${key.actor}`);
    console.log(`Secret (shown this once): ${secret}`);
  });
};

export const listKeysCommand = (config: Config): Promise<void> =>
  withServices(config, async ({ database }) => {
    const keys = await listKeys(database.read);
    if (keys.length === 0) console.error('There are no keys yet.');
    for (const key of keys) {
      const used = key.last_used_on === null ? 'never used' : `last used ${key.last_used_on}`;
      const until = key.expires_on === null ? used : `${used}, until ${key.expires_on}`;
      const state = key.revoked_at === null ? until : `revoked ${key.revoked_at}`;
      console.log([key.id, key.role.padEnd(8), key.actor, state].join('  '));
    }
  });

export const revokeKeyCommand = (config: Config, id: string): Promise<void> =>
  withServices(config, async ({ recorder }) => {
    const revoked = await recorder.change(ACTOR, (change) => revokeKey(change, id));
    if (!revoked) throw new CommandError(`There is no key ${id} that still works.`);
    console.log(`${id} no longer works.`);
  });
