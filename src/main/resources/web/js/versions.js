// Versions of the model: which there are, which serves, and choosing another.

import { byId, element, figure, percent, say } from './dom.js';
import { request } from './server.js';

export class Versions {
  constructor() {
    this.all = [];
    this.waiting = new Set();
    byId('unpin').addEventListener('click', () => this.change('DELETE', '/api/pin', 'The learner\'s own serves again.'));
  }

  /** The version that serves, as far as the topics say. */
  get serving() {
    return this.now?.serving;
  }

  show(now) {
    this.now = now;
    this.all = now.versions;
    this.waiting.forEach((look) => look());
    byId('unpin').hidden = !now.pin;
    byId('version-table').tBodies[0].replaceChildren(...now.versions.map((manifest) => this.row(manifest)));
  }

  /** The first version that has learned from an offset; nothing if none comes in time. */
  thatLearned(offset, millis) {
    return new Promise((done) => {
      const finish = (version) => {
        this.waiting.delete(look);
        clearTimeout(timer);
        done(version);
      };
      const look = () => {
        const learned = this.all.filter(({ lineage }) => lineage.topic && lineage.nextOffset > offset);
        if (learned.length) {
          finish(learned.at(-1).version);
        }
      };
      const timer = setTimeout(finish, millis);
      this.waiting.add(look);
      look();
    });
  }

  row({ version, lineage }) {
    const serves = version === this.now.serving;
    const state = element('td');
    for (const [tag, is] of Object.entries({
      serving: serves,
      pinned: version === this.now.pin,
      candidate: version === this.now.candidate,
    })) {
      if (is) {
        state.append(element('span', { className: `tag ${tag}` }, tag));
      }
    }
    return element('tr', {},
      element('th', { className: 'code', scope: 'row' }, version),
      state,
      element('td', {}, lineage.topic ? `${figure(lineage.examples)} images` : 'nothing yet'),
      element('td', {}, lineage.examples ? percent(lineage.prequentialAccuracy) : '–'),
      element('td', { className: 'code' }, lineage.parent ?? '–'),
      element('td', {}, ...this.choices(version, lineage, serves)));
  }

  choices(version, lineage, serves) {
    if (!serves) {
      return [this.button(`Promote`, version, version)];
    }
    const parentThere = this.all.some((other) => other.version === lineage.parent);
    return parentThere ? [this.button('Roll back', version, lineage.parent)] : [];
  }

  button(name, row, version) {
    const button = element('button', { type: 'button', ariaLabel: `${name} ${row}` }, name);
    button.addEventListener('click', () =>
      this.change('POST', `/api/pin?version=${version}`, `${version} is pinned and serves.`));
    return button;
  }

  async change(method, path, done) {
    try {
      await request(path, { method });
      say('pin-about', done);
    } catch (refused) {
      say('pin-about', refused.message);
    }
  }
}
