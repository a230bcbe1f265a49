import { Body, Controller, Delete, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiParam } from '@nestjs/swagger';
import {
  AllowedInImpersonation,
  Authenticated,
  CurrentPrincipal,
  IdParam,
  OrgId,
  type Page,
  PageQuery,
  PlatformAdmin,
  type Principal,
  Requires,
} from '@throughline/platform';
import {
  ImpersonationPage,
  ImpersonationResponse,
  StartedImpersonationResponse,
  StartImpersonationRequest,
} from './impersonation.dto.js';
import { ImpersonationService } from './impersonation.service.js';

@Controller('api/v1')
export class ImpersonationController {
  constructor(private readonly impersonations: ImpersonationService) {}

  @Post('admin/impersonations')
  @PlatformAdmin()
  @ApiCreatedResponse({ type: StartedImpersonationResponse })
  startImpersonation(
    @CurrentPrincipal() principal: Principal,
    @Body() body: StartImpersonationRequest,
  ): Promise<StartedImpersonationResponse> {
    return this.impersonations.start(principal, body);
  }

  /** From the console; a step-up that has run out is no reason to let it go on. */
  @Delete('admin/impersonations/:impersonationId')
  @PlatformAdmin({ stepUp: false })
  @HttpCode(204)
  @ApiNoContentResponse()
  endImpersonation(
    @CurrentPrincipal() principal: Principal,
    @IdParam('impersonationId') impersonationId: string,
  ): Promise<void> {
    return this.impersonations.stop(principal.id, impersonationId);
  }

  @Get('me/impersonation')
  @Authenticated()
  @ApiOkResponse({ type: ImpersonationResponse })
  getCurrentImpersonation(@CurrentPrincipal() principal: Principal): Promise<ImpersonationResponse> {
    return this.impersonations.current(principal);
  }

  @Delete('me/impersonation')
  @Authenticated()
  @AllowedInImpersonation()
  @HttpCode(204)
  @ApiNoContentResponse()
  stopImpersonation(@CurrentPrincipal() { impersonator }: Principal): Promise<void> {
    return this.impersonations.stop(impersonator?.id ?? '', impersonator?.sessionId ?? null);
  }

  @Get('orgs/:org/impersonations')
  @Requires('audit.read')
  @ApiParam({ name: 'org', type: String })
  @ApiOkResponse({ type: ImpersonationPage })
  listImpersonations(@OrgId() orgId: string, @Query() query: PageQuery): Promise<Page<ImpersonationResponse>> {
    return this.impersonations.list(orgId, query);
  }
}
