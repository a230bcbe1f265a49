export interface Operation {
  operationId: string;
  tags?: string[];
  [key: string]: unknown;
}

export interface ApiDocument {
  openapi: string;
  info: { title: string; version: string };
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, unknown>; securitySchemes?: Record<string, unknown> };
}

/** A document and where it came from, for messages. */
export interface Source {
  name: string;
  document: ApiDocument;
}
