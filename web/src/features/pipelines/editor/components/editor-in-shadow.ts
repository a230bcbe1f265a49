import { EditorView, type EditorViewConfig } from '@codemirror/view';

/**
 * Puts an editor into an element, below a shadow root: there its styles are sheets, where in the page they would be
 * <style> elements, which the content security policy refuses. The second value takes it away again.
 */
export function editorInShadow(parent: HTMLElement, config: EditorViewConfig): [EditorView, () => void] {
  const host = document.createElement('div');
  host.style.height = '100%';
  host.addEventListener('keydown', keepTyping);
  const root = host.attachShadow({ mode: 'open' });
  parent.append(host);
  const view = new EditorView({ ...config, parent: root, root });
  const remove = (): void => {
    view.destroy();
    host.remove();
  };
  return [view, remove];
}

/** What is typed is no shortcut of the page, which cannot see from outside that a text has the focus. */
function keepTyping(event: KeyboardEvent): void {
  const isTyped = event.key.length === 1 && !event.ctrlKey && !event.metaKey;
  if (isTyped) event.stopPropagation();
}
