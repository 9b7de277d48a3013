/** Validators of structured data that are not ours: Adobe's, by Google's documentation, and structured-data-testing-tool. */
import Validator from '@adobe/structured-data-validator';
import { structuredDataTest } from 'structured-data-testing-tool';
import { Google } from 'structured-data-testing-tool/presets.js';

/** The members that Adobe's validator finds missing or wrong in a ClaimReview, as errors. */
export const adobeErrors = async (review: unknown): Promise<(string | undefined)[]> => {
  const found = { jsonld: { ClaimReview: [review] }, microdata: {}, rdfa: {}, errors: [] };
  const issues = await new Validator().validate(found);
  const errors = issues.filter(({ severity }) => severity === 'ERROR');
  return errors.map(({ issueMessage }) => /"\w+"/.exec(issueMessage)?.[0]);
};

/** A page with the reviews in scripts, as an article has them. */
export const pageWith = (reviews: readonly unknown[]): string => {
  const scripts = reviews
    .map((review) => JSON.stringify(review).replaceAll('<', '\\u003c'))
    .map((json) => `<script type="application/ld+json">${json}</script>`);
  return `<html><body>${scripts.join('\n')}</body></html>`;
};

/** What structured-data-testing-tool says of a page, by its tests for Google. */
export const testingTool = (html: string): Promise<{ failed: unknown[]; passed: unknown[] }> =>
  structuredDataTest(html, { presets: [Google], schemas: ['ClaimReview'] }).catch(
    (error: { res?: { failed: unknown[]; passed: unknown[] } }) => error.res ?? Promise.reject(error),
  );
