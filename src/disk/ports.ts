/** Which ports of this machine are free, and which a process listens on. */
import fs from 'node:fs';
import { connect, createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { allowing } from './disk-error.ts';
import { processTree } from './process-tree.ts';

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

export function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' });
    const answer = (isThere: boolean) => {
      socket.destroy();
      resolve(isThere);
    };
    socket.once('connect', () => answer(true)).once('error', () => answer(false));
  });
}

const LISTENS = '0A';

/** Ports that a process or its children listen on, as far as the system tells (Linux). */
export function portsOf(pid: number): readonly number[] {
  const inodes = new Set(processTree(pid).flatMap(socketsOf));
  const rows = ['tcp', 'tcp6'].flatMap((table) =>
    (allowing(['ENOENT', 'EACCES'], () => fs.readFileSync(`/proc/net/${table}`, 'utf8')) ?? '')
      .split('\n')
      .map((line) => line.trim().split(/\s+/)),
  );
  const ports = rows
    .filter((row) => row[3] === LISTENS && inodes.has(row[9] ?? ''))
    .map((row) => Number.parseInt(row[1]?.split(':')[1] ?? '', 16));
  return [...new Set(ports)];
}

function socketsOf(pid: number): readonly string[] {
  const gone = ['ENOENT', 'EACCES', 'ESRCH'];
  const files = allowing(gone, () => fs.readdirSync(`/proc/${pid}/fd`)) ?? [];
  return files.flatMap((name) => {
    const target = allowing(gone, () => fs.readlinkSync(`/proc/${pid}/fd/${name}`)) ?? '';
    return /^socket:\[(\d+)\]$/.exec(target)?.[1] ?? [];
  });
}
