// Opens the server of a folder in a process of its own, says what it found, and stays until its input closes.
// After «forget» on the command line it ends without stopping the server.
import { startEmbeddedPostgres } from '#platform/embedded-postgres.ts';

const [dir = '', how = 'stop'] = process.argv.slice(2);
const server = await startEmbeddedPostgres({ dir, settings: { fsync: 'off' } });
process.stdout.write(`${JSON.stringify({ owner: server.owner, url: server.url })}\n`);
if (how === 'stop') {
  for await (const _ of process.stdin);
  await server.stop();
}
