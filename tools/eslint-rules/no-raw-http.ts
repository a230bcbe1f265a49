import type { TSESLint } from '@typescript-eslint/utils';
import { defineRule } from './define-rule.ts';
import type { RuleContext } from './define-rule.ts';
import { importListener } from './restrict-imports.ts';

const GLOBAL_CLIENTS = new Set(['fetch', 'XMLHttpRequest', 'EventSource', 'WebSocket']);
const GLOBAL_OBJECTS = new Set(['globalThis', 'window', 'self', 'global']);

/** HTTP clients that people reach for out of habit. */
const PACKAGES = [
  'undici',
  'axios',
  'got',
  'ky',
  'node-fetch',
  'superagent',
  'needle',
  'phin',
  'request',
  'make-fetch-happen',
];

/** An address that a user gave is called by SafeHttp alone; the few other clients are listed by name. */
export const noRawHttp = defineRule(
  {
    barred:
      'Call servers through SafeHttp, which vets addresses and limits time and size; other clients are listed in tools/lint/http-clients.ts.',
    global: '{{name}} calls a server past SafeHttp; the clients that may are listed in tools/lint/http-clients.ts.',
  },
  (context) => ({
    ...importListener({
      context,
      restrictions: [
        { modules: PACKAGES, typesAllowed: true },
        {
          modules: ['http', 'https', 'node:http', 'node:https'],
          names: /^(request|get|ClientRequest)$/,
          typesAllowed: true,
        },
        { modules: ['http2', 'node:http2'], names: /^connect$/, typesAllowed: true },
      ],
    }),
    MemberExpression(node) {
      const onGlobal = node.object.type === 'Identifier' && GLOBAL_OBJECTS.has(node.object.name);
      if (!onGlobal || node.property.type !== 'Identifier' || !GLOBAL_CLIENTS.has(node.property.name)) return;
      context.report({ node, messageId: 'global', data: { name: node.property.name } });
    },
    'Program:exit': () => reportGlobals(context),
  }),
);

function reportGlobals(context: RuleContext): void {
  const scope = context.sourceCode.scopeManager?.globalScope;
  const declared = (scope?.variables ?? []).filter(({ defs }) => defs.length === 0);
  const references = [...(scope?.through ?? []), ...declared.flatMap((variable) => variable.references)];
  for (const { identifier } of new Set(references.filter(isClientValue))) {
    context.report({ node: identifier, messageId: 'global', data: { name: String(identifier.name) } });
  }
}

function isClientValue({ identifier }: TSESLint.Scope.Reference): boolean {
  // `typeof fetch` in a type names the shape, it does not call it.
  const inType = identifier.parent.type === 'TSTypeQuery' || identifier.parent.type === 'TSTypeReference';
  return !inType && GLOBAL_CLIENTS.has(String(identifier.name));
}
