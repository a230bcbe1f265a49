import { Inject, Injectable } from '@nestjs/common';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { type EventType, eventsFor } from '@throughline/contracts';
import type { ServiceManifest } from '../service-manifest.js';
import { EVENT_HANDLER, type Handle, type HandlerMark, type Reconcile } from './on-event.decorator.js';
import { MANIFEST } from './manifest-token.js';

export interface EventHandler {
  event: EventType;
  order: 'ordered' | 'newest' | 'any';
  handle: Handle;
  reconcile?: Reconcile | undefined;
}

type Instance = Record<string, unknown>;

/** Finds the methods marked with @OnEvent and holds them against the catalog. */
@Injectable()
export class HandlerRegistry {
  private handlers: Map<string, EventHandler> | undefined;

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    private readonly reflector: Reflector,
    @Inject(MANIFEST) private readonly manifest: ServiceManifest,
  ) {}

  /** The handler of each event type. Throws when a subscribed event has none or two, or an unknown one has one. */
  collect(): Map<string, EventHandler> {
    this.handlers ??= this.found();
    return this.handlers;
  }

  private found(): Map<string, EventHandler> {
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
      const mark =
        typeof method === 'function' ? this.reflector.get<HandlerMark | undefined>(EVENT_HANDLER, method) : undefined;
      return mark ? [handlerOf(instance, mark, method as Handle)] : [];
    });
  }
}

function handlerOf(instance: Instance, mark: HandlerMark, method: Handle): EventHandler {
  const order = mark.ordered ? 'ordered' : mark.newest ? 'newest' : 'any';
  const handle: Handle = (event, tx, signal) => method.call(instance, event, tx, signal);
  if (mark.reconcile === undefined) return { event: mark.event, order, handle };
  const hook = instance[mark.reconcile];
  if (typeof hook !== 'function') throw new Error(`${mark.event.type}: there is no method ${mark.reconcile}`);
  return { event: mark.event, order, handle, reconcile: (event, tx) => (hook as Reconcile).call(instance, event, tx) };
}
