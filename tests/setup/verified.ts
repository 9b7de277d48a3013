/** What must hold of every record that a test has written, whatever it was about. */
import { expect } from 'vitest';
import type { Database } from '../../src/db/types.ts';
import { toldRows } from '../../src/features/told.ts';
import { verifyRecord } from '../../src/features/verify/record.ts';

/** Throws where `verify` finds something. */
export const expectVerified = async ({ read }: Database): Promise<void> => {
  const { findings } = await verifyRecord(read, toldRows);
  expect(findings, 'what verify finds at the end').toEqual([]);
};
