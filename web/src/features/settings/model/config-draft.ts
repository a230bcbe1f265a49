import type { ConfigResponse, PutConfigRequest } from '../../../shared/api/generated/types.gen.js';

export type Variable = { key: number; name: string; value: string };
export type Draft = { variables: Variable[]; newSecrets: Variable[]; removeSecrets: string[] };

const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** The editor's copy of a configuration. Secrets have no value here: the server never hands one out. */
export function draftFrom(config: ConfigResponse): Draft {
  const variables = Object.entries(config.variables).map(([name, value], key) => ({ key, name, value }));
  return { variables: variables.toSorted((a, b) => a.name.localeCompare(b.name)), newSecrets: [], removeSecrets: [] };
}

/** Why a draft cannot be saved, in words, or undefined. */
export function draftProblem({ variables, newSecrets }: Draft): string | undefined {
  const names = [...variables, ...newSecrets].map(({ name }) => name);
  const bad = names.find((name) => !NAME.test(name));
  if (bad !== undefined)
    return bad === ''
      ? 'Every entry needs a name'
      : `“${bad}” is not a name: use letters, digits and _, not starting with a digit`;
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  return twice === undefined ? undefined : `${twice} is there twice`;
}

/** The request that makes the draft real: all variables, and only the secrets that change. */
export function requestFrom({ variables, newSecrets, removeSecrets }: Draft): PutConfigRequest {
  const record = (entries: Variable[]) => Object.fromEntries(entries.map(({ name, value }) => [name, value]));
  return {
    variables: record(variables),
    ...(newSecrets.length > 0 ? { secrets: record(newSecrets) } : {}),
    ...(removeSecrets.length > 0 ? { removeSecrets } : {}),
  };
}
