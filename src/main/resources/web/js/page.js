// The page: puts its parts together and hands them the server's events.

import { Ask } from './ask.js';
import { Confusion } from './confusion.js';
import { Curve } from './curve.js';
import { byId, say } from './dom.js';
import { Insight } from './insight.js';
import { Live } from './live.js';
import { listen, request } from './server.js';
import { Versions } from './versions.js';

const WORDS = { live: 'live', waiting: 'connecting', lost: 'connection lost, trying again' };

function tell(state) {
  byId('connection').dataset.state = state;
  say('connection', WORDS[state]);
}

async function aboutTheModel() {
  for (;;) {
    try {
      return await request('/api/about');
    } catch {
      tell('lost');
      await new Promise((done) => { setTimeout(done, 1000); });
    }
  }
}

const about = await aboutTheModel();
say('model', about.model);
// small pictures show their pixels, larger ones are looked at as photographs are
document.body.classList.toggle('smooth', Math.max(about.height, about.width) >= 48);
const live = new Live(about);
const curve = new Curve();
const confusion = new Confusion(about);
const versions = new Versions();
const insight = new Insight(about);
const ask = new Ask(about, versions, live, (picture) => insight.look(picture));

/** Takes in labels that were added since the page was opened: all parts share the one list. */
function grow(added) {
  const fresh = added.slice(about.labels.length - about.begun);
  if (fresh.length) {
    about.labels.push(...fresh);
    ask.grow();
    confusion.grow();
  }
}

listen({
  live: (now) => live.figures(now),
  flowing: (pictures) => live.flowing(pictures),
  'dead-letters': (dead) => live.deadLetters(dead),
  learning: (now) => {
    curve.show(now.curve);
    confusion.show(now.confusion);
  },
  models: (now) => {
    grow(now.added);
    versions.show(now);
  },
}, tell);
