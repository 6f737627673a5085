/** A lean HTTP client: connections are kept, so that little but the service is measured. */
import { randomUUID } from 'node:crypto';
import http from 'node:http';

/** Speaks JSON to the service over a fixed number of kept connections. */
export class Line {
  /** @param {number} port @param {number} connections */
  constructor(port, connections) {
    this.port = port;
    this.agent = new http.Agent({ keepAlive: true, maxSockets: connections });
  }

  /**
   * @param {string} token empty: without a login
   * @param {'GET' | 'POST'} method
   * @param {string} path below /api/v1
   * @param {object} [body]
   * @returns {Promise<any>}
   */
  call(token, method, path, body) {
    const payload = body === undefined ? null : JSON.stringify(body);
    const headers = {
      ...(token === '' ? {} : { Authorization: `Bearer ${token}` }),
      ...(payload === null
        ? {}
        : {
            'Content-Type': 'application/json',
            'Content-Length': Buffer.byteLength(payload),
            ...(token === '' ? {} : { 'Idempotency-Key': randomUUID() }),
          }),
    };
    const { agent, port } = this;
    return new Promise((resolve, reject) => {
      const request = http.request(
        { agent, host: '127.0.0.1', port, method, path: `/api/v1${path}`, headers },
        (response) => {
          /** @type {Buffer[]} */
          const chunks = [];
          response.on('data', (chunk) => chunks.push(chunk));
          response.on('error', reject);
          response.on('end', () => {
            const text = Buffer.concat(chunks).toString('utf8');
            if ((response.statusCode ?? 500) < 300) resolve(text === '' ? null : JSON.parse(text));
            else reject(new Error(`${method} ${path} → ${response.statusCode} ${text}`));
          });
        },
      );
      request.on('error', reject);
      request.end(payload ?? undefined);
    });
  }

  close() {
    this.agent.destroy();
  }
}
