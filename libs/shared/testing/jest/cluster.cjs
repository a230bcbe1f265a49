// Jest's global set-up of the lanes with a database: refuses to start without a server to clone databases on.
module.exports = async function cluster() {
  if (process.env.TEST_DATABASE_URL) return;
  throw new Error(
    'TEST_DATABASE_URL is not set. Run `npm test` (it starts a throw-away PostgreSQL), or name a superuser on a server of your own.',
  );
};
