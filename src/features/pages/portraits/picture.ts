/** A picture that somebody else made, as a small one that is ours: drawn anew, so that nothing but what it shows is left. */
import { LIMITS } from '../../../limits.ts';

/** Width and height of a portrait in pixels: twice as many as a page shows. */
export const PORTRAIT_SIZE = 240;
const QUALITY = 82;
/** It is drawn up to so many times as large first, and each pixel is the mean of those. */
const FINER = 6;

const MEDIA_TYPES: Readonly<Record<string, string>> = { jpg: 'image/jpeg', png: 'image/png' };

/** How the camera was held (EXIF), in degrees; others mirror it, which no camera does. */
const TURNS: Readonly<Record<number, number>> = { 3: 180, 6: 90, 8: 270 };

export class UnusablePicture extends Error {
  override readonly name = 'UnusablePicture';
}

const measured = async (bytes: Buffer) => {
  const { imageSize } = await import('image-size');
  try {
    return imageSize(bytes);
  } catch {
    throw new UnusablePicture('It is no picture.');
  }
};

/** The mean of `times` × `times` pixels for each (RGBA). */
const coarser = (pixels: Buffer, size: number, times: number): Buffer => {
  if (times === 1) return pixels;
  const made = Buffer.alloc(size * size * 4);
  const row = size * times * 4;
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size * 4; x += 1) {
      const channel = x % 4;
      const from = y * times * row + (x - channel) * times + channel;
      let sum = 0;
      for (let i = 0; i < times; i += 1)
        for (let j = 0; j < times; j += 1) sum += pixels[from + i * row + j * 4] ?? 0;
      made[y * size * 4 + x] = Math.round(sum / (times * times));
    }
  }
  return made;
};

/** The square of it that begins at its top, as a JPEG. Throws UnusablePicture for what is no JPEG or PNG, or too large. */
export const portraitOf = async (bytes: Buffer): Promise<Buffer> => {
  const { type = '', width, height, orientation = 1 } = await measured(bytes);
  const media = MEDIA_TYPES[type];
  if (media === undefined) throw new UnusablePicture('It is neither a JPEG nor a PNG.');
  if (width * height > LIMITS.portrait_pixels) throw new UnusablePicture('It has too many pixels.');
  const times = Math.max(1, Math.min(FINER, Math.round(Math.min(width, height) / PORTRAIT_SIZE)));
  const size = PORTRAIT_SIZE * times;
  const turn = TURNS[orientation];
  const [transform, place] =
    turn === undefined
      ? ['', 'xMidYMin']
      : [`transform="rotate(${turn} ${size / 2} ${size / 2})"`, 'xMidYMid'];
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}"><image width="${size}" height="${size}" preserveAspectRatio="${place} slice" ${transform} href="data:${media};base64,${bytes.toString('base64')}"/></svg>`;
  const { renderAsync } = await import('@resvg/resvg-js');
  const { default: jpeg } = await import('jpeg-js');
  const { pixels } = await renderAsync(svg, { background: '#ffffff', font: { loadSystemFonts: false } });
  return jpeg.encode(
    { data: coarser(pixels, PORTRAIT_SIZE, times), width: PORTRAIT_SIZE, height: PORTRAIT_SIZE },
    QUALITY,
  ).data;
};
