/** A stable, valid UUID for a name: the same fixture links to the same things on every start. */
export function id(name) {
  let hash = 0x811c9dc5;
  const hex = Array.from({ length: 32 }, (_, index) => {
    for (const char of `${name}${index}`) hash = Math.imul(hash ^ char.charCodeAt(0), 0x01000193) >>> 0;
    return ((hash >>> 13) & 15).toString(16);
  }).join('');
  return `0199a8c2-${hex.slice(8, 12)}-7${hex.slice(13, 16)}-9${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

const START = Date.now();

/** The time so many minutes ago, as the API writes it. */
export function ago(minutes, seconds = 0) {
  return new Date(START - minutes * 60_000 - seconds * 1000).toISOString();
}

/** A moment so many seconds after another. */
export function after(at, seconds) {
  return new Date(Date.parse(at) + seconds * 1000).toISOString();
}
