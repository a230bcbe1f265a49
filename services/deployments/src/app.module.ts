import { Module } from '@nestjs/common';
import { WorkLoops } from '@throughline/platform';
import { BoardModule } from './board/board.module.js';
import { ConfigModule } from './config/config.module.js';
import { DeploymentsModule } from './deployments/deployments.module.js';
import { EnvironmentsModule } from './environments/environments.module.js';
import { HoldsModule } from './holds/holds.module.js';
import { HostsModule } from './hosts/hosts.module.js';
import { LiveModule } from './live/live.module.js';
import { LOOPS } from './loops.js';
import { OrganizationsModule } from './organizations/organizations.module.js';
import { PromotionsModule } from './promotions/promotions.module.js';
import { ReleasesModule } from './releases/releases.module.js';
import { ServicesModule } from './services/services.module.js';
import { WorkModule } from './work/work.module.js';

@Module({
  imports: [
    BoardModule,
    ConfigModule,
    DeploymentsModule,
    EnvironmentsModule,
    HoldsModule,
    HostsModule,
    LiveModule,
    OrganizationsModule,
    PromotionsModule,
    ReleasesModule,
    ServicesModule,
    WorkModule,
  ],
  providers: WorkLoops.of(LOOPS),
})
export class AppModule {}
