import { describe, expect, it } from 'vitest';
import { draftFrom, draftProblem, requestFrom } from './config-draft.js';

const config = {
  serviceId: 's',
  environmentId: 'e',
  version: 3,
  variables: { PORT_NAME: 'http', LOG_LEVEL: 'info' },
  secrets: [{ name: 'DATABASE_URL', setAt: '2026-11-20T00:00:00Z' }],
  updatedAt: null,
};
const entry = (name: string, value = '') => ({ key: 9, name, value });

describe('a configuration draft', () => {
  it('saves unchanged variables as they are and touches no secret', () => {
    expect(requestFrom(draftFrom(config))).toEqual({ variables: { LOG_LEVEL: 'info', PORT_NAME: 'http' } });
  });

  it('sends only secrets that are set anew or removed', () => {
    const draft = { ...draftFrom(config), newSecrets: [entry('API_KEY', 'x')], removeSecrets: ['DATABASE_URL'] };
    expect(requestFrom(draft)).toMatchObject({ secrets: { API_KEY: 'x' }, removeSecrets: ['DATABASE_URL'] });
  });

  it.each([
    [[entry('')], 'Every entry needs a name'],
    [[entry('1ST')], '“1ST” is not a name'],
    [[entry('A'), entry('A')], 'A is there twice'],
  ])('refuses %o', (variables, problem) => {
    expect(draftProblem({ variables, newSecrets: [], removeSecrets: [] })).toContain(problem);
  });

  it('refuses a secret under the name of a variable', () => {
    expect(draftProblem({ variables: [entry('A')], newSecrets: [entry('A')], removeSecrets: [] })).toBe(
      'A is there twice',
    );
  });
});
