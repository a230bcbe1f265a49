import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  type OnApplicationBootstrap,
  type Provider,
} from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { PLATFORM_CONFIG, type PlatformConfig } from '../config/platform.config.js';
import { LOGGER, type Logger } from '../context/root-logger.js';
import { PgListener } from '../database/pg-listener.js';
import { MANIFEST } from '../messaging/manifest-token.js';
import type { ServiceManifest } from '../service-manifest.js';
import type { Loop, LoopRow } from './loop.js';
import type { Ongoing } from './ongoing.js';
import { WorkLoop } from './work-loop.js';

const LOOPS = Symbol('LOOPS');

/** Runs a list of loops in the processes that work (`PROCESS_ROLE`), until they stop: then all are told at once. */
@Injectable()
export class WorkLoops implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private ongoing: Ongoing[] = [];

  constructor(
    @Inject(LOOPS) private readonly loops: readonly Loop[],
    private readonly modules: ModuleRef,
    private readonly listener: PgListener,
    @Inject(MANIFEST) private readonly manifest: Pick<ServiceManifest, 'name'>,
    @Inject(PLATFORM_CONFIG) private readonly config: Pick<PlatformConfig, 'PROCESS_ROLE'>,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** The providers of a module that runs the loops; what they are of may be in any module of the service. */
  static of(loops: readonly Loop[]): Provider[] {
    return [{ provide: LOOPS, useValue: loops }, WorkLoops];
  }

  onApplicationBootstrap(): void {
    const isWorker = this.config.PROCESS_ROLE !== 'http';
    const wanted = this.loops.filter((loop) => isWorker || ('options' in loop && loop.options.everywhere));
    this.ongoing = wanted.map((loop) => ('options' in loop ? this.workLoop(loop) : this.find(loop)));
    for (const each of this.ongoing) each.start();
  }

  /** Resolves when no pass is under way any more. */
  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all(this.ongoing.map((each) => each.stop()));
  }

  private workLoop({ of, options }: LoopRow): WorkLoop {
    const { pass, everyMs, failed, hint } = options;
    const provider = this.find(of);
    const made = new WorkLoop(
      (stopping) => pass(provider, stopping),
      typeof everyMs === 'number' ? everyMs : everyMs(provider),
      (err) => this.logger.warn({ err }, failed),
    );
    // The channel is the database's, the payload the schema that has news.
    if (hint !== undefined) this.listener.on(hint, (schema) => schema === this.manifest.name && made.wake());
    return made;
  }

  private find<T>(provider: new (...args: never[]) => T): T {
    return this.modules.get<T>(provider, { strict: false });
  }
}
