import { Module } from '@nestjs/common';
import { ServiceAccountAuthority } from './service-account-authority.js';

/** Apart from the routes: changes of roles and grants need it too. */
@Module({ providers: [ServiceAccountAuthority], exports: [ServiceAccountAuthority] })
export class ServiceAccountAuthorityModule {}
