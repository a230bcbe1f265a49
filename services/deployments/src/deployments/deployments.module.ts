import { Module } from '@nestjs/common';
import { DeploymentAnnouncer } from './deployment.announcer.js';
import { DeploymentRequests } from './deployment-requests.js';
import { DeploymentsController } from './deployments.controller.js';
import { DeploymentsService } from './deployments.service.js';

@Module({
  controllers: [DeploymentsController],
  providers: [DeploymentAnnouncer, DeploymentRequests, DeploymentsService],
  exports: [DeploymentAnnouncer, DeploymentRequests],
})
export class DeploymentsModule {}
