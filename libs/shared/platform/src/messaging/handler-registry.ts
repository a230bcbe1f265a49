import { Inject, Injectable } from '@nestjs/common';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { type Envelope, type EventType, eventsFor } from '@throughline/contracts';
import type { Tx } from '../database/tx.js';
import type { ServiceManifest } from '../service-manifest.js';
import { EVENT_HANDLER } from './on-event.decorator.js';
import { MANIFEST } from './manifest-token.js';

export interface EventHandler {
  event: EventType;
  handle(event: Envelope, tx: Tx): Promise<void>;
}

type Instance = Record<string, (event: Envelope, tx: Tx) => Promise<void>>;

/** Finds the methods marked with @OnEvent and holds them against the catalog. */
@Injectable()
export class HandlerRegistry {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    private readonly reflector: Reflector,
    @Inject(MANIFEST) private readonly manifest: ServiceManifest,
  ) {}

  /** The handler of each event type. Throws when a subscribed event has none or two, or an unknown one has one. */
  collect(): Map<string, EventHandler> {
    const found = this.discovery
      .getProviders()
      .flatMap(({ instance }) => (instance ? this.handlersOf(instance as Instance) : []));
    const expected = eventsFor(this.manifest.name).map((event) => event.type);
    const problems = [
      ...expected
        .filter((type) => !found.some((handler) => handler.event.type === type))
        .map((type) => `${type} has no handler`),
      ...found
        .filter((handler) => !expected.includes(handler.event.type))
        .map((handler) => `${handler.event.type} is not subscribed`),
      ...found
        .filter((handler, i) => found.findIndex((other) => other.event.type === handler.event.type) !== i)
        .map((handler) => `${handler.event.type} has two handlers`),
    ];
    if (problems.length > 0) throw new Error(`event handlers of ${this.manifest.name}: ${problems.join('; ')}`);
    return new Map(found.map((handler) => [handler.event.type, handler]));
  }

  private handlersOf(instance: Instance): EventHandler[] {
    const prototype: unknown = Object.getPrototypeOf(instance);
    if (typeof prototype !== 'object' || prototype === null) return [];
    return this.scanner.getAllMethodNames(prototype).flatMap((name) => {
      const method = instance[name];
      const event =
        typeof method === 'function' ? this.reflector.get<EventType | undefined>(EVENT_HANDLER, method) : undefined;
      return event && method
        ? [{ event, handle: (envelope: Envelope, tx: Tx) => method.call(instance, envelope, tx) }]
        : [];
    });
  }
}
