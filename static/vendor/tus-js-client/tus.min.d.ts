/** What the pages use of tus-js-client, which sets a global when it is loaded. */
declare global {
  var tus: typeof Tus;
}
export interface Answer {
  getStatus(): number;
  getBody(): string;
  getHeader(name: string): string | undefined;
}
export interface Request {
  getMethod(): string;
  setHeader(name: string, value: string): void;
}
export interface DetailedError extends Error {
  originalRequest?: Request;
  originalResponse?: Answer | null;
}
interface Options {
  endpoint: string;
  chunkSize: number;
  retryDelays: number[];
  onBeforeRequest(request: Request): void;
  metadata: Record<string, string>;
  fingerprint(): Promise<string>;
  removeFingerprintOnSuccess: boolean;
  onProgress(sent: number): void;
  onSuccess(how: { lastResponse: { getHeader(name: string): string | undefined } }): void;
  onError(error: DetailedError): void;
}
declare namespace Tus {
  class Upload {
    constructor(file: File, options: Options);
    findPreviousUploads(): Promise<object[]>;
    resumeFromPreviousUpload(previous: object): void;
    start(): void;
    abort(forget?: boolean): Promise<void>;
  }
}
