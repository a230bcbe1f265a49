import { Injectable } from '@nestjs/common';
import { hash, verify } from '@node-rs/argon2';
import { randomBytes } from 'node:crypto';

// OWASP Password Storage Cheat Sheet: argon2id (the library's default) with 19 MiB, 2 passes, 1 lane.
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** argon2id. The work is the same whether or not there is a hash to compare with. */
@Injectable()
export class PasswordHasher {
  private readonly nobodys = hash(randomBytes(32), COST);

  /** The PHC string to store. */
  hash(password: string): Promise<string> {
    return hash(password.normalize('NFKC'), COST);
  }

  /** Whether the password is the hash's; false, after the same work, without a hash. */
  async matches(stored: string | undefined, password: string): Promise<boolean> {
    const isRight = await verify(stored ?? (await this.nobodys), password.normalize('NFKC'));
    return stored !== undefined && isRight;
  }
}
