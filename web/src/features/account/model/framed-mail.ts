/**
 * A mail's HTML for a frame that may load nothing and run nothing. Our content security policy, which the frame inherits,
 * refuses style attributes in markup; they are parked in a data attribute, from where `applyStyles` sets them.
 */
export function framedMail(html: string): string {
  return html.replaceAll(' style="', ' data-style="');
}

/** Sets the parked styles of a document that has loaded. */
export function applyStyles(document: Document): void {
  for (const element of document.querySelectorAll<HTMLElement>('[data-style]')) {
    element.style.cssText = element.dataset['style'] ?? '';
  }
}
