import { Injectable } from '@nestjs/common';
import { DerivationRoot } from '@throughline/platform';
import { createHmac } from 'node:crypto';

export type KeyPurpose = 'api-key' | 'refresh-successor' | 'login-attempt';

/** One key for each purpose, derived from a sealed root: a dump of the database alone checks no guess. */
@Injectable()
export class DerivedKeys {
  private readonly keys = new Map<KeyPurpose, Buffer>();

  constructor(private readonly root: DerivationRoot) {}

  /** HMAC-SHA-256 of the parts under the purpose's key; 32 bytes. */
  mac(purpose: KeyPurpose, ...parts: (string | Buffer)[]): Buffer {
    const mac = createHmac('sha256', this.key(purpose));
    for (const part of parts) {
      const bytes = Buffer.from(part as string);
      mac.update(`${bytes.length}:`).update(bytes); // lengths keep ('ab','c') and ('a','bc') apart
    }
    return mac.digest();
  }

  private key(purpose: KeyPurpose): Buffer {
    const key = this.keys.get(purpose) ?? this.root.derive(`throughline/identity/${purpose}`);
    this.keys.set(purpose, key);
    return key;
  }
}
