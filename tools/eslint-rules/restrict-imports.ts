import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { defineRule } from './define-rule.ts';
import type { Rule, RuleContext, RuleListener } from './define-rule.ts';

export interface Restriction {
  modules: readonly string[];
  /** Names that must not be imported; left out, the whole module is barred. */
  names?: RegExp;
  /** Types carry no behaviour, so some restrictions let them through. */
  typesAllowed?: boolean;
}

interface Watch {
  context: RuleContext;
  restrictions: readonly Restriction[];
}

/** A rule that bars modules, or names of modules, however they are reached: import, re-export, namespace, require. */
export function restrictImports(message: string, restrictions: readonly Restriction[]): Rule {
  return defineRule({ barred: message }, (context) => importListener({ context, restrictions }));
}

/** The listener behind {@link restrictImports}, for rules that watch more than imports; they declare `barred` too. */
export function importListener(watch: Watch): RuleListener {
  return {
    ImportDeclaration: (node) => checkImport(watch, node),
    ExportNamedDeclaration: (node) => checkReExport(watch, node),
    ExportAllDeclaration: (node) => checkWholeModule(watch, node, node.source),
    ImportExpression: (node) => checkWholeModule(watch, node, node.source),
    'CallExpression[callee.name="require"]': (node: TSESTree.CallExpression) =>
      checkWholeModule(watch, node, node.arguments[0]),
  };
}

function restrictionFor(watch: Watch, source: TSESTree.Node | null | undefined): Restriction | undefined {
  const name = source?.type === 'Literal' ? source.value : undefined;
  return watch.restrictions.find(({ modules }) => modules.some((module) => module === name));
}

function report(watch: Watch, node: TSESTree.Node): void {
  watch.context.report({ node, messageId: 'barred' });
}

function checkImport(watch: Watch, node: TSESTree.ImportDeclaration): void {
  const restriction = restrictionFor(watch, node.source);
  if (!restriction || (restriction.typesAllowed && node.importKind === 'type')) return;
  if (node.specifiers.length === 0 && !restriction.names) report(watch, node);
  for (const specifier of node.specifiers) checkSpecifier(watch, restriction, specifier);
}

function checkSpecifier(watch: Watch, restriction: Restriction, specifier: TSESTree.ImportClause): void {
  if (specifier.type === 'ImportSpecifier') {
    const typeOnly = restriction.typesAllowed && specifier.importKind === 'type';
    if (!typeOnly && isBarred(restriction, nameOf(specifier.imported))) report(watch, specifier);
    return;
  }
  if (!restriction.names) return report(watch, specifier);
  for (const variable of watch.context.sourceCode.getDeclaredVariables?.(specifier) ?? []) {
    for (const reference of variable.references) checkMember(watch, restriction, reference);
  }
}

function checkMember(watch: Watch, restriction: Restriction, reference: TSESLint.Scope.Reference): void {
  const { parent } = reference.identifier;
  if (parent?.type === 'MemberExpression' && isBarred(restriction, nameOf(parent.property))) report(watch, parent);
  if (parent?.type === 'TSQualifiedName' && isBarred(restriction, nameOf(parent.right))) report(watch, parent);
}

function checkReExport(watch: Watch, node: TSESTree.ExportNamedDeclaration): void {
  const restriction = restrictionFor(watch, node.source);
  if (!restriction) return;
  for (const specifier of node.specifiers) {
    if (isBarred(restriction, nameOf(specifier.local))) report(watch, specifier);
  }
}

function checkWholeModule(watch: Watch, node: TSESTree.Node, source: TSESTree.Node | null | undefined): void {
  if (restrictionFor(watch, source)) report(watch, node);
}

function isBarred(restriction: Restriction, name: string | undefined): boolean {
  return !restriction.names || (name !== undefined && restriction.names.test(name));
}

function nameOf(node: TSESTree.Node): string | undefined {
  if (node.type === 'Identifier') return node.name;
  return node.type === 'Literal' ? String(node.value) : undefined;
}
