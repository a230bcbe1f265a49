import type { BuiltInTemplate } from '../built-in-template.js';

const SOURCE = `# Trains a line by least squares; put your own training into train and evaluate. The model is kept as an artifact.
name: ml-training
type: mlops
inputs:
  maxError: { type: number, default: 1, description: The error on unseen rows that is still good enough }
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
  train:
    kind: shell
    needs: [data-check, privacy]
    run: |
      awk -F, '{ n++; sx += $1; sy += $2; sxx += $1 * $1; sxy += $1 * $2 }
        END { a = (n * sxy - sx * sy) / (n * sxx - sx * sx); printf "%.6f,%.6f\\n", a, (sy - a * sx) / n }' work/train.csv > work/model.csv
      cat work/model.csv
    artifacts: [{ name: model, path: work/model.csv }]
  evaluate:
    kind: shell
    needs: [train]
    run: |
      rmse=$(awk -F, 'NR == FNR { a = $1; b = $2; next } { e = $2 - (a * $1 + b); s += e * e; n++ } END { printf "%.4f", sqrt(s / n) }' work/model.csv work/test.csv)
      echo "rmse=$rmse" >> "$THROUGHLINE_OUTPUT"
  good-enough:
    kind: gate
    needs: [evaluate]
    condition: double(nodes.evaluate.outputs.rmse) <= inputs.maxError
  register: { kind: approval, needs: [good-enough], title: Register this model? }
  card:
    kind: shell
    needs: [register]
    env: { RMSE: '\${{ nodes.evaluate.outputs.rmse }}', ROWS: '\${{ nodes.data.outputs.rows }}' }
    run: |
      { echo '# Model card'; echo "- commit: $THROUGHLINE_COMMIT"; echo "- rows: $ROWS"; echo "- error: $RMSE"; } > work/card.md
    artifacts: [{ name: model-card, path: work/card.md }]
`;

export const ML_TRAINING: BuiltInTemplate = {
  id: 'ml-training',
  name: 'ML training',
  description:
    'Checks the data, trains a model, evaluates it on what it has not seen, and registers it after an approval.',
  category: 'Machine learning',
  tags: ['training', 'evaluation', 'model'],
  source: SOURCE,
};
