import { client } from './generated/client.gen.js';
import { sessionFetch } from './http-client.js';
import { toProblemError } from './problem-error.js';

/** Teaches the generated client our session, our errors and one idempotency key per submit. Called once, by main. */
export function configureClient(): void {
  client.setConfig({ baseUrl: window.location.origin, fetch: sessionFetch, credentials: 'same-origin' });
  client.interceptors.error.use((error, response) => toProblemError(error, response));
}
