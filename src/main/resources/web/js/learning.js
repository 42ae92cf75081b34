// The learning curve with what happened on it, and what is taken for what.

import { Bars, byId, element, figure, percent, picture, say } from './dom.js';
import { request } from './server.js';

const HEIGHT = 260;
const SHOWN_EVENTS = 40;
const LINES = ['pinned', 'unpinned', 'drift', 'rolled-back', 'ordered'];

export class Learning {
  constructor(about) {
    this.labels = about.labels;
    this.marks = [];
    this.recall = new Bars(byId('recall'), about.labels);
    this.makeTable();
    this.makeChart([[], [], []]);
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => this.makeChart(this.chart.data));
    new ResizeObserver(() => this.fit()).observe(byId('curve'));
  }

  show({ curve, confusion }) {
    this.marks = curve.marks;
    this.chart.setData([curve.examples, curve.accuracy, curve.fading]);
    const last = curve.examples.length - 1;
    say('accuracy-now', last < 0 ? '–' : percent(curve.accuracy[last]));
    say('fading-now', last < 0 ? '–' : percent(curve.fading[last]));
    byId('curve').setAttribute('aria-label', this.inWords(curve));
    this.showMarks();
    this.showConfusion(confusion);
  }

  inWords({ examples, accuracy, marks }) {
    if (!examples.length) {
      return 'Learning curve: nothing learned yet';
    }
    const versions = marks.filter(({ kind }) => kind === 'version').length;
    return `Learning curve: from ${percent(accuracy[0])} right to ${percent(accuracy.at(-1))}`
      + ` after ${figure(examples.at(-1))} images, ${versions} versions`;
  }

  showMarks() {
    byId('happened').replaceChildren(...this.marks.slice(-SHOWN_EVENTS).reverse().map(({ examples, kind, about }) =>
      element('li', { className: kind }, element('b', {}, kind), `${about} after ${figure(examples)} images`)));
  }

  // the chart

  makeChart(data) {
    this.chart?.destroy();
    const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
    const axis = { stroke: colour('--quiet'), grid: { stroke: colour('--line'), width: 1 }, ticks: { show: false } };
    const series = (name) => ({ stroke: colour(name), width: 2, points: { show: false } });
    this.colours = { version: colour('--quiet'), drift: colour('--bad'), other: colour('--second') };
    this.chart = new uPlot({
      width: this.width(),
      height: HEIGHT,
      legend: { show: false },
      cursor: { y: false, points: { size: 7 } },
      scales: { x: { time: false }, y: { range: (chart, least) => [Math.max(0, Math.min(0.9, Math.floor(least * 10) / 10)), 1] } },
      axes: [
        { ...axis, values: (chart, values) => values.map((value) => figure(value)) },
        { ...axis, size: 56, values: (chart, values) => values.map((value) => `${Math.round(100 * value)} %`) },
      ],
      series: [{}, series('--accent'), series('--second')],
      hooks: { draw: [(chart) => this.drawMarks(chart)], setCursor: [(chart) => this.tellCursor(chart)] },
    }, data, byId('curve'));
  }

  drawMarks(chart) {
    const { ctx, bbox } = chart;
    ctx.save();
    for (const { examples, kind } of this.marks) {
      const x = Math.round(chart.valToPos(examples, 'x', true));
      if (x < bbox.left || x > bbox.left + bbox.width) {
        continue;
      }
      const high = LINES.includes(kind);
      ctx.strokeStyle = this.colours[kind] ?? this.colours.other;
      ctx.lineWidth = devicePixelRatio * (high ? 1.5 : 1);
      ctx.setLineDash(high ? [4, 3] : []);
      ctx.beginPath();
      ctx.moveTo(x, bbox.top + bbox.height);
      ctx.lineTo(x, bbox.top + bbox.height * (high ? 0 : 0.94));
      ctx.stroke();
    }
    ctx.restore();
  }

  tellCursor(chart) {
    const { idx } = chart.cursor;
    const [examples, accuracy, fading] = chart.data;
    say('curve-at', idx === null || idx === undefined || !examples.length ? ''
      : `after ${figure(examples[idx])}: ${percent(accuracy[idx])}, fading ${percent(fading[idx])}`);
  }

  width() {
    return Math.max(200, byId('curve').clientWidth);
  }

  fit() {
    if (this.chart.width !== this.width()) {
      this.chart.setSize({ width: this.width(), height: HEIGHT });
    }
  }

  // what is taken for what

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
    table.addEventListener('keydown', (event) => this.moveInTable(event));
  }

  showConfusion({ counts, examples }) {
    say('confusion-of', figure(examples));
    const most = Math.max(1, ...counts.map((row, i) => Math.max(...row.filter((count, j) => i !== j))));
    counts.forEach((row, i) => {
      const sum = row.reduce((a, b) => a + b, 0);
      row.forEach((count, j) => this.showCell(i, j, count, i === j ? count / Math.max(1, sum) : count / most));
    });
    this.recall.show(counts.map((row, i) => {
      const sum = row.reduce((a, b) => a + b, 0);
      return sum ? row[i] / sum : null;
    }));
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
    if (!byId('confusion').querySelector('button[tabindex="0"]')) {
      button.tabIndex = 0;
    }
  }

  /** One stop for the tab key; arrows go from number to number. */
  moveInTable(event) {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (!step) {
      return;
    }
    const buttons = [...byId('confusion').querySelectorAll('button')];
    const next = buttons[buttons.indexOf(event.target) + step];
    if (next) {
      event.target.tabIndex = -1;
      next.tabIndex = 0;
      next.focus();
    }
    event.preventDefault();
  }

  async showMistakes(label, answer) {
    const names = `${this.labels[label]} taken for ${this.labels[answer]}`;
    try {
      const mistakes = await request(`/api/mistakes?label=${label}&answer=${answer}`);
      say('mistakes-title', mistakes.length ? `${names}, the latest:` : `${names}: the pictures are gone.`);
      byId('mistakes').replaceChildren(...mistakes.map((mistake) => picture(mistake.picture, names)));
    } catch (refused) {
      say('mistakes-title', refused.message);
    }
  }
}
