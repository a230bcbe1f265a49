import type { ServiceAccountKeyResponse, ServiceAccountResponse } from '../../../../shared/api/generated/types.gen.js';
import { useOrg } from '../../../../shared/lib/use-org.js';
import { QueryView } from '../../../../shared/ui/query-view.js';
import { useAccountKeys, useRevokeAccountKey, useRotateAccountKey } from '../../api/keys.js';
import { scopeWords } from '../../model/key-words.js';
import classes from '../cells.module.css';
import { KeyTable } from './key-table.js';
import { RevokeDialog } from './revoke-dialog.js';
import { RotateDialog } from './rotate-dialog.js';

type DialogProps = { apiKey: ServiceAccountKeyResponse; onClose: () => void };

/** The keys of a service account. */
export function AccountKeys({ account }: { account: ServiceAccountResponse }) {
  const keys = useAccountKeys(useOrg(), account.id);
  const empty = <p className={classes.note}>No key yet: nothing can act as this account.</p>;
  return (
    <QueryView query={keys} isEmpty={({ items }) => items.length === 0} empty={empty}>
      {({ items }) => (
        <KeyTable
          label={`Keys of ${account.name}`}
          keys={items}
          opens={{ header: 'May', cell: ({ scopes }) => <span title={scopes.join('\n')}>{scopeWords(scopes)}</span> }}
          permission="api_keys.manage"
          rotate={(key, onClose) => <Rotate apiKey={key} onClose={onClose} />}
          revoke={(key, onClose) => <Revoke apiKey={key} onClose={onClose} />}
        />
      )}
    </QueryView>
  );
}

function Rotate({ apiKey, onClose }: DialogProps) {
  const path = { org: useOrg(), serviceAccountId: apiKey.serviceAccountId, apiKeyId: apiKey.id };
  const rotate = useRotateAccountKey();
  return (
    <RotateDialog
      apiKey={apiKey}
      rotation={rotate}
      onRotate={(body) => rotate.mutate({ path, body })}
      onClose={onClose}
    />
  );
}

function Revoke({ apiKey, onClose }: DialogProps) {
  const path = { org: useOrg(), serviceAccountId: apiKey.serviceAccountId, apiKeyId: apiKey.id };
  const revoke = useRevokeAccountKey();
  const end = () => revoke.mutate({ path }, { onSuccess: onClose });
  return <RevokeDialog apiKey={apiKey} revocation={revoke} onRevoke={end} onClose={onClose} />;
}
