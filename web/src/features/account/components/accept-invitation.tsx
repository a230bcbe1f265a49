import { Button } from '@mantine/core';
import type { InvitationPreviewResponse } from '../../../shared/api/generated/types.gen.js';
import { LinkButton } from '../../../shared/ui/link-button.js';
import { ProblemView } from '../../../shared/ui/problem-view.js';
import { useAcceptInvitation, useDeclineInvitation, useInvitationPreview } from '../api/account.js';
import { AccountFrame } from './account-frame.js';

const OVER: Record<Exclude<InvitationPreviewResponse['state'], 'pending'>, string> = {
  accepted: 'It has been used already. If it was you, you are a member.',
  declined: 'It was declined. Ask for a new one if you changed your mind.',
  revoked: 'It was withdrawn, or another one has taken its place. Look for a newer message.',
  expired: 'An invitation is good for 7 days. Ask for a new one.',
};

/** Joins an organization. Says what it is for and asks before it does: opening a link must not change anything. */
export function AcceptInvitation({ token, email }: { token: string | undefined; email: string }) {
  const preview = useInvitationPreview(token);
  const decline = useDeclineInvitation();
  if (!token) {
    return (
      <Notice
        title="This link is not complete"
        lead="The invitation's code is missing. Copy the whole address from the message, or ask for a new invitation."
      />
    );
  }
  if (decline.isSuccess) return <Notice title="You have declined" lead="Whoever invited you sees it." />;
  if (preview.error) {
    return (
      <AccountFrame title="This invitation leads nowhere" lead="It may have been replaced by a newer one.">
        <ProblemView error={preview.error} />
        <Home />
      </AccountFrame>
    );
  }
  if (!preview.data) return <AccountFrame title="You are invited" lead="Looking what to…" children={null} />;
  const { state, isForCaller } = preview.data;
  if (state !== 'pending') return <Notice title="This invitation is over" lead={OVER[state]} />;
  if (!isForCaller) {
    const lead = `It is for ${preview.data.email}, and you are signed in as ${email}. Sign in with the address that was invited.`;
    return <Notice title="This invitation is for another address" lead={lead} />;
  }
  return <Answer token={token} preview={preview.data} decline={decline} />;
}

type AnswerProps = {
  token: string;
  preview: InvitationPreviewResponse;
  decline: ReturnType<typeof useDeclineInvitation>;
};

function Answer({ token, preview, decline }: AnswerProps) {
  const accept = useAcceptInvitation();
  const { organizationName, roleName, inviterName, email } = preview;
  const by = inviterName ? `${inviterName} invites you` : 'You are invited';
  return (
    <AccountFrame title={`Join ${organizationName}`} lead={`${by} to be a ${roleName} of it, as ${email}.`}>
      {(accept.error ?? decline.error) && <ProblemView error={accept.error ?? decline.error} />}
      <Button fullWidth mt="md" loading={accept.isPending} onClick={() => accept.mutate({ body: { token } })}>
        Join the organization
      </Button>
      <Button
        fullWidth
        mt="xs"
        variant="subtle"
        color="gray"
        loading={decline.isPending}
        onClick={() => decline.mutate({ body: { token } })}
      >
        Decline
      </Button>
    </AccountFrame>
  );
}

function Notice({ title, lead }: { title: string; lead: string }) {
  return (
    <AccountFrame title={title} lead={lead}>
      <Home />
    </AccountFrame>
  );
}

function Home() {
  return (
    <LinkButton to="/" variant="default">
      Go to my organizations
    </LinkButton>
  );
}
