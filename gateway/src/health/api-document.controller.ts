import { Controller, Get, Header, Inject } from '@nestjs/common';
import { Public } from '@throughline/platform';
import { readFileSync } from 'node:fs';
import { GATEWAY_CONFIG, type GatewayConfig } from '../gateway.config.js';

/** The OpenAPI document of everything that the gateway routes, as it was merged at build time. */
@Public()
@Controller()
export class ApiDocumentController {
  private readonly document: string;

  constructor(@Inject(GATEWAY_CONFIG) config: GatewayConfig) {
    const parsed = JSON.parse(readFileSync(config.OPENAPI_FILE, 'utf8')) as unknown;
    this.document = JSON.stringify(parsed);
  }

  @Get('api/openapi.json')
  @Header('content-type', 'application/json')
  @Header('cache-control', 'public, max-age=60')
  openApi(): string {
    return this.document;
  }
}
