/** Everything the drills talk to: three servers behind three ports of one machine. */
import type { Server } from 'node:net';
import { makeCertificate } from './certificate.ts';
import { notesApi } from './notes.ts';
import { listen } from './ports.ts';
import { createRawServer, type Log } from './raw-server.ts';
import { createSecureServer } from './secure-server.ts';
import { createSessions } from './sessions.ts';
import { createWebServer } from './web-server.ts';

export interface Ports {
  readonly notes: number;
  readonly web: number;
  readonly secure: number;
}

export interface Running {
  readonly ports: Ports;
  /** what a client has to trust to believe the secure one */
  readonly cert: string;
  readonly close: () => void;
}

const HOUR = 3_600_000;

export async function startServers(wanted: Ports, log: Log = () => {}): Promise<Running> {
  const certificate = makeCertificate({
    names: ['localhost', '127.0.0.1'],
    from: new Date(),
    days: 30,
  });
  const sessions = createSessions({ now: Date.now, lifetime: HOUR });
  const servers = {
    notes: createRawServer(notesApi(), log),
    web: createWebServer(sessions),
    secure: createSecureServer(certificate),
  };
  const close = (): void => Object.values(servers).forEach((server: Server) => server.close());
  try {
    const ports = {
      notes: await listen(servers.notes, wanted.notes),
      web: await listen(servers.web, wanted.web),
      secure: await listen(servers.secure, wanted.secure),
    };
    return { ports, cert: certificate.cert, close };
  } catch (error) {
    close();
    throw error;
  }
}
