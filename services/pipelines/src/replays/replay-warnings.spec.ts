import type { NodeDefinition } from '../definitions/definition.js';
import { NO_RULES } from '../engine/node-turn.rules.js';
import type { NodeStatus } from '../engine/node.machine.js';
import type { AgainReason, RecordedNode, ReplayChoice } from './replay-choice.js';
import { type Since, warningsOf } from './replay-warnings.js';

function recorded(key: string, definition: Partial<NodeDefinition>, status: NodeStatus = 'succeeded'): RecordedNode {
  const common = { key, name: key, needs: [], timeoutMs: 1 };
  return { key, definition: { ...common, ...definition } as NodeDefinition, rules: NO_RULES, status };
}

const shell = { kind: 'shell' as const, run: 'x', env: {}, artifacts: [] };
const NODES = [
  recorded('co', { kind: 'checkout' }),
  recorded('build', {
    ...{ ...shell, needs: ['co'], env: { TARGET: '${{ inputs.target }}' } },
    artifacts: [
      { name: 'app', path: 'app.tgz' },
      { name: 'notes', path: 'notes.md' },
    ],
  }),
  recorded('stage', { kind: 'deploy', needs: ['build'], service: 'hello', environment: 'staging', artifact: 'app' }),
  recorded('smoke', { ...shell, needs: ['stage'], if: 'inputs.target != "none"' }),
];

function warned(
  again: Record<string, AgainReason>,
  more: { choice?: Partial<ReplayChoice>; since?: Partial<Since>; nodes?: RecordedNode[] } = {},
): object[] {
  const choice = {
    from: [],
    failedOnly: false,
    changedInputs: [],
    deployable: { now: true, then: true },
    ...more.choice,
  };
  const since = {
    configChanges: [],
    rotatedSecrets: new Set<string>(),
    changedVariables: new Set<string>(),
    artifacts: new Set(['build/app', 'build/notes']),
    keptFiles: new Set<string>(),
    ...more.since,
  };
  const plan = { again: new Map(Object.entries(again)), waits: new Map() };
  return warningsOf(more.nodes ?? NODES, plan, choice, since).map(({ code, nodes, names }) => [code, nodes, names]);
}

const change = {
  nodeKey: 'stage',
  service: 'hello',
  environment: 'staging',
  names: ['A', 'TOKEN'],
  secretNames: ['TOKEN'],
};
const ROTATED = { configChanges: [change] };

describe('warningsOf', () => {
  it('says nothing where nothing is to be said', () =>
    expect(warned({ smoke: 'chosen', build: 'chosen', co: 'workspace' })).toEqual([]));

  it('announces a rotated secret, and a changed variable, of what is deployed again', () => {
    const rotated = [
      ['secret_rotated', ['stage'], ['TOKEN']],
      ['config_changed', ['stage'], ['A']],
    ];
    expect(warned({ stage: 'chosen' }, { since: ROTATED })).toEqual([...rotated, ['deploys_again', ['stage'], []]]);
    expect(warned({ co: 'chosen' }, { since: ROTATED })).toEqual([]);
  });

  it('announces a secret that was set anew, by the steps that get it', () => {
    const steps = ['sign', 'push'].map((key) => recorded(key, { ...shell, secrets: ['KEY', 'TOKEN'] }));
    const asked = { nodes: [...steps, recorded('lint', shell)], since: { rotatedSecrets: new Set(['KEY']) } };
    expect(warned({ sign: 'chosen', push: 'after', lint: 'chosen' }, asked)).toEqual([
      ['secret_rotated', ['sign', 'push'], ['KEY']],
    ]);
    expect(warned({ lint: 'chosen' }, asked).map((warning) => (warning as string[])[0])).not.toContain(
      'secret_rotated',
    );
  });

  it('announces a variable that has changed, by the nodes that had it', () => {
    const has = (key: string, vars: Record<string, string>): RecordedNode => recorded(key, { ...shell, vars });
    const nodes = [
      has('build', { REGION: 'eu', TIER: '1' }),
      has('test', { REGION: 'eu' }),
      has('lint', { TIER: '1' }),
    ];
    const asked = { nodes, since: { changedVariables: new Set(['REGION']) } };
    expect(warned({ build: 'chosen', test: 'after', lint: 'chosen' }, asked)).toEqual([
      ['variable_changed', ['build', 'test'], ['REGION']],
    ]);
    expect(warned({ lint: 'chosen' }, asked).map((warning) => (warning as string[])[0])).not.toContain(
      'variable_changed',
    );
  });

  it.each([
    ['an input that was seen in a text', { smoke: 'chosen' as const }, ['build']],
    ['an input that was seen in a condition', { build: 'chosen' as const }, ['smoke']],
  ])('tells of %s by what is not done again', (_what, again, nodes) => {
    expect(warned(again, { choice: { changedInputs: ['target', 'other'] } })).toContainEqual([
      ...['input_seen_by_copied', nodes, ['target']],
    ]);
  });

  it('tells of files that are not kept, for a step alone', () => {
    const again = { smoke: 'chosen', co: 'workspace' } as const;
    expect(warned(again)).toContainEqual(['files_not_kept', ['build'], []]);
    expect(warned(again, { since: { keptFiles: new Set(['build']) } })).toEqual([]);
    expect(warned({ stage: 'chosen' }).map((warning) => (warning as string[])[0])).not.toContain('files_not_kept');
  });

  it('tells of an artifact that is gone where a deployment wants it', () => {
    const gone = { artifacts: new Set<string>() };
    expect(warned({ stage: 'chosen' }, { since: gone })).toContainEqual(['artifact_gone', ['build'], ['app']]);
    expect(warned({ smoke: 'chosen', co: 'workspace' }, { since: gone })).not.toContainEqual([
      'artifact_gone',
      ['build'],
      ['app'],
    ]);
  });

  it('tells of a failure that is taken over, of a rule that has changed, and of people who are asked again', () => {
    const nodes = [...NODES, recorded('lint', shell, 'failed')];
    const asked = { choice: { deployable: { now: false, then: true } }, nodes };
    expect(warned({ stage: 'asked_again' }, asked)).toEqual([
      ['branch_rule_changed', ['stage'], []],
      ['approval_asked_again', ['stage'], []],
      ['failure_copied', ['lint'], []],
      ['deploys_again', ['stage'], []],
    ]);
  });
});
