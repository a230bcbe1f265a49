import { restrictImports } from './restrict-imports.ts';

export const dataSourceStaysInDatabase = restrictImports(
  'A DataSource reaches every tenant’s rows. Use OrgTx.run(orgId, tx => …), which sets the organization first.',
  [
    { modules: ['typeorm'], names: /^DataSource$/ },
    { modules: ['@nestjs/typeorm'], names: /^(InjectDataSource|getDataSourceToken)$/ },
  ],
);
