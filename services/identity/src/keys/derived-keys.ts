import { Inject, Injectable } from '@nestjs/common';
import { PLATFORM_CONFIG, type PlatformConfig } from '@throughline/platform';
import { createHmac, hkdfSync } from 'node:crypto';

export type KeyPurpose = 'api-key' | 'refresh-successor' | 'login-attempt';

/** One key for each purpose, derived from the key-encryption key: a dump of the database alone checks no guess. */
@Injectable()
export class DerivedKeys {
  private readonly keys: Record<KeyPurpose, Buffer>;

  constructor(@Inject(PLATFORM_CONFIG) config: PlatformConfig) {
    const derive = (purpose: KeyPurpose): Buffer =>
      Buffer.from(hkdfSync('sha256', Buffer.from(config.KEK, 'base64'), '', `throughline/identity/${purpose}`, 32));
    this.keys = {
      'api-key': derive('api-key'),
      'refresh-successor': derive('refresh-successor'),
      'login-attempt': derive('login-attempt'),
    };
  }

  /** HMAC-SHA-256 of the parts under the purpose's key; 32 bytes. */
  mac(purpose: KeyPurpose, ...parts: (string | Buffer)[]): Buffer {
    const mac = createHmac('sha256', this.keys[purpose]);
    for (const part of parts) {
      const bytes = Buffer.from(part as string);
      mac.update(`${bytes.length}:`).update(bytes); // lengths keep ('ab','c') and ('a','bc') apart
    }
    return mac.digest();
  }
}
