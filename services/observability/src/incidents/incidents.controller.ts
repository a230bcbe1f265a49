import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import { actorOf, CurrentPrincipal, IdParam, OrgId, type Page, type Principal, Requires } from '@throughline/platform';
import {
  AddNoteRequest,
  IncidentSummaryPageResponse,
  IncidentResponse,
  type IncidentSummaryResponse,
  ListIncidentsQuery,
  TimelineEntryResponse,
} from './incidents.dto.js';
import { IncidentsService } from './incidents.service.js';

@Controller('api/v1/orgs/:org/incidents')
export class IncidentsController {
  constructor(private readonly incidents: IncidentsService) {}

  @Get()
  @Requires('incidents.read')
  @ApiOkResponse({ type: IncidentSummaryPageResponse })
  listIncidents(@OrgId() orgId: string, @Query() query: ListIncidentsQuery): Promise<Page<IncidentSummaryResponse>> {
    return this.incidents.list(orgId, query);
  }

  @Get(':incidentId')
  @Requires('incidents.read')
  @ApiOkResponse({ type: IncidentResponse })
  getIncident(@OrgId() orgId: string, @IdParam('incidentId') id: string): Promise<IncidentResponse> {
    return this.incidents.get(orgId, id);
  }

  @Post(':incidentId/acknowledge')
  @HttpCode(200)
  @Requires('incidents.manage')
  @ApiOkResponse({ type: IncidentResponse })
  acknowledgeIncident(
    @OrgId() orgId: string,
    @IdParam('incidentId') id: string,
    @CurrentPrincipal() principal: Principal,
  ): Promise<IncidentResponse> {
    return this.incidents.acknowledge(orgId, id, principal);
  }

  @Post(':incidentId/resolve')
  @HttpCode(200)
  @Requires('incidents.manage')
  @ApiOkResponse({ type: IncidentResponse })
  resolveIncident(
    @OrgId() orgId: string,
    @IdParam('incidentId') id: string,
    @CurrentPrincipal() principal: Principal,
  ): Promise<IncidentResponse> {
    return this.incidents.resolve(orgId, id, principal);
  }

  @Post(':incidentId/notes')
  @Requires('incidents.manage')
  @ApiCreatedResponse({ type: TimelineEntryResponse })
  addIncidentNote(
    @OrgId() orgId: string,
    @IdParam('incidentId') id: string,
    @CurrentPrincipal() principal: Principal,
    @Body() body: AddNoteRequest,
  ): Promise<TimelineEntryResponse> {
    return this.incidents.addNote(orgId, id, { text: body.text, author: actorOf(principal) });
  }
}
