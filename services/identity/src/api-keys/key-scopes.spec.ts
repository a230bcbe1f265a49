import { narrowed, notHeld } from './key-scopes.js';

const RIGHTS = {
  permissions: ['logs.read', 'deployments.create'],
  environmentGrants: {
    dev: { allow: ['hosts.manage', 'config.manage'], deny: [] },
    production: { allow: [], deny: ['deployments.create'] },
  },
};

describe('the scopes of a key', () => {
  it('leave of the holder’s rights what they name, in each environment', () => {
    expect(narrowed(RIGHTS, ['deployments.create', 'config.manage', 'org.manage'])).toEqual({
      permissions: ['deployments.create'],
      environmentGrants: {
        dev: { allow: ['config.manage'], deny: [] },
        production: { allow: [], deny: ['deployments.create'] },
      },
    });
  });

  it('give nothing that the holder lost', () => {
    const lost = { permissions: [], environmentGrants: {} };
    expect(narrowed(lost, ['deployments.create'])).toEqual(lost);
  });

  it.each([
    [['logs.read'], []],
    [['hosts.manage'], []],
    [
      ['logs.read', 'org.manage', 'billing.manage'],
      ['org.manage', 'billing.manage'],
    ],
    [[], []],
  ])('of %p, %p are not the giver’s to give', (scopes, missing) =>
    expect(notHeld(scopes, [{ permissions: [], environmentGrants: {} }, RIGHTS])).toEqual(missing),
  );
});
