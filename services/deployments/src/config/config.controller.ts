import { Body, Controller, Get, Put } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { CurrentPrincipal, IdParam, OrgId, type Principal, Requires } from '@throughline/platform';
import { ConfigResponse, PutConfigRequest } from './config.dto.js';
import { ConfigService } from './config.service.js';

@Controller('api/v1/orgs/:org/services/:serviceId/environments/:environmentId/config')
export class ConfigController {
  constructor(private readonly config: ConfigService) {}

  @Get()
  @Requires('config.read')
  @ApiOkResponse({ type: ConfigResponse })
  getConfig(
    @OrgId() orgId: string,
    @IdParam('serviceId') serviceId: string,
    @IdParam('environmentId') environmentId: string,
  ): Promise<ConfigResponse> {
    return this.config.get(orgId, { serviceId, environmentId });
  }

  @Put()
  @Requires('config.manage')
  @ApiOkResponse({ type: ConfigResponse })
  // Two ids, body, org and caller are what the route consists of.
  // eslint-disable-next-line throughline/parameter-limit -- Nest hands each part of a request over on its own
  putConfig(
    @OrgId() orgId: string,
    @IdParam('serviceId') serviceId: string,
    @IdParam('environmentId') environmentId: string,
    @CurrentPrincipal() principal: Principal,
    @Body() request: PutConfigRequest,
  ): Promise<ConfigResponse> {
    return this.config.put(orgId, { serviceId, environmentId }, { request, principal });
  }
}
