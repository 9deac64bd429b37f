// What is listed, after what was typed and chosen.

const AT_ONCE = 30; // leaflets that are listed at first, and with each 'more'
const PAUSE = 700; // milliseconds after the last key, until the result is spoken
const leaflets = [...document.querySelectorAll(".leaflet")];
const listed = document.getElementById("leaflets");
const form = document.querySelector(".find");
const query = document.getElementById("query");
const statusLine = document.getElementById("status");
const more = document.querySelector(".more");
const shelf = { cards: null, found: [], visible: leaflets, close: false, shown: AT_ONCE, spoken: 0 };

// What stands on the page of leaflets: each word with who has it, and how much it says of them.
function cards() {
  if (shelf.cards) return shelf.cards;
  shelf.cards = new Map();
  const note = (word, leaflet, weight) => {
    if (!shelf.cards.has(word)) shelf.cards.set(word, new Map());
    shelf.cards.get(word).set(leaflet, weight);
  };
  for (const leaflet of leaflets) {
    for (const word of cut(leaflet.textContent)) note(word, leaflet, 4);
    for (const word of cut(leaflet.querySelector("h2").textContent)) note(word, leaflet, 9);
    note(fold(leaflet.dataset.code.replaceAll("-", "")), leaflet, 9);
  }
  return shelf.cards;
}

// How well each leaflet has one of the words that are looked for; with `close`, as good as has it.
function scores(part, close) {
  const found = new Map();
  const add = (leaflet, score) => found.set(leaflet, Math.max(found.get(leaflet) ?? 0, score));
  const most = close ? slips(part) : 0, inside = countsInside(part);
  for (const [word, having] of cards()) {
    if (word.startsWith(part)) {
      const more = word === part ? 3 : 0;
      for (const [leaflet, weight] of having) add(leaflet, weight + more);
    } else if ((inside && word.includes(part)) || (most && isClose(part, word, most))) {
      for (const leaflet of having.keys()) add(leaflet, 1.5);
    }
  }
  if (index.state !== "ready") return found;
  const words = wordsWith(part);
  if (most && !words.size) {
    index.words.forEach((word, number) => isClose(part, word, most) && words.set(number, 0.5));
  }
  for (const [number, score] of words) {
    for (const at of leafletsWith(number)) if (index.leaflets[at]) add(index.leaflets[at], score);
  }
  return found;
}

// The leaflets that have all the words, the best first, or in their own order.
function having(parts, close) {
  const sums = new Map(leaflets.map((leaflet) => [leaflet, 0]));
  for (const part of parts) {
    const found = scores(part, close);
    for (const leaflet of sums.keys()) {
      if (found.has(leaflet)) sums.set(leaflet, sums.get(leaflet) + found.get(leaflet));
      else sums.delete(leaflet);
    }
  }
  return [...sums.keys()].sort((one, other) => sums.get(other) - sums.get(one));
}

const chosen = () => [...form.querySelectorAll("select")].filter((choice) => choice.value);

function isChosen(leaflet) {
  return chosen().every(({ name, value }) => (leaflet.dataset[name] ?? "").split("|").includes(value));
}

function search() {
  const parts = cut(query.value);
  if (parts.length) loadWords(() => { search(); speakLater(); });
  shelf.close = false;
  shelf.found = having(parts, false).filter(isChosen);
  if (!shelf.found.length && parts.length && index.state !== "loading") {
    shelf.found = having(parts, true).filter(isChosen);
    shelf.close = shelf.found.length > 0;
  }
  shelf.shown = AT_ONCE;
  show();
}

// Puts what was found into the list, in its order. The order of the others does not matter.
function show() {
  const visible = shelf.found.slice(0, shelf.shown), wanted = new Set(visible);
  for (const leaflet of shelf.visible) leaflet.hidden = !wanted.has(leaflet);
  let before = null;
  for (const leaflet of visible) {
    leaflet.hidden = false;
    offer(leaflet);
    const place = before ? before.nextElementSibling : listed.firstElementChild;
    if (place !== leaflet) listed.insertBefore(leaflet, place);
    before = leaflet;
  }
  shelf.visible = visible;
  more.hidden = shelf.found.length <= shelf.shown;
}

// The status is spoken once, after the typing.
function speakLater(wait = PAUSE) {
  clearTimeout(shelf.spoken);
  shelf.spoken = setTimeout(() => tell(summary()), wait);
}

const tell = (words) => { statusLine.textContent = words; };

function summary() {
  const found = shelf.found.length, shown = Math.min(found, shelf.shown);
  const said = [];
  if (cut(query.value).length && index.state === "loading") said.push(say("told_wait"));
  if (index.state === "failed") said.push(say("told_failed", { file: told.index }));
  if (!found) said.push(say("told_none"));
  else if (shelf.close) said.push(say("told_close", { shown: found }));
  else said.push(say("told_shown", { shown: found, total: leaflets.length }));
  if (shown < found) said.push(say("told_first", { count: shown }));
  const filters = chosen().map((choice) => `${choice.previousElementSibling.textContent}: ${choice.selectedOptions[0].text}`);
  if (filters.length) said.push(say("told_filters", { filters: filters.join("; ") }));
  return said.join(" ");
}

function showMore() {
  const first = shelf.found[shelf.shown];
  shelf.shown += AT_ONCE;
  show();
  headOf(first).focus();
  tell(summary());
}

// The heading's link; one that was withdrawn has none, and takes the focus itself.
const headOf = (leaflet) => leaflet.querySelector("h2 a") ?? leaflet.querySelector("h2");

// The link that is meant: that of an edition, where words of its name were typed, or the leaflet's.
function meant() {
  const leaflet = shelf.found[0];
  const typed = new Set(cut(query.value));
  const names = [...leaflet.querySelectorAll(".files li > a:first-child")];
  const named = (link) => {
    const words = cut(link.firstChild.textContent);
    return words.length && words.every((word) => typed.has(word));
  };
  return names.find(named) ?? headOf(leaflet);
}

