import { EditorView, type EditorViewConfig } from '@codemirror/view';

/**
 * Puts an editor into an element, below a shadow root: there its styles are sheets, where in the page they would be
 * <style> elements, which the content security policy refuses. The second value takes it away again.
 */
export function editorInShadow(parent: HTMLElement, config: EditorViewConfig): [EditorView, () => void] {
  const host = document.createElement('div');
  host.style.height = '100%';
  const root = host.attachShadow({ mode: 'open' });
  parent.append(host);
  const view = new EditorView({ ...config, parent: root, root });
  const remove = (): void => {
    view.destroy();
    host.remove();
  };
  return [view, remove];
}
