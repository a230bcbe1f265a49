import { missingWords, type References, resolveReferences } from '../definitions/references.rules.js';
import type { LoadedRun, NodeRow } from './execution-rows.js';

const OUTPUT_LIMIT_BYTES = 20 * 1024 * 1024;

/** What a runner is told; docs/runner-protocol.md describes each field. */
export interface JobSpec {
  repository: { cloneUrl: string; commitSha: string; branch: string };
  run: string | null;
  env: Record<string, string>;
  timeoutMs: number;
  artifacts: { name: string; path: string }[];
  url: string | null;
  status: number | null;
  workspaceKey: string;
  outputLimitBytes: number;
}

/** The job of a node that is ready, or a sentence why there can be none. */
export function specOf({ execution, nodes }: LoadedRun, { definition }: NodeRow): JobSpec | { trouble: string } {
  const { commit, cloneUrl, inputs } = execution;
  const known = { nodes, inputs };
  const common = {
    repository: { cloneUrl, commitSha: commit.sha, branch: commit.branch },
    ...{ run: null, env: {}, artifacts: [], url: null, status: null },
    timeoutMs: definition.timeoutMs,
    workspaceKey: execution.id,
    outputLimitBytes: OUTPUT_LIMIT_BYTES,
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
  return { ...common, run: definition.run, env: resolved.texts, artifacts: definition.artifacts };
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
