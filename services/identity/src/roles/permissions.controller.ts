import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { factsOf, PERMISSIONS } from '@throughline/contracts';
import { Authenticated } from '@throughline/platform';
import { PermissionListResponse } from './permissions.dto.js';

/** The catalogue: the same for every organization. */
@Controller('api/v1/permissions')
@Authenticated()
export class PermissionsController {
  @Get()
  @ApiOkResponse({ type: PermissionListResponse })
  listPermissions(): PermissionListResponse {
    return {
      items: PERMISSIONS.map((permission) => {
        const { group, title, perEnvironment = false, neverImpersonated = false } = factsOf(permission);
        return { permission, group, title, perEnvironment, neverImpersonated };
      }),
    };
  }
}
