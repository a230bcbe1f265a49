import { Body, Controller, Get, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import { IdParam, OrgId, type Page, PageQuery, Requires } from '@throughline/platform';
import { CreateServiceRequest, ServicePageResponse, ServiceResponse, UpdateServiceRequest } from './services.dto.js';
import { ServicesService } from './services.service.js';

@Controller('api/v1/orgs/:org/services')
export class ServicesController {
  constructor(private readonly services: ServicesService) {}

  @Get()
  @Requires('services.read')
  @ApiOkResponse({ type: ServicePageResponse })
  listServices(@OrgId() orgId: string, @Query() query: PageQuery): Promise<Page<ServiceResponse>> {
    return this.services.list(orgId, query);
  }

  @Post()
  @Requires('services.manage')
  @ApiCreatedResponse({ type: ServiceResponse })
  createService(@OrgId() orgId: string, @Body() body: CreateServiceRequest): Promise<ServiceResponse> {
    return this.services.create(orgId, body);
  }

  @Get(':serviceId')
  @Requires('services.read')
  @ApiOkResponse({ type: ServiceResponse })
  getService(@OrgId() orgId: string, @IdParam('serviceId') serviceId: string): Promise<ServiceResponse> {
    return this.services.get(orgId, serviceId);
  }

  @Patch(':serviceId')
  @Requires('services.manage')
  @ApiOkResponse({ type: ServiceResponse })
  updateService(
    @OrgId() orgId: string,
    @IdParam('serviceId') serviceId: string,
    @Body() body: UpdateServiceRequest,
  ): Promise<ServiceResponse> {
    return this.services.update(orgId, serviceId, body);
  }
}
