import { Switch } from '@mantine/core';
import type { ProfileResponse } from '../../../shared/api/generated/types.gen.js';
import { useUpdateProfile } from '../api/own-account.js';
import { FormProblem } from './form-problem.js';

/** Whether Home shows the first steps; holds at once. */
export function FirstStepsSwitch({ profile }: { profile: ProfileResponse }) {
  const update = useUpdateProfile();
  return (
    <>
      <FormProblem error={update.error} />
      <Switch
        label="Show the first steps on Home"
        description="Until all three are done in the organization."
        checked={!profile.onboardingCompleted}
        disabled={update.isPending}
        onChange={(event) => update.mutate({ body: { onboardingCompleted: !event.currentTarget.checked } })}
      />
    </>
  );
}
