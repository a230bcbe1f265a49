import type { parse } from '@bufbuild/cel';

export type Parsed = ReturnType<typeof parse>;
export type Expression = NonNullable<Parsed['expr']>;

/** What is wrong with a condition, and the offset in its text of the word that it is about (in UTF-16 units). */
export interface ConditionProblem {
  message: string;
  offset: number;
}

/** Where the word of an expression stands: an operator, a name, the field that is selected, the method that is called. */
export function wordOf({ sourceInfo }: Parsed, { id }: Pick<Expression, 'id'>): number {
  // `has(a.b)` is written as a call, and is about what is inside of it.
  const written = sourceInfo?.macroCalls[id.toString()]?.exprKind;
  const inner =
    written?.case === 'callExpr' && written.value.function === 'has' ? written.value.args[0]?.id : undefined;
  return sourceInfo?.positions[(inner ?? id).toString()] ?? 0;
}

/** Where an expression begins: its leftmost part. */
export function startOf(parsed: Parsed, expression: Expression): number {
  return Math.min(...idsIn(expression).map((id) => parsed.sourceInfo?.positions[id.toString()] ?? 0));
}

/** The library places what is selected at the dot before it, and an operator in front at the space before that. */
export function behindDot(text: string, offset: number): number {
  return offset + (/^\s*(?:\.\s*)?/.exec(text.slice(offset))?.[0].length ?? 0);
}

function idsIn(part: unknown): bigint[] {
  if (typeof part !== 'object' || part === null) return [];
  const own = 'id' in part && typeof part.id === 'bigint' ? [part.id] : [];
  return [...own, ...Object.values(part).flatMap(idsIn)];
}
