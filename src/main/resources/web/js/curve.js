// The learning curve, and what happened to the model on it.

import { byId, element, figure, percent, say } from './dom.js';

const HEIGHT = 230;
const SHOWN_EVENTS = 40;
const BAD = ['warning', 'drift', 'acted', 'held', 'rolled-back', 'key-held-out'];
const WHOLE_STEPS = Array.from({ length: 36 }, (unused, i) => [1, 2, 5][i % 3] * 10 ** Math.floor(i / 3));
const CHOSEN = ['promoted', 'unpinned', 'shadow', 'challenger', 'ordered'];

export class Curve {
  constructor() {
    this.marks = [];
    this.least = 0;
    this.hint = byId('curve-at').textContent;
    this.makeChart([[], [], [], []]);
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => this.makeChart(this.chart.data));
    new ResizeObserver(() => this.fit()).observe(byId('curve'));
  }

  show({ points, checkpoints, marks }) {
    this.marks = marks;
    this.least = leastAfterTheStart(points);
    this.chart.setData(uPlot.join([
      [points.map(({ examples }) => examples), points.map(({ accuracy }) => accuracy), points.map(({ fading }) => fading)],
      [checkpoints.map(({ examples }) => examples), checkpoints.map(({ accuracy }) => accuracy)],
    ]));
    const share = (value) => (value === undefined ? '–' : percent(value));
    say('accuracy-now', share(points.at(-1)?.accuracy));
    say('fading-now', share(points.at(-1)?.fading));
    say('checked-now', share(checkpoints.at(-1)?.accuracy));
    byId('curve').setAttribute('aria-label', this.inWords(points));
    this.showMarks();
  }

  inWords(points) {
    if (!points.length) {
      return 'Learning curve: nothing learned yet';
    }
    const versions = this.marks.filter(({ kind }) => kind === 'version').length;
    const last = points.at(-1);
    return `Learning curve: from ${percent(points[0].accuracy)} right to ${percent(last.accuracy)}`
      + ` after ${figure(last.examples)} images, ${versions} versions`;
  }

  showMarks() {
    byId('happened').replaceChildren(...this.marks.slice(-SHOWN_EVENTS).reverse().map(({ examples, kind, about }) =>
      element('li', { className: kind }, element('b', {}, kind), `${about} after ${figure(examples)} images`)));
    byId('happened-none').hidden = this.marks.length > 0;
  }

  makeChart(data) {
    this.chart?.destroy();
    const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
    const axis = { stroke: colour('--quiet'), grid: { stroke: colour('--line'), width: 1 }, ticks: { show: false } };
    const line = (name) => ({ stroke: colour(name), width: 2, points: { show: false } });
    this.colours = { version: colour('--quiet'), bad: colour('--bad'), chosen: colour('--text') };
    this.chart = new uPlot({
      width: this.width(),
      height: HEIGHT,
      legend: { show: false },
      cursor: { y: false, points: { size: 7 } },
      scales: { x: { time: false }, y: { range: () => [this.least, 1] } },
      axes: [
        { ...axis, size: 28, label: 'labelled images', labelSize: 18, labelGap: 0, labelFont: '12px sans-serif', incrs: WHOLE_STEPS, values: (chart, values) => values.map((value) => figure(value)) },
        { ...axis, size: 56, values: (chart, values) => values.map((value) => `${Math.round(100 * value)} %`) },
      ],
      series: [{}, line('--accent'), line('--second'),
        { stroke: colour('--good'), width: 1, points: { show: true, size: 6, fill: colour('--good') } }],
      hooks: { draw: [(chart) => this.drawMarks(chart)], setCursor: [(chart) => this.tellCursor(chart)] },
    }, data, byId('curve'));
  }

  drawMarks(chart) {
    const { ctx, bbox } = chart;
    ctx.save();
    for (const { examples, kind } of this.marks) {
      const x = Math.round(chart.valToPos(examples, 'x', true));
      const look = BAD.includes(kind) ? 'bad' : CHOSEN.includes(kind) ? 'chosen' : 'version';
      ctx.strokeStyle = this.colours[look];
      ctx.lineWidth = devicePixelRatio * (look === 'version' ? 1 : 1.5);
      ctx.setLineDash(look === 'version' ? [] : [4, 3]);
      ctx.beginPath();
      ctx.moveTo(x, bbox.top + bbox.height);
      ctx.lineTo(x, bbox.top + bbox.height * (look === 'version' ? 0.94 : 0));
      ctx.stroke();
    }
    ctx.restore();
  }

  tellCursor(chart) {
    const { idx } = chart.cursor;
    if (idx === null || idx === undefined || !chart.data[0].length) {
      say('curve-at', this.hint);
      return;
    }
    const [accuracy, fading, checked] = chart.data.slice(1).map((values) => lastUpTo(values, idx));
    const parts = [['right', accuracy], ['fading', fading], ['held out', checked]]
      .filter(([, share]) => share !== undefined).map(([name, share]) => `${name} ${percent(share)}`);
    say('curve-at', `After ${figure(chart.data[0][idx])} images: ${parts.join(', ')}.`);
  }

  width() {
    return Math.max(200, byId('curve').clientWidth);
  }

  fit() {
    if (this.chart.width !== this.width()) {
      this.chart.setSize({ width: this.width(), height: HEIGHT });
    }
  }
}

/** Where the axis begins: the steep first tenth may leave the chart, so that the rest can be read. */
function leastAfterTheStart(points) {
  const later = points.slice(Math.floor(points.length / 10));
  const least = Math.min(1, ...later.map(({ accuracy, fading }) => Math.min(accuracy, fading)));
  return Math.max(0, Math.min(0.9, Math.floor(least * 10) / 10));
}

/** Lines have values at places of their own. */
function lastUpTo(values, idx) {
  return values.slice(0, idx + 1).findLast((value) => typeof value === 'number');
}
