import { defineErrors } from '@throughline/kernel';

export const refuse = defineErrors({
  not_found: { category: 'not_found', message: 'There is no such thing, or you may not see it.' },
  subject_missing: {
    category: 'invalid',
    message: 'Say what it is about: an execution, an artifact, or the digest of an artifact.',
  },
  evidence_refused: { category: 'invalid', message: 'Nothing of this could be recorded.' },
  report_unreadable: { category: 'unprocessable', message: 'The report cannot be read.' },
  waiver_expiry: { category: 'invalid', message: 'A waiver ends at a time to come, within a year.' },
  waiver_scope: { category: 'invalid', message: 'A waiver is for a repository or for a service, and not for both.' },
  service_unknown: { category: 'unprocessable', message: 'The organization has no service of this name.' },
  waiver_revoked: { category: 'conflict', message: 'The waiver is revoked already.' },
  key_unusable: { category: 'unprocessable', message: 'The key is no public ECDSA key of the curve P-256 in PEM.' },
  key_taken: { category: 'conflict', message: 'The organization has a key of this name, or this key by another name.' },
  metadata_refused: {
    category: 'invalid',
    message: 'Metadata is at most 16 KiB of JSON, without null bytes in its texts.',
  },
  keys_missing: { category: 'unprocessable', message: 'The organization has registered no key to verify with.' },
});
