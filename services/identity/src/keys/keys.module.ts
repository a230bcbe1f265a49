import { Module } from '@nestjs/common';
import { PlatformAuditModule } from '../platform-audit/platform-audit.module.js';
import { DerivedKeys } from './derived-keys.js';
import { JwksController } from './jwks.controller.js';
import { SigningKeyMaker } from './signing-key-maker.js';
import { SigningKeyRotation } from './signing-key-rotation.js';
import { SigningKeys } from './signing-keys.js';
import { SigningKeysRepository } from './signing-keys.repository.js';

@Module({
  imports: [PlatformAuditModule],
  controllers: [JwksController],
  providers: [DerivedKeys, SigningKeyMaker, SigningKeyRotation, SigningKeys, SigningKeysRepository],
  exports: [DerivedKeys, SigningKeyRotation, SigningKeys],
})
export class KeysModule {}
