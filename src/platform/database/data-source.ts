import { DataSource } from 'typeorm';
import { migrate } from './migrate.js';
import { prepareServiceLogin } from './service-login.js';

/** Migrates as the owner, then connects as the service's own restricted login. */
export async function openDatabase(
  ownerUrl: string,
  secret: string,
  poolSize = 20,
): Promise<DataSource> {
  await migrate(ownerUrl);
  const url = await prepareServiceLogin(ownerUrl, secret);
  const source = new DataSource({
    type: 'postgres',
    url,
    synchronize: false,
    extra: { max: poolSize, application_name: 'gongzhang', connectionTimeoutMillis: 10_000 },
    poolErrorHandler: () => undefined,
  });
  return source.initialize();
}
