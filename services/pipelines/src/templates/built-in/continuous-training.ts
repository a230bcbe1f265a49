import type { BuiltInTemplate } from '../built-in-template.js';

const SOURCE = `# Give it a schedule. The model in use is model/champion.csv of the repository; without one, everything counts as drifted.
name: continuous-training
type: mlops
inputs:
  tolerance: { type: number, default: 0.1, description: How far the mean may move before it counts as drift }
concurrency: { group: continuous-training, policy: queue }
nodes:
  source: { kind: checkout }
  data:
    kind: shell
    needs: [source]
    run: |
      mkdir -p work
      # y is about 3x + 2: what is used while data/train.csv is not there.
      if [ -f data/train.csv ]; then cp data/train.csv work/all.csv
      else awk 'BEGIN { srand(7); for (i = 0; i < 200; i++) { x = i / 10; printf "%.3f,%.3f\\n", x, 3 * x + 2 + rand() - 0.5 } }' > work/all.csv; fi
      awk 'NR % 5' work/all.csv > work/train.csv
      awk 'NR % 5 == 0' work/all.csv > work/test.csv
      echo "rows=$(wc -l < work/all.csv | tr -d ' ')" >> "$THROUGHLINE_OUTPUT"
  data-check:
    kind: shell
    stage: test
    needs: [data]
    run: |
      # Two numbers in each row, and none is missing.
      awk -F, 'NF != 2 || $1 !~ /^-?[0-9.]+$/ || $2 !~ /^-?[0-9.]+$/ { print "row " NR ": " $0; bad = 1 } END { exit bad }' work/all.csv
  privacy:
    kind: shell
    stage: security
    needs: [data]
    run: |
      # No addresses of people in what a model learns from.
      if grep -rnE '[A-Za-z0-9._-]+@[A-Za-z0-9-]+\\.[a-z]{2,}' work; then exit 1; fi
      echo 'no e-mail address is in the data'
  drift:
    kind: shell
    needs: [data-check, privacy]
    run: |
      mean=$(awk -F, '{ s += $1 } END { printf "%.4f", s / NR }' work/all.csv)
      before=$(cat model/mean.txt 2>/dev/null || echo 0)
      echo "the mean is $mean and was $before"
      echo "moved=$(awk -v a="$mean" -v b="$before" 'BEGIN { d = a - b; if (d < 0) d = -d; printf "%.4f", b == 0 ? 1 : d / b }')" >> "$THROUGHLINE_OUTPUT"
  train:
    kind: shell
    needs: [drift]
    if: double(nodes.drift.outputs.moved) > inputs.tolerance
    run: |
      awk -F, '{ n++; sx += $1; sy += $2; sxx += $1 * $1; sxy += $1 * $2 }
        END { a = (n * sxy - sx * sy) / (n * sxx - sx * sx); printf "%.6f,%.6f\\n", a, (sy - a * sx) / n }' work/train.csv > work/model.csv
    artifacts: [{ name: challenger, path: work/model.csv }]
  compare:
    kind: shell
    needs: [train]
    if: nodes.train.status == 'succeeded'
    run: |
      error() { awk -F, 'NR == FNR { a = $1; b = $2; next } { e = $2 - (a * $1 + b); s += e * e; n++ } END { printf "%.4f", sqrt(s / n) }' "$1" work/test.csv; }
      challenger=$(error work/model.csv)
      champion=$([ -f model/champion.csv ] && error model/champion.csv || echo 1000000)
      echo "challenger $challenger, champion $champion"
      { echo "challenger=$challenger"; echo "champion=$champion"; } >> "$THROUGHLINE_OUTPUT"
  better:
    kind: gate
    needs: [compare]
    if: nodes.compare.status == 'succeeded'
    condition: double(nodes.compare.outputs.challenger) <= double(nodes.compare.outputs.champion)
  promote-model:
    kind: approval
    needs: [better]
    if: nodes.better.status == 'succeeded'
    title: Use the new model?
`;

export const CONTINUOUS_TRAINING: BuiltInTemplate = {
  id: 'continuous-training',
  name: 'Continuous training',
  description:
    'Looks whether the data has drifted from what the model in use has learned from, trains again where it has, and keeps the better one.',
  category: 'Machine learning',
  tags: ['drift', 'retraining', 'schedule'],
  source: SOURCE,
};
