import { Injectable } from '@nestjs/common';
import { BeforePurge, OrgTx } from '@throughline/platform';
import { GitMirror } from '../git/git-mirror.js';

/** Removes the mirrors of an organization that is purged, of removed repositories too. */
@Injectable()
export class MirrorClearance {
  constructor(
    private readonly orgTx: OrgTx,
    private readonly mirror: GitMirror,
  ) {}

  @BeforePurge()
  async removeMirrors(orgId: string): Promise<void> {
    const rows = await this.orgTx.run(orgId, (tx) => tx.query<{ id: string }>('SELECT id FROM repository'));
    for (const { id } of rows) await this.mirror.forget(id);
  }
}
