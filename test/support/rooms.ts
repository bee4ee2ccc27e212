/** What a folder of `src/` may import besides itself. The one list of design.md "Rooms"; a new folder is added here first. */
export interface Room {
  readonly folders: readonly string[];
  readonly packages: readonly string[];
  /** May import `node:` modules. */
  readonly node?: true;
}

const FIELD_FREE = ['core', 'math'];
const CUSTOMER = [...FIELD_FREE, 'history', 'process', 'account'];
const FEATURES = [...CUSTOMER, 'evaluate', 'learn'];

export const ROOMS: Readonly<Record<string, Room>> = {
  core: { folders: [], packages: [] },
  math: { folders: ['core'], packages: ['simple-statistics'] },
  // No customers are known to these three.
  learn: { folders: FIELD_FREE, packages: ['zod', 'ml-random-forest', 'simple-statistics'] },
  evaluate: { folders: FIELD_FREE, packages: ['simple-statistics'] },
  process: { folders: FIELD_FREE, packages: ['simple-statistics'] },
  history: { folders: FIELD_FREE, packages: ['zod', 'csv-parse', 'simple-statistics'] },
  account: { folders: [...FIELD_FREE, 'history', 'process'], packages: ['simple-statistics', 'ml-regression'] },
  simulate: { folders: [...FIELD_FREE, 'history'], packages: [] },
  features: { folders: CUSTOMER, packages: ['simple-statistics', 'ml-regression'] },
  segment: { folders: CUSTOMER, packages: ['simple-statistics', 'ml-regression'] },
  churn: { folders: [...CUSTOMER, 'evaluate', 'features'], packages: ['simple-statistics', 'ml-regression'] },
  risk: { folders: [...FEATURES, 'features', 'churn'], packages: ['zod', 'simple-statistics', 'ml-regression'] },
  node: { folders: [...FEATURES, 'features', 'churn', 'risk', 'simulate'], packages: ['csv-parse', 'zod'], node: true },
  danfo: { folders: ['core'], packages: [] },
  // The command line meets the library through its public doors, and knows the tables it prints.
  cli: { folders: ['.', 'node'], packages: ['commander', 'zod'], node: true },
  // src/index.ts
  '.': { folders: [...FEATURES, 'features', 'segment', 'churn', 'risk', 'simulate'], packages: [] },
};
