import { totalmem } from 'node:os';

const MIB = 1024 * 1024;
// A container may have less than the machine; without a limit this is 0 or more than there is.
const memory = Math.min(totalmem(), process.constrainedMemory() || Number.POSITIVE_INFINITY);
// An eighth: the program and the system's own cache share the rest.
const bufferMib = Math.min(4096, Math.max(128, Math.floor(memory / MIB / 8)));

/** For a server of 2 to 8 cores that PostgreSQL shares with the program. */
export const defaultSettings: Readonly<Record<string, string>> = {
  shared_buffers: `${bufferMib}MB`,
  effective_cache_size: `${bufferMib * 4}MB`,
  maintenance_work_mem: '128MB',
  work_mem: '8MB',
  max_connections: '100',
  jit: 'off',
  // Short statements gain nothing from parallel workers, which need more /dev/shm than a container has by default.
  max_parallel_workers_per_gather: '0',
  random_page_cost: '1.1',
  wal_compression: 'on',
  max_wal_size: '2GB',
  checkpoint_timeout: '15min',
  log_checkpoints: 'off',
  // The DETAIL of an error quotes the row, and a row has somebody's documents in it.
  log_error_verbosity: 'terse',
  log_timezone: 'America/Sao_Paulo',
  timezone: 'UTC',
  cluster_name: 'balcao',
};

/** What decides where the server can be reached: nobody's to override. */
export function reachableOnlyAt(socketDir: string): Record<string, string> {
  return {
    listen_addresses: '',
    port: '5432',
    unix_socket_directories: socketDir,
    unix_socket_permissions: '0700',
    logging_collector: 'off',
    log_destination: 'stderr',
  };
}
