// Asking for answers and teaching: drawn digits and dropped files go through Kafka as images.

import { Bars, byId, element, percent, say } from './dom.js';
import { Pad } from './pad.js';
import { request } from './server.js';

const KEEP = 'afluente.answer';
const LESSON_MILLIS = 5000;
const TRIES = 20;
const SHOWN_FILES = 60;

export class Ask {
  /**
   * @param about the model: labels and the shape of its pictures
   * @param versions tells of new versions
   * @param asked called with the picture of every answer
   */
  constructor(about, versions, asked) {
    this.labels = about.labels;
    this.versions = versions;
    this.asked = asked;
    this.turn = 0;
    this.bars = new Bars(byId('bars'), about.labels);
    this.pad = new Pad(byId('pad'), about, () => this.askPad(), () => this.clear());
    this.makeTruthButtons();
    this.listenToFiles();
    byId('clear').addEventListener('click', () => this.clear());
    this.restore();
  }

  clear() {
    this.turn++;
    this.pad.clear();
    this.pad.paintPicture(byId('sent'));
    this.current = undefined;
    byId('truth').disabled = true;
    say('answer', 'Draw, and Kafka brings the answer.');
    say('answer-about', '');
    say('lesson', '');
    this.bars.show();
    sessionStorage.removeItem(KEEP);
  }

  restore() {
    this.pad.paintPicture(byId('sent'));
    const kept = sessionStorage.getItem(KEEP);
    if (kept && !this.pad.isEmpty) {
      this.show(JSON.parse(kept));
      byId('sent').toBlob((picture) => this.use(picture));
    }
  }

  use(picture) {
    this.current = picture;
    byId('truth').disabled = false;
    this.asked(picture);
  }

  async askPad() {
    if (this.pad.isEmpty) {
      return;
    }
    const turn = ++this.turn;
    const sent = byId('sent');
    this.pad.paintPicture(sent);
    const picture = await new Promise((done) => { sent.toBlob(done); });
    say('lesson', '');
    try {
      const answer = await ask(picture);
      if (turn === this.turn) {
        this.show(answer);
        this.use(picture);
      }
    } catch (refused) {
      say('answer', 'No answer');
      say('answer-about', refused.message);
    }
  }

  show(answer) {
    const { reply, millis } = answer;
    sessionStorage.setItem(KEEP, JSON.stringify(answer));
    if (reply.reason) {
      say('answer', 'Refused');
      say('answer-about', reply.reason);
      this.bars.show();
      return;
    }
    say('answer', `${this.labels[reply.label]}, ${percent(reply.confidence)} sure`);
    say('answer-about', `version ${reply.version} · ${millis} ms through Kafka`);
    this.bars.show(reply.probabilities, reply.label);
  }

  makeTruthButtons() {
    this.labels.forEach((label, i) => {
      const button = element('button', { type: 'button' }, label);
      button.addEventListener('click', () => this.teach(i));
      byId('labels').append(button);
    });
  }

  async teach(label) {
    const picture = this.current;
    const turn = ++this.turn;
    say('lesson', 'Sent to be learned from …');
    try {
      const start = performance.now();
      const path = `/api/examples?label=${label}`;
      const { source } = await request(path, { method: 'POST', body: picture, type: picture.type });
      const version = await this.versions.thatLearned(source.offset, LESSON_MILLIS);
      if (!version) {
        say('lesson', 'Sent, but no new version has come yet. Does a learner run?');
        return;
      }
      if (this.versions.serving !== version) {
        say('lesson', `Learned by ${version}, but ${this.versions.serving} goes on serving.`);
        return;
      }
      const answer = await this.askUntil(picture, version);
      if (turn === this.turn) {
        this.show(answer);
        const seconds = ((performance.now() - start) / 1000).toFixed(2);
        say('lesson', `Learned: ${version} says ${this.labels[answer.reply.label]} now, ${seconds} s after the lesson.`);
      }
    } catch (refused) {
      say('lesson', refused.message);
    }
  }

  /** Asks again until a version or a later one answers: the swap takes a moment. */
  async askUntil(picture, version) {
    let answer;
    for (let i = 0; i < TRIES; i++) {
      answer = await ask(picture);
      if (answer.reply.version >= version) {
        break;
      }
    }
    return answer;
  }

  listenToFiles() {
    const section = byId('ask');
    byId('files').addEventListener('change', (event) => {
      this.askFiles([...event.target.files]);
      event.target.value = '';
    });
    section.addEventListener('dragover', (event) => {
      event.preventDefault();
      section.classList.add('dropping');
    });
    section.addEventListener('dragleave', () => section.classList.remove('dropping'));
    section.addEventListener('drop', (event) => {
      event.preventDefault();
      section.classList.remove('dropping');
      this.askFiles([...event.dataTransfer.files]);
    });
  }

  /** One after the other, so that a folder of pictures does not crowd out everybody else's. */
  async askFiles(files) {
    for (const file of files) {
      const line = element('span', {}, '…');
      const shown = element('li', { className: 'wide' }, thumbnail(file),
        element('b', {}, file.name), element('br'), line);
      byId('dropped').prepend(shown);
      while (byId('dropped').children.length > SHOWN_FILES) {
        byId('dropped').lastChild.remove();
      }
      try {
        await this.askFile(file, line);
      } catch (refused) {
        line.textContent = refused.message;
        line.className = 'refused';
      }
    }
  }

  async askFile(file, line) {
    const { reply, millis } = await ask(file);
    if (reply.reason) {
      line.textContent = reply.reason;
      line.className = 'refused';
      return;
    }
    line.textContent = `${this.labels[reply.label]}, ${percent(reply.confidence)} sure, ${millis} ms`;
    this.turn++;
    this.show({ reply, millis });
    this.use(file);
  }
}

/** Sends a picture through Kafka. What is no PNG or JPEG by name is sent as one, to be refused. */
function ask(picture) {
  const type = picture.type === 'image/jpeg' ? 'image/jpeg' : 'image/png';
  return request('/api/images', { method: 'POST', body: picture, type });
}

function thumbnail(file) {
  const image = element('img', { alt: '', src: URL.createObjectURL(file) });
  const release = () => URL.revokeObjectURL(image.src);
  image.addEventListener('load', release, { once: true });
  image.addEventListener('error', () => {
    release();
    image.remove();
  }, { once: true });
  return image;
}
