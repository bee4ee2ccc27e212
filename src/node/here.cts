/** Folder of this file, in both builds: `import.meta` does not compile to CommonJS, and ES modules have no `__dirname`. */
export const here: string = __dirname;
