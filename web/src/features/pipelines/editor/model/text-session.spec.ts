import { afterEach, describe, expect, it, vi } from 'vitest';
import { TextSession } from './text-session.js';

const TEXT = 'name: x\nnodes:\n  a: { kind: checkout }\n';

describe('TextSession', () => {
  it('has one history for what is typed and what is drawn', () => {
    const session = new TextSession(TEXT);
    expect(session.snapshot()).toMatchObject({ text: TEXT, canUndo: false, canRedo: false });
    expect(session.edit({ do: 'set', key: 'a', field: 'retry', value: 2 })).toBe(true);
    session.take(session.state.update({ changes: { from: 0, insert: '# typed\n' } }).state);
    expect(session.snapshot().text).toBe('# typed\nname: x\nnodes:\n  a: { kind: checkout, retry: 2 }\n');
    expect(session.snapshot().draft.nodes[0]?.fields).toEqual({ kind: 'checkout', retry: 2 });
    session.undo();
    expect(session.snapshot().text).toContain('retry: 2');
    expect(session.snapshot().text).not.toContain('typed');
    session.undo();
    expect(session.snapshot()).toMatchObject({ text: TEXT, canUndo: false, canRedo: true });
    expect(session.undo()).toBe(false);
    session.redo();
    session.redo();
    expect(session.snapshot().text).toContain('# typed\n');
  });

  it('keeps the last graph of a text that cannot be read, and draws nothing into it', () => {
    const session = new TextSession(TEXT);
    session.replace(`${TEXT}  b: [`);
    expect(session.snapshot()).toMatchObject({ error: { line: 4 }, draft: { name: 'x', nodes: [{ key: 'a' }] } });
    expect(session.edit({ do: 'remove', keys: ['a'] })).toBe(false);
    expect(session.snapshot().text).toBe(`${TEXT}  b: [`);
  });

  it('tells of changes, and of nothing else', () => {
    const session = new TextSession(TEXT);
    let calls = 0;
    const stop = session.subscribe(() => (calls += 1));
    session.replace(TEXT);
    session.edit({ do: 'remove', keys: ['nobody'] });
    expect(calls).toBe(0);
    session.edit({ do: 'name', name: 'y' });
    expect(calls).toBe(1);
    stop();
    session.undo();
    expect(calls).toBe(1);
  });

  describe('with a large text', () => {
    const LARGE = `${TEXT}${Array.from({ length: 900 }, (_, at) => `  n${at}: { kind: checkout }\n`).join('')}`;
    const typed = (session: TextSession, insert: string): void =>
      session.take(session.state.update({ changes: { from: session.state.doc.length, insert } }).state);
    const last = (session: TextSession): string | undefined => session.snapshot().draft.nodes.at(-1)?.key;

    afterEach(() => void vi.useRealTimers());

    it('reads at once what is typed within a node', () => {
      vi.useFakeTimers();
      const session = new TextSession(LARGE);
      const nodes = session.snapshot().draft.nodes;
      typed(session, '  typed: { kind: checkout }\n');
      expect(session.snapshot()).toMatchObject({ text: `${LARGE}  typed: { kind: checkout }\n`, isBehind: false });
      expect([last(session), vi.getTimerCount()]).toEqual(['typed', 0]);
      expect(session.snapshot().draft.nodes[0]).toBe(nodes[0]);
    });

    it('has what else is typed at once, says that it is not read, and reads it after a pause', () => {
      vi.useFakeTimers();
      const session = new TextSession(LARGE);
      typed(session, '  typed: {');
      expect(session.snapshot()).toMatchObject({ text: `${LARGE}  typed: {`, canUndo: true, isBehind: true });
      expect([last(session), session.snapshot().error]).toEqual(['n899', undefined]);
      vi.runAllTimers();
      expect(session.snapshot()).toMatchObject({ error: { line: 904 }, isBehind: false });
      typed(session, ' kind: checkout }\n');
      expect(session.snapshot()).toMatchObject({ error: undefined, isBehind: false });
      expect([last(session), vi.getTimerCount()]).toEqual(['typed', 0]);
    });

    it('reads at once what is drawn, and what was typed before it', () => {
      vi.useFakeTimers();
      const session = new TextSession(LARGE);
      session.take(session.state.update({ changes: { from: 0, insert: '# typed\n' } }).state);
      typed(session, '  typed: { kind: checkout }\n');
      expect([last(session), session.snapshot().isBehind]).toEqual(['n899', true]);
      session.edit({ do: 'rename', from: 'typed', to: 'drawn' });
      expect([last(session), session.snapshot().isBehind]).toEqual(['drawn', false]);
      expect(vi.getTimerCount()).toBe(0);
      session.undo();
      expect(last(session)).toBe('typed');
    });
  });
});
