import type { parse } from '@bufbuild/cel';

export interface Survey {
  /** The keys of nodes that the expression names: `nodes.build`, `nodes["build"]`. */
  nodes: string[];
  /** Whether it also speaks of the nodes as a whole: `nodes.all(…)`, `nodes[key]`. */
  isWhole: boolean;
  /** How deep its loops (`all`, `exists`, `map`, `filter`) are nested. */
  loops: number;
  /** The values of the evidence that it looks at, as paths below `evidence`; an empty path is all of it. */
  evidence: string[][];
  /** Every name that it uses, as often as it does; the variables of its loops too. */
  variables: string[];
  /** The inputs that it names: `inputs.target`. */
  inputs: string[];
  /** The variables of the project or the organization that it names: `vars.REGION`. */
  vars: string[];
}

interface Found {
  nodes: string[];
  variables: string[];
  inputs: string[];
  vars: string[];
  loops: number;
  evidence: string[][];
}

type Parsed = ReturnType<typeof parse>;
interface Kind {
  case: string;
  value: Record<string, unknown>;
}

/** What an expression speaks of, and what could make it slow. */
export function surveyOf(parsed: Parsed): Survey {
  const found: Found = { nodes: [], variables: [], inputs: [], vars: [], loops: 0, evidence: [] };
  look('expr' in parsed ? parsed.expr : parsed, 0, found);
  const mentions = found.variables.filter((name) => name === 'nodes').length;
  return { ...found, isWhole: mentions > found.nodes.length };
}

function look(part: unknown, loops: number, found: Found): void {
  if (typeof part !== 'object' || part === null) return;
  const path = evidencePath(part);
  if (path) {
    found.evidence.push(path);
    found.variables.push('evidence');
    return;
  }
  const kind = kindOf(part);
  const inside = kind?.case === 'comprehensionExpr' ? loops + 1 : loops;
  found.loops = Math.max(found.loops, inside);
  if (kind) noteNames(kind, found);
  for (const child of Object.values(part)) look(child, inside, found);
}

function noteNames(kind: Kind, found: Found): void {
  if (kind.case === 'identExpr') found.variables.push(String(kind.value['name']));
  for (const [variable, names] of [
    ['nodes', found.nodes],
    ['inputs', found.inputs],
    ['vars', found.vars],
  ] as const) {
    const name = namedOf(kind, variable);
    if (name !== undefined) names.push(name);
  }
}

/** What an expression selects of a variable: `build` of `nodes.build`. */
function namedOf(kind: Kind, variable: string): string | undefined {
  const selected = selectedBy(kind);
  return selected && isVariable(selected.of, variable) ? selected.key : undefined;
}

/** `evidence.tests.failed` as [tests, failed]; undefined for what begins with another variable. */
function evidencePath(part: unknown): string[] | undefined {
  if (isVariable(part, 'evidence')) return [];
  const kind = kindOf(part);
  const selected = kind && selectedBy(kind);
  const before = selected && evidencePath(selected.of);
  return before && [...before, selected.key];
}

/** What `of.key` and `of["key"]` select; undefined for any other expression. */
function selectedBy({ case: name, value }: Kind): { of: unknown; key: string } | undefined {
  if (name === 'selectExpr') return { of: value['operand'], key: String(value['field']) };
  if (name !== 'callExpr' || value['function'] !== '_[_]') return undefined;
  const [of, key] = value['args'] as unknown[];
  const constant = (kindOf(key)?.value['constantKind'] ?? {}) as Partial<Kind> & { value?: unknown };
  return constant.case === 'stringValue' ? { of, key: String(constant.value) } : undefined;
}

function isVariable(part: unknown, name: string): boolean {
  const kind = kindOf(part);
  return kind?.case === 'identExpr' && kind.value['name'] === name;
}

function kindOf(part: unknown): Kind | undefined {
  const kind = (part as { exprKind?: Kind } | undefined)?.exprKind;
  return kind?.value ? kind : undefined;
}
