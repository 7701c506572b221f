import { enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';

// A third of a start is compiling: from the second one on it is read from here. Where nothing can be written, Node
// goes on without it.
enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/balcao', import.meta.url)));
const { run } = await import('./commands/run.ts');
await run(process.argv.slice(2));
