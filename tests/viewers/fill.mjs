// Fills in PDF files as people do, in two viewers and one Chromium: pdf.js, which is Firefox's, and
// Chromium's own, which is PDFium. Prints as JSON what had the focus, job by job.
//
//   node fill.mjs CHROMIUM FOLDER
//
// FOLDER/jobs.json lists jobs: `name`, `viewer`, `file`, `steps`, and `places`, which says of each
// field on which page it is, from 0, and where its middle is, in parts of the page from the top left.
// What comes of a job is put beside the file: NAME.pdf as saved, NAME.screen.png, NAME.print.png.
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [executablePath, folder] = process.argv.slice(2);
const installed = (beside, name) => createRequire(new URL(beside, import.meta.url)).resolve(name);
const PDFJS = join(installed('../readers/read.mjs', 'pdfjs-dist/package.json'), '..');
const { default: puppeteer } = await import(
  pathToFileURL(installed('../web/pages.mjs', 'puppeteer-core')).href);
const pause = (ms) => new Promise((done) => setTimeout(done, ms));

// Browsers load no module from a file, so this machine serves them to itself.
const TYPES = { css: 'text/css', html: 'text/html', mjs: 'text/javascript', pdf: 'application/pdf' };
const server = createServer(({ url }, response) => {
  const { pathname } = new URL(url, 'http://localhost');
  const path = pathname === '/pdfjs.html' ? new URL('pdfjs.html', import.meta.url)
    : pathname.startsWith('/pdfjs/') ? join(PDFJS, pathname.slice(7)) : join(folder, pathname);
  try {
    const data = readFileSync(path);
    const type = TYPES[pathname.split('.').pop()] ?? 'application/octet-stream';
    response.writeHead(200, { 'Content-Type': type }).end(data);
  } catch {
    response.writeHead(404).end();
  }
});
await new Promise((done) => server.listen(0, '127.0.0.1', done));
const origin = `http://127.0.0.1:${server.address().port}`;
// Said to the browser in its own words: bytes as text.
const BASE64 = "(bytes) => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))";

// -- each viewer: how to open a file, where a field is shown, how to save, and to print page 1

const pdfjs = {
  async open(page, { file, mode }) {
    await page.goto(`${origin}/pdfjs.html?file=/${file}&mode=${mode ?? 2}`);
    await page.waitForFunction(() => globalThis.drawn && drawn.size === pdf.numPages);
  },
  async place(page, { name }) {
    const { x, y, width, height } = await (await page.$(`[name="${name}"]`)).boundingBox();
    return [x + width / 2, y + height / 2];
  },
  focus: (page) => page.evaluate(() => document.activeElement.name ?? ''),
  save: (page) => page.evaluate(`pdf.saveDocument().then(${BASE64})`),
  print: (page) => page.evaluate(async () => {
    const first = await pdf.getPage(1);
    const viewport = first.getViewport({ scale: 2 });
    const canvas = document.createElement('canvas');
    Object.assign(canvas, { width: viewport.width, height: viewport.height });
    await first.render({ canvas, viewport, intent: 'print',
      annotationMode: pdfjsLib.AnnotationMode.ENABLE_STORAGE,
      printAnnotationStorage: pdf.annotationStorage.print }).promise;
    return canvas.toDataURL('image/png').split(',')[1];
  }),
};

const chromium = {
  async open(page, { file }) {
    await page.goto(pathToFileURL(join(folder, file)).href);
    // The viewer comes in place of the file, and says itself when it has loaded it.
    const state = () => document.querySelector('pdf-viewer').loadState_;
    for (let tries = 0; tries < 400; tries += 1) {
      page.viewer = page.frames().find((frame) => frame.url().startsWith('chrome-extension://'));
      if ((await page.viewer?.evaluate(state).catch(() => '')) === 'success') return;
      await pause(50);
    }
    throw new Error(`the viewer of ${await browser.version()} did not open ${file}`);
  },
  place: (page, { place: [number, across, down] }) => page.viewer.evaluate((number, across, down) => {
    const { viewport_: viewport, shadowRoot } = document.querySelector('pdf-viewer');
    const content = shadowRoot.querySelector('#content').getBoundingClientRect();
    const { x, y, width, height } = viewport.getPageScreenRect(number);
    return [content.x + x + across * width, content.y + y + down * height];
  }, number, across, down),
  focus: () => 'unknown',
  save: (page) => page.viewer.evaluate(`document.querySelector('pdf-viewer').currentController
    .save('EDITED').then(({ dataToSave }) => (${BASE64})(new Uint8Array(dataToSave)))`),
  print: () => '',
};

const VIEWERS = { chromium, pdfjs };

// -- a job

async function fill(page, { name, viewer, file, mode, steps, places }) {
  const one = VIEWERS[viewer];
  await one.open(page, { file, mode });
  const focus = [];
  const session = await page.createCDPSession();
  for (const [verb, what] of steps) {
    if (verb === 'click') {
      await page.mouse.click(...(await one.place(page, { name: what, place: places[what] })));
    } else if (verb === 'press') {
      await page.keyboard.press(what);
    } else if (verb === 'next') {
      // Between two pages pdf.js has a stop that is no field.
      for (let tries = 0; tries < 3 && !(tries && focus.at(-1)); tries += 1) {
        await page.keyboard.press('Tab');
        focus.push(await one.focus(page));
      }
    } else if (verb === 'space') {
      // The three events of a real keyboard; of the two that `press` makes, PDFium takes one.
      const key = { key: ' ', code: 'Space', windowsVirtualKeyCode: 32 };
      await session.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...key });
      await session.send('Input.dispatchKeyEvent', { type: 'char', text: ' ', ...key });
      await session.send('Input.dispatchKeyEvent', { type: 'keyUp', ...key });
    } else if (verb === 'insert') {
      await page.keyboard.sendCharacter(what);
    } else {
      await page.keyboard.type(what);
    }
  }
  const put = (end, base64) => base64 && writeFileSync(join(folder, name + end),
    Buffer.from(base64, 'base64'));
  put('.screen.png', await page.screenshot({ encoding: 'base64' }));
  put('.print.png', await one.print(page));
  put('.pdf', await one.save(page));
  return focus;
}

const browser = await puppeteer.launch({
  executablePath,
  enableExtensions: true, // Chromium's viewer is one
  args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
});
const found = {};
for (const job of JSON.parse(readFileSync(join(folder, 'jobs.json'), 'utf-8'))) {
  const page = await browser.newPage();
  await page.setViewport({ width: 1100, height: job.height ?? 1300 });
  found[job.name] = await fill(page, job);
  await page.close();
}
console.log(JSON.stringify(found));
await browser.close();
server.close();
