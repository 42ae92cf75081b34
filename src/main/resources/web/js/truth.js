// Saying what a picture was: a button for each of a few labels; of many those that are likely, and a search.

import { byId, element, say } from './dom.js';
import { findLabels } from './labels.js';

const FOUND = 12;

export class Truth {
  /**
   * @param teach called with the index of the label that is chosen
   */
  constructor({ labels, few }, teach) {
    this.labels = labels;
    this.teach = teach;
    this.likely = [];
    this.searched = labels.length > few;
    byId('label-search-line').hidden = !this.searched;
    if (this.searched) {
      byId('label-search').addEventListener('input', () => this.find());
      byId('label-search').addEventListener('keydown', (event) => this.first(event));
    }
    this.grow();
  }

  /** Offers the labels that have come. */
  grow() {
    byId('labels').classList.toggle('words', this.labels.some((label) => label.length > 2));
    if (!this.searched) {
      const offered = byId('labels').children.length;
      byId('labels').append(...this.labels.slice(offered).map((label, i) => this.button(offered + i)));
    }
  }

  /** Whether something can be said at all. */
  set enabled(is) {
    byId('truth').disabled = !is;
  }

  /** Offers the likeliest labels first, where there are too many for all of them. */
  suggest(likely) {
    this.likely = likely;
    if (this.searched) {
      byId('label-search').value = '';
      this.find();
    }
  }

  find() {
    const text = byId('label-search').value;
    const found = text.trim() ? findLabels(this.labels, text, FOUND + 1) : this.likely;
    this.offer(found.slice(0, FOUND));
    if (!text.trim()) {
      say('labels-found', `Any of ${this.labels.length} labels`);
    } else if (found.length > FOUND) {
      say('labels-found', `The first ${FOUND}; type more of it`);
    } else {
      say('labels-found', found.length ? '' : 'No label has that in it');
    }
  }

  /** Enter chooses where there is nothing left to choose from. */
  first(event) {
    if (event.key === 'Enter') {
      event.preventDefault();
      const buttons = byId('labels').querySelectorAll('button');
      if (buttons.length === 1) {
        buttons[0].click();
      }
    }
  }

  offer(indices) {
    byId('labels').replaceChildren(...indices.map((i) => this.button(i)));
  }

  button(i) {
    const button = element('button', { type: 'button', title: this.labels[i] }, this.labels[i]);
    button.addEventListener('click', () => this.teach(i));
    return button;
  }
}
