// The drawing pad: strokes by pointer or keys, and the picture of them.

const SIZE = 280;
const PEN = 20;
const STEP = 10;
const KEEP = 'afluente.strokes';

export class Pad {
  /**
   * @param {HTMLCanvasElement} canvas to draw on
   * @param {function} done called when the pen is lifted
   * @param {function} cleared called when all is wiped out by a key
   */
  constructor(canvas, done, cleared) {
    this.canvas = canvas;
    this.done = done;
    this.cleared = cleared;
    this.strokes = JSON.parse(localStorage.getItem(KEEP) ?? '[]');
    this.cursor = { x: SIZE / 2, y: SIZE / 2 };
    this.penDown = false;
    this.byKeys = false;
    this.listenToPointer();
    this.listenToKeys();
    this.paint();
  }

  get isEmpty() {
    return this.strokes.length === 0;
  }

  clear() {
    this.strokes = [];
    this.penDown = false;
    this.keep();
    this.paint();
  }

  listenToPointer() {
    const at = (event) => {
      const box = this.canvas.getBoundingClientRect();
      return {
        x: Math.round((event.clientX - box.left) * SIZE / box.width),
        y: Math.round((event.clientY - box.top) * SIZE / box.height),
      };
    };
    this.canvas.addEventListener('pointerdown', (event) => {
      this.canvas.setPointerCapture(event.pointerId);
      this.byKeys = false;
      this.strokes.push([at(event)]);
      this.drawing = true;
      this.paint();
    });
    this.canvas.addEventListener('pointermove', (event) => {
      if (this.drawing) {
        this.strokes.at(-1).push(...(event.getCoalescedEvents?.() ?? [event]).map(at));
        this.paint();
      }
    });
    for (const end of ['pointerup', 'pointercancel']) {
      this.canvas.addEventListener(end, () => this.lift());
    }
  }

  lift() {
    if (this.drawing) {
      this.drawing = false;
      this.keep();
      this.done();
    }
  }

  listenToKeys() {
    const moves = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
    this.canvas.addEventListener('keydown', (event) => {
      if (moves[event.key]) {
        this.move(...moves[event.key]);
      } else if (event.key === ' ') {
        this.togglePen();
      } else if (event.key === 'Enter') {
        this.done();
      } else if (event.key === 'Delete' || event.key === 'Backspace') {
        this.cleared();
      } else {
        return;
      }
      event.preventDefault();
    });
    this.canvas.addEventListener('blur', () => {
      this.byKeys = false;
      this.paint();
    });
  }

  move(x, y) {
    const within = (value) => Math.min(SIZE - STEP, Math.max(STEP, value));
    this.byKeys = true;
    this.cursor = { x: within(this.cursor.x + x * STEP), y: within(this.cursor.y + y * STEP) };
    if (this.penDown) {
      this.strokes.at(-1).push(this.cursor);
    }
    this.paint();
  }

  togglePen() {
    this.byKeys = true;
    this.penDown = !this.penDown;
    if (this.penDown) {
      this.strokes.push([this.cursor]);
    } else {
      this.keep();
      this.done();
    }
    this.paint();
  }

  keep() {
    localStorage.setItem(KEEP, JSON.stringify(this.strokes));
  }

  paint() {
    const context = this.canvas.getContext('2d');
    context.clearRect(0, 0, SIZE, SIZE);
    this.drawStrokes(context);
    if (this.byKeys) {
      context.strokeStyle = this.penDown ? '#ffab5e' : '#6bb3ff';
      context.lineWidth = 3;
      context.beginPath();
      context.arc(this.cursor.x, this.cursor.y, PEN / 2, 0, 2 * Math.PI);
      context.stroke();
    }
  }

  drawStrokes(context) {
    context.strokeStyle = '#fff';
    context.lineWidth = PEN;
    context.lineCap = 'round';
    context.lineJoin = 'round';
    for (const stroke of this.strokes) {
      context.beginPath();
      context.moveTo(stroke[0].x, stroke[0].y);
      stroke.forEach(({ x, y }) => context.lineTo(x, y));
      context.stroke();
    }
  }

  /** The drawing as a PNG. Whoever reads it finds the strokes, boxes and centres them. */
  picture() {
    const canvas = document.createElement('canvas');
    canvas.width = SIZE;
    canvas.height = SIZE;
    const context = canvas.getContext('2d');
    context.fillStyle = '#000';
    context.fillRect(0, 0, SIZE, SIZE);
    this.drawStrokes(context);
    return new Promise((done) => { canvas.toBlob(done); });
  }
}
