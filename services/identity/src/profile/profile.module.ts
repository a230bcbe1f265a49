import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/accounts.module.js';
import { AvatarsController } from './avatars.controller.js';
import { AvatarsService } from './avatars.service.js';
import { ProfileController } from './profile.controller.js';
import { ProfilesRepository } from './profiles.repository.js';
import { ProfilesService } from './profiles.service.js';

@Module({
  imports: [AccountsModule],
  controllers: [ProfileController, AvatarsController],
  providers: [ProfilesService, ProfilesRepository, AvatarsService],
})
export class ProfileModule {}
