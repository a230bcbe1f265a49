const CALL = /^[ \t]*fp\((['"])[\w.@-]+\1\);[^\n]*\n/gm;
const STATEMENT = /^(?:import|export) [^;]*? from ['"][^'"]+['"];\n/gm;
const FAULT_MODULE = / from ['"][^'"]*faults\/[\w.-]+\.js['"];/;

/**
 * Compiled JavaScript without the calls of fault points and without what they are imported for.
 * @param {string} text
 */
export function withoutFaultPoints(text) {
  return text.replace(CALL, '').replace(STATEMENT, (statement) => {
    if (FAULT_MODULE.test(statement)) return '';
    return statement.startsWith('import') ? withoutName(statement) : statement;
  });
}

/** @param {string} statement */
function withoutName(statement) {
  const [braces, inside] = /\{([^}]*)\}/.exec(statement) ?? ['', ''];
  const list = inside
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  if (!list.includes('fp')) return statement;
  const rest = list.filter((name) => name !== 'fp');
  return rest.length === 0 ? '' : statement.replace(braces, `{ ${rest.join(', ')} }`);
}
