import { defineErrors } from '@throughline/kernel';

export const refuse = defineErrors({
  not_found: { category: 'not_found', message: 'There is no such thing, or you may not see it.' },
  clone_url_refused: { category: 'unprocessable', message: 'This clone URL cannot be used.' },
  repository_name_taken: { category: 'conflict', message: 'The organization has a repository of this name.' },
  forks_of_nothing: { category: 'unprocessable', message: 'Only a rule for pull requests can allow forks.' },
  branch_rule_changed: { category: 'conflict', message: 'The rule was changed meanwhile; look at it before you do.' },
  branch_rule_taken: { category: 'conflict', message: 'The repository has a rule for this pattern.' },
});
