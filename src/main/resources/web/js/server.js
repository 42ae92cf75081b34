// Talks to the server: requests, and events that heal by themselves.

import { byId } from './dom.js';

const QUIET_MILLIS = 6000;
const AGAIN_MILLIS = 2000;
const TOKEN = 'afluente.token';

/** A request that the server has refused, in its own words. */
export class Refused extends Error {}

let asking;

/** Sends a request; the answer's JSON, or nothing where it has none. */
export async function request(path, { method = 'GET', body, type } = {}) {
  for (;;) {
    const token = sessionStorage.getItem(TOKEN);
    const answer = await send(path, method, body, type, token);
    if (answer.status !== 401 || !await hasAnotherTokenThan(token)) {
      return read(answer);
    }
  }
}

/** Sends a picture; of which format it is, the server tells by its first bytes. */
export function sendPicture(path, picture) {
  return request(path, { method: 'POST', body: picture, type: 'image/*' });
}

async function send(path, method, body, type, token) {
  const headers = { 'X-Afluente': '1' };
  if (type) {
    headers['Content-Type'] = type;
  }
  if (token) {
    headers.Authorization = `Bearer ${token}`;
  }
  try {
    return await fetch(path, { method, body, headers });
  } catch {
    throw new Refused('the server does not answer');
  }
}

async function read(answer) {
  const text = await answer.text();
  if (!answer.ok) {
    throw new Refused(text.trim() || `the server says ${answer.status}`);
  }
  return text ? JSON.parse(text) : undefined;
}

async function hasAnotherTokenThan(refused) {
  return sessionStorage.getItem(TOKEN) !== refused || askForToken();
}

/** Asks for the token, once for all that wait for it; whether one was given. */
function askForToken() {
  asking ??= showTokenDialog().finally(() => { asking = undefined; });
  return asking;
}

/** Says that a token was wrong if there was one. */
function showTokenDialog() {
  const dialog = byId('token-dialog');
  const field = byId('token');
  byId('token-wrong').hidden = sessionStorage.getItem(TOKEN) === null;
  sessionStorage.removeItem(TOKEN);
  field.value = '';
  dialog.returnValue = '';
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
