import { randomUUID } from 'node:crypto';
import type { Shape } from './workload.ts';

/** What n8n keeps of an execution, as a setting of the workflow (it overrides the environment's). */
export const N8N_MODES = {
  /** Its default: the whole run, once, when it has ended. */
  default: { saveDataSuccessExecution: 'all', saveExecutionProgress: false },
  /** As EXECUTIONS_DATA_SAVE_ON_PROGRESS: also after every node, so that what is done outlives the process. */
  progress: { saveDataSuccessExecution: 'all', saveExecutionProgress: true },
  /** Nothing of what went well. */
  none: { saveDataSuccessExecution: 'none', saveExecutionProgress: false },
} satisfies Record<string, object>;

export type N8nMode = keyof typeof N8N_MODES;

export interface N8nWorkflow {
  id: string;
  /** Of its webhook. */
  path: string;
  name: string;
  active: boolean;
  settings: object;
  nodes: object[];
  connections: object;
}

/** Ids are 16 characters there. */
export const n8nWorkflowId = ({ id }: Shape, mode: N8nMode): string =>
  `${mode}-${id}`.replaceAll('-', '').padEnd(16, '0').slice(0, 16);

/** A chain as a workflow of n8n: a webhook that answers when the last node has finished, and a no-op for each node. */
export function n8nWorkflow(shape: Shape, mode: N8nMode): N8nWorkflow {
  const path = `${shape.id}-${mode}`;
  const keys = shape.nodes.map(({ key }) => key);
  const trigger = {
    ...{ id: randomUUID(), name: 'in', type: 'n8n-nodes-base.webhook', typeVersion: 2, position: [0, 0] },
    ...{ webhookId: randomUUID(), parameters: { httpMethod: 'POST', path, responseMode: 'lastNode', options: {} } },
  };
  const noOps = keys.map((name, index) => ({
    ...{ id: randomUUID(), name, type: 'n8n-nodes-base.noOp', typeVersion: 1, position: [200 * (index + 1), 0] },
    parameters: {},
  }));
  const sources = ['in', ...keys.slice(0, -1)];
  const connections = keys.map((node, index): [string, object] => [
    sources[index] ?? 'in',
    { main: [[{ node, type: 'main', index: 0 }]] },
  ]);
  return {
    ...{ id: n8nWorkflowId(shape, mode), path, nodes: [trigger, ...noOps] },
    ...{ name: path, active: false, connections: Object.fromEntries(connections) },
    ...{ settings: { executionOrder: 'v1', saveDataErrorExecution: 'all', ...N8N_MODES[mode] } },
  };
}

/** What of the answer tells which run it is of: the last node passes on what the webhook got. */
export const n8nAnswerIsOf = (answer: unknown, run: number): boolean =>
  (answer as { body?: { run?: number } } | undefined)?.body?.run === run;
