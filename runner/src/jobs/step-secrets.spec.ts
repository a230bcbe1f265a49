import { secretsOf } from './step-secrets.js';

describe('secretsOf', () => {
  it('is what the step declares, and the password of the clone address as sent and as meant', () => {
    const repository = { cloneUrl: 'https://bot:p%40ss-word@git.example/a.git', commitSha: 'a', branch: 'main' };
    expect(secretsOf({ secrets: { TOKEN: 'abc', EMPTY: '' }, repository })).toEqual([
      'abc',
      'p%40ss-word',
      'p@ss-word',
    ]);
  });

  it('is nothing for a step without either', () => {
    expect(secretsOf({ secrets: null, repository: null })).toEqual([]);
    expect(secretsOf({ repository: { cloneUrl: 'file:///srv/a.git', commitSha: 'a', branch: 'main' } })).toEqual([]);
  });
});
