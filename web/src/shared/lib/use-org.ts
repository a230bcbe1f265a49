import { useParams } from '@tanstack/react-router';

/** The slug of the organization in the URL. Only for what is shown below `/$org`. */
export function useOrg(): string {
  const { org } = useParams({ strict: false });
  if (!org) throw new Error('useOrg is used outside of an organization');
  return org;
}
