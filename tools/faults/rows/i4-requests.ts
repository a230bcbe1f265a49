import type { FurnishedService, OpenApiDocument, Operation } from '@throughline/testing';
import { FuzzDocument } from '../../../libs/shared/testing/src/fuzz/fuzz-document.ts';
import type { Injection } from './i4-corpus.ts';
import { stringFields, withField } from './i4-string-fields.ts';

/** A request with one injected string; everything else in it is right. */
export interface InjectedRequest {
  /** Where the string is: `body name`, `query text`, `path {org}`, `header x-mailbox-key`. */
  field: string;
  path: string;
  headers: Record<string, string>;
  body: string | undefined;
}

export type Target = Pick<FurnishedService, 'orgId' | 'params' | 'bodies'> & {
  document: OpenApiDocument;
  reader: FuzzDocument;
  paramsOf?: Record<string, Record<string, string>>;
};

interface Spec {
  parameters?: { name: string; in: string }[];
}

/** A request for each string field of the operation, with the injection in it. */
export function requestsWith(operation: Operation, { text }: Injection, target: Target): InjectedRequest[] {
  const params: Record<string, string> = { ...target.params, ...target.paramsOf?.[operation.id], org: target.orgId };
  const right = { path: pathOf(operation, params), headers: {}, body: bodyText(target.bodies[operation.id]) };
  const spec = target.document.paths[operation.path]?.[operation.method.toLowerCase()] as Spec;
  const others = (spec.parameters ?? []).filter(({ in: place }) => place !== 'path');
  return [
    ...operation.parameters.map((name) => ({
      ...{ ...right, field: `path {${name}}` },
      path: pathOf(operation, { ...params, [name]: text }),
    })),
    ...others.flatMap(({ name, in: place }): InjectedRequest[] => {
      if (place === 'query')
        return [{ ...right, field: `query ${name}`, path: `${right.path}?${name}=${encoded(text)}` }];
      return isHeader(text) ? [{ ...right, field: `header ${name}`, headers: { [name]: text } }] : [];
    }),
    ...bodiesWith(operation, text, target).map((body) => ({ ...right, ...body })),
  ];
}

function bodiesWith(
  operation: Operation,
  text: string,
  { reader, bodies }: Target,
): Pick<InjectedRequest, 'field' | 'body'>[] {
  const media = operation.hasBody ? reader.body(operation.path, operation.method) : undefined;
  if (!media?.media.endsWith('json')) return [];
  const right = bodies[operation.id] ?? {};
  return stringFields(media.schema, reader.schemas, right).map((field) => ({
    field: `body ${field.join('.')}`,
    body: JSON.stringify(withField(right, field, text)),
  }));
}

const bodyText = (body: object | undefined): string | undefined => (body ? JSON.stringify(body) : undefined);
/** What a client can send at all as the value of a header. */
const isHeader = (text: string): boolean => /^[\x21-\x7e]([\x20-\x7e]*[\x21-\x7e])?$/.test(text);
const encoded = (text: string): string => encodeURIComponent(text);

function pathOf({ path }: Operation, params: Record<string, string>): string {
  return path.replace(/\{(\w+)\}/g, (_, name: string) => encoded(params[name] ?? 'missing'));
}
