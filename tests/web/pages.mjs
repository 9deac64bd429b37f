// Opens pages in a real browser, started once, and prints what it finds as JSON.
// node pages.mjs CHROMIUM FOLDER: every *.html in the folder; each is also printed, to *.pdf.
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import puppeteer from 'puppeteer-core';

const [executablePath, folder] = process.argv.slice(2);
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf-8');
// Each width in one of the themes: what depends on both at once is nothing of ours.
// 320 pixels is a page of 1280 at 400 % (WCAG 2.2, 1.4.10).
const VIEWS = [[320, 'light'], [1280, 'dark']];

const args = ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'];
const browser = await puppeteer.launch({ executablePath, args });
const found = {};
for (const name of readdirSync(folder).filter((file) => file.endsWith('.html')).sort()) {
  const page = await browser.newPage();
  const seen = { requests: [], errors: [], violations: [], overflow: [] };
  page.on('request', (request) => seen.requests.push(request.url().slice(0, 60)));
  page.on('console', (message) => seen.errors.push(message.text()));
  page.on('pageerror', (error) => seen.errors.push(String(error)));
  await page.goto(pathToFileURL(join(folder, name)).href);
  await page.evaluate(() => document.fonts.ready);
  seen.font = await page.evaluate(() => [...document.fonts].every((f) => f.status !== 'error'));
  for (const [width, value] of VIEWS) {
    await page.setViewport({ width, height: 800 });
    seen.overflow.push(...(await page.evaluate(tooWide)));
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value }]);
    // The page allows no script; what the browser's own tools evaluate is not bound by that.
    await page.evaluate(axe);
    const result = await page.evaluate(() => axe.run({ resultTypes: ['violations'] }));
    for (const { id, nodes } of result.violations) {
      seen.violations.push(...nodes.map((node) => `${width} ${value} ${id}: ${node.html}`));
    }
  }
  seen.grids = await grids(page);
  seen.bar = await bar(page);
  seen.words = await page.evaluate(wordsShown);
  await page.emulateMediaType('print');
  seen.ink = await page.evaluate(ink);
  await page.emulateMediaType(null);
  seen.small = await page.evaluate(smallType);
  seen.ticks = await ticked(page);
  await page.pdf({ path: join(folder, name.replace('.html', '.pdf')), preferCSSPageSize: true,
    format: 'A4', printBackground: true });
  found[name] = seen;
  await page.close();
}
await browser.close();
console.log(JSON.stringify(found));

// Boxes to tick: how many there are; of the first two, one ticked by key and one at its words,
// whether it is ticked, how small its target is, and whether that is seen on screen and in print.
async function ticked(page) {
  await page.setViewport({ width: 320, height: 800 });
  const boxes = await page.$$('input[type=checkbox]');
  const seen = { boxes: boxes.length, tried: [] };
  for (const [number, box] of boxes.slice(0, 2).entries()) {
    const looks = async () => {
      const shots = [];
      for (const media of ['screen', 'print']) {
        await page.emulateMediaType(media);
        shots.push(await box.screenshot({ encoding: 'base64', captureBeyondViewport: false }));
      }
      await page.emulateMediaType(null);
      return shots;
    };
    const label = await page.evaluateHandle((one) => one.closest('label'), box);
    const { width, height } = await label.boundingBox();
    const before = await looks();
    await (number ? (await label.$('span')).click() : box.press('Space'));
    await page.evaluate(() => document.activeElement.blur());
    await page.mouse.move(0, 0);
    const after = await looks();
    const checked = await box.evaluate((one) => one.checked);
    seen.tried.push([checked, Math.min(width, height) >= 24, ...before.map((one, n) => one !== after[n])]);
  }
  return seen;
}

// Grids on a telephone: rows that are not one below the other, day by day; words cut off; and how
// many cells of all tables are shown, and told to a screen reader.
async function grids(page) {
  await page.setViewport({ width: 320, height: 800 });
  const seen = await page.evaluate(() => {
    const tables = [...document.querySelectorAll('.week')];
    const faults = [];
    for (const table of tables) {
      const days = [...table.tHead.rows[0].cells].slice(1).map((head, day) => {
        const cells = [head, ...[...table.tBodies[0].rows].map((row) => row.cells[day + 1])];
        return cells.map((cell) => cell.getBoundingClientRect());
      });
      const boxes = days.flat();
      boxes.slice(1).forEach(({ top }, n) => {
        if (top < boxes[n].bottom - 1) faults.push(`${n}: ${top} < ${boxes[n].bottom}`);
      });
      for (const cell of table.tBodies[0].querySelectorAll('td')) {
        if (cell.scrollHeight > cell.clientHeight + 1) faults.push(`cut off: ${cell.outerHTML}`);
      }
    }
    const cells = [...document.querySelectorAll('td, th')];
    return { faults, cells: cells.filter((cell) => cell.getClientRects().length).length };
  });
  const client = await page.createCDPSession();
  const { nodes } = await client.send('Accessibility.getFullAXTree');
  const roles = ['cell', 'gridcell', 'rowheader', 'columnheader'];
  seen.told = nodes.filter(({ role, ignored }) => !ignored && roles.includes(role?.value)).length;
  return seen;
}

