/** Packages of the tests that come without types. */
declare module '@adobe/structured-data-validator' {
  interface Issue {
    severity: 'ERROR' | 'WARNING';
    issueMessage: string;
  }
  export default class Validator {
    validate(data: object): Promise<Issue[]>;
  }
}

declare module 'structured-data-testing-tool' {
  interface Results {
    passed: { test: string }[];
    failed: { test: string }[];
  }
  export const structuredDataTest: (html: string, options: object) => Promise<Results>;
}

declare module 'structured-data-testing-tool/presets.js' {
  export const Google: object;
}
