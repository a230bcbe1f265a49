import type { ProjectRepositoryResponse, ProjectStackResponse } from '../../../shared/api/generated/types.gen.js';

/** `acme/shop`. */
export function repositoryName({ owner, name }: Pick<ProjectRepositoryResponse, 'owner' | 'name'>): string {
  return owner === null ? name : `${owner}/${name}`;
}

/** `TypeScript · Next.js · npm`. */
export function stackWords({ language, framework, buildTool }: ProjectStackResponse): string {
  const parts = [language, framework, buildTool].filter((part) => part !== null);
  return parts.length > 0 ? parts.join(' · ') : 'nothing recognized';
}

/** `90 % sure`. */
export const sureness = ({ confidence }: ProjectStackResponse): string => `${Math.round(confidence * 100)} % sure`;
