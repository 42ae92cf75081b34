// Talks to the server: requests, and events that heal by themselves.

import { byId } from './dom.js';

const QUIET_MILLIS = 6000;
const AGAIN_MILLIS = 2000;
const TOKEN = 'afluente.token';

/** A request that the server has refused, in its own words. */
export class Refused extends Error {}

/** Sends a request; the answer's JSON, or nothing where it has none. */
export async function request(path, { method = 'GET', body, type } = {}) {
  const answer = await send(path, method, body, type);
  if (answer.status === 401 && await askForToken()) {
    return request(path, { method, body, type });
  }
  const text = await answer.text();
  if (!answer.ok) {
    throw new Refused(text.trim() || `the server says ${answer.status}`);
  }
  return text ? JSON.parse(text) : undefined;
}

async function send(path, method, body, type) {
  const headers = { 'X-Afluente': '1' };
  if (type) {
    headers['Content-Type'] = type;
  }
  const token = sessionStorage.getItem(TOKEN);
  if (token) {
    headers.Authorization = `Bearer ${token}`;
  }
  try {
    return await fetch(path, { method, body, headers });
  } catch {
    throw new Refused('the server does not answer');
  }
}

function askForToken() {
  const dialog = byId('token-dialog');
  const field = byId('token');
  field.value = '';
  dialog.showModal();
  return new Promise((done) => {
    dialog.addEventListener('close', () => {
      const given = dialog.returnValue === 'ok' && field.value !== '';
      if (given) {
        sessionStorage.setItem(TOKEN, field.value);
      }
      done(given);
    }, { once: true });
  });
}

/**
 * Listens to the server's events, and connects again for as long as the page is open.
 *
 * @param {Object<string, function>} handlers by kind of event
 * @param {function} tell called with live, waiting or lost
 */
export function listen(handlers, tell) {
  let source;
  let heard = performance.now();

  function connect() {
    source?.close();
    heard = performance.now();
    source = new EventSource('/events');
    source.onerror = () => tell('lost');
    for (const [kind, handle] of Object.entries(handlers)) {
      source.addEventListener(kind, (event) => {
        heard = performance.now();
        tell('live');
        handle(JSON.parse(event.data));
      });
    }
  }

  setInterval(() => {
    const silent = performance.now() - heard > QUIET_MILLIS;
    if (silent || source.readyState === EventSource.CLOSED) {
      tell('lost');
      connect();
    }
  }, AGAIN_MILLIS);
  connect();
}
