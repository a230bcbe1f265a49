import { v7, validate } from 'uuid';

/** Random bytes in store: asking for sixteen at a time costs many times what an id costs otherwise. */
const store = new Uint8Array(4_096);
let used = store.length;

function sixteenRandomBytes(): Uint8Array {
  if (used === store.length) {
    crypto.getRandomValues(store);
    used = 0;
  }
  used += 16;
  return store.subarray(used - 16, used);
}

const MAX_SEQUENCE = 0xffff_ffff;
let milliseconds = 0;
let sequence = 0;

/**
 * A new UUIDv7: unique, and ordered by the time of its making; those of one process by the order of their making, also
 * within a millisecond (RFC 9562 §6.2, method 1: a counter of 32 bits that each millisecond begins anew at random, its
 * highest bit clear).
 */
export function newId(): string {
  const random = sixteenRandomBytes();
  const now = Date.now();
  if (now > milliseconds) {
    milliseconds = now;
    sequence = new DataView(random.buffer, random.byteOffset).getUint32(0) >>> 1;
  } else if (sequence < MAX_SEQUENCE) sequence += 1;
  else {
    milliseconds += 1;
    sequence = 0;
  }
  return v7({ random, msecs: milliseconds, seq: sequence });
}

/** True when the text is a UUID of any version. */
export function isId(text: string): boolean {
  return validate(text);
}
