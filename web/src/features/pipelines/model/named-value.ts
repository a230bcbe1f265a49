import type { PipelineSecretResponse, VariableResponse } from '../../../shared/api/generated/types.gen.js';
import { oneOf, text } from '../../../shared/lib/search-params.js';

export const VALUE_KINDS = ['variable', 'secret'] as const;
export type ValueKind = (typeof VALUE_KINDS)[number];
export type NamedValue = VariableResponse | PipelineSecretResponse;
/** Names of projects by their ids. */
export type ProjectNames = ReadonlyMap<string, string>;

/** Of what the list is: `organization`, or the id of a project; of everything without. */
export type ValueSearch = { tab?: ValueKind | undefined; of?: string | undefined };
const ORGANIZATION = 'organization';

export const readValueSearch = (raw: Record<string, unknown>): ValueSearch => ({
  ...{ tab: oneOf(raw['tab'], VALUE_KINDS), of: text(raw['of']) },
});

/** What a list of a search asks for: of a project all that its pipelines have. */
export function listQuery(of: string | undefined): { availableTo?: string; level?: 'organization' } {
  if (of === undefined) return {};
  return of === ORGANIZATION ? { level: ORGANIZATION } : { availableTo: of };
}

/** Where a name comes from, in words: its project, or the organization and which of its projects have it. */
export function originWords(value: NamedValue, projects: ProjectNames): string {
  if (value.projectId !== null) return nameOf(value.projectId, projects);
  const kept = 'projectIds' in value ? value.projectIds : null;
  if (kept === null) return 'All projects';
  return kept.length === 0 ? 'No project' : listed(kept, projects);
}

/** What takes its place, or whose place it takes; undefined for most. */
export function overrideWords(value: NamedValue, projects: ProjectNames): string | undefined {
  if (value.overrides) return 'in place of the organization’s';
  if (value.overriddenIn.length === 0) return undefined;
  return `but ${listed(value.overriddenIn, projects)}`;
}

/** Whether a project's pipelines have another of the name. */
export const isOverriddenFor = (value: NamedValue, of: string | undefined): boolean =>
  of !== undefined && value.overriddenIn.includes(of);

/** Two names and the number of the others. */
function listed(ids: readonly string[], projects: ProjectNames): string {
  const [first = '', second, ...others] = ids.map((id) => nameOf(id, projects));
  if (second === undefined) return first;
  return others.length === 0 ? `${first} and ${second}` : `${first}, ${second} and ${others.length} more`;
}

const nameOf = (id: string, projects: ProjectNames): string => projects.get(id) ?? 'another project';

/** The permission that changes a value of a level. */
export const permissionOf = (level: NamedValue['level']): 'org.manage' | 'repositories.manage' =>
  level === ORGANIZATION ? 'org.manage' : 'repositories.manage';
