import { describe, expect, it } from 'vitest';
import type { EnvironmentGrantsResponse } from '../../../shared/api/generated/types.gen.js';
import { draftOf, requestOf, withRestriction, withRule } from './grants-draft.js';

const DEPLOY = 'deployments.create';
const stored: EnvironmentGrantsResponse = {
  environmentId: 'e',
  slug: 'production',
  name: 'Production',
  class: 'production',
  restricted: [DEPLOY],
  grants: [
    { role: 'developer', userId: null, userName: null, allow: [DEPLOY], deny: ['approvals.vote'] },
    { role: null, userId: 'ada', userName: 'Ada', allow: [], deny: [DEPLOY] },
  ],
  who: [],
};

describe('the draft of an environment', () => {
  it('goes back to the server as it came', () =>
    expect(requestOf(draftOf(stored))).toEqual({
      restricted: [DEPLOY],
      grants: [
        { role: 'developer', allow: [DEPLOY], deny: ['approvals.vote'] },
        { userId: 'ada', allow: [], deny: [DEPLOY] },
      ],
    }));

  it('has one effect for a subject and a permission', () => {
    const rule = { permission: DEPLOY, subject: 'member:ada' } as const;
    const changed = withRule(draftOf(stored), rule, 'allow');
    expect(requestOf(changed).grants).toContainEqual({ userId: 'ada', allow: [DEPLOY], deny: [] });
    expect(requestOf(withRule(changed, rule, undefined)).grants).toHaveLength(1);
  });

  it('restricts and opens again', () => {
    const open = withRestriction(draftOf(stored), DEPLOY, false);
    expect(open.restricted).toEqual([]);
    expect(withRestriction(withRestriction(open, DEPLOY, true), DEPLOY, true).restricted).toEqual([DEPLOY]);
  });
});
