/** The greeting for a visitor; a stranger is greeted as the world. */
export function greet(name) {
  const who = name?.trim() ? name.trim() : 'world';
  return `Hello, ${who}!`;
}
