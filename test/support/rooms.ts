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
  // No customers are known to these four.
  text: { folders: FIELD_FREE, packages: [] },
  learn: { folders: FIELD_FREE, packages: ['zod', 'ml-random-forest', 'simple-statistics'] },
  evaluate: { folders: FIELD_FREE, packages: ['simple-statistics'] },
  process: { folders: FIELD_FREE, packages: ['simple-statistics'] },
  // The history guesses the category of a complaint that has none from its text.
  history: { folders: [...FIELD_FREE, 'text'], packages: ['zod', 'csv-parse', 'simple-statistics'] },
  account: { folders: [...FIELD_FREE, 'history', 'process'], packages: ['simple-statistics', 'ml-regression'] },
  simulate: { folders: [...FIELD_FREE, 'history'], packages: [] },
  features: { folders: [...CUSTOMER, 'text'], packages: ['simple-statistics', 'ml-regression'] },
  segment: { folders: CUSTOMER, packages: ['simple-statistics', 'ml-regression'] },
  value: { folders: [...CUSTOMER, 'segment'], packages: ['simple-statistics', 'ml-regression'] },
  churn: { folders: [...FEATURES, 'text', 'features', 'segment', 'value'], packages: ['simple-statistics', 'ml-regression'] },
  risk: {
    folders: [...FEATURES, 'text', 'features', 'segment', 'value', 'churn'],
    packages: ['zod', 'simple-statistics', 'ml-regression'],
  },
  node: { folders: [...FEATURES, 'text', 'features', 'churn', 'risk', 'simulate'], packages: ['csv-parse', 'zod'], node: true },
  danfo: { folders: ['core'], packages: [] },
  // The command line meets the library through its public doors, and knows the tables it prints.
  cli: { folders: ['.', 'node'], packages: ['commander', 'zod'], node: true },
  // src/index.ts
  '.': { folders: [...FEATURES, 'text', 'features', 'segment', 'value', 'churn', 'risk', 'simulate'], packages: [] },
};
