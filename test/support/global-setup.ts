import { closeServer, openServer, type TestServer } from './server.ts';

// node --test calls these two in its own process, before and after all files. The files are processes of their own and
// inherit the environment.
let server: TestServer | undefined;

export async function globalSetup(): Promise<void> {
  server = await openServer();
  process.env['TEST_DATABASE_SERVER'] = server.url;
  process.env['TEST_TEMPLATE'] = server.template;
  process.env['TEST_RUN'] = server.run;
}

export async function globalTeardown(): Promise<void> {
  if (server) await closeServer(server);
}
