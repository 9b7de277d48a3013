/** As much of WebAssembly as signs.ts asks of it; neither the language’s library nor Node’s types have it. */
declare namespace WebAssembly {
  class Module {
    constructor(bytes: Uint8Array);
  }
  class Memory {
    readonly buffer: ArrayBuffer;
    /** By pages of 65,536 bytes; what was got of `buffer` before no longer counts. Throws RangeError. */
    grow(pages: number): number;
  }
  class Instance<Exports> {
    constructor(module: Module);
    readonly exports: Exports;
  }
}
