/** TypeIDs: a type, an underscore and a UUIDv7 in base 32, so that ids sort by the time they were made. */
import { hash } from 'node:crypto';
import { typeid } from 'typeid-js';

export const newId = (type: string): string => typeid(type).toString();

/** The type in front of an id's last underscore. */
export const typeOf = (id: string): string => id.slice(0, Math.max(0, id.lastIndexOf('_')));

/** What follows the type: 26 digits in base 32 that stand for 128 bits. */
const SUFFIX = '[0-7][0-9a-hjkmnp-tv-z]{25}';
const isSuffix = new RegExp(`^${SUFFIX}$`);

/** The pattern of the ids of these types. */
export const idPattern = (...types: string[]): string =>
  `^${types.length === 1 ? types[0] : `(${types.join('|')})`}_${SUFFIX}$`;

/** Whether `text` is a well-formed id of this type. */
export const isId = (type: string, text: string): boolean =>
  text.startsWith(`${type}_`) && isSuffix.test(text.slice(type.length + 1));

/** The bytes of the UUID (version 8) that stands for `key` of `origin`: always the same one. */
const bytesFromKey = (origin: string, key: string): Buffer => {
  const bytes = hash('sha256', `${origin}\n${key}`, 'buffer').subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return bytes;
};

/** The same, as a UUID is written. */
export const uuidFromKey = (origin: string, key: string): string => {
  const hex = bytesFromKey(origin, key).toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
};

const DIGITS = '0123456789abcdefghjkmnpqrstvwxyz';
const DIGIT_BITS = 5;

/** 128 bits as 26 digits in base 32, the first of three bits (TypeID 0.3). */
const suffixOf = (bytes: Buffer): string => {
  let digits = '';
  let held = 0;
  // Two bits that are not there make the first digit a whole one.
  let bits = 2;
  for (const byte of bytes) {
    held = (held << 8) | byte;
    bits += 8;
    while (bits >= DIGIT_BITS) {
      bits -= DIGIT_BITS;
      digits += DIGITS[held >> bits];
      held &= (1 << bits) - 1;
    }
  }
  return digits;
};

/** The id that stands for something known elsewhere by `key`: always the same one. */
export const idFromKey = (type: string, origin: string, key: string): string =>
  `${type}_${suffixOf(bytesFromKey(`${origin}\n${type}`, key))}`;
