import { defineErrors } from '@throughline/kernel';

export const refuse = defineErrors({
  not_found: { category: 'not_found', message: 'There is no such thing, or you may not see it.' },
  branch_missing: { category: 'unprocessable', message: 'The repository has no such branch.' },
  repository_unreachable: { category: 'unavailable', message: 'The repository could not be read.' },
  definition_invalid: { category: 'unprocessable', message: 'The pipeline has mistakes, so it was not saved.' },
  file_changed: {
    category: 'conflict',
    message: 'The file was changed since you opened it. Nothing was saved: look at what it says now.',
  },
  draft_elsewhere: {
    category: 'conflict',
    message: 'Another text of this file was kept elsewhere since. It stays: look at it, or keep yours in its place.',
  },
  draft_too_large: { category: 'unprocessable', message: 'The text is larger than a pipeline file may be.' },
  path_unusable: { category: 'unprocessable', message: 'The repository cannot hold a file at this path.' },
  not_taken: {
    category: 'conflict',
    message:
      'The repository does not take commits from here: the branch may be checked out there, or this installation may only read it. Copy the text, and push it yourself.',
  },
});
