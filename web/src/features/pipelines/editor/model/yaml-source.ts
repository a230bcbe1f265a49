import { type Alias, type Document, LineCounter, parseDocument, visit } from 'yaml';

/** A text that could not be read, and where; line and column count from 1. */
export type SyntaxProblem = { line: number; column: number; message: string };

export type YamlSource = {
  text: string;
  document: Document.Parsed;
  lines: LineCounter;
};

const OPTIONS = { prettyErrors: false, uniqueKeys: true, logLevel: 'silent' } as const;

/** The tree of a text with the place of everything in it, or the first thing that is wrong. Never throws. */
export function readYaml(text: string): YamlSource | { error: SyntaxProblem } {
  const lines = new LineCounter();
  const document = parseDocument(text, { ...OPTIONS, lineCounter: lines });
  const [error] = document.errors;
  if (!error) return { text, document, lines };
  const { line, col } = lines.linePos(error.pos[0]);
  return { error: { line: Math.max(line, 1), column: Math.max(col, 1), message: error.message.split('\n')[0] ?? '' } };
}

/** What is wrong with the aliases of a text of which a value cannot be had: one leads nowhere, or they unfold without end. */
export function aliasProblem({ document, lines }: YamlSource): SyntaxProblem {
  const lost = { alias: undefined as Alias | undefined };
  visit(document, {
    Alias: (_, alias) => {
      lost.alias = alias.resolve(document) ? undefined : alias;
      return lost.alias && visit.BREAK;
    },
  });
  if (!lost.alias) return { line: 1, column: 1, message: 'The aliases of this text unfold to too much.' };
  const { line, col } = lines.linePos(lost.alias.range?.[0] ?? 0);
  return { line, column: col, message: `*${lost.alias.source} has no anchor &${lost.alias.source} above it.` };
}

/** What a text says, as plain values in the order of the text; undefined when it cannot be read. */
export function valueOf(text: string): unknown {
  const source = readYaml(text);
  return 'error' in source ? undefined : plainValue(source);
}

/** As `valueOf`; undefined also for aliases that unfold without end. */
export function plainValue({ document }: YamlSource): unknown {
  try {
    return document.toJS() as unknown;
  } catch {
    return undefined;
  }
}

/** True for two values with the same entries in the same order. */
export const isSameValue = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
