export interface ServerSettings {
  port: number;
  clusterName: string;
  /** False gives up every promise about a crash in exchange for speed: for clusters that are thrown away. */
  durable: boolean;
}

/**
 * The command line of a server: loopback only, no unix socket (the path of one is limited to about 107 bytes, and a
 * checkout's is not).
 */
export function serverArguments(data: string, { port, clusterName, durable }: ServerSettings): string[] {
  const settings = {
    port: String(port),
    cluster_name: clusterName,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
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
