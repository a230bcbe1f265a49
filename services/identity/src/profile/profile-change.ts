import type { UpdateProfileRequest } from './profile.dto.js';
import type { ProfileFields, ProfileRow } from './profiles.repository.js';

/** The profile's fields once the request is applied: what is absent stays, an empty text clears. */
export function fieldsAfter(row: ProfileRow, request: UpdateProfileRequest): ProfileFields {
  const onboarding = { step: row.onboarding.step ?? 'welcome', completed: row.onboarding.completed ?? false };
  return {
    company: textAfter(row.company, request.company),
    title: textAfter(row.title, request.title),
    department: textAfter(row.department, request.department),
    phone: textAfter(row.phone, request.phone),
    time_zone: request.timeZone ?? row.time_zone,
    default_mode: request.defaultMode ?? row.default_mode,
    onboarding: {
      step: request.onboardingStep ?? onboarding.step,
      completed: request.onboardingCompleted ?? onboarding.completed,
    },
  };
}

function textAfter(before: string | null, given: string | undefined): string | null {
  if (given === undefined) return before;
  const text = given.trim();
  return text === '' ? null : text;
}

const AUDITED = ['full_name', 'company', 'title', 'department', 'phone', 'time_zone'] as const;

/** The names of the fields that differ, of those that others see. Their values are the person's own. */
export function changedFields(before: ProfileRow, after: ProfileRow): string[] {
  return AUDITED.filter((field) => before[field] !== after[field]);
}
