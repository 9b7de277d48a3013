/** Webhooks, as the ledger tells of them. */
import type { Members, ToldRows } from '../../record/told.ts';
import { publicKeyOf } from './signatures.ts';
import { webhooks } from './tables.ts';

const COMPARED = [
  ...['url', 'description', 'format', 'payload', 'types', 'speakers', 'topics', 'claims', 'state'],
  'disabled_reason',
] as const;

const comparedOf = (members: Members): Members =>
  Object.fromEntries(COMPARED.flatMap((name) => (name in members ? [[name, members[name]]] : [])));

/** The newest of the keys that a line shows. */
const keyIn = ({ public_keys }: Members): Members => {
  const [newest]: unknown[] = Array.isArray(public_keys) ? public_keys : [];
  return typeof newest === 'object' && newest !== null && 'key' in newest ? { key: newest.key } : {};
};

export const toldWebhooks: ToldRows = {
  actions: ['created', 'changed', 'rotated', 'disabled', 'deleted'].map((name) => `webhook.${name}`),
  stored: async (connection) => {
    const rows = await connection.select().from(webhooks);
    return new Map(
      rows.map((row) => {
        const [newest] = row.keys;
        const url = new URL(row.url).origin;
        return [row.id, { ...comparedOf({ ...row, url }), key: newest && publicKeyOf(newest) }];
      }),
    );
  },
  told: (lines) => {
    const told = new Map<string, Members>();
    for (const { action, subject_id: id, after } of lines) {
      const known = told.get(id);
      if (action === 'webhook.created') told.set(id, { ...comparedOf(after), ...keyIn(after) });
      else if (action === 'webhook.deleted') told.delete(id);
      else if (action === 'webhook.changed') told.set(id, { ...known, ...comparedOf(after) });
      else if (action === 'webhook.rotated') told.set(id, { ...known, key: after.key });
      else told.set(id, { ...known, state: 'disabled', disabled_reason: after.reason });
    }
    return told;
  },
};
