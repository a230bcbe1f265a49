import { randomBytes } from 'node:crypto';
import { Api, type Person } from './api.ts';
import { ApiProblem } from './api-problem.ts';

export interface Cast {
  /** Appended to addresses and names; empty on the first try. */
  suffix: string;
  owner: Person;
  ownerApi: Api;
  colleague: Person;
  colleagueApi: Api;
}

/**
 * Signs up the two people of the story. A demo that was interrupted has left accounts behind; then the next free
 * name is taken.
 */
export async function signUpCast(gatewayUrl: string, signal: AbortSignal): Promise<Cast> {
  for (let attempt = 1; ; attempt++) {
    const suffix = attempt === 1 ? '' : `-${attempt}`;
    const cast = castOf(gatewayUrl, suffix, signal);
    try {
      await cast.ownerApi.signUp();
      await cast.colleagueApi.signUp();
      return cast;
    } catch (error) {
      if (!(error instanceof ApiProblem) || error.status !== 409 || attempt === 50) throw error;
    }
  }
}

function castOf(gatewayUrl: string, suffix: string, signal: AbortSignal): Cast {
  const password = randomBytes(12).toString('base64url');
  const owner = { email: `ada${suffix}@example.org`, password, fullName: 'Ada Lovelace' };
  const colleague = { email: `grace${suffix}@example.org`, password, fullName: 'Grace Hopper' };
  const ownerApi = new Api(gatewayUrl, owner, signal);
  return { suffix, owner, ownerApi, colleague, colleagueApi: new Api(gatewayUrl, colleague, signal) };
}
