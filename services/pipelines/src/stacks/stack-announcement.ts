import { Injectable } from '@nestjs/common';
import { type EventData, pipelinesStackDetectedV1 } from '@throughline/contracts';
import { repositoryAddress } from '@throughline/kernel';
import { Outbox, type Tx } from '@throughline/platform';
import type { RepositoryRow } from '../repositories/repositories.repository.js';
import type { Stack } from './stack-detection.js';

const NOTHING: Stack = { language: null, framework: null, buildTool: null, confidence: 0 };

/** Tells others what a repository of a project is, and when it is none any more. */
@Injectable()
export class StackAnnouncement {
  constructor(private readonly outbox: Outbox) {}

  detected(tx: Tx, row: RepositoryRow, commitSha: string | null, stack: Stack): Promise<void> {
    return this.append(tx, row, { ...stack, commitSha, repository: described(row) });
  }

  disconnected(tx: Tx, row: RepositoryRow): Promise<void> {
    return this.append(tx, row, { ...NOTHING, commitSha: null, repository: null });
  }

  private append(
    tx: Tx,
    { id: repositoryId, projectId }: RepositoryRow,
    news: Omit<EventData<typeof pipelinesStackDetectedV1>, 'projectId' | 'repositoryId'>,
  ): Promise<void> {
    const aggregate = { kind: 'repository_stack', id: repositoryId };
    return this.outbox.append(tx, pipelinesStackDetectedV1, aggregate, { projectId, repositoryId, ...news });
  }
}

function described({ cloneUrl, name, defaultBranch }: RepositoryRow) {
  const address = repositoryAddress(cloneUrl);
  return {
    provider: address?.provider ?? 'self_hosted',
    // One that cannot be read as an address may hold a credential.
    url: address?.url ?? '',
    owner: address?.owner ?? null,
    name: address?.name ?? name,
    defaultBranch,
    // Until it can be read without a credential over the network, it is nobody's but the installation's.
    isPrivate: true,
  };
}
