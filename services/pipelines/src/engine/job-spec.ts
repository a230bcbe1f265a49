import type { NodeDefinition } from '../definitions/definition.js';
import { missingWords, type References, resolveReferences } from '../definitions/references.rules.js';
import { keepFilesBytes } from '../kept-files/keep-files.js';
import type { LoadedRun, NodeRow } from './execution-rows.js';

const OUTPUT_LIMIT_BYTES = 20 * 1024 * 1024;

/** What a runner is told; docs/runner-protocol.md describes each field. */
export interface JobSpec {
  repository: { cloneUrl: string; commitSha: string; branch: string };
  run: string | null;
  /** What `run` joins, where the file lists several. */
  commands?: string[];
  env: Record<string, string>;
  timeoutMs: number;
  artifacts: { name: string; path: string }[];
  url: string | null;
  status: number | null;
  workspaceKey: string;
  outputLimitBytes: number;
  image: string | null;
  network: 'open' | 'none';
  /** Nothing of what it leaves in the workspace is kept with 0. */
  keepFilesBytes: number;
}

/** The job of a node that is ready, or a sentence why there can be none. */
export function specOf(loaded: LoadedRun, { key, definition }: NodeRow): JobSpec | { trouble: string } {
  const { execution, nodes } = loaded;
  const { commit, cloneUrl, inputs } = execution;
  const known = { nodes, inputs, vars: definition.vars };
  const common = {
    repository: { cloneUrl, commitSha: commit.sha, branch: commit.branch },
    ...{ run: null, env: {}, artifacts: [], url: null, status: null, image: null, network: 'open' as const },
    timeoutMs: definition.timeoutMs,
    workspaceKey: execution.id,
    outputLimitBytes: OUTPUT_LIMIT_BYTES,
    keepFilesBytes: keepFilesBytes(definition, loaded.run.nodes.get(key)),
  };
  if (definition.kind === 'http') {
    const resolved = resolveAll({ url: definition.url }, known);
    return 'trouble' in resolved
      ? resolved
      : { ...common, url: resolved.texts['url'] ?? '', status: definition.status };
  }
  if (definition.kind !== 'shell') return common;
  const resolved = resolveAll(definition.env, known);
  if ('trouble' in resolved) return resolved;
  const { run, commands, artifacts, image = null, network = 'open' } = definition;
  return { ...common, run, ...(commands && { commands }), env: resolved.texts, artifacts, image, network };
}

/** The words of runners that can run containers and take the network away; see docs/runner-protocol.md. */
const CAPABILITIES = { image: 'images', noNetwork: 'no-network' } as const;

/**
 * What a runner has to have for the execution: all its nodes share a workspace and so a runner, which therefore needs what
 * any of them asks for; what it took over from another execution asks for nothing. Sorted, so that equal wishes are equal arrays.
 */
export function labelsOf({ nodes }: LoadedRun): string[] {
  return [
    ...new Set([...nodes.values()].flatMap((node) => (node.isCopied ? [] : wishesOf(node.definition)))),
  ].toSorted();
}

function wishesOf(definition: NodeDefinition): string[] {
  if (definition.kind !== 'shell') return 'runsOn' in definition ? (definition.runsOn ?? []) : [];
  return [
    ...(definition.runsOn ?? []),
    ...(definition.image === undefined ? [] : [CAPABILITIES.image]),
    ...(definition.network === 'none' ? [CAPABILITIES.noNetwork] : []),
  ];
}

function resolveAll(
  texts: Record<string, string>,
  known: References,
): { texts: Record<string, string> } | { trouble: string } {
  const resolved: Record<string, string> = {};
  for (const [name, text] of Object.entries(texts)) {
    const result = resolveReferences(text, known);
    if ('missing' in result) return { trouble: missingWords(result.missing) };
    resolved[name] = result.text;
  }
  return { texts: resolved };
}
