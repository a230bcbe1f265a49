import { Body, Controller, Delete, Get, HttpCode, Patch, Put } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse } from '@nestjs/swagger';
import { Authenticated, CurrentPrincipal, type Principal } from '@throughline/platform';
import { AvatarResponse, PutAvatarRequest } from './avatar.dto.js';
import { AvatarsService } from './avatars.service.js';
import { PreferencesResponse, PutPreferencesRequest } from './preferences.dto.js';
import { ProfileResponse, UpdateProfileRequest } from './profile.dto.js';
import { ProfilesService } from './profiles.service.js';

@Controller('api/v1/me')
@Authenticated()
export class ProfileController {
  constructor(
    private readonly profiles: ProfilesService,
    private readonly avatars: AvatarsService,
  ) {}

  @Get('profile')
  @ApiOkResponse({ type: ProfileResponse })
  getProfile(@CurrentPrincipal() principal: Principal): Promise<ProfileResponse> {
    return this.profiles.get(principal);
  }

  @Patch('profile')
  @ApiOkResponse({ type: ProfileResponse })
  updateProfile(
    @CurrentPrincipal() principal: Principal,
    @Body() body: UpdateProfileRequest,
  ): Promise<ProfileResponse> {
    return this.profiles.update(principal, body);
  }

  @Get('preferences')
  @ApiOkResponse({ type: PreferencesResponse })
  getPreferences(@CurrentPrincipal() principal: Principal): Promise<PreferencesResponse> {
    return this.profiles.preferences(principal);
  }

  @Put('preferences')
  @ApiOkResponse({ type: PreferencesResponse })
  putPreferences(
    @CurrentPrincipal() principal: Principal,
    @Body() body: PutPreferencesRequest,
  ): Promise<PreferencesResponse> {
    return this.profiles.putPreferences(principal, body);
  }

  @Put('avatar')
  @ApiOkResponse({ type: AvatarResponse })
  putAvatar(@CurrentPrincipal() principal: Principal, @Body() body: PutAvatarRequest): Promise<AvatarResponse> {
    return this.avatars.put(principal, body.image);
  }

  @Delete('avatar')
  @HttpCode(204)
  @ApiNoContentResponse()
  removeAvatar(@CurrentPrincipal() principal: Principal): Promise<void> {
    return this.avatars.remove(principal);
  }
}
