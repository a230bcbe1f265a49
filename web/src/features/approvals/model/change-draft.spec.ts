import { describe, expect, it } from 'vitest';
import { bodyOf, NEW_CHANGE } from './change-draft.js';

const draft = { ...NEW_CHANGE, title: ' More memory ', type: 'infrastructure', description: '4 GiB' };

describe('bodyOf', () => {
  it('leaves out what is not said', () =>
    expect(bodyOf(draft)).toEqual({
      ...{ title: 'More memory', type: 'infrastructure', description: '4 GiB', priority: 'normal', requiredVotes: 1 },
    }));

  it('says the rest', () => {
    const more = {
      effect: 'It restarts.',
      environmentId: 'e1',
      assigneeId: 'u1',
      requiredVotes: '2',
      groups: ['leads'],
    };
    expect(bodyOf({ ...draft, ...more })).toMatchObject({ ...more, requiredVotes: 2 });
  });

  it('asks for one vote where the number was emptied', () =>
    expect(bodyOf({ ...draft, requiredVotes: '' }).requiredVotes).toBe(1));
});
