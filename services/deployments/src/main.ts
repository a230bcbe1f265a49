import 'reflect-metadata';
import { bootstrap } from '@throughline/platform';
import { AppModule } from './app.module.js';
import { manifest } from './manifest.js';

await bootstrap(AppModule, manifest);
