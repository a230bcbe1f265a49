import { type RepeatedNode, stepsToRestore } from './restored-steps.graph.js';

const node = (key: string, needs: string[], more: Partial<RepeatedNode> = {}): RepeatedNode => ({
  ...{ key, needs, kind: 'shell', status: 'succeeded', copiedFrom: `was-${key}`, finishedAt: null },
  ...more,
});
const again = { copiedFrom: null, status: 'pending' } as const;
const checkout = { kind: 'checkout', ...again } as const;
const at = (seconds: number): Partial<RepeatedNode> => ({ finishedAt: new Date(seconds * 1_000) });

const keysFor = (key: string, nodes: RepeatedNode[]): string[] => stepsToRestore(key, nodes).map((one) => one.key);

describe('stepsToRestore', () => {
  it('are all before it that are not done again, in the order in which they ended', () => {
    const nodes = [
      node('co', [], checkout),
      node('late', ['co'], at(9)),
      node('early', ['co'], at(3)),
      node('beside', ['co'], at(4)),
      node('end', ['late', 'early'], again),
    ];
    expect(keysFor('end', nodes)).toEqual(['early', 'late']);
  });

  it('reach through nodes that leave no files, and leave out those that are done again', () => {
    const nodes = [
      node('build', []),
      node('ask', ['build'], { kind: 'approval' }),
      node('test', ['ask'], again),
      node('end', ['test'], again),
    ];
    expect(keysFor('end', nodes)).toEqual(['build']);
    expect(keysFor('test', nodes)).toEqual(['build']);
  });

  it('are not those whose files a checkout has removed, unless it was skipped', () => {
    const nodes = (status: RepeatedNode['status']): RepeatedNode[] => [
      node('gone', []),
      node('co', ['gone'], { ...checkout, status }),
      node('stays', ['co']),
      node('end', ['stays'], again),
    ];
    expect(keysFor('end', nodes('pending'))).toEqual(['stays']);
    expect(keysFor('end', nodes('skipped')).toSorted()).toEqual(['gone', 'stays']);
  });
});
