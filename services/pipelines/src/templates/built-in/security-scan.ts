import type { BuiltInTemplate } from '../built-in-template.js';

const SOURCE = `# Give it a schedule beside the pushes. Reports of other scanners (trivy) become evidence for the same gate.
name: security-scan
type: security
nodes:
  source: { kind: checkout }
  keys:
    kind: shell
    stage: security
    needs: [source]
    run: |
      mkdir -p reports
      grep -rIl --exclude-dir=.git --exclude-dir=node_modules --exclude-dir=reports -e '-----BEGIN [A-Z ]*PRIVATE KEY' -e 'AKIA[0-9A-Z]\\{16\\}' . > reports/keys.txt || true
      cat reports/keys.txt
      echo "keys=$(wc -l < reports/keys.txt | tr -d ' ')" >> "$THROUGHLINE_OUTPUT"
  rights:
    kind: shell
    stage: security
    needs: [source]
    run: |
      # Files that anybody on a host could change.
      echo "open=$(find . -type f -perm -0002 -not -path './.git/*' | wc -l | tr -d ' ')" >> "$THROUGHLINE_OUTPUT"
  materials:
    kind: shell
    stage: security
    needs: [source]
    run: |
      mkdir -p reports; comma=''
      { echo '{"bomFormat":"CycloneDX","specVersion":"1.5","version":1,"components":['
        find . -type f -not -path './.git/*' -not -path './node_modules/*' -not -path './reports/*' | sort | while read -r file; do
          sum=$(sha256sum "$file" | cut -d' ' -f1)
          printf '%s{"type":"file","name":"%s","hashes":[{"alg":"SHA-256","content":"%s"}]}' "$comma" "\${file#./}" "$sum"; comma=','
        done
        echo ']}'; } > reports/bom.json
    artifacts: [{ name: bill-of-materials, path: reports/bom.json, report: sbom }]
  tests:
    kind: shell
    stage: test
    needs: [source]
    run: |
      # Scripts that do not even parse hide what they do.
      for script in $(find . -name '*.sh' -not -path './.git/*' -not -path './node_modules/*'); do sh -n "$script"; done
  policy:
    kind: gate
    needs: [keys, rights, materials, tests]
    condition: int(nodes.keys.outputs.keys) == 0 && int(nodes.rights.outputs.open) == 0 && evidence.sbom.packages >= 0
`;

export const SECURITY_SCAN: BuiltInTemplate = {
  id: 'security-scan',
  name: 'Security checks',
  description:
    'Looks for keys and dangerous rights, writes a bill of materials, and lets through what a policy allows.',
  category: 'Security',
  tags: ['sbom', 'secrets', 'policy'],
  source: SOURCE,
};
