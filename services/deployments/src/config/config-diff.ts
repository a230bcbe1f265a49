/** A version of a configuration as it is compared: secrets by the id of their row, never by value. */
export interface ConfigSnapshot {
  variables: Readonly<Record<string, string>>;
  /** Name → id of the secret's row. */
  secrets: Readonly<Record<string, string>>;
}

export interface ConfigChange {
  name: string;
  change: 'added' | 'changed' | 'removed';
}

export const EMPTY_CONFIG: ConfigSnapshot = { variables: {}, secrets: {} };

/** What is different in `after`, by name. A variable that became a secret has changed. */
export function diffConfig(before: ConfigSnapshot, after: ConfigSnapshot): ConfigChange[] {
  const old = entriesOf(before);
  const fresh = entriesOf(after);
  const names = [...new Set([...old.keys(), ...fresh.keys()])].sort();
  return names.flatMap((name) => {
    const change = changeOf(old.get(name), fresh.get(name));
    return change ? [{ name, change }] : [];
  });
}

function entriesOf(config: ConfigSnapshot): Map<string, string> {
  const variables = Object.entries(config.variables).map(([name, text]) => [name, `variable ${text}`] as const);
  const secrets = Object.entries(config.secrets).map(([name, id]) => [name, `secret ${id}`] as const);
  return new Map([...variables, ...secrets]);
}

function changeOf(before: string | undefined, after: string | undefined): ConfigChange['change'] | undefined {
  if (before === after) return undefined;
  if (before === undefined) return 'added';
  return after === undefined ? 'removed' : 'changed';
}
