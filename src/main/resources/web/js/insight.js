// What the network sees in the picture that was asked for last.

import { byId, element, percent, say } from './dom.js';
import { sendPicture } from './server.js';

/** So many layers are open to begin with. */
const OPEN = 3;

export class Insight {
  constructor(about) {
    this.labels = about.labels;
    this.busy = false;
    this.opened = new Map();
  }

  /** Looks at a picture; of several that come while it looks, at the last. */
  async look(picture) {
    this.wanted = picture;
    if (this.busy) {
      return;
    }
    this.busy = true;
    while (this.wanted) {
      const next = this.wanted;
      this.wanted = undefined;
      await this.lookAt(next);
    }
    this.busy = false;
  }

  async lookAt(picture) {
    try {
      this.show(picture, await sendPicture('/api/insight', picture));
    } catch (refused) {
      say('insight-about', refused.message);
    }
  }

  show(picture, { version, label, confidence, layers, about, occlusion }) {
    say('insight-about', `Version ${version} says ${this.labels[label]}, ${percent(confidence)} sure.`
      + ` Bright is much, dark is little; each layer by its own scale. ${about}`);
    const shown = layers.map((layer, i) => this.layer(layer, i < OPEN));
    const [map] = paint(occlusion, 'occlusion', 'Where covering the picture costs the answer most');
    shown.unshift(element('div', { className: 'layer' },
      element('h3', {}, `What speaks for ${this.labels[label]}`),
      element('div', { className: 'glimpse' }, shownAs(picture), map, element('p', { className: 'hint' },
        'Bright: where covering the picture takes most from the answer.'))));
    byId('layers').replaceChildren(...shown);
  }

  /** A layer by its name; what somebody has opened or closed stays so for the next picture. */
  layer({ name, channels, filters, maps }, isFirst) {
    const of = maps.count < channels ? `the first ${maps.count} of its ${channels}` : `its ${channels}`;
    const shown = element('details', { className: 'layer', open: this.opened.get(name) ?? isFirst },
      element('summary', {}, element('b', {}, name), ` what ${of} filters find, and the filters`),
      element('div', { className: 'maps' }, ...pairs(
        paint(maps, 'map', `${name}, found by filter`), paint(filters, 'filter', `${name}, filter`))));
    shown.addEventListener('toggle', () => this.opened.set(name, shown.open));
    return shown;
  }
}

/** The picture itself. */
function shownAs(picture) {
  const image = element('img', { alt: 'The picture', src: URL.createObjectURL(picture) });
  image.addEventListener('load', () => URL.revokeObjectURL(image.src), { once: true });
  return image;
}

/** Each picture above its other. */
function pairs(above, below) {
  return above.map((canvas, i) => element('div', {}, canvas, below[i]));
}

/** Draws planes of bytes that stand one after the other. */
function paint({ count, height, width, values }, className, alt) {
  const bytes = Uint8Array.from(atob(values), (character) => character.charCodeAt(0));
  return Array.from({ length: count }, (unused, plane) => {
    const canvas = element('canvas', { width, height, className });
    canvas.setAttribute('role', 'img');
    canvas.setAttribute('aria-label', `${alt} ${plane + 1}`);
    const context = canvas.getContext('2d');
    const image = context.createImageData(width, height);
    for (let i = 0; i < height * width; i++) {
      image.data.set(colour(bytes[plane * height * width + i]), 4 * i);
    }
    context.putImageData(image, 0, 0);
    return canvas;
  });
}

/** From dark blue over orange to white. */
function colour(value) {
  const share = value / 255;
  return [Math.min(255, 510 * share), 255 * share * share ** 0.3, Math.max(30, 510 * share - 255), 255];
}
