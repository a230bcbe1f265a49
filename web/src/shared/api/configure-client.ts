import { client } from './generated/client.gen.js';
import { sessionFetch } from './http-client.js';
import { toProblemError } from './problem-error.js';

/** Teaches the generated client our session, our errors and one idempotency key per POST. Called once, by main. */
export function configureClient(): void {
  client.setConfig({ baseUrl: window.location.origin, fetch: sessionFetch, credentials: 'same-origin' });
  client.interceptors.error.use((error, response) => toProblemError(error, response));
  client.interceptors.request.use((request) => {
    const isWrite = request.method === 'POST' && !request.headers.has('Idempotency-Key');
    if (isWrite && !request.url.includes('/api/v1/auth/')) request.headers.set('Idempotency-Key', crypto.randomUUID());
    return request;
  });
}
