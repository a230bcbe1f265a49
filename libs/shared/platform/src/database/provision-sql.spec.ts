import { provisionQueueSql, provisionServiceSql, SERVICES } from './provision-sql.js';

describe('provisionServiceSql', () => {
  it('is the same every time', () => {
    const passwords = { owner: 'a', service: 'b' };
    expect(provisionServiceSql('billing', passwords)).toEqual(provisionServiceSql('billing', passwords));
  });

  it('quotes passwords', () => {
    const sql = provisionServiceSql('billing', { owner: `o'; DROP ROLE x; --`, service: 's' }).join('\n');
    expect(sql).toContain(`PASSWORD 'o''; DROP ROLE x; --'`);
    expect(() => provisionQueueSql('back\\slash')).toThrow('backslash');
  });

  it.each(['', 'Billing', 'a-b', 'a b', 'a;b', '"a"'])('refuses the name %p', (name) => {
    expect(() => provisionServiceSql(name, { owner: 'a', service: 'b' })).toThrow('not a name');
  });

  it('names the five services', () => {
    expect(SERVICES).toEqual(['identity', 'pipelines', 'deployments', 'observability', 'billing']);
  });
});
