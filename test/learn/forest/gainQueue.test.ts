import fc from 'fast-check';
import { expect, it } from 'vitest';
import { gainQueue } from '../../../src/learn/forest/gainQueue.js';

it('gives back the nodes by falling gain, of equal gains the older first, however pushing and popping alternate', () => {
  fc.assert(
    fc.property(fc.array(fc.option(fc.integer({ min: 0, max: 5 }))), (steps) => {
      const queue = gainQueue();
      let waiting: { node: number; gain: number }[] = [];
      steps.forEach((gain, node) => {
        if (gain !== null) {
          queue.push(node, gain);
          waiting.push({ node, gain });
          return;
        }
        const [first, ...rest] = waiting.sort((a, b) => b.gain - a.gain || a.node - b.node);
        expect(queue.pop()).toBe(first?.node);
        waiting = rest;
      });
    }),
  );
});
