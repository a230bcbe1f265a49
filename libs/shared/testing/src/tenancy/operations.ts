/** One operation of an OpenAPI document, as far as tests that are generated from it need to know. */
export interface Operation {
  id: string;
  method: string;
  /** With `{name}` for each parameter. */
  path: string;
  /** What the route declares: a permission, `authenticated` or `public`. */
  permission: string;
  parameters: string[];
  hasBody: boolean;
  isStream: boolean;
  /** Takes an Idempotency-Key. */
  takesKey: boolean;
}

interface Spec {
  operationId?: string;
  'x-permission'?: string;
  requestBody?: unknown;
  parameters?: { name: string; in: string }[];
  responses?: Record<string, { content?: Record<string, unknown> }>;
}

export interface OpenApiDocument {
  paths: Record<string, Record<string, unknown>>;
}

/** Every operation of the document. */
export function operationsOf(document: OpenApiDocument): Operation[] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, spec]) => describe(path, method, spec as Spec)),
  );
}

function describe(path: string, method: string, spec: Spec): Operation {
  return {
    id: spec.operationId ?? `${method} ${path}`,
    method: method.toUpperCase(),
    path,
    permission: spec['x-permission'] ?? '',
    parameters: [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? ''),
    hasBody: spec.requestBody !== undefined,
    isStream: Object.values(spec.responses ?? {}).some(
      (response) => response.content?.['text/event-stream'] !== undefined,
    ),
    takesKey: (spec.parameters ?? []).some(({ name }) => name === 'Idempotency-Key'),
  };
}
