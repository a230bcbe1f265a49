import type { FurnishedService, OpenApiDocument } from '@throughline/testing';
import type { Scanned } from './s1-leaks.ts';
import type { Surroundings } from './s1-surroundings.ts';
import { Secrets } from './s1-secrets.ts';

/** What is to be scanned of a furnished service; its key is one of the secrets. */
export async function scannedOf(
  furnished: FurnishedService,
  document: OpenApiDocument,
  surroundings: Surroundings,
): Promise<{ secrets: Secrets; scanned: Scanned }> {
  const { service, orgId, params, claims } = furnished;
  const secrets = new Secrets();
  secrets.know('the KEK', TEST_KEK);
  const bearer = async (id: string) => service.bearer(claims(id));
  secrets.know('an internal token', (await bearer('')).slice('Bearer '.length));
  await service.relay(); // so that the queues hold what they are given
  return { secrets, scanned: { url: service.url, bearer, document, orgId, params, db: service.db, surroundings } };
}

/** Of `testConfig`. */
const TEST_KEK = Buffer.alloc(32, 7).toString('base64');
