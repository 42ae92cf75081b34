// Small helpers for what the page is made of.

export const byId = (id) => document.getElementById(id);

/** Makes an element; properties are set as they are, children are elements or text. */
export function element(tag, properties = {}, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

/** Writes a text, and leaves the document alone where it is there already. */
export function say(id, text) {
  const where = byId(id);
  if (where.textContent !== text) {
    where.textContent = text;
  }
}

export const percent = (share) => `${(100 * share).toFixed(1)} %`;

const WHOLE = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const SMALL = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });

/** A figure, with a digit after the point where it is small. */
export function figure(value) {
  if (value === undefined || value === null) {
    return '–';
  }
  return value < 10 ? SMALL.format(value) : WHOLE.format(value);
}

/**
 * A list of labels with bars. Of a few labels each has its row, made once and then only moved; of
 * many there is a row for each that is shown, in the order they come in.
 */
export class Bars {
  constructor(list, { labels, few }) {
    this.list = list;
    this.labels = labels;
    this.fixed = labels.length <= few;
    this.rows = [];
    this.grow();
  }

  /** Gives each label that has come a row, where each has one. */
  grow() {
    if (this.fixed) {
      this.labels.slice(this.rows.length).forEach((label) => this.rows.push(this.row(label)));
    }
  }

  row(label) {
    const name = element('span', { title: label }, label);
    const fill = element('i');
    const value = element('span');
    const row = element('li', {}, name, element('span', { className: 'bar' }, fill), value);
    this.list.append(row);
    return { row, name, fill, value };
  }

  /**
   * @param shares pairs of a label's index and its share
   * @param best label that stands out
   */
  show(shares = [], best = undefined) {
    if (this.fixed) {
      const known = new Map(shares);
      this.rows.forEach((row, label) => this.fill(row, label, known.get(label), best));
      return;
    }
    while (this.rows.length > shares.length) {
      this.rows.pop().row.remove();
    }
    shares.forEach(([label, share], i) => {
      this.rows[i] ??= this.row('');
      const { name } = this.rows[i];
      name.textContent = this.labels[label];
      name.title = this.labels[label];
      this.fill(this.rows[i], label, share, best);
    });
  }

  fill({ row, fill, value }, label, share, best) {
    fill.style.transform = `scaleX(${share ?? 0})`;
    value.textContent = share === undefined ? '' : percent(share);
    row.classList.toggle('best', label === best);
  }
}

/** A picture with a line or two below it. */
export function picture(source, alt, ...lines) {
  return element('li', {}, element('img', { src: source, alt }), ...lines);
}
