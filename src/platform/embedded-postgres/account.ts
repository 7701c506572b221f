import { spawnSync } from 'node:child_process';
import { chownSync, existsSync, realpathSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { EmbeddedPostgresError } from './error.ts';

/** The user that PostgreSQL runs as when we are root; it refuses to run as root itself. */
export interface Account {
  uid: number;
  gid: number;
}

export interface Command {
  file: string;
  args: string[];
  options: { cwd: string; env: NodeJS.ProcessEnv; uid?: number; gid?: number };
}

const nobody: Account = { uid: 65534, gid: 65534 };

/**
 * Nothing when we are not root. Else whoever the cluster belongs to, or its folder while there is none, so that he can
 * start it without root later; in root's own folder, nobody.
 */
export function accountFor(dir: string, cluster: string): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const { uid, gid } = statSync(existsSync(cluster) ? cluster : dir);
  return uid === 0 ? nobody : { uid, gid };
}

export function give(path: string, account: Account | undefined): void {
  if (account) chownSync(path, account.uid, account.gid);
}

/**
 * A command as that account, which must be able to reach the given paths.
 * Under a closed folder (`mktemp -d`, /root) it keeps one capability that opens folders and files to it.
 */
export function commandAs(account: Account | undefined, reach: string[], file: string, args: string[]): Command {
  const options = { cwd: '/', env: { PATH: process.env['PATH'], LC_ALL: 'C' } };
  if (!account) return { file, args, options };
  const closed = reach.map((path) => closedFolder(path, account)).find((path) => path !== undefined);
  if (closed === undefined) return { file, args, options: { ...options, ...account } };
  if (spawnSync('setpriv', ['--version'], { stdio: 'ignore' }).status !== 0) throw unreachable(closed);
  const privileges = [
    `--reuid=${account.uid}`,
    `--regid=${account.gid}`,
    '--clear-groups',
    // dac_read_search would be enough, but it is not among the capabilities that Docker leaves to root.
    '--inh-caps=+dac_override',
    '--ambient-caps=+dac_override',
    // Without it access(2), by which PostgreSQL looks for its own files, ignores the capability.
    // The other capabilities still end at the exec that follows.
    '--securebits=+no_setuid_fixup',
  ];
  return { file: 'setpriv', args: [...privileges, file, ...args], options };
}

/** The first folder on the way to the path, or the path itself, that the account may not enter. */
function closedFolder(path: string, account: Account): string | undefined {
  const way = [realpathSync(path)];
  for (let at = path; at !== dirname(at); at = dirname(at)) way.push(realpathSync(dirname(at)));
  return way.reverse().find((folder) => {
    const { uid, gid, mode } = statSync(folder);
    const shift = uid === account.uid ? 6 : gid === account.gid ? 3 : 0;
    return ((mode >> shift) & 1) === 0;
  });
}

function unreachable(folder: string): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    `O PostgreSQL embutido não pode rodar como root, e a pasta ${folder} não deixa outros usuários entrarem. ` +
      'Ponha os dados (BALCAO_DATA_DIR) e o programa em pastas abertas a outros usuários (chmod o+x), ' +
      'rode como um usuário comum ou instale o setpriv (util-linux).',
  );
}
