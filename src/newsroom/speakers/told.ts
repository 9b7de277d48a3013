/** Former slugs, as the ledger tells of them: every slug that a speaker had leads to it, or to whom it was merged into. */
import type { Members, ToldRows } from '../../record/told.ts';
import { formerSlugs } from './tables.ts';

const nameOf = (slug: string): string => `The former slug ${slug}`;

export const toldFormerSlugs: ToldRows = {
  actions: ['speaker.changed', 'speaker.merged'],
  stored: async (connection) => {
    const rows = await connection.select().from(formerSlugs);
    return new Map(rows.map(({ slug, speaker_id }) => [nameOf(slug), { speaker_id }]));
  },
  told: (lines) => {
    const former = new Map<string, Members>();
    for (const { action, subject_id, before, after } of lines) {
      if (action === 'speaker.merged') {
        for (const [name, { speaker_id }] of former) {
          if (speaker_id === subject_id) former.set(name, { speaker_id: after.merged_into });
        }
      } else if (typeof after.slug === 'string' && before.slug !== after.slug) {
        former.delete(nameOf(after.slug));
        former.set(nameOf(String(before.slug)), { speaker_id: subject_id });
      }
    }
    return former;
  },
};
