import type { parse } from '@bufbuild/cel';

export interface Survey {
  /** The keys of nodes that the expression names: `nodes.build`, `nodes["build"]`. */
  nodes: string[];
  /** Whether it also speaks of the nodes as a whole: `nodes.all(…)`, `nodes[key]`. */
  isWhole: boolean;
  /** How deep its loops (`all`, `exists`, `map`, `filter`) are nested. */
  loops: number;
}

interface Found {
  nodes: string[];
  /** How often `nodes` occurs. */
  mentions: number;
  loops: number;
}

type Parsed = ReturnType<typeof parse>;
interface Kind {
  case: string;
  value: Record<string, unknown>;
}

/** What an expression speaks of, and what could make it slow. */
export function surveyOf(parsed: Parsed): Survey {
  const found: Found = { nodes: [], mentions: 0, loops: 0 };
  look('expr' in parsed ? parsed.expr : parsed, 0, found);
  const { nodes, mentions, loops } = found;
  return { nodes, isWhole: mentions > nodes.length, loops };
}

function look(part: unknown, loops: number, found: Found): void {
  if (typeof part !== 'object' || part === null) return;
  const kind = kindOf(part);
  const inside = kind?.case === 'comprehensionExpr' ? loops + 1 : loops;
  found.loops = Math.max(found.loops, inside);
  if (isNodes(part)) found.mentions += 1;
  const node = kind && nodeNamed(kind);
  if (node !== undefined) found.nodes.push(node);
  for (const child of Object.values(part)) look(child, inside, found);
}

function nodeNamed({ case: name, value }: Kind): string | undefined {
  if (name === 'selectExpr') return isNodes(value['operand']) ? String(value['field']) : undefined;
  if (name !== 'callExpr' || value['function'] !== '_[_]') return undefined;
  const [of, key] = value['args'] as unknown[];
  const constant = (kindOf(key)?.value['constantKind'] ?? {}) as Partial<Kind> & { value?: unknown };
  return isNodes(of) && constant.case === 'stringValue' ? String(constant.value) : undefined;
}

function isNodes(part: unknown): boolean {
  const kind = kindOf(part);
  return kind?.case === 'identExpr' && kind.value['name'] === 'nodes';
}

function kindOf(part: unknown): Kind | undefined {
  const kind = (part as { exprKind?: Kind } | undefined)?.exprKind;
  return kind?.value ? kind : undefined;
}
