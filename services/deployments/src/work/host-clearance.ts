import { Injectable } from '@nestjs/common';
import { BeforePurge, OrgTx } from '@throughline/platform';
import { type HostRow, listHostRows } from '../hosts/hosts.repository.js';
import { Providers } from '../provider/providers.js';

const AT_ONCE = 100;

/** Takes an organization that is purged off its hosts: its apps stop, and their folders go. */
@Injectable()
export class HostClearance {
  constructor(
    private readonly orgTx: OrgTx,
    private readonly providers: Providers,
  ) {}

  @BeforePurge()
  async clearHosts(orgId: string): Promise<void> {
    let page: HostRow[] = [];
    do {
      const after = page.at(-1)?.id;
      page = await this.orgTx.run(orgId, (tx) => listHostRows(tx, AT_ONCE, after));
      for (const host of page) await this.providers.of(host.kind).clear(host);
    } while (page.length > 0);
  }
}
