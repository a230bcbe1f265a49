// The git hook of the demo's repository: tells the platform of a push with a signed webhook in GitHub's format
// (docs.github.com, "Webhook events and payloads", push). Run by git in the bare repository, old and new refs on stdin.
import { execFileSync } from 'node:child_process';
import { createHmac, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';

const { url, secret, name } = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const git = (...parameters) => execFileSync('git', parameters, { encoding: 'utf8' }).trim();
const NONE = '0'.repeat(40);

for (const line of readFileSync(0, 'utf8').trim().split('\n')) {
  const [before, after, ref] = line.split(' ');
  const deleted = after === NONE;
  const body = JSON.stringify({
    ref,
    before,
    after,
    created: before === NONE,
    deleted,
    repository: { name, full_name: name, default_branch: 'main' },
    pusher: deleted ? null : person(after),
    head_commit: deleted ? null : commit(after),
  });
  const signature = createHmac('sha256', secret).update(body).digest('hex');
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-github-event': 'push',
      'x-github-delivery': randomUUID(),
      'x-hub-signature-256': `sha256=${signature}`,
    },
    body,
    signal: AbortSignal.timeout(10_000),
  });
  process.stdout.write(`webhook for ${ref}: ${response.status}\n`);
}

function commit(sha) {
  const [message, timestamp] = git('show', '--no-patch', '--format=%B%x00%cI', sha).split('\0');
  return { id: sha, message: message.trim(), timestamp: timestamp.trim(), author: person(sha) };
}

function person(sha) {
  const [fullName, email] = git('show', '--no-patch', '--format=%an%x00%ae', sha).split('\0');
  return { name: fullName.trim(), email: email.trim() };
}
