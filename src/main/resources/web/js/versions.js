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
    byId('versions-none').hidden = now.versions.length > 0;
    say('version-about', now.pin ? 'pinned by hand' : 'put forward by the learner');
    this.waiting.forEach((look) => look());
    byId('unpin').hidden = !now.pin;
    this.showRows(byId('version-table').tBodies[0]);
  }

  /** What is known of the first version that has learned from an offset; nothing if none comes in time. */
  thatLearned(offset, millis) {
    return new Promise((done) => {
      const finish = (manifest) => {
        this.waiting.delete(look);
        clearTimeout(timer);
        done(manifest);
      };
      const look = () => {
        const first = this.all.findLast(({ lineage }) => lineage.topic && lineage.nextOffset > offset);
        if (first && this.isDecided(first)) {
          finish(first);
        }
      };
      const timer = setTimeout(() => finish(), millis);
      this.waiting.add(look);
      look();
    });
  }

  /** Whether it is known if a version serves: its own records come first, and the pointer to it after them. */
  isDecided(manifest) {
    return isHeld(manifest) || this.now.pin || this.now.candidate >= manifest.version;
  }

  /** Leaves rows alone that say the same as before: somebody may be about to press a button of theirs. */
  showRows(body) {
    const there = new Map(this.all.map((manifest) => [manifest.version, manifest]));
    [...body.rows].filter((row) => !there.has(row.dataset.version)).forEach((row) => row.remove());
    this.all.forEach((manifest, i) => {
      const made = this.row(manifest);
      const old = body.rows[i];
      if (old?.dataset.version !== manifest.version) {
        body.insertBefore(made, old ?? null);
      } else if (!old.isEqualNode(made)) {
        const focused = old.contains(document.activeElement);
        old.replaceWith(made);
        if (focused) {
          made.querySelector('button')?.focus();
        }
      }
    });
  }

  row(manifest) {
    const { version, lineage } = manifest;
    const serves = version === this.now.serving;
    const inShadow = version === this.now.shadow;
    const routed = version === this.now.challenger?.version;
    const state = element('td');
    for (const [tag, is] of Object.entries({
      champion: serves,
      pinned: version === this.now.pin,
      challenger: !serves && (routed || inShadow || version === this.now.candidate),
      shadow: inShadow,
      held: isHeld(manifest),
    })) {
      if (is) {
        state.append(element('span', { className: `tag ${tag}` }, tag));
      }
    }
    if (routed) {
      state.append(element('span', { className: 'why' }, `answers ${percent(this.now.challenger.share)} of the keys`));
    }
    if (isHeld(manifest)) {
      state.append(element('span', { className: 'why' }, lineage.verdict.reason));
    }
    const row = element('tr', {},
      element('th', { className: 'code', scope: 'row' }, version),
      state,
      element('td', {}, ...this.choices(version, lineage, serves)),
      element('td', {}, lineage.verdict?.accuracy === undefined ? '–' : percent(lineage.verdict.accuracy)),
      element('td', {}, lineage.examples ? percent(lineage.prequentialAccuracy) : '–'),
      element('td', {}, lineage.topic ? `${figure(lineage.examples)} images` : 'nothing yet'),
      element('td', { className: 'code' }, lineage.origin ?? lineage.parent ?? '–'));
    row.dataset.version = version;
    return row;
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

/** Whether the gate held a version back when it was made. */
export const isHeld = ({ lineage }) => lineage.verdict?.passed === false;
