import { describe, expect, it } from 'vitest';
import { actionWords, changedFields } from './audit-words.js';

describe('an audit entry', () => {
  it('says its action in words', () => {
    expect(actionWords('deployments.deployment_requested')).toBe('Deployment requested');
    expect(actionWords('pipelines.vote-cast')).toBe('Vote cast');
  });

  it('lists what differs, and only that', () => {
    const changes = changedFields(
      { role: 'viewer', name: 'Ada', tags: [1] },
      { role: 'admin', name: 'Ada', tags: [1], since: 2 },
    );
    expect(changes).toEqual([
      { name: 'role', before: 'viewer', after: 'admin' },
      { name: 'since', before: undefined, after: '2' },
    ]);
  });

  it('reads a creation and a deletion', () => {
    expect(changedFields(null, { a: 'x' })).toEqual([{ name: 'a', before: undefined, after: 'x' }]);
    expect(changedFields({ a: 'x' }, null)).toEqual([{ name: 'a', before: 'x', after: undefined }]);
  });
});
