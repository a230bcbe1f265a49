const SHA = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;
const SCHEME = /^(?:https?|ssh|git|file):\/\//;
// user@host:path, as git takes it for ssh; a host or user that starts with '-' would be an option of ssh.
const SCP_LIKE = /^[A-Za-z0-9_][\w.-]*@[A-Za-z0-9][\w.-]*:(?!-)/;
const SSH_OPTION = /^[a-z]+:\/\/(?:[^/@]*@)?-/;

/** Why git must not get these values; undefined when they are harmless as arguments. */
export function problemOfCheckout(cloneUrl: string, commitSha: string): string | undefined {
  if (!SHA.test(commitSha)) return 'The commit is not a full commit id.';
  if (hasControl(cloneUrl) || SSH_OPTION.test(cloneUrl)) return 'The clone URL is not valid.';
  const known = SCHEME.test(cloneUrl) || SCP_LIKE.test(cloneUrl) || cloneUrl.startsWith('/');
  return known ? undefined : 'The clone URL is neither http(s), ssh, git, file nor an absolute path.';
}

function hasControl(text: string): boolean {
  return [...text].some((character) => character < ' ' || character === '\u007f');
}
