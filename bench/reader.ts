/** A process that asks for addresses in turn, one after the other, as whoever started it tells, until that one lets it go. */
import * as z from 'zod';

const asked = z.object({ url: z.string(), paths: z.array(z.string()).nonempty() });

process.on('message', async (message) => {
  const { url, paths } = asked.parse(message);
  for (;;) for (const path of paths) await (await fetch(`${url}${path}`)).arrayBuffer();
});
process.on('disconnect', () => process.exit());
