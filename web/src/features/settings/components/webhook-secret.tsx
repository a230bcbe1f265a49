import { CodeSample } from '../../../shared/ui/code-sample.js';
import { ShowOnce } from '../../../shared/ui/show-once.js';

/** The two values for the git server. The address can be read again at any time, the secret cannot. */
export function WebhookSecret({ url, secret }: { url: string; secret: string }) {
  return (
    <>
      <CodeSample label="Web hook address" code={url} />
      <ShowOnce label="Web hook secret" value={secret} />
    </>
  );
}
