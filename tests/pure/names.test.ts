/** Names as addresses, and addresses of pages in one form. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LIMITS } from '../../src/limits.ts';
import { slugOf } from '../../src/text/slug.ts';
import { TRACKING_PARAMETERS } from '../../src/text/tracking-parameters.ts';
import { canonicalUrl } from '../../src/text/urls.ts';

describe('a name’s slug can be read', () => {
  test.each([
    ['Łucjan Żółw', 'lucjan-zolw'],
    ['Kâmil Yıldız', 'kamil-yildiz'],
    ['Sørine Østby', 'sorine-ostby'],
    ['Jörg Weiß', 'jorg-weiss'],
    ['Đurđa Šimić', 'durda-simic'],
    ['Volodymyr Тестовий', 'volodymyr-testoviy'],
    ['Дем’янчук', 'demyanchuk'],
    ['Демʼянчук', 'demyanchuk'],
    ['Ольга', 'olga'],
    ['王小明', 'wang-xiao-ming'],
    ['김철수', 'gim-cheol-su'],
    ['Αλέξης', 'alexis'],
    ['أحمد', 'ahmd'],
    ['Mary O’Tarrow-Smith Jr.', 'mary-o-tarrow-smith-jr'],
    ['７２ Ｆｒａｎｋｓ', '72-franks'],
    ['…!', ''],
  ])('%s', (name, slug) => expect(slugOf(name)).toBe(slug));

  test('and is one, whatever the name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (name) => {
        const slug = slugOf(name);
        expect(slug.length).toBeLessThanOrEqual(LIMITS.slug_length);
        expect(slug).toMatch(/^([a-z0-9]+(-[a-z0-9]+)*)?$/);
        expect(slugOf(slug)).toBe(slug);
      }),
    );
  });
});

describe('addresses of one page have one form', () => {
  const page = 'https://news.example/a/b?id=7&page=2';
  test.each([
    'http://news.example/a/b?id=7&page=2',
    'https://www.news.example/a/b/?page=2&id=7',
    'HTTPS://News.Example:443/a/b?id=7&page=2#comments',
    'http://www.news.example:80/a/b?utm_source=x&utm_medium=y&id=7&page=2&fbclid=abc',
    'https://news.example./a/%62?id=7&page=2&GCLID=1#:~:text=words',
  ])('%s', (address) => expect(canonicalUrl(address)).toBe(page));

  test.each([
    'https://news.example/a/B?id=7&page=2',
    'https://news.example/a/b?id=7',
    'https://news.example:8443/a/b?id=7&page=2',
    'https://m.news.example/a/b?id=7&page=2',
    'https://news.example/a%2Fb?id=7&page=2',
  ])('%s is another', (address) => expect(canonicalUrl(address)).not.toBe(page));

  test('the form of a form is itself, with any tracking parameter', () => {
    const name = fc.constantFrom(...TRACKING_PARAMETERS.map((one) => one.replace('*', 'any')));
    fc.assert(
      fc.property(
        fc.webUrl({ withQueryParameters: true, withFragments: true }),
        name,
        (address, tracking) => {
          const once = canonicalUrl(address);
          expect(canonicalUrl(once)).toBe(once);
          const tracked = new URL(once);
          tracked.searchParams.append(tracking, 'x');
          expect(canonicalUrl(tracked.href)).toBe(once);
        },
      ),
    );
  });
});
