import { Injectable } from '@nestjs/common';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { BEFORE_PURGE } from './before-purge.decorator.js';

type Instance = Record<string, (orgId: string) => Promise<void>>;

/** Runs the methods that are marked with @BeforePurge. */
@Injectable()
export class PurgePreparations {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    private readonly reflector: Reflector,
  ) {}

  /** One after the other; rejects with the first that fails. */
  async run(orgId: string): Promise<void> {
    for (const { instance } of this.discovery.getProviders()) {
      if (instance) await this.runMarked(instance as Instance, orgId);
    }
  }

  private async runMarked(instance: Instance, orgId: string): Promise<void> {
    const prototype: unknown = Object.getPrototypeOf(instance);
    if (typeof prototype !== 'object' || prototype === null) return;
    for (const name of this.scanner.getAllMethodNames(prototype)) {
      const method = instance[name];
      if (typeof method !== 'function' || !this.reflector.get<boolean | undefined>(BEFORE_PURGE, method)) continue;
      await method.call(instance, orgId);
    }
  }
}
