/** What may be told of the secret of a key. */
import { sha256 } from '../record/sha256.ts';
import type { keys } from './tables.ts';

/** What the ledger keeps of a key's secret. */
export const secretMark = ({
  secret_sha256,
  secret_salt,
}: Pick<typeof keys.$inferSelect, 'secret_sha256' | 'secret_salt'>) =>
  sha256(`${secret_salt} ${secret_sha256}`);
