/** Linux allows 107 bytes and macOS 103, with the name of the socket; a checkout's path may be longer. */
const LONGEST_FOLDER = 80;

export interface ServerSettings {
  port: number;
  /** Where a unix socket is made beside the port on the loopback; none where it is absent. */
  socketFolder?: string | undefined;
  clusterName: string;
  /** False gives up every promise about a crash in exchange for speed: for clusters that are thrown away. */
  durable: boolean;
}

/** The folder, if the path of a socket in it is not too long for one. */
export const asSocketFolder = (folder: string): string | undefined =>
  Buffer.byteLength(folder) <= LONGEST_FOLDER ? folder : undefined;

/** The command line of a server that only this machine reaches. */
export function serverArguments(
  data: string,
  { port, socketFolder = '', clusterName, durable }: ServerSettings,
): string[] {
  const settings = {
    port: String(port),
    cluster_name: clusterName,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: socketFolder,
    max_connections: '200',
    shared_buffers: '256MB',
    random_page_cost: '1.1',
    jit: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_line_prefix: '%m [%p] %u@%d ',
    fsync: durable ? 'on' : 'off',
    full_page_writes: durable ? 'on' : 'off',
    synchronous_commit: durable ? 'on' : 'off',
  };
  return ['-D', data, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
}
