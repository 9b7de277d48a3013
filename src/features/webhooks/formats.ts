/** A message in the forms that chat programs take in: each escapes what its own marks would make of foreign text. */
import { LIMITS } from '../../limits.ts';
import type { Message } from '../../newsroom/announcement-forms.ts';
import { cut } from '../../text/cut.ts';
import type { FORMATS } from './tables.ts';

type ChatFormat = Exclude<(typeof FORMATS)[number], 'standard'>;

/** Slack's three signs of control; nothing else in its text links, mentions or calls anybody. */
const slackText = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** Markdown's signs, and the `@` that would call somebody: a joiner that nobody sees stands behind it. */
const markdownText = (text: string): string =>
  text.replace(/[\\`*_{}[\]()#+\-.!|~<>:]/g, '\\$&').replaceAll('@', '@\u2060');

const lines = (message: Message, escaped: (text: string) => string): { text: string; details: string } => ({
  text: escaped(cut(message.text, LIMITS.chat_text)),
  details: escaped(cut(message.details, LIMITS.chat_text)),
});

const joined = (...parts: string[]): string => parts.filter((part) => part !== '').join('\n');

const bodies: Record<ChatFormat, (message: Message) => unknown> = {
  slack: (message) => {
    const { text, details } = lines(message, slackText);
    const heading = `*${slackText(message.heading)}*`;
    return { text: joined(heading, text, details, `<${slackText(message.url)}>`), unfurl_links: false };
  },
  mattermost: (message) => {
    const { text, details } = lines(message, markdownText);
    return { text: joined(`**${message.heading}**`, text, details, `<${message.url}>`) };
  },
  discord: (message) => {
    const { text, details } = lines(message, markdownText);
    return {
      content: joined(`**${message.heading}**`, text, details, `<${message.url}>`),
      allowed_mentions: { parse: [] },
    };
  },
  teams: (message) => {
    const { text, details } = lines(message, markdownText);
    const block = (text: string, weight: 'Bolder' | 'Default') => ({
      type: 'TextBlock',
      text,
      weight,
      wrap: true,
    });
    return {
      type: 'message',
      attachments: [
        {
          contentType: 'application/vnd.microsoft.card.adaptive',
          contentUrl: null,
          content: {
            $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
            type: 'AdaptiveCard',
            version: '1.4',
            body: [
              block(message.heading, 'Bolder'),
              ...[text, details].filter((part) => part !== '').map((part) => block(part, 'Default')),
            ],
            actions: [{ type: 'Action.OpenUrl', title: 'Open', url: message.url }],
          },
        },
      ],
    };
  },
};

export const chatBody = (format: ChatFormat, message: Message): string =>
  JSON.stringify(bodies[format](message));
