import { expect, it } from 'vitest';
import type { LogEntryResponse } from '../../../shared/api/generated/types.gen.js';
import { aroundEntry, entryLink } from './entry-link.js';

const entry = { id: '7', at: '2026-11-20T12:00:00.500Z', serviceId: 's', environmentId: 'e' } as LogEntryResponse;

it('fixes the range so that the link shows the same tomorrow', () =>
  expect(entryLink({ range: '1h', live: true, text: 'x' }, entry)).toEqual({
    range: undefined,
    live: undefined,
    text: 'x',
    from: '2026-11-20T11:55:00.500Z',
    to: '2026-11-20T12:00:02.500Z',
    entry: '7',
  }));

it('looks around a line without the filters', () =>
  expect(aroundEntry(entry)).toEqual({
    serviceId: 's',
    environmentId: 'e',
    from: '2026-11-20T11:59:00.500Z',
    to: '2026-11-20T12:01:00.500Z',
    entry: '7',
  }));
