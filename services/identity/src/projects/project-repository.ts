import { repositoryAddress } from '@throughline/kernel';
import type { ProjectRow } from './project.row.js';
import type { ProjectRepositoryFields } from './projects.dto.js';
import { refuse } from './projects.errors.js';

export type RepositoryColumns = Pick<
  ProjectRow,
  'repository_url' | 'provider' | 'repository_owner' | 'repository_name' | 'default_branch' | 'is_private'
>;

export const NO_REPOSITORY: RepositoryColumns = {
  repository_url: null,
  provider: null,
  repository_owner: null,
  repository_name: null,
  default_branch: null,
  is_private: null,
};

const isNamed = ({ repositoryUrl, defaultBranch, isPrivate }: ProjectRepositoryFields): boolean =>
  repositoryUrl !== undefined || defaultBranch !== undefined || isPrivate !== undefined;

/**
 * Where a project's code is once the fields are applied to what is known. Refuses an address that is none, and any
 * change while a connected repository tells it.
 */
export function withRepository(
  before: RepositoryColumns & { repository_id?: string | null },
  fields: ProjectRepositoryFields,
): RepositoryColumns {
  if (!isNamed(fields)) return before;
  if (before.repository_id) throw refuse('repository_connected');
  const { repositoryUrl = before.repository_url ?? '' } = fields;
  if (repositoryUrl === '') return NO_REPOSITORY;
  return {
    ...addressColumns(repositoryUrl),
    default_branch: fields.defaultBranch ?? before.default_branch ?? 'main',
    is_private: fields.isPrivate ?? before.is_private ?? true,
  };
}

function addressColumns(url: string): Omit<RepositoryColumns, 'default_branch' | 'is_private'> {
  const address = repositoryAddress(url);
  if (!address || address.provider === 'local') {
    throw refuse('repository_url_invalid', undefined, [{ pointer: '/repositoryUrl', message: 'is not an address' }]);
  }
  const { provider, owner, name } = address;
  return { repository_url: address.url, provider, repository_owner: owner, repository_name: name };
}
