import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deploymentMachine, type DeploymentState, type DeploymentTrigger } from './deployment.machine.js';

const SERVICE = join(import.meta.dirname, '../..');
const TRIGGERS: DeploymentTrigger[] = ['start', 'verify', 'go_live', 'fail', 'cancel', 'supersede', 'roll_back'];

// Rows: states; columns: triggers in the order above; '-' is a refusal.
const MATRIX: Record<DeploymentState, string> = {
  queued: 'deploying - - - cancelled - -',
  deploying: '- verifying - failed cancelled - -',
  verifying: '- - live failed - - -',
  live: '- - - - - superseded rolled_back',
  superseded: '- - - - - - -',
  failed: '- - - - - - -',
  cancelled: '- - - - - - -',
  rolled_back: '- - - - - - -',
};

describe('deployment machine', () => {
  it.each(deploymentMachine.states)('answers every trigger in %s as written', (state) => {
    const answers = TRIGGERS.map((trigger) => {
      const step = deploymentMachine.next(state, trigger);
      return step.ok ? step.to : '-';
    });
    expect(answers.join(' ')).toBe(MATRIX[state]);
  });

  it('reaches every state', () => {
    const reached = new Set<DeploymentState>([deploymentMachine.initial]);
    for (const state of reached) Object.values(deploymentMachine.table[state]).forEach((to) => reached.add(to));
    expect([...reached].sort()).toEqual([...deploymentMachine.states].sort());
  });

  it('ends only where work has ended', () => {
    const terminal = deploymentMachine.states.filter((state) => deploymentMachine.isTerminal(state));
    expect(terminal).toEqual(['superseded', 'failed', 'cancelled', 'rolled_back']);
  });

  it('is what the README draws', () => {
    expect(readFileSync(join(SERVICE, 'README.md'), 'utf8')).toContain(deploymentMachine.diagram());
  });

  it('is what the tables allow', () => {
    const migration = join(SERVICE, 'src/database/migrations/1763596800003-create-deployments.ts');
    const listed = /const STATUSES = `\(([^)]*)\)`/.exec(readFileSync(migration, 'utf8'))?.[1] ?? '';
    expect(listed.replaceAll("'", '').split(', ').sort()).toEqual([...deploymentMachine.states].sort());
  });
});
