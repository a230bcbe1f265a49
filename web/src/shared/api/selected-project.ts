import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { useOrg } from '../lib/use-org.js';
import { listProjectsOptions } from './generated/@tanstack/react-query.gen.js';

/** A predicate for things of the project chosen in the switcher; with "All projects" everything passes. */
export function useSelectedProject(): (thing: { projectId: string }) => boolean {
  const { project } = useSearch({ strict: false });
  const { data } = useQuery({ ...listProjectsOptions({ path: { org: useOrg() } }), staleTime: 60_000 });
  const projectId = data?.items.find(({ slug }) => slug === project)?.id;
  return (thing) => projectId === undefined || thing.projectId === projectId;
}
