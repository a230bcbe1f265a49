import { defineErrors } from '@throughline/kernel';

export const refuse = defineErrors({
  registration_refused: {
    category: 'unauthenticated',
    message: 'The registration token is not the one of this installation.',
  },
  runner_unknown: {
    category: 'unauthenticated',
    message: 'This runner is not registered, or has been registered anew. Register again.',
  },
  runner_missing: { category: 'not_found', message: 'There is no such runner.' },
  runner_present: {
    category: 'conflict',
    message: 'The runner was seen within the last two minutes. Stop it first; then it can be removed.',
  },
  job_missing: { category: 'not_found', message: 'There is no such job for this runner.' },
  fence_stale: { category: 'conflict', message: 'The job was taken back: stop it and report nothing more about it.' },
  files_not_wanted: { category: 'unprocessable', message: 'Nothing is to be kept of what this step leaves.' },
  // A conflict and not a 404, which tells a runner that the job is gone.
  files_missing: { category: 'conflict', message: 'They are not kept any more, or this step has not to find them.' },
  artifact_undeclared: { category: 'unprocessable', message: 'The node declares no artifact of this name.' },
});
