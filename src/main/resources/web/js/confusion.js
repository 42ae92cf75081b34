// What is taken for what: a table of counts, the pictures behind each, and the share that is right.

import { Bars, byId, element, figure, picture, say } from './dom.js';
import { request } from './server.js';

export class Confusion {
  constructor(about) {
    this.labels = about.labels;
    this.recall = new Bars(byId('recall'), about.labels);
    this.makeTable();
  }

  show({ counts, examples }) {
    say('confusion-of', figure(examples));
    const sums = counts.map((row) => row.reduce((a, b) => a + b, 0));
    const most = Math.max(1, ...counts.map((row, i) => Math.max(...row.filter((count, j) => i !== j))));
    counts.forEach((row, i) => row.forEach((count, j) =>
      this.showCell(i, j, count, i === j ? count / Math.max(1, sums[i]) : count / most)));
    this.recall.show(counts.map((row, i) => (sums[i] ? row[i] / sums[i] : null)));
    this.keepOneStop();
  }

  makeTable() {
    const table = byId('confusion');
    table.tHead.rows[0].append(element('td'), ...this.labels.map((label) => element('th', { scope: 'col' }, label)));
    this.cells = this.labels.map((label) => {
      const cells = this.labels.map(() => element('td'));
      table.tBodies[0].append(element('tr', {}, element('th', { scope: 'row' }, label), ...cells));
      return cells;
    });
    table.addEventListener('click', (event) => {
      const { label, answer } = event.target.dataset;
      if (label !== undefined) {
        this.showMistakes(Number(label), Number(answer));
      }
    });
    table.addEventListener('keydown', (event) => this.move(event));
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
