/** The columns of what a search found, in spreadsheets. */
import { sheet } from '../record/sheet.ts';

interface Hit {
  type: string;
  id: string | null;
  path: string;
  text: string;
  kind: string | null;
  speaker: { id: string; slug: string; name: string } | null;
  rating: { scale: string; key: string; label: string } | null;
  result: string | null;
  on: string | null;
  claims?: number | undefined;
  score: number;
  snippet: { of: string; text: string };
}

export const hitSheet = sheet<Hit>({
  name: 'search',
  columns: [
    ['type', '`claim`, `quote`, `speaker`, `source` or `topic`', ({ type }) => type],
    ['id', 'its id; empty for a topic', ({ id }) => id],
    ['record_url', 'its address in this record', ({ path }, { home }) => `${home}${path}`],
    ['text', 'what it is called: text, title or name', ({ text }) => text],
    ['kind', 'of a claim, speaker or source its kind, of a quote its form', ({ kind }) => kind],
    ['speaker_id', 'the first who claims it, or who said it', ({ speaker }) => speaker?.id],
    ['speaker_slug', 'the same, by slug', ({ speaker }) => speaker?.slug],
    ['speaker', 'the same, by name', ({ speaker }) => speaker?.name],
    ['rating', 'key of the rating in force', ({ rating }) => rating?.key],
    ['rating_label', 'the rating for people', ({ rating }) => rating?.label],
    ['rating_scale', 'key of its scale', ({ rating }) => rating?.scale],
    ['result', 'of a promise: the ruling in force', ({ result }) => result],
    ['on', 'the day: first said, said, or published', ({ on }) => on],
    ['claims', 'of a topic: published claims with it', ({ claims }) => claims],
    ['score', 'how well it answers', ({ score }) => score],
    ['snippet', 'the words around what was found', ({ snippet }) => snippet.text],
    ['snippet_of', 'in which of its texts that stands', ({ snippet }) => snippet.of],
  ],
});
