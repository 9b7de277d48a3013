import type { Config } from '../config.ts';
import { createKey, listKeys, revokeKey } from '../features/keys/keys.ts';
import type { Role } from '../http/tables.ts';
import { LIMITS } from '../limits.ts';
import { CommandError, withServices } from './open.ts';

const ACTOR = { name: 'command line', key_id: null };

export const createKeyCommand = async (
  config: Config,
  wanted: { actor: string; role: Role },
): Promise<void> => {
  const actor = wanted.actor.trim();
  if (actor === '' || actor.length > LIMITS.text_short) {
    throw new CommandError(`The actor needs a name of 1 to ${LIMITS.text_short} characters.`);
  }
  await withServices(config, async ({ recorder }) => {
    const { key, secret } = await recorder.change(ACTOR, (change) => createKey(change, { ...wanted, actor }));
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
      const state = key.revoked_at === null ? used : `revoked ${key.revoked_at}`;
      console.log([key.id, key.role.padEnd(8), key.actor, state].join('  '));
    }
  });

export const revokeKeyCommand = (config: Config, id: string): Promise<void> =>
  withServices(config, async ({ recorder }) => {
    const revoked = await recorder.change(ACTOR, (change) => revokeKey(change, id));
    if (!revoked) throw new CommandError(`There is no key ${id} that still works.`);
    console.log(`${id} no longer works.`);
  });
