import { exportOpenApi } from '@throughline/platform';
import { AppModule } from './app.module.js';
import { manifest } from './manifest.js';

await exportOpenApi(AppModule, manifest);
