import type { QueryClient } from '@tanstack/react-query';
import { getOrganizationOptions } from './generated/@tanstack/react-query.gen.js';
import { ProblemError } from './problem-error.js';

/**
 * The slug that an organization has now, when the text is one that it had not long ago: old links go on working.
 * Undefined when it leads nowhere for this person.
 */
export async function slugOfFormer(queryClient: QueryClient, org: string): Promise<string | undefined> {
  try {
    const { slug } = await queryClient.fetchQuery({ ...getOrganizationOptions({ path: { org } }), retry: false });
    return slug === org ? undefined : slug;
  } catch (error) {
    if (error instanceof ProblemError && (error.status === 404 || error.status === 400)) return undefined;
    throw error;
  }
}
