import { Controller, Get, Header, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiProduces } from '@nestjs/swagger';
import { IdParam, Public } from '@throughline/platform';
import { AvatarsService } from './avatars.service.js';

/** Open: an `<img>` sends no access token, and the address is known to those who were shown it. */
@Controller('api/v1/avatars')
@Public()
export class AvatarsController {
  constructor(private readonly avatars: AvatarsService) {}

  @Get(':avatarId')
  @Header('cache-control', 'public, max-age=31536000, immutable')
  @Header('x-content-type-options', 'nosniff')
  @Header('content-security-policy', `default-src 'none'; frame-ancestors 'none'; sandbox`)
  @ApiProduces('image/png', 'image/jpeg', 'image/webp')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async getAvatar(@IdParam('avatarId') avatarId: string): Promise<StreamableFile> {
    const { type, content } = await this.avatars.find(avatarId);
    return new StreamableFile(content, { type, disposition: 'inline', length: content.length });
  }
}
