import { Module } from '@nestjs/common';
import { MembersController } from './members.controller.js';
import { MembersService } from './members.service.js';
import { MembershipController } from './membership.controller.js';
import { MembershipChangesModule } from './membership-changes.module.js';

@Module({
  imports: [MembershipChangesModule],
  controllers: [MembersController, MembershipController],
  providers: [MembersService],
})
export class MembersModule {}
