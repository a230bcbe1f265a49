import { defineErrors } from '@throughline/kernel';

export const refuse = defineErrors({
  not_found: { category: 'not_found', message: 'There is no such thing, or you may not see it.' },
  execution_ended: { category: 'conflict', message: 'The execution has ended; there is nothing to cancel.' },
  not_running: { category: 'conflict', message: 'Only an execution that is running or waiting can be paused.' },
  not_paused: { category: 'conflict', message: 'The execution is not paused, so there is nothing to resume.' },
  branch_missing: { category: 'unprocessable', message: 'The repository has no such branch.' },
  commit_not_on_branch: { category: 'unprocessable', message: 'The commit is not on this branch.' },
  repository_unreachable: { category: 'unavailable', message: 'The repository could not be read.' },
  repository_removed: { category: 'conflict', message: 'The repository of this pipeline was removed.' },
});
