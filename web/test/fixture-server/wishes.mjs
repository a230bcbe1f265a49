const UNAVAILABLE = {
  type: 'about:blank',
  title: 'The service does not answer',
  status: 503,
  detail: 'It may be restarting. Nothing of yours is lost.',
  code: 'unavailable',
  traceId: '4bf92f3577b34da6a3ce929d0e0e4736',
};
const FORBIDDEN = {
  type: 'about:blank',
  title: 'You may not see this',
  status: 403,
  detail: 'This needs the permission “pipelines.read”. Grace Hopper can grant it.',
  code: 'forbidden',
  traceId: '4bf92f3577b34da6a3ce929d0e0e4736',
};
const CHANGED = {
  type: 'about:blank',
  title: 'The file has changed',
  status: 409,
  detail: 'Somebody has changed the file since you opened it.',
  code: 'file_changed',
  traceId: '4bf92f3577b34da6a3ce929d0e0e4736',
};

/** Whether the rest of a path in an organization is one of those that a cookie names; `.` names them all. */
const names = (pattern, path) => pattern !== undefined && path !== undefined && new RegExp(pattern).test(path);

/**
 * What the page that asks wishes to see, from its cookies: `state` is `full` or `empty`; `fail`, `forbid`, `outrun` and `hang` are
 * regular expressions of paths below an organization that answer 503, 403, 409, or never; a write begins with
 * its method, as in `POST executions`.
 */
export function wishesOf(request, url) {
  const cookies = Object.fromEntries(
    (request.headers.cookie ?? '')
      .split(/; */)
      .map((pair) => [pair.split('=')[0], decodeURIComponent(pair.split('=')[1] ?? '')]),
  );
  // The frame needs these to stand; what a person cannot see without them is no state of a page.
  const below = /^\/api\/v1\/orgs\/[^/]+\/(?!capabilities$|entitlements$|live$)(.+)$/.exec(url.pathname)?.[1];
  const path = request.method === 'GET' || below === undefined ? below : `${request.method} ${below}`;
  const refusals = [
    [cookies.fail, UNAVAILABLE],
    [cookies.forbid, FORBIDDEN],
    [cookies.outrun, CHANGED],
  ];
  return {
    state: cookies.state,
    isHung: names(cookies.hang, path),
    refusal: refusals.find(([pattern]) => names(pattern, path))?.[1],
  };
}
