import { auditRecordedV1 } from '@throughline/contracts';
import type { TestService } from '@throughline/testing';
import {
  createOrganization,
  sendAs,
  startIdentity,
  type Tenant,
} from '../../../services/identity/test/identity-world.js';
import { report } from '../figure.ts';
import { corpusFor, INJECTED_HEADER } from './i4-corpus.ts';

jest.setTimeout(120_000);

/** What spreadsheets take for the beginning of a formula, by itself or once they have dropped a line break. */
const FORMULA = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/u;

describe('I4: injected strings in exports', () => {
  // No service writes NUL into a fact: no column that it could come from holds one.
  const texts = corpusFor('/tmp/i4')
    .map(({ text }) => text)
    .filter((text) => !text.includes('\u0000'));
  let service: TestService;
  let tenant: Tenant;
  beforeAll(async () => {
    service = await startIdentity();
    tenant = await createOrganization(service);
    for (const text of texts) {
      const { example } = auditRecordedV1;
      const actor = { ...example.actor, name: text };
      const words = { service: text, action: text, resourceKind: text, resourceId: text, resourceName: text };
      const fact = { ...example, ...words, actor, userAgent: text, after: { [text]: text } };
      await service.deliver(auditRecordedV1, tenant.id, fact);
    }
  });
  afterAll(() => service.close());

  const download = (format: string) =>
    sendAs(
      service,
      { org: tenant.id, role: 'owner', userId: tenant.owner.userId },
      { path: `/api/v1/orgs/${tenant.id}/audit-log/export?format=${format}` },
    );

  it('are cells of one row each, and no formulas', async () => {
    const answer = await download('csv');
    expect(answer.status).toBe(200);
    expect(answer.headers[INJECTED_HEADER]).toBeUndefined();
    const [head = [], ...rows] = rowsOf(answer.text);
    const formulas = rows.flat().filter((cell) => FORMULA.test(cell));
    const torn = rows.filter((row) => row.length !== head.length);
    report({
      row: 'I4',
      target: 'exports: 0 formulas, a row for each entry',
      reached: `${rows.length} rows of ${head.length} cells: ${formulas.length} formulas, ${torn.length} torn rows`,
      pass: formulas.length + torn.length === 0 && rows.length >= texts.length,
    });
    expect(formulas).toEqual([]);
    expect(torn).toEqual([]);
    const names = rows.map((row) => row[head.indexOf('resourceName')]);
    expect(names.filter((name) => !texts.includes(name ?? '') && !texts.includes(name?.slice(1) ?? ''))).toEqual([]);
    expect(new Set(names).size).toBe(texts.length);
  });
});

/** The cells of a text of RFC 4180. */
function rowsOf(text: string): string[][] {
  const rows: string[][] = [[]];
  for (const [, quoted, plain = '', end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/g)) {
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain);
    if (end === '\r\n') rows.push([]);
    if (end === '') break;
  }
  return rows.slice(0, -1);
}
