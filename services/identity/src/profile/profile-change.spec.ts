import { changedFields, fieldsAfter } from './profile-change.js';
import type { ProfileRow } from './profiles.repository.js';

const row: ProfileRow = {
  id: 'u',
  email: 'ada@example.org',
  full_name: 'Ada',
  company: 'Acme',
  title: null,
  department: null,
  phone: null,
  time_zone: 'UTC',
  default_mode: 'monitor',
  onboarding: {},
  preferences: {},
  avatar_id: null,
};
const same = {
  company: 'Acme',
  title: null,
  department: null,
  phone: null,
  time_zone: 'UTC',
  default_mode: 'monitor',
  onboarding: { step: 'welcome', completed: false },
};

describe('a change of a profile', () => {
  it.each([
    ['nothing', {}, {}],
    ['a text', { title: ' Engineer ' }, { title: 'Engineer' }],
    ['an empty text', { company: '' }, { company: null }],
    ['spaces', { company: '   ' }, { company: null }],
    [
      'the zone and the mode',
      { timeZone: 'Europe/Berlin', defaultMode: 'build' as const },
      { time_zone: 'Europe/Berlin', default_mode: 'build' },
    ],
    ['the step alone', { onboardingStep: 'service' as const }, { onboarding: { step: 'service', completed: false } }],
  ])('by %s', (_what, request, changed) => expect(fieldsAfter(row, request)).toEqual({ ...same, ...changed }));

  it('is named by what others see of it', () => {
    expect(changedFields(row, row)).toEqual([]);
    const after = { ...row, full_name: 'Ada L.', phone: '1', preferences: { density: 'compact' as const } };
    expect(changedFields(row, after)).toEqual(['full_name', 'phone']);
  });
});
