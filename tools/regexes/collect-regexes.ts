import ts from 'typescript';

export interface FoundRegex {
  source: string;
  flags: string;
  /** `path:line`, for people. */
  at: string;
}

/** Every regular expression in a TypeScript source that is written down: literals, and `RegExp` of a plain text. */
export function collectRegexes(path: string, text: string): FoundRegex[] {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const found: FoundRegex[] = [];
  const add = (node: ts.Node, source: string, flags: string): void => {
    const { line } = file.getLineAndCharacterOfPosition(node.getStart(file));
    found.push({ source, flags, at: `${path}:${line + 1}` });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) {
      const end = node.text.lastIndexOf('/');
      add(node, node.text.slice(1, end), node.text.slice(end + 1));
    } else if (ts.isNewExpression(node) || ts.isCallExpression(node)) {
      const [pattern, flags] = literalsOf(node);
      if (pattern !== undefined) add(node, pattern, flags ?? '');
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** Where a regular expression is made of a text that is not written down there; each of these needs a reason. */
export function computedRegexes(path: string, text: string): string[] {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const isMade = (ts.isNewExpression(node) || ts.isCallExpression(node)) && isRegExp(node);
    if (isMade && literalsOf(node)[0] === undefined) {
      found.push(`${path}:${file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

function literalsOf(node: ts.NewExpression | ts.CallExpression): (string | undefined)[] {
  if (!isRegExp(node)) return [];
  return (node.arguments ?? []).map((argument) => (ts.isStringLiteralLike(argument) ? argument.text : undefined));
}

function isRegExp({ expression }: ts.NewExpression | ts.CallExpression): boolean {
  return ts.isIdentifier(expression) && expression.text === 'RegExp';
}
