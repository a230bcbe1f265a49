import { configOnlyProcessEnv } from './config-only-process-env.ts';
import { dataSourceStaysInDatabase } from './data-source-stays-in-database.ts';
import { disableNeedsReason } from './disable-needs-reason.ts';
import { enqueueThroughOutbox } from './enqueue-through-outbox.ts';
import { kebabFileName } from './kebab-file-name.ts';
import { nestExceptionsStayInPlatform } from './nest-exceptions-stay-in-platform.ts';
import { noBarrel } from './no-barrel.ts';
import { noJunkDrawer } from './no-junk-drawer.ts';
import { noRawHttp } from './no-raw-http.ts';
import { noSleepInSpecs } from './no-sleep-in-specs.ts';
import { noUnverifiedToken } from './no-unverified-token.ts';
import { noVm } from './no-vm.ts';
import { noWallClock } from './no-wall-clock.ts';
import { oneExportedClass } from './one-exported-class.ts';
import { parameterLimit } from './parameter-limit.ts';
import { routeDeclaresPermission } from './route-declares-permission.ts';
import { testFunctionLength } from './test-function-length.ts';
import { todoNeedsIssue } from './todo-needs-issue.ts';

/** The house rules that no published plugin has, as the ESLint plugin `throughline`. */
export const throughline = {
  meta: { name: 'throughline' },
  rules: {
    'config-only-process-env': configOnlyProcessEnv,
    'data-source-stays-in-database': dataSourceStaysInDatabase,
    'disable-needs-reason': disableNeedsReason,
    'enqueue-through-outbox': enqueueThroughOutbox,
    'kebab-file-name': kebabFileName,
    'nest-exceptions-stay-in-platform': nestExceptionsStayInPlatform,
    'no-barrel': noBarrel,
    'no-junk-drawer': noJunkDrawer,
    'no-raw-http': noRawHttp,
    'no-sleep-in-specs': noSleepInSpecs,
    'no-unverified-token': noUnverifiedToken,
    'no-vm': noVm,
    'no-wall-clock': noWallClock,
    'one-exported-class': oneExportedClass,
    'parameter-limit': parameterLimit,
    'route-declares-permission': routeDeclaresPermission,
    'test-function-length': testFunctionLength,
    'todo-needs-issue': todoNeedsIssue,
  },
};
