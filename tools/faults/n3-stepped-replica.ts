import { type ServiceProcess, spawnService, testConfig, type TestService } from '@throughline/testing';
import { resolve } from 'node:path';
import { type ClockStep, clockSteps, SteppedClock } from './n3-stepped-clock.ts';

const HOUR = 3_600;

/** An hour each way, within which much ends, and the large steps of the catalogue. */
export const ENDING_STEPS: ClockStep[] = [
  { what: '+1 h', seconds: HOUR },
  { what: '-1 h', seconds: -HOUR },
  ...clockSteps().filter(({ seconds }) => Math.abs(seconds) === 72 * HOUR),
];

interface Replica {
  service: 'identity' | 'observability' | 'pipelines';
  role?: 'all' | 'http' | 'worker';
  env?: Record<string, string>;
}

interface Parts {
  truth: TestService;
  name: Replica['service'];
  process: ServiceProcess;
  clock: SteppedClock;
}

/** A second replica of a service under test, which knows the time: a process whose clock is stepped. */
export class SteppedReplica {
  private readonly parts: Parts;
  private seconds = 0;

  private constructor(parts: Parts) {
    this.parts = parts;
  }

  static async start(truth: TestService, { service: name, role = 'http', env = {} }: Replica): Promise<SteppedReplica> {
    const clock = new SteppedClock();
    const entry = resolve(__dirname, `../../services/${name}/dist/main.js`);
    const config = { ...testConfig(truth.db, truth.keys, truth.directory), PROCESS_ROLE: role };
    const process = await spawnService(entry, config, { ...env, ...clock.env });
    return new SteppedReplica({ truth, name, process, clock });
  }

  /** It, to be asked as the other is; tokens are shown to it that are good by its clock. */
  get asService(): TestService {
    const { truth, name, process } = this.parts;
    return {
      ...truth,
      url: process.url,
      bearer: async (claims) => {
        const iat = this.now();
        return `Bearer ${await truth.keys.token(name, claims, { payload: { iat, exp: iat + 60 } })}`;
      },
    };
  }

  /** What the stepped clock says, in seconds. */
  now(): number {
    return Math.floor(Date.now() / 1_000) + this.seconds;
  }

  /** @param seconds ahead of the true time; below 0, behind it */
  step(seconds: number): void {
    this.seconds = seconds;
    this.parts.clock.step(seconds);
  }

  async stop(): Promise<void> {
    this.parts.clock.remove();
    await this.parts.process.kill();
  }
}
