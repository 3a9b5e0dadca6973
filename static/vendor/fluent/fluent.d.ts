/** What the pages use of @fluent/bundle. */
export class FluentResource {
  constructor(source: string);
}
/** A text with places in it to be filled. */
export type Pattern = string | unknown[];
export class FluentBundle {
  constructor(locales: string | string[], options?: { useIsolating?: boolean });
  addResource(resource: FluentResource): Error[];
  getMessage(id: string): { value: Pattern | null } | undefined;
  formatPattern(pattern: Pattern, args?: Record<string, string | number | Date> | null, errors?: Error[] | null): string;
}
