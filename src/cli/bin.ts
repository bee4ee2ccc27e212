#!/usr/bin/env node
import { packageVersion } from '../node/index.js';
import { main } from './program.js';

main(process.argv.slice(2), packageVersion()).then((exitCode) => {
  process.exitCode = exitCode;
});
