import { Controller, Get, Header } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Public } from '@throughline/platform';
import type { JWK } from 'jose';
import { SigningKeys } from './signing-keys.js';

/** Where the services fetch the keys by which they verify tokens. Public keys, so open to all. */
@ApiExcludeController()
@Public()
@Controller('internal/jwks')
export class JwksController {
  constructor(private readonly keys: SigningKeys) {}

  @Get()
  @Header('cache-control', 'public, max-age=300')
  jwks(): { keys: JWK[] } {
    return this.keys.jwks();
  }
}
