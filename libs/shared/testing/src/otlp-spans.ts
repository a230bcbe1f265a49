/** What the tests look at of a span. */
export interface CollectedSpan {
  service: string;
  traceId: string;
  spanId: string;
  /** Empty for the first span of a trace. */
  parentSpanId: string;
  name: string;
  /** As OTLP numbers them. */
  kind: 'unspecified' | 'internal' | 'server' | 'client' | 'producer' | 'consumer';
  attributes: Record<string, string | number>;
  isError: boolean;
}

type Fields = Map<number, (Buffer | bigint)[]>;

const KINDS = ['unspecified', 'internal', 'server', 'client', 'producer', 'consumer'] as const;
const ERROR = 2n;

/**
 * Reads an ExportTraceServiceRequest (opentelemetry-proto v1) as far as the tests need it; independent of the
 * exporter's own code, so that it also proves what the exporter writes.
 */
export function decodeSpans(request: Buffer): CollectedSpan[] {
  return messages(fieldsOf(request), 1).flatMap((resourceSpans) => {
    const [resource] = messages(resourceSpans, 1);
    const service = String((resource ? attributesOf(resource, 1) : {})['service.name'] ?? '');
    const scopes = messages(resourceSpans, 2);
    return scopes.flatMap((scope) => messages(scope, 2).map((span) => spanOf(span, service)));
  });
}

function spanOf(span: Fields, service: string): CollectedSpan {
  const [status] = messages(span, 15);
  return {
    service,
    traceId: bytes(span, 1).toString('hex'),
    spanId: bytes(span, 2).toString('hex'),
    parentSpanId: bytes(span, 4).toString('hex'),
    name: bytes(span, 5).toString(),
    kind: KINDS[Number(span.get(6)?.[0] ?? 0)] ?? 'unspecified',
    attributes: attributesOf(span, 9),
    isError: status?.get(3)?.[0] === ERROR,
  };
}

function attributesOf(message: Fields, field: number): Record<string, string | number> {
  const pairs = messages(message, field).map((pair) => {
    const [value] = messages(pair, 2);
    return [bytes(pair, 1).toString(), value ? valueOf(value) : ''] as const;
  });
  return Object.fromEntries(pairs);
}

function valueOf(value: Fields): string | number {
  const number = value.get(3)?.[0];
  return typeof number === 'bigint' ? Number(number) : bytes(value, 1).toString();
}

function messages(message: Fields, field: number): Fields[] {
  return (message.get(field) ?? []).filter((part) => Buffer.isBuffer(part)).map(fieldsOf);
}

function bytes(message: Fields, field: number): Buffer {
  const part = message.get(field)?.[0];
  return Buffer.isBuffer(part) ? part : Buffer.alloc(0);
}

/** The fields of a protobuf message by number: varints as numbers, everything else as bytes. */
function fieldsOf(message: Buffer): Fields {
  const fields: Fields = new Map();
  let at = 0;
  const varint = (): bigint => {
    let value = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const byte = message.readUInt8(at++);
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
  };
  const take = (length: number): Buffer => {
    at += length;
    return message.subarray(at - length, at);
  };
  while (at < message.length) {
    const key = Number(varint());
    const wire = key & 7;
    const value = wire === 0 ? varint() : take(wire === 1 ? 8 : wire === 5 ? 4 : Number(varint()));
    fields.set(key >> 3, [...(fields.get(key >> 3) ?? []), value]);
  }
  return fields;
}
