import type { InternalTokenClaims } from '@throughline/contracts';
import type { TestService } from './test-service.js';

/**
 * A service under test with one of everything, and what it takes to call each of its operations: what the generated specs
 * of a service, and the rows that run over all services, have in common. Each service has one, beside its specs.
 */
export interface FurnishedService {
  service: TestService;
  /** Its schema in the database. */
  schema: string;
  orgId: string;
  /** For each path parameter but `org`, and for what bodies and queries name: the id of a thing of the organization. */
  params: Record<string, string>;
  /** For each operation with a body: one with which it succeeds. */
  bodies: Record<string, object>;
  /** Who may call the operation. */
  claims: (operationId: string) => Partial<InternalTokenClaims>;
  /** Stops the service and removes what it has left. */
  close(): Promise<void>;
}
