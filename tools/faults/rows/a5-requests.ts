import type { TestService } from '@throughline/testing';
import { PASSWORD } from '../../../services/identity/test/identity-world.js';

/** The requests that a stranger can make with an address, and the status for one that is well formed. */
export const STRANGERS_REQUESTS = {
  'log-in': { path: '/api/v1/auth/login', body: { password: 'a wrong password' }, status: 401 },
  'sign-up': { path: '/api/v1/auth/sign-up', body: { password: PASSWORD, fullName: 'Somebody' }, status: 202 },
  reset: { path: '/api/v1/auth/password-reset', body: {}, status: 202 },
  resend: { path: '/api/v1/auth/verification', body: {}, status: 202 },
};

/** The status that the service answers with. */
export async function post(service: TestService, path: string, body: object): Promise<number> {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`${service.url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
  await answer.arrayBuffer();
  return answer.status;
}
