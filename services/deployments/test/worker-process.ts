import { compileCache, programFile } from '@throughline/testing';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { DeploymentsWorld } from './deployments-world.js';

/** The service as a process of its own that a test may kill, on the world's database and hosts. */
export class WorkerProcess {
  private constructor(private readonly child: ChildProcess) {}

  /** `faultPoint`: where it kills itself; see fp(). */
  static start(world: DeploymentsWorld, mainFile: string, faultPoint = ''): WorkerProcess {
    const { db, keys, directory } = world.service;
    const env = {
      PATH: process.env['PATH'],
      NODE_COMPILE_CACHE: compileCache(),
      NODE_ENV: 'test',
      FAULT_POINT: faultPoint,
      PROCESS_ROLE: 'worker',
      SERVICE_HOST: '127.0.0.1',
      DATABASE_URL: db.serviceUrl,
      QUEUE_DATABASE_URL: db.queueUrl,
      JWKS_URL: keys.jwksUrl,
      PUBLIC_URL: 'http://localhost:4400',
      KEK: Buffer.alloc(32, 7).toString('base64'),
      BLOB_DIR: `${directory}/blobs`,
      WORK_DIR: `${directory}/work`,
      LOG_LEVEL: 'warn',
      DRAIN_MS: '0',
      LOCAL_HOST_ROOT: world.hostRoot,
    };
    return new WorkerProcess(spawn(process.execPath, [programFile(mainFile)], { env, stdio: 'ignore' }));
  }

  /** Resolves when it has ended, to the signal that ended it. */
  async ended(): Promise<NodeJS.Signals | null> {
    if (this.child.exitCode === null && this.child.signalCode === null) await once(this.child, 'exit');
    return this.child.signalCode;
  }

  async stop(): Promise<void> {
    this.child.kill('SIGTERM');
    await this.ended();
  }

  /** Ends it at once; for a test that is done with it. */
  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.ended();
  }
}
