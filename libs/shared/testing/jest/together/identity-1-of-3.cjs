require('../together.cjs').together(__filename);
