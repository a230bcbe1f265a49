import { type INestApplicationContext, Injectable, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { PLATFORM_CONFIG, type PlatformConfig } from '../config/platform.config.js';
import { LOGGER } from '../context/root-logger.js';
import { PgListener } from '../database/pg-listener.js';
import { MANIFEST } from '../messaging/manifest-token.js';
import { loop } from './loop.js';
import type { Ongoing } from './ongoing.js';
import { WorkLoops } from './work-loops.js';

const NEVER_MS = 3_600_000;

@Injectable()
class Counters {
  readonly passes: string[] = [];
  readonly everyMs = NEVER_MS;

  pass(name: string): Promise<void> {
    this.passes.push(name);
    return name === 'broken' ? Promise.reject(new Error('broken')) : Promise.resolve();
  }
}

@Injectable()
class OwnLoops implements Ongoing {
  readonly calls: string[] = [];
  start(): void {
    this.calls.push('start');
  }
  stop(): Promise<void> {
    this.calls.push('stop');
    return Promise.resolve();
  }
}

@Module({})
class PostModule {}

const LOOPS = [
  loop(Counters, { everyMs: NEVER_MS, hint: 'parcels', pass: (of) => of.pass('parcels'), failed: 'parcels wait' }),
  loop(Counters, { everyMs: ({ everyMs }) => everyMs, pass: (of) => of.pass('broken'), failed: 'it is broken' }),
  loop(Counters, { everyMs: NEVER_MS, everywhere: true, pass: (of) => of.pass('everywhere'), failed: 'none' }),
  OwnLoops,
];

describe('WorkLoops', () => {
  const warnings: string[] = [];
  let listeners: Map<string, (payload: string) => void>;
  let app: INestApplicationContext;
  async function start(PROCESS_ROLE: PlatformConfig['PROCESS_ROLE']): Promise<void> {
    listeners = new Map();
    const listener = { on: (channel: string, told: (payload: string) => void) => listeners.set(channel, told) };
    const providers = [
      ...[Counters, OwnLoops, ...WorkLoops.of(LOOPS)],
      { provide: PgListener, useValue: listener },
      { provide: MANIFEST, useValue: { name: 'post' } },
      { provide: PLATFORM_CONFIG, useValue: { PROCESS_ROLE } },
      { provide: LOGGER, useValue: { warn: (_: unknown, text: string) => warnings.push(text) } },
    ];
    app = await NestFactory.createApplicationContext({ module: PostModule, providers }, { logger: false });
  }
  afterEach(() => app.close());

  it('starts all of a worker', async () => {
    await start('worker');
    expect(app.get(Counters).passes).toEqual(['parcels', 'broken', 'everywhere']);
    expect(app.get(OwnLoops).calls).toEqual(['start']);
    expect(warnings).toEqual(['it is broken']);
  });

  it('starts only those of every process where requests are answered', async () => {
    await start('http');
    expect(app.get(Counters).passes).toEqual(['everywhere']);
    expect(app.get(OwnLoops).calls).toEqual([]);
    expect([...listeners.keys()]).toEqual([]);
  });

  it('passes at once when a hint is for this service', async () => {
    await start('all');
    const { passes } = app.get(Counters);
    await new Promise((resolve) => setImmediate(resolve));
    listeners.get('parcels')?.('somebody else');
    expect(passes).toHaveLength(3);
    listeners.get('parcels')?.('post');
    expect(passes.slice(3)).toEqual(['parcels']);
  });

  it('stops them all, and hints start nothing any more', async () => {
    await start('all');
    await app.close();
    expect(app.get(OwnLoops).calls).toEqual(['start', 'stop']);
    listeners.get('parcels')?.('post');
    expect(app.get(Counters).passes).toHaveLength(3);
  });
});
