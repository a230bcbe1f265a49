import type { Consumer, EventData, EventType } from '@throughline/contracts';
import { type ServiceProcess, spawnService } from '../service-process.js';
import { type TestService, testConfig } from '../test-service.js';
import { eventWork } from './event-work.js';
import type { StopScene } from './stop-under-load.js';

const DRAIN_MS = 300;

interface Subject<T extends EventType> {
  /** On whose database the process runs; it serves the test and does no work of its own. */
  service: TestService;
  name: Consumer;
  /** The compiled entry point. */
  entry: string;
  env?: Record<string, string>;
  event: T;
  /** Of an event whose aggregate has the id. */
  dataOf: (aggregateId: string) => EventData<T>;
}

/** The part of a scene that all services have: the process, and events as its work. */
export function serviceScene<T extends EventType>(
  subject: Subject<T>,
): Pick<StopScene, 'start' | 'addWork' | 'workDone' | 'brokenWork'> {
  const { service, name, entry, env, event, dataOf } = subject;
  const { db, keys, directory } = service;
  const start = (): Promise<ServiceProcess> => {
    const config = { ...testConfig(db, keys, directory), PROCESS_ROLE: 'all' as const, DRAIN_MS };
    return spawnService(entry, config, env);
  };
  return { start, ...eventWork(name, db, event, dataOf) };
}
