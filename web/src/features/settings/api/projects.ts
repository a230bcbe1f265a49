import { useQuery } from '@tanstack/react-query';
import {
  createProjectMutation,
  deleteProjectMutation,
  listProjectsOptions,
  updateProjectMutation,
} from '../../../shared/api/generated/@tanstack/react-query.gen.js';
import { useChange } from '../../../shared/api/use-change.js';

const PROJECTS = ['listProjects', 'getProject', 'getEntitlements'];

export const useProjects = (org: string) => useQuery(listProjectsOptions({ path: { org } }));
export const useCreateProject = () =>
  useChange(createProjectMutation(), { touches: PROJECTS, done: 'Project created', isInline: true });
export const useUpdateProject = () => useChange(updateProjectMutation(), { touches: PROJECTS });
export const useDeleteProject = () =>
  useChange(deleteProjectMutation(), { touches: PROJECTS, done: 'Project deleted', isInline: true });
