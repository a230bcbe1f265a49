import type { QueryClient } from '@tanstack/react-query';
import {
  getRepositoryOptions,
  listPipelineSecretsOptions,
  listVariablesOptions,
} from '../../../../shared/api/generated/@tanstack/react-query.gen.js';
import type { KnownNames } from '../model/value-completions.js';

const NOTHING: KnownNames = { variables: [], secrets: [] };

/** What pipelines of a repository’s project have; nothing where that cannot be had. Asked for once, then remembered. */
export async function knownNames(queryClient: QueryClient, org: string, repositoryId: string): Promise<KnownNames> {
  try {
    const { projectId } = await queryClient.ensureQueryData(getRepositoryOptions({ path: { org, repositoryId } }));
    const asked = { path: { org }, query: { availableTo: projectId, limit: 200 } };
    const [variables, secrets] = await Promise.all([
      queryClient.ensureQueryData(listVariablesOptions(asked)),
      queryClient.ensureQueryData(listPipelineSecretsOptions(asked)),
    ]);
    return { variables: namesOf(variables.items), secrets: namesOf(secrets.items) };
  } catch {
    return NOTHING;
  }
}

const namesOf = (items: readonly { name: string }[]): string[] =>
  [...new Set(items.map(({ name }) => name))].toSorted((a, b) => a.localeCompare(b));
