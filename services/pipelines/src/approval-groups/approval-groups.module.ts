import { Module } from '@nestjs/common';
import { ApprovalGroupsController } from './approval-groups.controller.js';
import { ApprovalGroupsService } from './approval-groups.service.js';

@Module({ controllers: [ApprovalGroupsController], providers: [ApprovalGroupsService] })
export class ApprovalGroupsModule {}
