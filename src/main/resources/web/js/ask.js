// Asking for answers and teaching: drawn digits and dropped files go through Kafka as images.

import { Bars, byId, element, figure, percent, say } from './dom.js';
import { Pad } from './pad.js';
import { sendPicture } from './server.js';
import { Truth } from './truth.js';
import { isHeld } from './versions.js';

const KEEP = 'afluente.answer';
const LESSON_MILLIS = 3000;
const LESSON_LOOKS = 60;
const TRIES = 20;
const SHOWN_FILES = 60;
const SHOWN_LABELS = 10;

export class Ask {
  /**
   * @param about the model: labels, the shape of its pictures, and what files may be sent
   * @param versions tells of new versions
   * @param live tells how many labelled images wait
   * @param asked called with the picture of every answer
   */
  constructor(about, versions, live, asked) {
    this.about = about;
    this.labels = about.labels;
    this.versions = versions;
    this.live = live;
    this.asked = asked;
    this.turn = 0;
    this.shown = about.labels.length <= about.few ? about.few : SHOWN_LABELS;
    this.bars = new Bars(byId('bars'), about);
    this.truth = new Truth(about, (label) => this.teach(label));
    this.wordsFor(about);
    if (about.writing) {
      this.pad = new Pad(byId('pad'), () => this.askPad(), () => this.clear());
    }
    byId('files').accept = about.pictures.join();
    this.listenToFiles();
    byId('clear').addEventListener('click', () => this.clear());
    this.clearWords();
    this.restore();
  }

  /** Writing is drawn; of anything else there are pictures. */
  wordsFor({ writing, labels, height, width, channels }) {
    const digits = labels.every((label) => /^[0-9]$/.test(label));
    say('ask-title', writing ? `Draw a ${digits ? 'digit' : 'sign'}` : 'Ask about a picture');
    this.invitation = writing ? 'Draw, and Kafka brings the answer.' : 'Choose a picture, and Kafka brings the answer.';
    this.hint = writing ? 'Pictures can be dropped here, too.'
      : `Or drop some here: of any size, they become ${width} × ${height} ${channels === 1 ? 'in grey' : 'in colour'}.`;
    byId('sheet').hidden = !writing;
    byId('pad-help').hidden = !writing;
    byId('frame').hidden = writing;
    if (!writing) {
      byId('frame').append(byId('seen'));
      say('seen-caption', 'as the network takes it');
    }
  }

  /** Takes in labels that have come. */
  grow() {
    this.bars.grow();
    this.truth.grow();
    this.wordsFor(this.about);
  }

  clearWords() {
    say('answer', this.invitation);
    say('answer-about', this.hint);
    say('lesson', '');
  }

  clear() {
    this.turn++;
    this.pad?.clear();
    wipeSeen();
    this.current = undefined;
    this.truth.enabled = false;
    this.truth.suggest([]);
    this.clearWords();
    this.bars.show();
    sessionStorage.removeItem(KEEP);
  }

  restore() {
    const kept = sessionStorage.getItem(KEEP);
    if (kept && this.pad && !this.pad.isEmpty) {
      this.show(JSON.parse(kept));
      this.pad.picture().then((picture) => this.use(picture));
    }
  }

  use(picture) {
    this.current = picture;
    this.truth.enabled = true;
    this.asked(picture);
  }

  async askPad() {
    if (this.pad.isEmpty) {
      return;
    }
    const turn = ++this.turn;
    const picture = await this.pad.picture();
    say('lesson', '');
    try {
      const answer = await ask(picture);
      if (turn === this.turn) {
        await this.show(answer);
        this.use(picture);
      }
    } catch (refused) {
      wipeSeen();
      this.bars.show();
      say('answer', 'No answer');
      say('answer-about', refused.message);
    }
  }

  async show(answer) {
    const { reply, millis, seen } = answer;
    if (this.pad) {
      sessionStorage.setItem(KEEP, JSON.stringify(answer));
    }
    await paintSeen(seen);
    this.answered = reply.label;
    say('answer', `${this.labels[reply.label]}, ${percent(reply.confidence)} sure`);
    say('answer-about', `version ${reply.version} · ${millis} ms through Kafka`);
    this.bars.show(reply.top.slice(0, this.shown).map(({ label, probability }) => [label, probability]), reply.label);
    this.truth.suggest(reply.top.slice(0, this.shown).map(({ label }) => label));
  }

  async teach(label) {
    const lesson = { picture: this.current, turn: ++this.turn, before: this.answered, start: performance.now() };
    say('lesson', 'Sent to be learned from …');
    try {
      const { source } = await sendPicture(`/api/examples?label=${label}`, lesson.picture);
      await this.tellLesson(lesson, await this.learned(source.offset));
    } catch (refused) {
      say('lesson', refused.message);
    }
  }

  /** The version that has learned from an offset; says why while it has to be waited for. */
  async learned(offset) {
    for (let look = 0; look < LESSON_LOOKS; look++) {
      const manifest = await this.versions.thatLearned(offset, LESSON_MILLIS);
      if (manifest) {
        return manifest;
      }
      say('lesson', this.live.labeledLag > 0
        ? `Sent; ${figure(this.live.labeledLag)} labelled images wait to be learned from.`
        : 'Sent, but no new version has come yet. Does a learner run?');
    }
    throw new Error('No new version has come.');
  }

  async tellLesson({ picture, turn, before, start }, manifest) {
    const { version } = manifest;
    if (isHeld(manifest)) {
      say('lesson', `Learned, but the gate holds ${version} back (${manifest.lineage.verdict.reason}): ${this.versions.serving} goes on serving.`);
      return;
    }
    if (this.versions.serving < version) {
      say('lesson', `Learned by ${version}, but ${this.versions.serving} is pinned and goes on serving.`);
      return;
    }
    const answer = await this.askUntil(picture, version);
    if (turn === this.turn) {
      const seconds = ((performance.now() - start) / 1000).toFixed(2);
      await this.show(answer);
      this.asked(picture);
      const { label } = answer.reply;
      const was = label === before ? 'still ' : `${this.labels[before]} before, now `;
      say('lesson', `Learned in ${seconds} s: ${was}${this.labels[label]}, says ${answer.reply.version}.`);
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
    const answer = await ask(file);
    const { reply, millis } = answer;
    line.textContent = `${this.labels[reply.label]}, ${percent(reply.confidence)} sure, ${millis} ms`;
    this.turn++;
    await this.show(answer);
    this.use(file);
  }
}

/** Sends a picture through Kafka. */
function ask(picture) {
  return sendPicture('/api/images', picture);
}

/** Shows the picture as the network took it: the writing that was found, boxed and centred. */
async function paintSeen(uri) {
  const image = new Image();
  image.src = uri;
  await image.decode();
  const canvas = byId('sent');
  canvas.width = image.naturalWidth;
  canvas.height = image.naturalHeight;
  canvas.getContext('2d').drawImage(image, 0, 0);
}

function wipeSeen() {
  const canvas = byId('sent');
  canvas.getContext('2d').clearRect(0, 0, canvas.width, canvas.height);
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
