/** As much of a JSON Schema as that of pipeline files uses. */
export type Schema = {
  type?: string | string[];
  description?: string;
  enum?: readonly (string | number | boolean)[];
  minimum?: number;
  maximum?: number;
  maxLength?: number;
  properties?: Readonly<Record<string, Schema>>;
  required?: readonly string[];
  items?: Schema;
  anyOf?: readonly Schema[];
  definitions?: Readonly<Record<string, Schema>>;
};

const BLOCKS = new Set(['nodes', 'onFailure', 'finally']);

/**
 * The schema of what lies at a path: `['nodes', 'test', 'retry']`.
 * @param kind of the node that the path leads through, where it is known
 */
export function schemaAt(root: Schema, path: readonly string[], kind: string | undefined): Schema | undefined {
  const [block, key, ...rest] = path;
  const isInNode = block !== undefined && BLOCKS.has(block) && key !== undefined;
  const start = isInNode ? nodeSchema(root, kind) : root;
  return (isInNode ? rest : path).reduce<Schema | undefined>(
    (schema, name) => schema && propertiesOf(schema)[name],
    start,
  );
}

/** The schema of nodes of a kind; of any node, for a kind that there is not. */
export const nodeSchema = (root: Schema, kind: string | undefined): Schema | undefined =>
  root.definitions?.[kind ?? ''] ?? root.definitions?.['node'];

export const propertiesOf = (schema: Schema): Readonly<Record<string, Schema>> =>
  schema.properties ?? schema.anyOf?.find(({ properties }) => properties)?.properties ?? {};

/** The words that a value can be. */
export function wordsOf(schema: Schema): string[] {
  if (schema.enum) return schema.enum.map(String);
  if (schema.type === 'boolean') return ['true', 'false'];
  return schema.items ? wordsOf(schema.items) : [];
}
