/**
 * Folder of this file, in both builds: `import.meta` does not compile to CommonJS, and ES modules have no `__dirname`.
 * Written as a template because the test runner reads `.cts` as plain JavaScript, which has no place for the type.
 */
export const here = `${__dirname}`;
