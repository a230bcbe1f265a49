import { Injectable } from '@nestjs/common';
import { SecretBox } from '@throughline/platform';

/** The values of secrets, each sealed for the row of its version. */
@Injectable()
export class SealedValues {
  constructor(private readonly box: SecretBox) {}

  seal(orgId: string, versionId: string, value: string): Promise<string> {
    return this.box.seal(ownerOf(orgId, versionId), value);
  }

  /** @throws `secret_unreadable` */
  open(orgId: string, versionId: string, sealed: string): Promise<string> {
    return this.box.open(ownerOf(orgId, versionId), sealed);
  }
}

const ownerOf = (orgId: string, versionId: string): string => `${orgId}/pipeline_secret_version/${versionId}/value`;
