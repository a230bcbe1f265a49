import type { BuiltInTemplate } from '../built-in-template.js';

const SOURCE = `# Documents are docs/**/*.md, or every text of the repository without them. Questions with the file that answers them are
# rag/questions.csv (question,file); without it, each passage is asked for by its own rarest words.
name: rag
type: llmops
inputs:
  hitRate: { type: number, default: 0.8, description: How many of the questions have to find their passage }
nodes:
  source: { kind: checkout }
  passages:
    kind: shell
    needs: [source]
    run: |
      mkdir -p work
      files=$(find docs -name '*.md' 2>/dev/null || true); [ -n "$files" ] || files=$(find . -type f -not -path './.git/*' -not -path './work/*')
      for file in $files; do tr 'A-Z' 'a-z' < "$file" | tr -cs 'a-z\\n' ' ' | awk -v f="$file" 'NF > 1 { gsub(/^ +| +$/, ""); print f ":" NR "\\t" $0 }'; done > work/passages.tsv
      echo "passages=$(wc -l < work/passages.tsv | tr -d ' ')" >> "$THROUGHLINE_OUTPUT"
  private:
    kind: shell
    stage: security
    needs: [passages]
    run: |
      # What is found is shown to whoever asks. The brackets keep this line from finding itself.
      if grep -inE 'c[o]nfidential|b[e]gin [a-z ]*private key' work/passages.tsv; then exit 1; fi
  index:
    kind: shell
    needs: [private]
    run: |
      awk -F'\\t' '{ n = split($2, w, " "); for (i = 1; i <= n; i++) if (!((w[i], $1) in seen)) { seen[w[i], $1]; df[w[i]]++; docs[w[i]] = docs[w[i]] " " $1 } }
        END { for (word in df) print word "\\t" df[word] "\\t" docs[word] }' work/passages.tsv | sort > work/index.tsv
    artifacts: [{ name: index, path: work/index.tsv }]
  evaluate:
    kind: shell
    stage: test
    needs: [index]
    run: |
      # Each word of a question speaks for the passages that it is in, the rarer the more.
      if [ -f rag/questions.csv ]; then tr 'A-Z' 'a-z' < rag/questions.csv | awk -F, '{ print $2 "\\t" $1 }' > work/questions.tsv
      else cp work/passages.tsv work/questions.tsv; fi
      rate=$(awk -F'\\t' 'NR == FNR { df[$1] = $2; docs[$1] = $3; next }
        { delete score; best = ""; n = split($2, w, " ")
          for (i = 1; i <= n; i++) { m = split(docs[w[i]], d, " "); for (j = 1; j <= m; j++) score[d[j]] += 1 / df[w[i]] }
          for (one in score) if (best == "" || score[one] > score[best] || (score[one] == score[best] && one == $1)) best = one
          asked++; if (index(best, $1) == 1) hits++ }
        END { printf "%.3f", asked ? hits / asked : 0 }' work/index.tsv work/questions.tsv)
      echo "hits=$rate" >> "$THROUGHLINE_OUTPUT"
  finds-enough:
    kind: gate
    needs: [evaluate]
    condition: double(nodes.evaluate.outputs.hits) >= inputs.hitRate
`;

export const RAG: BuiltInTemplate = {
  id: 'rag',
  name: 'Retrieval-augmented generation',
  description:
    'Cuts documents into passages, indexes them, and measures how often a question finds its passage before the index is used.',
  category: 'Language models',
  tags: ['rag', 'index', 'retrieval'],
  source: SOURCE,
};
