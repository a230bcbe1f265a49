import type { ProjectResponse } from '../../../shared/api/generated/types.gen.js';
import { RelativeTime } from '../../../shared/ui/relative-time.js';
import { repositoryName, stackWords, sureness } from '../model/project-words.js';
import classes from './cells.module.css';

/** Where a project's code is. */
export function ProjectRepository({ project: { repository } }: { project: ProjectResponse }) {
  if (!repository) return <span className={classes.dim}>none known</span>;
  const more = [
    repository.provider.replace('_', '-'),
    repository.defaultBranch,
    repository.isPrivate ? 'private' : 'public',
    ...(repository.repositoryId ? [] : ['not connected']),
  ];
  return (
    <span className={classes.two}>
      <span title={repository.url}>{repositoryName(repository)}</span>
      <span className={classes.dim}>{more.join(' · ')}</span>
    </span>
  );
}

/** What a project is written with, and how sure that is. */
export function ProjectStack({ project: { stack } }: { project: ProjectResponse }) {
  if (!stack) return <span className={classes.dim}>not looked at yet</span>;
  return (
    <span className={classes.two}>
      <span>{stackWords(stack)}</span>
      <span className={classes.dim}>
        {sureness(stack)}, <RelativeTime at={stack.detectedAt} />
      </span>
    </span>
  );
}
