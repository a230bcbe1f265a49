import { Injectable } from '@nestjs/common';
import { createHash, randomBytes } from 'node:crypto';
import { DerivedKeys } from '../keys/derived-keys.js';

const SHAPE = /^[\w-]{43}$/;

/**
 * The texts of refresh tokens: 256 bits, base64url, stored as a hash. A successor is computed from its parent's text,
 * a random seed that the database keeps and a key that it does not. So the direct parent can be given the same
 * successor again, although no token is stored.
 */
@Injectable()
export class RefreshTokens {
  constructor(private readonly keys: DerivedKeys) {}

  first(): string {
    return randomBytes(32).toString('base64url');
  }

  newSeed(): Buffer {
    return randomBytes(32);
  }

  successor(parent: string, seed: Buffer): string {
    return this.keys.mac('refresh-successor', parent, seed).toString('base64url');
  }

  /** What is stored of a token; undefined for a text that never was one. */
  hash(text: string): Buffer | undefined {
    return SHAPE.test(text) ? createHash('sha256').update(text).digest() : undefined;
  }
}
