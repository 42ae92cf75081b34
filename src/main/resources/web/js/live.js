// What flows right now: figures, a strip of pictures, dead letters.

import { byId, element, figure, percent, picture, say } from './dom.js';

const STRIP = 24;

export class Live {
  constructor(about) {
    this.labels = about.labels;
  }

  figures(now) {
    this.labeledLag = now.labeledLag ?? 0;
    say('images-rate', figure(now.images));
    say('labeled-rate', figure(now.labeled));
    say('latency', now.latencyMedian === undefined ? '–' : `${figure(now.latencyMedian)} ms`);
    say('latency-p95', now.latencyP95 === undefined ? 'nothing flows' : `p95 ${figure(now.latencyP95)} ms`);
    say('slice', figure(now.slice));
    say('images-lag', figure(now.imagesLag));
    say('labeled-lag', now.labeledLag === undefined ? '' : `labelled: ${figure(now.labeledLag)}`);
    say('version', now.version ?? '–');
  }

  flowing(pictures) {
    const strip = byId('strip');
    byId('strip-empty').hidden = true;
    for (const { id, label, confidence, picture: source } of pictures) {
      const name = this.labels[label] ?? label;
      const shown = picture(source, '', element('b', {}, name), ` ${percent(confidence)}`);
      shown.title = `${name}, ${id}`;
      strip.prepend(shown);
    }
    while (strip.children.length > STRIP) {
      strip.lastChild.remove();
    }
  }

  deadLetters({ total, reasons, latest }) {
    say('dead-total', figure(total));
    const counts = Object.entries(reasons).map(([field, count]) => `${field}: ${figure(count)}`);
    say('dead-reasons', counts.length ? `By what was wrong: ${counts.join(', ')}.` : 'None: every record could be used.');
    byId('dead').replaceChildren(...latest.map(({ id, topic, reason, time }) =>
      element('li', {}, element('b', {}, reason), ` ${id || 'no id'}, in ${topic}, ${clock(time)}`)));
  }
}

const clock = (time) => new Date(time).toLocaleTimeString();
