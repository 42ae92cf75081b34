// What is taken for what: a table of counts, the pictures behind each, and the share that is right.

import { Bars, byId, element, figure, picture, say } from './dom.js';
import { findLabels } from './labels.js';
import { request } from './server.js';

/** Of many labels those are listed that are found worst, and as many pairs. */
const LISTED = 12;

export class Confusion {
  constructor(about) {
    this.labels = about.labels;
    this.inATable = about.labels.length <= about.few;
    this.recall = new Bars(byId('recall'), about);
    byId('confusion').hidden = !this.inATable;
    byId('pairs').hidden = this.inATable;
    say('confusion-how', this.inATable
      ? 'a row for each true label, a column for each answer. A mistake\'s number shows its pictures.'
      : 'what was taken for what most often. Each shows its pictures.');
    byId('confusion-search-line').hidden = this.inATable;
    if (this.inATable) {
      this.makeTable();
    } else {
      say('recall-title', 'Right, the worst first');
      byId('confusion-search').addEventListener('input', () => this.showOne());
    }
    byId('confused').addEventListener('click', (event) => {
      const { label, answer } = event.target.closest('button')?.dataset ?? {};
      if (label !== undefined) {
        this.showMistakes(Number(label), Number(answer));
      }
    });
  }

  /**
   * @param cells label, answer and how often
   * @param right label, how often it came, and how often it was answered
   */
  show(confusion) {
    const { cells, right, examples } = confusion;
    say('confusion-of', figure(examples));
    if (this.inATable) {
      this.showTable(cells, new Map(right.map(([label, all]) => [label, all])));
      this.recall.show(right.map(([label, all, hits]) => [label, hits / all]));
    } else {
      this.latest = confusion;
      this.showOne();
    }
  }

  /** All of it, or what there is of the label that is searched for. */
  async showOne() {
    const text = byId('confusion-search').value.trim();
    const [label] = text ? findLabels(this.labels, text, 1) : [];
    const asked = label === undefined ? this.latest : await this.of(label);
    if (asked && text === byId('confusion-search').value.trim()) {
      this.tellFound(text, label, asked);
      this.showPairs(asked.cells);
      this.recall.show(asked.right.map(([one, all, hits]) => [one, hits / all, all])
        .sort((a, b) => a[1] - b[1] || b[2] - a[2]).slice(0, LISTED).map(([one, share]) => [one, share]));
    }
  }

  async of(label) {
    try {
      return await request(`/api/confusion?label=${label}`);
    } catch {
      return undefined; // the next news bring it
    }
  }

  tellFound(text, label, { right }) {
    const known = right.length ? `${right[0][2]} of ${right[0][1]} right` : 'did not come lately';
    say('confusion-found', text === '' ? '' : label === undefined ? 'No label has that in it' : `${this.labels[label]}: ${known}`);
  }

  showTable(cells, sums) {
    const counts = this.labels.map(() => this.labels.map(() => 0));
    // of a label that has just come, the scores may be here before its version
    const known = ([label, answer]) => Math.max(label, answer) < this.labels.length;
    cells.filter(known).forEach(([label, answer, count]) => { counts[label][answer] = count; });
    const most = Math.max(1, ...cells.filter(([label, answer]) => label !== answer).map((cell) => cell[2]));
    counts.forEach((row, i) => row.forEach((count, j) =>
      this.showCell(i, j, count, i === j ? count / Math.max(1, sums.get(i)) : count / most)));
    this.keepOneStop();
  }

  /** Leaves rows alone that say the same as before: somebody may be about to press one. */
  showPairs(cells) {
    const list = byId('pairs');
    const most = Math.max(1, ...cells.map((cell) => cell[2]));
    cells.slice(0, LISTED).forEach(([label, answer, count], i) => {
      const made = this.pair(label, answer, count, count / most);
      const old = list.children[i];
      if (!old) {
        list.append(made);
      } else if (!old.isEqualNode(made)) {
        const focused = old.contains(document.activeElement);
        old.replaceWith(made);
        if (focused) {
          made.firstChild.focus();
        }
      }
    });
    while (list.children.length > Math.min(cells.length, LISTED)) {
      list.lastChild.remove();
    }
  }

  pair(label, answer, count, share) {
    const button = element('button', { type: 'button' },
      element('span', {}, this.labels[label]), element('small', {}, ' taken for '),
      element('span', {}, this.labels[answer]), element('b', {}, figure(count)));
    Object.assign(button.dataset, { label, answer });
    button.style.setProperty('--heat', share.toFixed(2));
    return element('li', {}, button);
  }

  makeTable() {
    const table = byId('confusion');
    table.tHead.rows[0].append(element('td'));
    table.addEventListener('keydown', (event) => this.move(event));
    this.cells = [];
    this.grow();
  }

  /** Gives each label that has come a column and a row, where there is a table. */
  grow() {
    this.recall.grow();
    if (!this.inATable) {
      return;
    }
    const { tHead, tBodies: [body] } = byId('confusion');
    const fresh = this.labels.slice(this.cells.length);
    tHead.rows[0].append(...fresh.map((label) => element('th', { scope: 'col' }, label)));
    fresh.forEach((label) => {
      body.append(element('tr', {}, element('th', { scope: 'row' }, label)));
      this.cells.push([]);
    });
    this.cells.forEach((row, i) => {
      const cells = this.labels.slice(row.length).map(() => element('td'));
      body.rows[i].append(...cells);
      row.push(...cells);
    });
  }

  showCell(label, answer, count, heat) {
    const cell = this.cells[label][answer];
    cell.style.setProperty('--heat', heat.toFixed(2));
    if (label === answer) {
      cell.className = 'right';
      cell.textContent = count || '';
      return;
    }
    if (count === 0) {
      cell.replaceChildren();
      return;
    }
    const button = cell.firstChild ?? cell.appendChild(element('button', { type: 'button', tabIndex: -1 }));
    Object.assign(button.dataset, { label, answer });
    button.textContent = count;
    button.ariaLabel = `${this.labels[label]} taken for ${this.labels[answer]}: ${count}`;
  }

  /** The tab key stops once in the table; arrows go from number to number. */
  keepOneStop() {
    const buttons = this.buttons();
    if (buttons.length && !buttons.some((button) => button.tabIndex === 0)) {
      buttons[0].tabIndex = 0;
    }
  }

  move(event) {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (!step) {
      return;
    }
    const buttons = this.buttons();
    const next = buttons[buttons.indexOf(event.target) + step];
    if (next) {
      event.target.tabIndex = -1;
      next.tabIndex = 0;
      next.focus();
    }
    event.preventDefault();
  }

  buttons() {
    return [...byId('confusion').querySelectorAll('button')];
  }

  async showMistakes(label, answer) {
    const names = `${this.labels[label]} taken for ${this.labels[answer]}`;
    try {
      const mistakes = await request(`/api/mistakes?label=${label}&answer=${answer}`);
      say('mistakes-title', mistakes.length ? `${names}, the latest:` : `${names}: the pictures are gone.`);
      byId('mistakes').replaceChildren(...mistakes.map((mistake) =>
        picture(mistake.picture, `${names}, ${mistake.id}`)));
    } catch (refused) {
      say('mistakes-title', refused.message);
    }
  }
}