// What is wrong with the bar to ring from: on a telephone it stands at the foot, is low, and covers
// nothing that has the focus (WCAG 2.2, 2.4.11) nor the end; where there is no room it stays where
// it is (1.4.10).
async function bar(page) {
  const faults = [];
  await page.setViewport({ width: 390, height: 844 });
  faults.push(...(await page.evaluate(() => {
    const bar = document.querySelector('.ring');
    if (!bar) return [];
    const top = () => bar.getBoundingClientRect().top;
    const out = [];
    for (const each of document.querySelectorAll('details')) each.open = true;
    for (const link of document.querySelectorAll('a, input, summary')) {
      if (bar.contains(link)) continue;
      link.focus();
      const { bottom } = link.getBoundingClientRect();
      if (bottom > top() + 1) out.push(`covered: ${link.outerHTML.slice(0, 80)}`);
    }
    scrollTo(0, 0);
    const { bottom, height } = bar.getBoundingClientRect();
    if (Math.abs(bottom - innerHeight) > 1) out.push(`not at the foot: ${bottom}`);
    if (height > innerHeight / 8) out.push(`high: ${height}`);
    scrollTo(0, document.documentElement.scrollHeight);
    const last = document.querySelector('footer, main').getBoundingClientRect();
    if (last.bottom > top() + 1) out.push(`over the end: ${last.bottom} > ${top()}`);
    return out;
  })));
  for (const [width, height, look] of [[320, 256, 'static'], [1280, 800, 'none']]) {
    await page.setViewport({ width, height });
    faults.push(...(await page.evaluate((look) => {
      const bar = document.querySelector('.ring');
      const style = bar && getComputedStyle(bar);
      const found = style && (style.display === 'none' ? 'none' : style.position);
      return bar && found !== look ? [`${innerWidth}: ${found}`] : [];
    }, look)));
  }
  return faults;
}

// Elements that stick out at the side. A table may, within a box of its own that scrolls and does
// not stick out itself (WCAG 2.2, 1.4.10).
function tooWide() {
  const width = document.documentElement.clientWidth;
  const scrolls = (element) => ['auto', 'scroll'].includes(getComputedStyle(element).overflowX);
  const within = (element) => element !== document.body
    && (scrolls(element) || (element.parentElement && within(element.parentElement)));
  const out = [...document.body.querySelectorAll('*')].filter((element) => {
    if (element.closest('table') && within(element.parentElement)) return false;
    const { left, right } = element.getBoundingClientRect();
    return right - left > 1 && (left < -0.5 || right > width + 0.5);
  });
  const wide = document.documentElement.scrollWidth > innerWidth ? ['the page'] : [];
  return [...wide, ...out.map((element) => `${innerWidth}: ${element.outerHTML.slice(0, 80)}`)];
}

// What a reader with eyes reads when all is unfolded, without what runs along each sheet and the
// ways round the page.
function wordsShown() {
  for (const each of document.querySelectorAll('.running, nav')) each.remove();
  for (const each of document.querySelectorAll('details')) each.open = true;
  return document.body.innerText.replace(/\s+/g, ' ').trim();
}

// The colours of words and of the grounds behind them, by which a page differs from black on white.
function ink() {
  const found = new Set();
  for (const element of document.body.querySelectorAll('*')) {
    const { color, backgroundColor } = getComputedStyle(element);
    const drawn = element.matches('img, .drawn');
    if (color !== 'rgb(0, 0, 0)') found.add(color);
    if (backgroundColor !== 'rgba(0, 0, 0, 0)' && !drawn) found.add(backgroundColor);
  }
  return [...found];
}

// Type of less than 1.125 rem.
function smallType() {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const sizes = new Set();
  while (walker.nextNode()) {
    sizes.add(parseFloat(getComputedStyle(walker.currentNode.parentElement).fontSize));
  }
  return [...sizes].filter((size) => size < 18);
}
