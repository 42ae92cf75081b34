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

/** A list of labels with bars: made once, then only moved. */
export class Bars {
  constructor(list, labels) {
    this.rows = labels.map((label) => {
      const fill = element('i');
      const value = element('span', {}, '');
      const row = element('li', {}, element('span', {}, label),
        element('span', { className: 'bar' }, fill), value);
      list.append(row);
      return { row, fill, value };
    });
  }

  show(shares, best) {
    this.rows.forEach(({ row, fill, value }, i) => {
      const known = shares && shares[i] !== null;
      fill.style.transform = `scaleX(${known ? shares[i] : 0})`;
      value.textContent = known ? percent(shares[i]) : '';
      row.classList.toggle('best', i === best);
    });
  }
}

/** A picture with a line or two below it. */
export function picture(source, alt, ...lines) {
  return element('li', {}, element('img', { src: source, alt }), ...lines);
}
