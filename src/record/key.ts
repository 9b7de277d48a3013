/** The log's name and key, which sign its checkpoints. */
import type { Connection } from '../db/types.ts';
import { logKey } from './tables.ts';

/** `origin` is the log's name in its checkpoints; `private_key` a PKCS #8 PEM. */
export interface LogKey {
  origin: string;
  private_key: string;
}

/** The log's key; null before the first start. */
export const readLogKey = async (connection: Connection): Promise<LogKey | null> => {
  const [row] = await connection.select().from(logKey);
  return row ?? null;
};
