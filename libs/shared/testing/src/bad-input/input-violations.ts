import type { FuzzOptions } from '../fuzz/fuzz-violations.js';
import type { OpenApiDocument } from '../tenancy/operations.js';
import type { TestService } from '../test-service.js';
import { type BadInputFixture, badInputViolations } from './bad-input-violations.js';

/** All that bad input is tried with, on every operation of the document: the table of bad bodies, queries and ids (I2), then the fuzzer (I1). */
export async function inputViolations(
  service: TestService,
  document: OpenApiDocument,
  fixture: BadInputFixture,
  options: FuzzOptions = {},
): Promise<string[]> {
  const fromTable = await badInputViolations(service, document, fixture);
  // The fuzzer's library takes half a second to load: it is for those who fuzz, not for every spec.
  const { fuzzViolations } = await import('../fuzz/fuzz-violations.js');
  return [...fromTable, ...(await fuzzViolations(service, document, fixture, options))];
}
