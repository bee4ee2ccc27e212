/** Nodes waiting to be split. */
export interface GainQueue {
  readonly push: (node: number, gain: number) => void;
  /** The node whose turn it is; undefined when none waits. */
  readonly pop: () => number | undefined;
}

/** The largest gain comes out first, of equal gains the node that is older: a binary heap, O(log n) each. */
export function gainQueue(): GainQueue {
  const nodes: number[] = [];
  const gains: number[] = [];
  const before = (a: number, b: number): boolean => gains[a]! > gains[b]! || (gains[a] === gains[b] && nodes[a]! < nodes[b]!);
  const swap = (a: number, b: number): void => {
    [nodes[a], nodes[b]] = [nodes[b]!, nodes[a]!];
    [gains[a], gains[b]] = [gains[b]!, gains[a]!];
  };
  const sink = (start: number): void => {
    for (let at = start; ; ) {
      let first = at;
      for (const child of [2 * at + 1, 2 * at + 2]) if (child < nodes.length && before(child, first)) first = child;
      if (first === at) return;
      swap(at, first);
      at = first;
    }
  };
  return {
    push(node, gain) {
      let at = nodes.push(node) - 1;
      gains.push(gain);
      while (at > 0 && before(at, (at - 1) >> 1)) {
        swap(at, (at - 1) >> 1);
        at = (at - 1) >> 1;
      }
    },
    pop() {
      const first = nodes[0];
      if (first === undefined) return undefined;
      swap(0, nodes.length - 1);
      nodes.pop();
      gains.pop();
      sink(0);
      return first;
    },
  };
}

/** A queue that gives back the node pushed last, whatever it gains. */
export function newestFirst(): GainQueue {
  const nodes: number[] = [];
  return { push: (node) => nodes.push(node), pop: () => nodes.pop() };
}
