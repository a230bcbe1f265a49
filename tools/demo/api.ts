import { setTimeout as sleep } from 'node:timers/promises';
import { ApiProblem, asProblem } from './api-problem.ts';

/** What a person signed in with. */
export interface Person {
  email: string;
  password: string;
  fullName: string;
}

interface Session {
  accessToken: string;
  expiresAt: string;
}

const REQUEST_LIMIT_MS = 15_000;
const RENEW_BEFORE_MS = 60_000;

/** One person's view of the public API. Signs in anew when the access token is about to end. */
export class Api {
  private readonly gatewayUrl: string;
  private readonly person: Person;
  private readonly signal: AbortSignal;
  private session: Session | undefined;

  constructor(gatewayUrl: string, person: Person, signal: AbortSignal) {
    this.gatewayUrl = gatewayUrl;
    this.person = person;
    this.signal = signal;
  }

  /** Asks for the account. Whether the address has one is told in the mail alone. */
  async signUp(): Promise<void> {
    await this.send('POST', '/api/v1/auth/sign-up', this.person);
  }

  /** Begins the account, with the token of the mail. */
  async verify(token: string): Promise<void> {
    this.session = await this.send<Session>('POST', '/api/v1/auth/verify', { token });
  }

  get<T>(path: string): Promise<T> {
    return this.authorized('GET', path);
  }

  post<T>(path: string, body?: object): Promise<T> {
    return this.authorized('POST', path, body);
  }

  put<T>(path: string, body: object): Promise<T> {
    return this.authorized('PUT', path, body);
  }

  /**
   * Like `post`, for a request that names something another service has just made: that service's events may need
   * a moment to arrive, and until then the answer is 404.
   */
  async postWhenKnown<T>(path: string, body: object): Promise<T> {
    const deadline = performance.now() + 15_000;
    for (;;) {
      try {
        return await this.post<T>(path, body);
      } catch (error) {
        const unknown = error instanceof ApiProblem && error.status === 404;
        if (!unknown || performance.now() > deadline) throw error;
        await sleep(100, undefined, { signal: this.signal });
      }
    }
  }

  private async authorized<T>(method: string, path: string, body?: object): Promise<T> {
    if (!this.session || Date.parse(this.session.expiresAt) - Date.now() < RENEW_BEFORE_MS) {
      const { email, password } = this.person;
      this.session = await this.send<Session>('POST', '/api/v1/auth/login', { email, password });
    }
    return this.send<T>(method, path, body, this.session.accessToken);
  }

  private async send<T>(method: string, path: string, body?: object, token?: string): Promise<T> {
    const response = await fetch(`${this.gatewayUrl}${path}`, {
      method,
      headers: {
        ...(body && { 'content-type': 'application/json' }),
        ...(token && { authorization: `Bearer ${token}` }),
      },
      ...(body && { body: JSON.stringify(body) }),
      signal: AbortSignal.any([this.signal, AbortSignal.timeout(REQUEST_LIMIT_MS)]),
    });
    const text = await response.text();
    if (response.ok) return (text === '' ? undefined : JSON.parse(text)) as T;
    throw asProblem(`${method} ${path}`, response.status, text);
  }
}
