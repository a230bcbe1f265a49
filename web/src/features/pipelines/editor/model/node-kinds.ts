import type { Block, DraftNode, Fields } from './draft.js';

/** What can be added, in the order of the palette. */
export const KINDS = ['checkout', 'shell', 'http', 'gate', 'wait', 'approval', 'deploy', 'promote'] as const;
export type Kind = (typeof KINDS)[number];

type KindFacts = { title: string; words: string; key: string; fields: Fields };

/** What a kind is for, and what a new node of it begins with: enough to be filled in, and valid where it can be. */
export const KIND_FACTS: Record<Kind, KindFacts> = {
  checkout: { title: 'Checkout', words: 'The commit, in the workspace', key: 'source', fields: {} },
  shell: { title: 'Shell', words: 'Commands on a runner', key: 'step', fields: { run: 'echo hello' } },
  http: { title: 'HTTP', words: 'Ask an address for a status', key: 'ask', fields: { url: 'https://example.com' } },
  gate: { title: 'Gate', words: 'A condition that has to hold', key: 'gate', fields: { condition: 'true' } },
  wait: { title: 'Wait', words: 'For some time', key: 'wait', fields: { for: '10m' } },
  approval: { title: 'Approval', words: 'People decide', key: 'approve', fields: { title: 'Go on?' } },
  deploy: {
    ...{ title: 'Deploy', words: 'An artifact to an environment', key: 'deploy' },
    fields: { service: 'service', environment: 'staging', artifact: 'artifact' },
  },
  promote: {
    ...{ title: 'Promote', words: 'From one environment to the next', key: 'promote' },
    fields: { service: 'service', from: 'staging', to: 'production' },
  },
};

export const isKind = (word: string): word is Kind => KINDS.some((kind) => kind === word);

/** The first of `step`, `step-2`, `step-3` … that no node has. */
export function freshKey(wanted: string, nodes: readonly DraftNode[]): string {
  const taken = new Set(nodes.map(({ key }) => key));
  const at = [...taken, ''].findIndex((_, index) => !taken.has(numbered(wanted, index)));
  return numbered(wanted, at);
}

const numbered = (word: string, index: number): string => (index === 0 ? word : `${word}-${index + 1}`);

/** What the parts of a pipeline beside `nodes` say of when their nodes begin. */
export const BLOCK_WORDS: Record<Block, string> = { nodes: '', onFailure: 'after a failure', finally: 'in the end' };

const STAGES = ['source', 'build', 'test', 'security', 'checkpoint', 'approval', 'deploy', 'rollback', 'parallel'];
const STAGE_OF_KIND: Partial<Record<Kind, string>> = {
  ...{ checkout: 'source', gate: 'checkpoint', approval: 'approval', deploy: 'deploy', promote: 'deploy' },
};

/** The part that a node has in the way of a change: what it says, else what its kind does; undefined where neither does. */
export function stageOf({ kind, fields }: Pick<DraftNode, 'kind' | 'fields'>): string | undefined {
  const said = STAGES.find((stage) => stage === fields['stage']);
  return said ?? (isKind(kind) ? STAGE_OF_KIND[kind] : undefined);
}
