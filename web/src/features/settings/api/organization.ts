import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import {
  createChildMutation,
  getOrganizationOptions,
  listChildrenOptions,
  updateChildMutation,
  updateOrganizationMutation,
} from '../../../shared/api/generated/@tanstack/react-query.gen.js';
import { useChange } from '../../../shared/api/use-change.js';

const MINE = ['listMyOrganizations', 'getMe'];
const CHILDREN = ['listChildren', 'listMyOrganizations'];

export const useOrganization = (org: string) => useQuery(getOrganizationOptions({ path: { org } }));
export const useChildren = (org: string) => useQuery({ ...listChildrenOptions({ path: { org } }), retry: false });

export const useUpdateOrganization = () =>
  useChange(updateOrganizationMutation(), { touches: [...MINE, 'getOrganization'], done: 'Saved', isInline: true });
export const useCreateChild = () =>
  useChange(createChildMutation(), { touches: CHILDREN, done: 'Organization created', isInline: true });
export const useUpdateChild = () => useChange(updateChildMutation(), { touches: CHILDREN, done: 'Saved' });

/** Goes on under the organization's new address. What was read under the old one is forgotten. */
export function useFollowSlug(): (slug: string) => void {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  return (slug) => {
    void queryClient.invalidateQueries();
    void navigate({ to: '/$org/settings/organization', params: { org: slug }, replace: true });
  };
}
