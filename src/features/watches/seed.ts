/** Watches that come with a first start: `seed/watches/`. They look once the newsroom lets the server look out. */
import * as z from 'zod';
import { loadClaims } from '../../newsroom/claims/load.ts';
import { idFromKey } from '../../record/ids.ts';
import type { Recorder } from '../../record/record.ts';
import { addWatch } from './add.ts';
import { newWatch } from './shape.ts';

const seed = z.strictObject({
  origin: z.string(),
  watches: z.array(z.strictObject({ claim: z.string(), watch: newWatch })),
});

/** Adds the watches of a file to the claims that its bundle has brought; those that there are. */
export const seedWatches = (
  recorder: Recorder,
  actor: { name: string; key_id: null },
  json: string,
): Promise<void> =>
  recorder.change(actor, async (change) => {
    const { origin, watches } = seed.parse(JSON.parse(json));
    for (const { claim: key, watch } of watches) {
      const id = idFromKey('claim', origin, key);
      const claim = (await loadClaims(change.tx, [id])).get(id);
      if (claim) await addWatch(change, claim, watch);
    }
  });
