/** Its own types describe an ES module, which it is not. */
declare module 'robots-parser' {
  export default function robotsParser(
    url: string,
    robotstxt: string,
  ): { isAllowed(url: string, ua?: string): boolean | undefined };
}
