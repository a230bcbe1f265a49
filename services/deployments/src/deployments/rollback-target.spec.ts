import { type PastDeployment, rollbackTarget } from './rollback-target.js';
import type { DeploymentState } from './deployment.machine.js';

/** `id:release:status`, newest first. */
const history = (text: string): PastDeployment[] =>
  text.split(' ').map((one) => {
    const [id = '', releaseId = '', status = ''] = one.split(':');
    return { id, releaseId, status: status as DeploymentState };
  });

describe('rollbackTarget', () => {
  it.each([
    ['the release before', 'd2:v2:live d1:v1:superseded', 'd1'],
    ['nothing for the first release', 'd1:v1:live', undefined],
    ['past deployments of the same release', 'd3:v2:live d2:v2:superseded d1:v1:superseded', 'd1'],
    ['nothing when only the same release stood', 'd2:v1:live d1:v1:superseded', undefined],
    ['past what was rolled back', 'd3:v3:live d2:v2:rolled_back d1:v1:superseded', 'd1'],
    [
      'nothing when a rollback is itself back at the only release',
      'd3:v1:live d2:v2:rolled_back d1:v1:superseded',
      undefined,
    ],
    [
      'past a release that was rolled back after it had stood',
      'd5:v1:live d4:v2:rolled_back d3:v3:rolled_back d2:v2:superseded d1:v1:superseded d0:v0:superseded',
      'd0',
    ],
    [
      'a release that stood again after its rollback',
      'd4:v3:live d3:v2:superseded d2:v2:rolled_back d1:v1:superseded',
      'd3',
    ],
  ])('chooses %s', (_what, past, expected) => {
    const all = history(past);
    expect(rollbackTarget(all[0]?.id ?? '', all)?.id).toBe(expected);
  });
});
