import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { DerivationRoot } from '@throughline/platform';
import { bearerOf } from '../../gateway/dist/credentials/bearer.js';
import { PasswordHasher } from '../../services/identity/dist/accounts/password-hasher.js';
import { readApiKey } from '../../services/identity/dist/api-keys/api-key-text.js';
import { DerivedKeys } from '../../services/identity/dist/keys/derived-keys.js';
import type { MicroCase, MicroSetup } from './micro-case.ts';

/** API keys and passwords, by the product's own code. */
export async function credentialCases({ kek, apiKey }: MicroSetup): Promise<MicroCase[]> {
  return [...keyCases(kek, apiKey), ...(await passwordCases())];
}

function keyCases(kek: string, apiKey: string): MicroCase[] {
  const root = { derive: (purpose: string) => createHmac('sha256', kek).update(purpose).digest() };
  const keys = new DerivedKeys(root as DerivationRoot);
  const stored = keys.mac('api-key', apiKey);
  const isRight = (text: string): boolean =>
    readApiKey(text) !== undefined && timingSafeEqual(keys.mac('api-key', text), stored);
  const wrong = apiKey.slice(0, -1) + (apiKey.endsWith('0') ? '1' : '0');
  const read = (text: string): string | undefined => bearerOf(`Bearer ${text}`)?.name;
  const named = (): string => createHash('sha256').update(apiKey).digest('base64url');
  return [
    {
      id: 'api-key/check',
      kind: 'ours',
      run: () => isRight(apiKey),
      check: () => Promise.resolve(isRight(apiKey) && !isRight(wrong)),
    },
    {
      id: 'api-key/read',
      kind: 'ours',
      run: () => read(apiKey),
      check: () => Promise.resolve(read(apiKey) === named() && read(apiKey) !== read(wrong)),
    },
    {
      id: 'api-key/bare-sha256',
      kind: 'limit',
      run: named,
      check: () => Promise.resolve(named().length === 43),
    },
  ];
}

async function passwordCases(): Promise<MicroCase[]> {
  const hasher = new PasswordHasher();
  const stored = await hasher.hash('a long password');
  const check = async (): Promise<boolean> =>
    (await hasher.matches(stored, 'a long password')) && !(await hasher.matches(stored, 'another password'));
  return [
    { id: 'password/hash', kind: 'ours', run: () => hasher.hash('a long password'), check },
    { id: 'password/verify', kind: 'ours', run: () => hasher.matches(stored, 'a long password'), check },
  ];
}
