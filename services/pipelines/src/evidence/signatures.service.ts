import { Injectable } from '@nestjs/common';
import { OrgTx, type Tx } from '@throughline/platform';
import { createHash } from 'node:crypto';
import { type Verdict, verdictOn } from './cosign-signature.js';
import type { EvidenceItemResponse } from './evidence.dto.js';
import { refuse } from './evidence.errors.js';
import { EvidenceRecorder } from './evidence.recorder.js';
import type { NewEvidence } from './evidence.repository.js';
import type { RecordSignatureRequest } from './signing-keys.dto.js';
import { SigningKeysService } from './signing-keys.service.js';

/** What a signature is about. */
interface Signed {
  artifactId: string | null;
  executionId: string;
  name: string;
  digest: string;
}

/** Signatures of artifacts and images, as cosign makes them. */
@Injectable()
export class SignaturesService {
  constructor(
    private readonly orgTx: OrgTx,
    private readonly keys: SigningKeysService,
    private readonly recorder: EvidenceRecorder,
  ) {}

  /**
   * Verifies a signature against every key of the organization; a wrong one is evidence too, and says what is wrong. The
   * newest one about an artifact counts.
   */
  record(orgId: string, artifactId: string, request: RecordSignatureRequest): Promise<EvidenceItemResponse> {
    return this.judge(orgId, request, (tx) => this.artifact(tx, artifactId));
  }

  /** As `record`, for an image in a registry. */
  recordForImage(orgId: string, imageId: string, request: RecordSignatureRequest): Promise<EvidenceItemResponse> {
    return this.judge(orgId, request, (tx) => this.image(tx, imageId));
  }

  private judge(
    orgId: string,
    request: RecordSignatureRequest,
    find: (tx: Tx) => Promise<Signed>,
  ): Promise<EvidenceItemResponse> {
    const [payload, signature] = [Buffer.from(request.payload, 'base64'), Buffer.from(request.signature, 'base64')];
    return this.orgTx.run(orgId, async (tx) => {
      const signed = await find(tx);
      const keys = await this.keys.all(tx);
      if (keys.length === 0) throw refuse('keys_missing');
      const verdict = verdictOn({ payload, signature }, signed.digest, keys);
      const sourceDigest = `sha256:${createHash('sha256').update(payload).digest('hex')}`;
      const [view] = await this.recorder.record(tx, [{ ...evidenceOf(signed, verdict), sourceDigest }]);
      if (!view) throw new Error('a signature was recorded and is not there');
      return view;
    });
  }

  /** Locked, so that its content is the one that is judged. */
  private async artifact(tx: Tx, artifactId: string): Promise<Signed> {
    const rows = await tx.query<Signed>(
      `SELECT a.id AS "artifactId", a.execution_id AS "executionId", n.key || '/' || a.name AS name, a.digest
         FROM artifact a JOIN node n ON n.id = a.node_id WHERE a.id = $1 FOR SHARE OF a`,
      [artifactId],
    );
    if (!rows[0]) throw refuse('not_found');
    return rows[0];
  }

  private async image(tx: Tx, imageId: string): Promise<Signed> {
    const rows = await tx.query<Signed>(
      `SELECT NULL AS "artifactId", execution_id AS "executionId", 'image ' || name AS name, digest FROM image WHERE id = $1`,
      [imageId],
    );
    if (!rows[0]) throw refuse('not_found');
    return rows[0];
  }
}

function evidenceOf(
  { artifactId, executionId, name, digest }: Signed,
  verdict: Verdict,
): Omit<NewEvidence, 'sourceDigest'> {
  const isRight = 'key' in verdict;
  const { name: keyName = null, fingerprint = null } = isRight ? verdict.key : {};
  const reference = isRight ? verdict.reference : null;
  return {
    ...{ executionId, nodeId: null, artifactId, kind: 'signature', name, items: [] },
    ...{ status: isRight ? 'passed' : 'failed', problem: isRight ? null : verdict.problem, tool: 'cosign', url: null },
    summary: { verified: isRight, digest, keyName, keyFingerprint: fingerprint, reference },
  };
}
