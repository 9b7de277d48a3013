/** Somebody else's server, on this machine: what it was asked, and what it answers. */
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Asked {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

export interface Receiver {
  url: string;
  asked: Asked[];
  /** What it does with a request; answers 200 until it is set. */
  answer: (asked: Asked, response: ServerResponse) => void;
  close(): Promise<void>;
}

/** The settings with which a server asks this machine. */
export const ASKS_HERE = { ONRECORD_OUTGOING_ALLOWED: '127.0.0.1' };

export const startReceiver = async (): Promise<Receiver> => {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url: path = '', headers } = request;
      const asked = { method, path, headers, body: Buffer.concat(chunks).toString() };
      receiver.asked.push(asked);
      receiver.answer(asked, response);
    });
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const receiver: Receiver = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked: [],
    answer: (_, response) => void response.end('thanks'),
    close: async () => {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
  return receiver;
};
