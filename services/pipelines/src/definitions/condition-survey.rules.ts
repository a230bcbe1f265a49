import { type Parsed, wordOf } from './condition-places.rules.js';

/** A node that an expression names, and where its key stands in the text, which may be the dot before it. */
export interface Mention {
  key: string;
  offset: number;
}

export interface Survey {
  /** The keys of nodes that the expression names: `nodes.build`, `nodes["build"]`. */
  nodes: string[];
  mentions: Mention[];
  /** Whether it also speaks of the nodes as a whole: `nodes.all(…)`, `nodes[key]`. */
  isWhole: boolean;
  /** How deep its loops (`all`, `exists`, `map`, `filter`) are nested. */
  loops: number;
  /** Where the first of them that is inside of another stands. */
  innerLoop: number | undefined;
  /** The values of the evidence that it looks at, as paths below `evidence`; an empty path is all of it. */
  evidence: string[][];
  /** Every name that it uses, as often as it does; the variables of its loops too. */
  variables: string[];
  /** The inputs that it names: `inputs.target`. */
  inputs: string[];
  /** The variables of the project or the organization that it names: `vars.REGION`. */
  vars: string[];
}

type Found = Omit<Survey, 'nodes' | 'isWhole'> & { parsed: Parsed };

interface Kind {
  case: string;
  value: Record<string, unknown>;
}

/** What an expression speaks of, and what could make it slow. */
export function surveyOf(parsed: Parsed): Survey {
  const found: Found = {
    parsed,
    mentions: [],
    variables: [],
    inputs: [],
    vars: [],
    loops: 0,
    innerLoop: undefined,
    evidence: [],
  };
  look('expr' in parsed ? parsed.expr : parsed, 0, found);
  const { parsed: _, ...survey } = found;
  const nodes = survey.mentions.map(({ key }) => key);
  const mentions = survey.variables.filter((name) => name === 'nodes').length;
  return { ...survey, nodes, isWhole: mentions > nodes.length };
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
  if (inside > 1) found.innerLoop ??= wordOf(found.parsed, idOf(part));
  if (kind) noteNames(part, kind, found);
  for (const child of Object.values(part)) look(child, inside, found);
}

function noteNames(part: object, kind: Kind, found: Found): void {
  if (kind.case === 'identExpr') found.variables.push(String(kind.value['name']));
  const node = namedOf(kind, 'nodes');
  if (node !== undefined) found.mentions.push({ key: node, offset: wordOf(found.parsed, keyOf(part, kind)) });
  for (const [variable, names] of [
    ['inputs', found.inputs],
    ['vars', found.vars],
  ] as const) {
    const name = namedOf(kind, variable);
    if (name !== undefined) names.push(name);
  }
}

const idOf = (part: unknown): { id: bigint } => part as { id: bigint };

/** Of `of["key"]` the key, which is an expression of its own. */
const keyOf = (part: object, { case: name, value }: Kind): { id: bigint } =>
  idOf(name === 'callExpr' ? (value['args'] as unknown[])[1] : part);

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
