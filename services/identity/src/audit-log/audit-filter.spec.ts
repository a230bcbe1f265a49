import { auditCondition, givenFilter } from './audit-filter.js';

describe('the filter of the audit log', () => {
  it.each([
    [{}, 'org_id = $1', ['o']],
    [{ actor: 'u' }, 'org_id = $1 AND actor_id = $2::uuid', ['o', 'u']],
    [{ actor: 'system' }, 'org_id = $1 AND actor_id IS NULL', ['o']],
    [{ action: 'member.' }, 'org_id = $1 AND starts_with(action, $2)', ['o', 'member.']],
    [{ text: '50%_\\x' }, 'org_id = $1 AND resource_name ILIKE $2', ['o', '%50\\%\\_\\\\x%']],
    [{ impersonated: true }, 'org_id = $1 AND (impersonator_id IS NOT NULL) = $2', ['o', true]],
    [
      { service: 'identity', resourceKind: 'member', from: 'a', to: 'b' },
      'org_id = $1 AND resource_kind = $2 AND service = $3 AND occurred_at >= $4::timestamptz AND occurred_at < $5::timestamptz',
      ['o', 'member', 'identity', 'a', 'b'],
    ],
  ])('%p', (filter, sql, parameters) => expect(auditCondition('o', filter)).toEqual({ sql, parameters }));

  it('tells what was given', () => {
    const filter = { actor: undefined, action: 'x', impersonated: false } as unknown as Parameters<
      typeof givenFilter
    >[0];
    expect(givenFilter(filter)).toEqual({ action: 'x', impersonated: false });
  });
});
