import type { NodeDefinition } from '../definitions/definition.js';
import type { NodeKind } from '../definitions/node-kinds.rules.js';
import { Run } from '../engine/run.graph.js';
import { KEEP_FILES_BYTES, keepFilesBytes } from './keep-files.js';

const run = (nodes: [string, NodeKind, string[]][]): Run =>
  new Run({
    ...{ status: 'running', deployable: false },
    nodes: nodes.map(([key, kind, needs]) => ({ key, kind, needs, status: 'pending', attempt: 1 })),
  });
const shell = (more: object = {}): NodeDefinition =>
  ({ key: 'a', name: 'a', kind: 'shell', needs: [], timeoutMs: 1, run: 'x', env: {}, artifacts: [], ...more }) as never;

describe('keepFilesBytes', () => {
  it('is something of a step with another one anywhere behind it', () => {
    const far = run([
      ['a', 'shell', []],
      ['ask', 'approval', ['a']],
      ['b', 'shell', ['ask']],
    ]);
    expect(keepFilesBytes(shell(), far.nodes.get('a'))).toBe(KEEP_FILES_BYTES);
    expect(keepFilesBytes(shell(), far.nodes.get('b'))).toBe(0);
  });

  it('is nothing where no step comes after it, or the file wants none kept', () => {
    const last = run([
      ['a', 'shell', []],
      ['out', 'deploy', ['a']],
      ['beside', 'shell', []],
    ]);
    expect(keepFilesBytes(shell(), last.nodes.get('a'))).toBe(0);
    const next = run([
      ['a', 'shell', []],
      ['b', 'shell', ['a']],
    ]);
    expect(keepFilesBytes(shell({ keepFiles: false }), next.nodes.get('a'))).toBe(0);
    expect(keepFilesBytes({ ...shell(), kind: 'checkout' } as never, next.nodes.get('a'))).toBe(0);
  });
});
