import { Module } from '@nestjs/common';
import { ConfigController } from './config.controller.js';
import { ConfigReader } from './config-reader.js';
import { ConfigService } from './config.service.js';

@Module({ controllers: [ConfigController], providers: [ConfigService, ConfigReader], exports: [ConfigReader] })
export class ConfigModule {}
