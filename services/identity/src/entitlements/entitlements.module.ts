import { Module } from '@nestjs/common';
import { Entitlements } from './entitlements.js';

@Module({ providers: [Entitlements], exports: [Entitlements] })
export class EntitlementsModule {}
