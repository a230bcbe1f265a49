import type { TSESTree } from '@typescript-eslint/utils';
import { defineRule } from './define-rule.ts';

/** The file's name then tells what is in it. DTO and error files hold those of their feature and are exempt. */
export const oneExportedClass = defineRule(
  { second: 'One exported class per file: give {{name}} its own.' },
  (context) => ({
    Program(program) {
      const declared = new Set(program.body.flatMap(declaredClass));
      const exported = program.body.flatMap((statement) => exportedClasses(statement, declared));
      for (const node of exported.slice(1)) {
        context.report({ node, messageId: 'second', data: { name: context.sourceCode.getText(node) } });
      }
    },
  }),
);

function declaredClass(statement: TSESTree.ProgramStatement): string[] {
  return statement.type === 'ClassDeclaration' && statement.id ? [statement.id.name] : [];
}

function exportedClasses(statement: TSESTree.ProgramStatement, declared: Set<string>): TSESTree.Node[] {
  if (statement.type !== 'ExportNamedDeclaration' && statement.type !== 'ExportDefaultDeclaration') return [];
  const { declaration } = statement;
  if (declaration?.type === 'ClassDeclaration') return [declaration.id ?? declaration];
  return exportedNames(statement).filter((local) => local.type === 'Identifier' && declared.has(local.name));
}

function exportedNames(
  statement: TSESTree.ExportNamedDeclaration | TSESTree.ExportDefaultDeclaration,
): TSESTree.Node[] {
  if (statement.type === 'ExportDefaultDeclaration') return [statement.declaration];
  // `export { A } from './a.js'` declares nothing here.
  return statement.source ? [] : statement.specifiers.map((specifier) => specifier.local);
}
