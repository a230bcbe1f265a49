/** `deployments.deployment_requested` as a person reads it: `Deployment requested`. */
export function actionWords(action: string): string {
  const words = (action.split('.').at(-1) ?? action).replaceAll(/[_-]+/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export type FieldChange = { name: string; before: string | undefined; after: string | undefined };

/** The fields that differ between the two sides of an entry, in order of name. */
export function changedFields(
  before: Record<string, unknown> | null,
  after: Record<string, unknown> | null,
): FieldChange[] {
  const names = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})]);
  return [...names]
    .toSorted()
    .map((name) => ({ name, before: show(before?.[name]), after: show(after?.[name]) }))
    .filter((change) => change.before !== change.after);
}

function show(value: unknown): string | undefined {
  if (value === undefined) return undefined;
  return typeof value === 'string' ? value : JSON.stringify(value);
}
