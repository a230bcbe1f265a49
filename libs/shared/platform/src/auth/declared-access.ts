import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { ACCESS } from './access.decorators.js';

/** Refuses to boot when a route declares no permission: forgetting one is found before the first request. */
@Injectable()
export class DeclaredAccess implements OnModuleInit {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    private readonly reflector: Reflector,
  ) {}

  onModuleInit(): void {
    const open = this.discovery.getControllers().flatMap(({ metatype, name }) => {
      if (typeof metatype !== 'function') return [];
      const prototype = metatype.prototype as Record<string, () => unknown>;
      return this.scanner
        .getAllMethodNames(prototype)
        .filter((method) => this.isUndeclaredRoute(prototype[method], metatype))
        .map((method) => `${name}.${method}`);
    });
    if (open.length > 0) throw new Error(`routes without a declared permission: ${open.join(', ')}`);
  }

  private isUndeclaredRoute(method: (() => unknown) | undefined, controller: object): boolean {
    if (!method || !Reflect.hasMetadata('path', method)) return false;
    return this.reflector.getAllAndOverride(ACCESS, [method, controller as () => unknown]) === undefined;
  }
}
