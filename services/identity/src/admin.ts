import { createApp, createLogger, readPlatformConfig } from '@throughline/platform';
import { AppModule } from './app.module.js';
import { SigningKeyRotation } from './keys/signing-key-rotation.js';
import { manifest } from './manifest.js';
import { runAdminCommand } from './platform-admins/admin-command.js';
import { PlatformAdminsService } from './platform-admins/platform-admins.service.js';

// For operators: `npm run admin -- grant|revoke|list|rotate-signing-key …`. The service's own code, so that the platform's log knows.
const config = { ...readPlatformConfig(), PROCESS_ROLE: 'http' as const };
const app = await createApp(AppModule, { manifest, config, logger: createLogger('identity-admin', 'silent') });
await app.init();
const powers = { admins: app.get(PlatformAdminsService), keys: app.get(SigningKeyRotation, { strict: false }) };
const { lines, isRefused } = await runAdminCommand(powers, process.argv.slice(2));
for (const line of lines) process.stdout.write(`${line}\n`);
await app.close();
process.exitCode = isRefused ? 1 : 0;
