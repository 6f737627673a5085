/** One person at the service: signs in once, speaks HTTP, and hears refusals in the service's own words. */
import { randomUUID } from 'node:crypto';

/** The service said no. */
export class Refusal extends Error {
  /**
   * @param {string} what method and path
   * @param {{ type?: string, title?: string, detail?: string, status?: number, errors?: { pointer: string, detail: string }[] }} problem
   */
  constructor(what, problem) {
    const errors = (problem.errors ?? []).map(
      ({ pointer, detail }) => `\n    ${pointer} ${detail}`,
    );
    super(
      `${what} → ${problem.status} ${problem.title}：${problem.detail ?? ''}${errors.join('')}`,
    );
    this.name = 'Refusal';
    this.problem = problem;
    this.code = (problem.type ?? '').replace('/problems/', '');
  }
}

const BUSY_RETRIES = 4;

/** A client of the REST API. */
export class Client {
  /** @type {string | null} */
  #token = null;
  #url;

  /**
   * @param {string} url where the service answers
   * @param {{ username: string, name: string, password: string } | null} person null: without a login
   */
  constructor(url, person) {
    this.#url = url;
    this.person = person;
  }

  /** Who speaks, as the demo names him. */
  get name() {
    return this.person?.name ?? '居民';
  }

  /** @param {string} path */
  get(path) {
    return this.#json('GET', path);
  }

  /** @param {string} path @param {object} [body] */
  post(path, body = {}) {
    return this.#json('POST', path, body);
  }

  /** @param {string} path @param {object} body */
  put(path, body) {
    return this.#json('PUT', path, body);
  }

  /** The bytes of a file. @param {string} path @returns {Promise<Buffer>} */
  async file(path) {
    const response = await this.#send('GET', path);
    if (!response.ok) throw await refusal('GET', path, response);
    return Buffer.from(await response.arrayBuffer());
  }

  /** @param {string} method @param {string} path @param {object} [body] @returns {Promise<any>} */
  async #json(method, path, body) {
    // The same key on every try: what was done in spite of a refusal is not done again.
    const key = randomUUID();
    for (let attempt = 1; ; attempt += 1) {
      const response = await this.#send(method, path, body, key);
      if (response.ok) {
        const text = await response.text();
        return text === '' ? null : JSON.parse(text);
      }
      const refused = await refusal(method, path, response);
      if (refused.code !== 'busy-try-again' || attempt > BUSY_RETRIES) throw refused;
    }
  }

  /** @param {string} method @param {string} path @param {object} [body] @param {string} [key] */
  async #send(method, path, body, key) {
    const token = await this.#signedIn();
    return fetch(this.#url + (path.startsWith('/api/') ? path : address(path)), {
      method,
      headers: {
        ...(token === null ? {} : { Authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...(body === undefined || key === undefined || token === null
          ? {}
          : { 'Idempotency-Key': key }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  }

  async #signedIn() {
    if (this.person === null || this.#token !== null) return this.#token;
    const { username, password } = this.person;
    const response = await fetch(`${this.#url}/api/v1/auth/login`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ username, password }),
    });
    if (!response.ok) throw await refusal('POST', '/auth/login', response);
    this.#token = /** @type {{ accessToken: string }} */ (await response.json()).accessToken;
    return this.#token;
  }
}

/** Pages for people stand at the root, everything else below /api/v1. @param {string} path */
function address(path) {
  return /^\/(notices|verify|health)\//.test(path) ? path : `/api/v1${path}`;
}

/** @param {string} method @param {string} path @param {Response} response */
async function refusal(method, path, response) {
  const text = await response.text();
  try {
    return new Refusal(`${method} ${path}`, JSON.parse(text));
  } catch {
    return new Refusal(`${method} ${path}`, { status: response.status, title: text.slice(0, 200) });
  }
}
