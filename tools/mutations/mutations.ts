import type { Mutation } from './mutation.ts';

/** The seven controls of the test catalogue: each defect is one that a young platform of this kind really had. */
export const MUTATIONS: readonly Mutation[] = [
  {
    name: 'row-level security is not forced on the owner',
    file: 'libs/shared/platform/src/database/table-policies.ts',
    find: '  `ALTER TABLE ${table} FORCE ROW LEVEL SECURITY`,\n',
    replace: '',
    suite: { project: 'integration', path: 'services/billing/src/subscriptions/subscriptions.int-spec.ts' },
  },
  {
    name: 'a commit is answered before it is on disk (synchronous_commit=off)',
    file: 'libs/shared/platform/src/database/data-source.ts',
    find: '`-c search_path=${schema}`',
    replace: '`-c search_path=${schema} -c synchronous_commit=off`',
    suite: { project: 'faults', path: 'tools/faults/rows/c7-' },
  },
  {
    name: 'a write does not ask for the fence',
    file: 'services/pipelines/src/runners/jobs.repository.ts',
    find: `UPDATE job SET state = 'finished' WHERE id = $1 AND fence = $2 AND`,
    replace: `UPDATE job SET state = 'finished' WHERE id = $1 AND $2::int IS NOT NULL AND`,
    suite: { project: 'integration', path: 'services/pipelines/test/jobs.int-spec.ts' },
  },
  {
    name: 'the inbox lets an event in twice',
    file: 'libs/shared/platform/src/database/platform-migration.ts',
    find: ', PRIMARY KEY (consumer, event_id))`',
    replace: ')`',
    suite: { project: 'integration', path: 'libs/shared/testing/src/probe/platform.int-spec.ts' },
  },
  {
    name: 'a token is read and not verified',
    file: 'libs/shared/platform/src/auth/token-verifier.ts',
    find: "import { createRemoteJWKSet, type JWTPayload, jwtVerify } from 'jose';",
    replace: `import { createRemoteJWKSet, decodeJwt, type JWTPayload } from 'jose';
const jwtVerify = async (token: string, ..._how: unknown[]) => ({ payload: decodeJwt(token) });`,
    suite: { project: 'api', path: 'services/identity/test/forged-tokens.api-spec.ts' },
  },
  {
    name: 'a signature is checked over the parsed body',
    file: 'services/pipelines/src/webhooks/webhooks.controller.ts',
    find: 'rawBody: request.rawBody ?? Buffer.alloc(0),',
    replace: 'rawBody: Buffer.from(JSON.stringify(request.body)),',
    suite: { project: 'api', path: 'services/pipelines/test/webhooks.api-spec.ts' },
  },
  {
    name: 'the relay goes on from the last id that it saw',
    file: 'libs/shared/platform/src/messaging/relay.ts',
    find: 'FROM outbox WHERE published_at IS NULL ORDER BY id LIMIT ${BATCH} FOR UPDATE SKIP LOCKED`',
    replace:
      "FROM outbox WHERE id > coalesce((SELECT max(id::text)::uuid FROM outbox WHERE published_at IS NOT NULL), '00000000-0000-0000-0000-000000000000') ORDER BY id LIMIT ${BATCH} FOR UPDATE SKIP LOCKED`",
    suite: { project: 'integration', path: 'libs/shared/testing/src/probe/delivery.int-spec.ts' },
  },
];
