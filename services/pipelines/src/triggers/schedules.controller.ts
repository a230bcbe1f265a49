import { Body, Controller, Delete, Get, HttpCode, Patch, Post, Query } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiParam,
} from '@nestjs/swagger';
import {
  CurrentPrincipal,
  IdParam,
  OrgId,
  type Page,
  PageQuery,
  type Principal,
  Requires,
} from '@throughline/platform';
import { ScheduleFiringPageResponse, ScheduleFiringResponse } from './firings.dto.js';
import { FiringsByHandService } from './firings-by-hand.service.js';
import {
  CreateScheduleRequest,
  ListSchedulesQuery,
  PreviewScheduleQuery,
  SchedulePageResponse,
  SchedulePreviewResponse,
  ScheduleResponse,
  UpdateScheduleRequest,
} from './schedules.dto.js';
import { SchedulesReader } from './schedules.reader.js';
import { SchedulesService } from './schedules.service.js';

@ApiParam({ name: 'org', type: String })
@Controller('api/v1/orgs/:org/schedules')
export class SchedulesController {
  constructor(
    private readonly service: SchedulesService,
    private readonly reader: SchedulesReader,
    private readonly byHand: FiringsByHandService,
  ) {}

  @Get()
  @Requires('pipelines.read')
  @ApiOkResponse({ type: SchedulePageResponse })
  listSchedules(@OrgId() orgId: string, @Query() query: ListSchedulesQuery): Promise<Page<ScheduleResponse>> {
    return this.reader.list(orgId, query);
  }

  @Post()
  @Requires('executions.start')
  @ApiCreatedResponse({ type: ScheduleResponse })
  createSchedule(
    @OrgId() orgId: string,
    @CurrentPrincipal() principal: Principal,
    @Body() body: CreateScheduleRequest,
  ): Promise<ScheduleResponse> {
    return this.service.create(orgId, principal, body);
  }

  @Get('preview')
  @Requires('pipelines.read')
  @ApiOkResponse({ type: SchedulePreviewResponse })
  previewSchedule(@OrgId() orgId: string, @Query() query: PreviewScheduleQuery): Promise<SchedulePreviewResponse> {
    return this.reader.preview(orgId, query);
  }

  @Get(':scheduleId')
  @Requires('pipelines.read')
  @ApiOkResponse({ type: ScheduleResponse })
  getSchedule(@OrgId() orgId: string, @IdParam('scheduleId') id: string): Promise<ScheduleResponse> {
    return this.reader.get(orgId, id);
  }

  @Patch(':scheduleId')
  @Requires('executions.start')
  @ApiOkResponse({ type: ScheduleResponse })
  updateSchedule(
    @OrgId() orgId: string,
    @IdParam('scheduleId') id: string,
    @CurrentPrincipal() principal: Principal,
    @Body() body: UpdateScheduleRequest,
  ): Promise<ScheduleResponse> {
    return this.service.update(orgId, id, principal, body);
  }

  @Delete(':scheduleId')
  @HttpCode(204)
  @Requires('executions.start')
  @ApiNoContentResponse()
  deleteSchedule(@OrgId() orgId: string, @IdParam('scheduleId') id: string): Promise<void> {
    return this.service.delete(orgId, id);
  }

  @Post(':scheduleId/enable')
  @HttpCode(200)
  @Requires('executions.start')
  @ApiOkResponse({ type: ScheduleResponse })
  enableSchedule(
    @OrgId() orgId: string,
    @IdParam('scheduleId') id: string,
    @CurrentPrincipal() principal: Principal,
  ): Promise<ScheduleResponse> {
    return this.service.enable(orgId, id, principal);
  }

  @Post(':scheduleId/disable')
  @HttpCode(200)
  @Requires('executions.start')
  @ApiOkResponse({ type: ScheduleResponse })
  disableSchedule(@OrgId() orgId: string, @IdParam('scheduleId') id: string): Promise<ScheduleResponse> {
    return this.service.disable(orgId, id);
  }

  @Get(':scheduleId/firings')
  @Requires('pipelines.read')
  @ApiOkResponse({ type: ScheduleFiringPageResponse })
  listScheduleFirings(
    @OrgId() orgId: string,
    @IdParam('scheduleId') id: string,
    @Query() query: PageQuery,
  ): Promise<Page<ScheduleFiringResponse>> {
    return this.reader.firings(orgId, id, query);
  }

  @Post(':scheduleId/firings')
  @HttpCode(202)
  @Requires('executions.start')
  @ApiAcceptedResponse({ type: ScheduleFiringResponse })
  fireSchedule(
    @OrgId() orgId: string,
    @IdParam('scheduleId') id: string,
    @CurrentPrincipal() principal: Principal,
  ): Promise<ScheduleFiringResponse> {
    return this.byHand.fire(orgId, id, principal);
  }
}
