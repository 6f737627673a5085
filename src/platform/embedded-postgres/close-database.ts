import type pg from 'pg';

/**
 * Takes from everybody what a database gives away unasked: temporary tables, by which a login could stand before the
 * functions of the schema, and, where a superuser asks, large objects, which no row-level security guards.
 */
export async function closeDatabase(client: pg.Client): Promise<void> {
  await client.query(`DO $$
    DECLARE
      f regprocedure;
    BEGIN
      IF has_database_privilege('public', current_database(), 'TEMPORARY') THEN
        EXECUTE format('REVOKE TEMPORARY ON DATABASE %I FROM PUBLIC', current_database());
      END IF;
      IF (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN
        FOR f IN SELECT p.oid::regprocedure FROM pg_proc p WHERE p.pronamespace = 'pg_catalog'::regnamespace
            AND (p.proname LIKE 'lo\\_%' OR p.proname IN ('loread', 'lowrite')) AND has_function_privilege('public', p.oid, 'EXECUTE') LOOP
          EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', f);
        END LOOP;
      END IF;
    END $$`);
}
