import { Body, Controller, Delete, Get, HttpCode, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse } from '@nestjs/swagger';
import { IdParam, PlatformAdmin } from '@throughline/platform';
import { GrantPlatformAdminRequest, PlatformAdminResponse } from './platform-admins.dto.js';
import { PlatformAdminsService } from './platform-admins.service.js';

@Controller('api/v1/admin/platform-admins')
@PlatformAdmin()
export class PlatformAdminsController {
  constructor(private readonly admins: PlatformAdminsService) {}

  @Get()
  @ApiOkResponse({ type: [PlatformAdminResponse] })
  listPlatformAdmins(): Promise<PlatformAdminResponse[]> {
    return this.admins.list();
  }

  @Post()
  @ApiCreatedResponse({ type: PlatformAdminResponse })
  grantPlatformAdmin(@Body() body: GrantPlatformAdminRequest): Promise<PlatformAdminResponse> {
    return this.admins.grant(body.email);
  }

  @Delete(':userId')
  @HttpCode(204)
  @ApiNoContentResponse()
  revokePlatformAdmin(@IdParam('userId') userId: string): Promise<void> {
    return this.admins.revoke(userId);
  }
}
