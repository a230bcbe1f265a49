import { Module } from '@nestjs/common';
import { OrganizationsModule } from '../organizations/organizations.module.js';
import { MembersController } from './members.controller.js';
import { MembersService } from './members.service.js';
import { MembershipChangesModule } from './membership-changes.module.js';

@Module({
  imports: [OrganizationsModule, MembershipChangesModule],
  controllers: [MembersController],
  providers: [MembersService],
})
export class MembersModule {}
