import fc from 'fast-check';

// The same cases on every run, so that a red test is red for everybody; HOLDFAST_TEST_SEED=random (or a number) goes looking for new ones.
const asked = process.env.HOLDFAST_TEST_SEED ?? '20261124';
if (asked !== 'random') fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(asked) });
