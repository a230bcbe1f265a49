import { Body, Controller, Delete, Get, HttpCode, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiParam } from '@nestjs/swagger';
import { IdParam, OrgId, type Page, PageQuery, Requires } from '@throughline/platform';
import { CreateProjectRequest, ProjectPage, ProjectResponse, UpdateProjectRequest } from './projects.dto.js';
import { ProjectsService } from './projects.service.js';

@Controller('api/v1/orgs/:org/projects')
@ApiParam({ name: 'org', type: String })
export class ProjectsController {
  constructor(private readonly projects: ProjectsService) {}

  @Get()
  @Requires('projects.read')
  @ApiOkResponse({ type: ProjectPage })
  listProjects(@OrgId() orgId: string, @Query() query: PageQuery): Promise<Page<ProjectResponse>> {
    return this.projects.list(orgId, query);
  }

  @Post()
  @Requires('projects.manage')
  @ApiCreatedResponse({ type: ProjectResponse })
  createProject(@OrgId() orgId: string, @Body() body: CreateProjectRequest): Promise<ProjectResponse> {
    return this.projects.create(orgId, body);
  }

  @Get(':projectId')
  @Requires('projects.read')
  @ApiOkResponse({ type: ProjectResponse })
  getProject(@OrgId() orgId: string, @IdParam('projectId') projectId: string): Promise<ProjectResponse> {
    return this.projects.get(orgId, projectId);
  }

  @Patch(':projectId')
  @Requires('projects.manage')
  @ApiOkResponse({ type: ProjectResponse })
  updateProject(
    @OrgId() orgId: string,
    @IdParam('projectId') projectId: string,
    @Body() body: UpdateProjectRequest,
  ): Promise<ProjectResponse> {
    return this.projects.update(orgId, projectId, body);
  }

  @Delete(':projectId')
  @HttpCode(204)
  @Requires('projects.manage')
  @ApiNoContentResponse()
  deleteProject(@OrgId() orgId: string, @IdParam('projectId') projectId: string): Promise<void> {
    return this.projects.delete(orgId, projectId);
  }
}
