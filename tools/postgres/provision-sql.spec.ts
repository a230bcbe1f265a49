import { provisionQueueSql, provisionSql, SERVICES } from './provision-sql.mjs';

describe('provisionSql', () => {
  it('is the same every time', () => {
    const passwords = { owner: 'a', service: 'b' };
    expect(provisionSql('billing', passwords)).toEqual(provisionSql('billing', passwords));
  });

  it('quotes passwords', () => {
    const sql = provisionSql('billing', { owner: `o'; DROP ROLE x; --`, service: 's' }).join('\n');
    expect(sql).toContain(`PASSWORD 'o''; DROP ROLE x; --'`);
    expect(() => provisionQueueSql('back\\slash')).toThrow('backslash');
  });

  it.each(['', 'Billing', 'a-b', 'a b', 'a;b', '"a"'])('refuses the name %p', (name) => {
    expect(() => provisionSql(name, { owner: 'a', service: 'b' })).toThrow('not a name');
  });

  it('names the five services', () => {
    expect(SERVICES).toEqual(['identity', 'pipelines', 'deployments', 'observability', 'billing']);
  });
});
