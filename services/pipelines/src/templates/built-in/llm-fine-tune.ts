import type { BuiltInTemplate } from '../built-in-template.js';

const SOURCE = `# Tunes a model of letter pairs, so that it runs anywhere: replace tune and evaluate by scripts/tune.sh on your own GPUs
# (runsOn: [gpu]). Examples come from data/*.txt, and from the repository's own text without them.
name: llm-fine-tune
type: llmops
nodes:
  source: { kind: checkout }
  examples:
    kind: shell
    needs: [source]
    run: |
      mkdir -p work
      { cat data/*.txt 2>/dev/null || find . -type f -not -path './.git/*' -not -path './work/*' -exec cat {} +; } | tr 'A-Z' 'a-z' | tr -cd 'a-z \\n' | awk 'length > 3' > work/examples.txt
      awk 'NR % 4' work/examples.txt > work/train.txt
      awk 'NR % 4 == 0' work/examples.txt > work/unseen.txt
      echo "examples=$(wc -l < work/examples.txt | tr -d ' ')" >> "$THROUGHLINE_OUTPUT"
  enough:
    kind: gate
    needs: [examples]
    condition: int(nodes.examples.outputs.examples) >= 4
  redact:
    kind: shell
    stage: security
    needs: [enough]
    run: |
      # Lines that speak of credentials are not learned from.
      grep -vE 'password|secret|token' work/train.txt > work/clean.txt || true
      echo "$(($(wc -l < work/train.txt) - $(wc -l < work/clean.txt))) lines left out"
  tune:
    kind: shell
    needs: [redact]
    timeout: 2h
    run: |
      awk '{ for (i = 1; i < length($0); i++) { n[substr($0, i, 1) "," substr($0, i + 1, 1)]++ } } END { for (pair in n) print pair "," n[pair] }' work/clean.txt | sort > work/model.csv
      wc -l < work/model.csv
    artifacts: [{ name: tuned-model, path: work/model.csv }]
  evaluate:
    kind: shell
    stage: test
    needs: [tune]
    run: |
      # Perplexity on unseen text; a base that knows nothing finds every one of 27 letters as likely.
      ppl=$(awk -F, 'NR == FNR { n[$1 "," $2] = $3; t[$1] += $3; next }
        { for (i = 1; i < length($0); i++) { a = substr($0, i, 1); b = substr($0, i + 1, 1); s -= log((n[a "," b] + 1) / (t[a] + 27)); m++ } }
        END { printf "%.3f", m ? exp(s / m) : 27 }' work/model.csv work/unseen.txt)
      echo "perplexity $ppl, base 27"
      echo "perplexity=$ppl" >> "$THROUGHLINE_OUTPUT"
  better-than-base:
    kind: gate
    needs: [evaluate]
    condition: double(nodes.evaluate.outputs.perplexity) < 27.0
  release-model: { kind: approval, needs: [better-than-base], title: Release the tuned model? }
`;

export const LLM_FINE_TUNE: BuiltInTemplate = {
  id: 'llm-fine-tune',
  name: 'LLM fine-tuning',
  description:
    'Prepares examples, removes what must not be learned, tunes, and holds the tuned model against the base on unseen text.',
  category: 'Language models',
  tags: ['fine-tuning', 'evaluation', 'perplexity'],
  source: SOURCE,
};
