/** What the build puts in: SHA-256 by path from the site's root, '' for the page itself. */
declare const BUILD: {
  hash: string;
  shell: Record<string, string>;
  /** The runtimes' JavaScript. */
  scripts: Record<string, string>;
  /** What every answer should have, as _headers says. */
  headers: [string, string][];
};
