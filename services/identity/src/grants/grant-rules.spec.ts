import { changeOf } from './grant-rules.js';

const none = { restricted: [], grants: new Map() };
const DEPLOY = 'deployments.create';
const VOTE = 'approvals.vote';

describe('changeOf', () => {
  it('is nothing for the same again, in any order', () => {
    const grants = new Map([['developer', { allow: [DEPLOY, VOTE], deny: [] }]]);
    const same = new Map([['developer', { allow: [VOTE, DEPLOY], deny: [] }]]);
    const change = changeOf({ restricted: [DEPLOY, VOTE], grants }, { restricted: [VOTE, DEPLOY], grants: same });
    expect(change).toEqual({ permissions: [], subjects: [], concernsAll: false });
  });
  it('concerns everybody when a restriction comes or goes', () => {
    const restricted = { ...none, restricted: [DEPLOY] };
    for (const [before, after] of [
      [none, restricted],
      [restricted, none],
    ] as const) {
      expect(changeOf(before, after)).toEqual({ permissions: [DEPLOY], subjects: [], concernsAll: true });
    }
  });
  it('concerns those whose grants differ', () => {
    const before = new Map([
      ['developer', { allow: [DEPLOY], deny: [] }],
      ['viewer', { allow: [VOTE], deny: [] }],
    ]);
    const after = new Map([
      ['developer', { allow: [], deny: [DEPLOY] }],
      ['viewer', { allow: [VOTE], deny: [] }],
      ['ada', { allow: [], deny: [VOTE] }],
    ]);
    expect(changeOf({ ...none, grants: before }, { ...none, grants: after })).toEqual({
      permissions: [VOTE, DEPLOY],
      subjects: ['developer', 'ada'],
      concernsAll: false,
    });
  });
});
