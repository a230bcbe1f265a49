import { Inject, Injectable } from '@nestjs/common';
import type { HostKind } from '../hosts/hosts.dto.js';
import { LocalHostProvider } from './local-host/local-host.provider.js';
import type { Provider } from './provider.js';

/** The adapter of each kind of host. */
@Injectable()
export class Providers {
  private readonly byKind: Readonly<Record<HostKind, Provider>>;

  constructor(@Inject(LocalHostProvider) localHost: Provider) {
    this.byKind = { local_host: localHost };
  }

  of(kind: HostKind): Provider {
    return this.byKind[kind];
  }
}
