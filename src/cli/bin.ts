#!/usr/bin/env node
import { packageVersion } from '../node/index.js';
import { main } from './program.js';

// A reader that has seen enough (`| head`) closes the pipe; that is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

main(process.argv.slice(2), packageVersion()).then((exitCode) => {
  process.exitCode = exitCode;
});
