// SQLite comes with Node.js from 22.5 on. For those before, `libsql` has it, with the same calls.

const { Database } = await import('node:sqlite').then(
  ({ DatabaseSync }) => ({ Database: DatabaseSync }),
  async () => ({ Database: (await import('libsql')).default }),
);

export { Database };
