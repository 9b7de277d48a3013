/** Mails as people read them: plain text and HTML, with one click to end them (RFC 8058). */
import { publicUrl } from '../../config.ts';
import type { Services } from '../../http/services.ts';
import { eventOf, messageOf } from '../../newsroom/announcement-forms.ts';
import type { Announcement } from '../../newsroom/announcements.ts';
import { present } from '../../record/present.ts';
import { cut } from '../../text/cut.ts';
import type { followers } from './tables.ts';

export type Follower = typeof followers.$inferSelect;

export interface Mail {
  to: string;
  subject: string;
  text: string;
  html: string;
  headers: Record<string, string>;
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const page = (title: string, body: string): string =>
  `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>${escaped(title)}</title></head><body>${body}</body></html>`;

const nameOf = ({ config }: Services): string => config.ONRECORD_NEWSROOM ?? new URL(publicUrl(config)).host;

/** Where the mails of a follower lead. */
export const addressFor = ({ config }: Services, { token }: Pick<Follower, 'token'>): string =>
  `${publicUrl(config)}/v1/follows/${token}`;

const WHAT: Record<Follower['followed'], string> = {
  everything: 'everything that becomes public',
  claim: 'a claim',
  speaker: 'what one person said and promised',
  topic: 'a topic',
  search: 'what a search finds',
  promises: 'the days of promises',
};

/** Asks whether somebody at the address wants this. */
export const question = (services: Services, follower: Follower): Mail => {
  const name = nameOf(services);
  const subject = `${name}: do you want these mails?`;
  const link = addressFor(services, follower);
  const says = `Somebody asked that this address be told of ${WHAT[follower.followed]} (${follower.how_often === 'daily' ? 'once a day' : 'at once'}).`;
  const ignore = 'If it was not you, do nothing: nothing more will be sent.';
  return {
    to: follower.address,
    subject,
    text: `${says}\n\nYes: ${link}\n\n${ignore}\n`,
    html: page(
      subject,
      `<p>${escaped(says)}</p><p><a href="${escaped(link)}">Yes, I want them</a></p><p>${escaped(ignore)}</p>`,
    ),
    headers: {},
  };
};

const SUBJECT_LENGTH = 120;

/** Tells of what happened. */
export const digest = async (
  services: Services,
  follower: Follower,
  announcements: readonly Announcement[],
  left_out: number,
): Promise<Mail> => {
  const publicJson = async (id: string | null): Promise<string | null> => {
    const found = id === null ? null : await services.items.find(id);
    return found && present(found, services.today()).body;
  };
  const messages = await Promise.all(
    announcements.map(async (announcement) => {
      const { data } = eventOf(services.config, services.subjects, announcement);
      const claim = await publicJson(announcement.claim_id);
      const subject = await publicJson(announcement.subject_id);
      const url = data.claim_url ?? data.url ?? publicUrl(services.config);
      return messageOf(announcement, { claim, subject }, url);
    }),
  );
  const [first] = messages;
  const name = nameOf(services);
  // Of what was withdrawn nothing is said but that and why.
  const line = [first?.heading, first?.text].filter(Boolean).join(': ').replace(/\s+/g, ' ');
  const subject =
    messages.length === 1
      ? `${name}: ${cut(line, SUBJECT_LENGTH)}`
      : `${name}: ${messages.length} things happened`;
  const end = addressFor(services, follower);
  const more = left_out > 0 ? `And ${left_out} more.` : '';
  return {
    to: follower.address,
    subject,
    text: [
      ...messages.map(({ heading, text, details, url }) =>
        [heading, text, details, url].filter((part) => part !== '').join('\n'),
      ),
      ...(more ? [more] : []),
      `-- \n${name}\nNo more of these mails: ${end}`,
    ].join('\n\n'),
    html: page(
      subject,
      [
        ...messages.map(
          ({ heading, text, details, url }) =>
            `<h2>${escaped(heading)}</h2><p><a href="${escaped(url)}">${escaped(text || url)}</a></p>${details && `<p>${escaped(details)}</p>`}`,
        ),
        ...(more ? [`<p>${escaped(more)}</p>`] : []),
        `<hr><p>${escaped(name)} · <a href="${escaped(end)}">No more of these mails</a></p>`,
      ].join('\n'),
    ),
    headers: {
      'List-Unsubscribe': `<${end}/unsubscribe>`,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    },
  };
};
