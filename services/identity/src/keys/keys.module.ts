import { Module } from '@nestjs/common';
import { DerivedKeys } from './derived-keys.js';
import { JwksController } from './jwks.controller.js';
import { SigningKeys } from './signing-keys.js';
import { SigningKeysRepository } from './signing-keys.repository.js';

@Module({
  controllers: [JwksController],
  providers: [DerivedKeys, SigningKeys, SigningKeysRepository],
  exports: [DerivedKeys, SigningKeys],
})
export class KeysModule {}
