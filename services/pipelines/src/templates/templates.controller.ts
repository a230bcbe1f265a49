import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiParam } from '@nestjs/swagger';
import { OrgId, type Page, Requires } from '@throughline/platform';
import {
  CreateTemplateRequest,
  ListTemplatesQuery,
  TemplatePageResponse,
  TemplateResponse,
  type TemplateSummaryResponse,
} from './templates.dto.js';
import { TemplatesService } from './templates.service.js';

@ApiParam({ name: 'org', type: String })
@Controller('api/v1/orgs/:org/pipeline-templates')
export class TemplatesController {
  constructor(private readonly service: TemplatesService) {}

  @Get()
  @Requires('pipelines.read')
  @ApiOkResponse({ type: TemplatePageResponse })
  listTemplates(@OrgId() orgId: string, @Query() query: ListTemplatesQuery): Promise<Page<TemplateSummaryResponse>> {
    return this.service.list(orgId, query);
  }

  @Get(':templateId')
  @Requires('pipelines.read')
  @ApiOkResponse({ type: TemplateResponse })
  getTemplate(@OrgId() orgId: string, @Param('templateId') templateId: string): Promise<TemplateResponse> {
    return this.service.get(orgId, templateId);
  }

  @Post()
  @Requires('repositories.manage')
  @ApiCreatedResponse({ type: TemplateResponse })
  createTemplate(@OrgId() orgId: string, @Body() body: CreateTemplateRequest): Promise<TemplateResponse> {
    return this.service.create(orgId, body);
  }

  @Post(':templateId/uses')
  @HttpCode(200)
  @Requires('pipelines.read')
  @ApiOkResponse({ type: TemplateResponse })
  useTemplate(@OrgId() orgId: string, @Param('templateId') templateId: string): Promise<TemplateResponse> {
    return this.service.use(orgId, templateId);
  }

  @Delete(':templateId')
  @HttpCode(204)
  @Requires('repositories.manage')
  @ApiNoContentResponse()
  deleteTemplate(@OrgId() orgId: string, @Param('templateId') templateId: string): Promise<void> {
    return this.service.delete(orgId, templateId);
  }
}
