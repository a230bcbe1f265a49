import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiParam } from '@nestjs/swagger';
import { CurrentPrincipal, OrgId, type Principal, Requires } from '@throughline/platform';
import { RolePresetsService } from './role-presets.service.js';
import {
  AddRolePresetRequest,
  CreateRoleRequest,
  RoleListResponse,
  RolePresetListResponse,
  RoleResponse,
  UpdateRoleRequest,
} from './roles.dto.js';
import { RolesService } from './roles.service.js';

@Controller('api/v1/orgs/:org/roles')
@ApiParam({ name: 'org', type: String })
export class RolesController {
  constructor(
    private readonly roles: RolesService,
    private readonly presets: RolePresetsService,
  ) {}

  @Get()
  @Requires('roles.read')
  @ApiOkResponse({ type: RoleListResponse })
  listRoles(@OrgId() orgId: string): Promise<RoleListResponse> {
    return this.roles.list(orgId);
  }

  @Post()
  @Requires('roles.manage')
  @ApiCreatedResponse({ type: RoleResponse })
  createRole(
    @OrgId() orgId: string,
    @CurrentPrincipal() principal: Principal,
    @Body() body: CreateRoleRequest,
  ): Promise<RoleResponse> {
    return this.roles.create(orgId, principal, body);
  }

  @Get('presets')
  @Requires('roles.read')
  @ApiOkResponse({ type: RolePresetListResponse })
  listRolePresets(@OrgId() orgId: string): Promise<RolePresetListResponse> {
    return this.presets.list(orgId);
  }

  @Post('presets')
  @Requires('roles.manage')
  @ApiCreatedResponse({ type: RoleListResponse })
  addRolePreset(
    @OrgId() orgId: string,
    @CurrentPrincipal() principal: Principal,
    @Body() body: AddRolePresetRequest,
  ): Promise<RoleListResponse> {
    return this.presets.add(orgId, principal, body.preset);
  }

  @Patch(':roleKey')
  @Requires('roles.manage')
  @ApiOkResponse({ type: RoleResponse })
  updateRole(
    @OrgId() orgId: string,
    @CurrentPrincipal() principal: Principal,
    @Param('roleKey') roleKey: string,
    @Body() body: UpdateRoleRequest,
  ): Promise<RoleResponse> {
    return this.roles.update(orgId, principal, roleKey, body);
  }

  @Delete(':roleKey')
  @HttpCode(204)
  @Requires('roles.manage')
  @ApiNoContentResponse()
  deleteRole(
    @OrgId() orgId: string,
    @CurrentPrincipal() principal: Principal,
    @Param('roleKey') roleKey: string,
  ): Promise<void> {
    return this.roles.remove(orgId, principal, roleKey);
  }
}
