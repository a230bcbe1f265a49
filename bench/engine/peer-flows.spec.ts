import { N8N_MODES, n8nAnswerIsOf, type N8nMode, n8nWorkflow, n8nWorkflowId } from './n8n-workflow.ts';
import { nodeRedFlow } from './node-red-flow.ts';
import { chain } from './workload.ts';

const shape = chain(3);

describe('a chain as a flow of a peer', () => {
  it('is for Node-RED a way from the request through every node to the answer', () => {
    const flow = nodeRedFlow(shape) as { id: string; type: string; wires?: string[][]; x?: number }[];
    const next = new Map(flow.map(({ id, wires }) => [id, wires?.[0]?.[0]]));
    const way: string[] = [];
    for (let at: string | undefined = 'chain-3-in'; at !== undefined; at = next.get(at)) way.push(at);
    expect(way).toEqual(['chain-3-in', 'chain-3-n0', 'chain-3-n1', 'chain-3-n2', 'chain-3-out']);
    expect(flow.filter(({ type }) => type === 'function')).toHaveLength(3);
    // One without a place would be taken for a configuration, and the flow refused.
    expect(flow.filter(({ type, x }) => type !== 'tab' && x === undefined)).toEqual([]);
  });

  it('is for n8n a webhook that answers when the last no-op has finished', () => {
    const { nodes, connections } = n8nWorkflow(shape, 'default');
    expect(nodes).toMatchObject([
      { name: 'in', parameters: { path: 'chain-3-default', responseMode: 'lastNode' } },
      ...['n0', 'n1', 'n2'].map((name) => ({ name, type: 'n8n-nodes-base.noOp' })),
    ]);
    const to = (node: string) => ({ main: [[{ node, type: 'main', index: 0 }]] });
    expect(connections).toEqual({ in: to('n0'), n0: to('n1'), n1: to('n2') });
  });

  it('has for n8n a workflow for each mode, by its settings, with an id of its own', () => {
    const modes = Object.keys(N8N_MODES) as N8nMode[];
    for (const mode of modes) expect(n8nWorkflow(shape, mode)).toMatchObject({ settings: N8N_MODES[mode] });
    const ids = modes.flatMap((mode) => [chain(22), chain(100)].map((of) => n8nWorkflowId(of, mode)));
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => !/^[A-Za-z0-9]{16}$/.test(id))).toEqual([]);
  });

  it.each([
    [{ body: { run: 7 } }, true],
    [{ body: { run: 8 } }, false],
    [{}, false],
    [undefined, false],
  ])('takes %j for an answer to run 7: %s', (answer, isRight) => {
    expect(n8nAnswerIsOf(answer, 7)).toBe(isRight);
  });
});
