// The index of words: a script that is loaded when somebody begins to search, and calls this page.
// Until it is there, titles and what else stands on the page are searched.

const index = { words: null, having: [], leaflets: [], state: "none", text: "", starts: [] };

function loadWords(done) {
  if (index.state !== "none") return;
  index.state = "loading";
  window.leafletWords = ({ places, words, having }) => {
    index.leaflets = places.map((place) => document.getElementById(place));
    index.words = words ? words.split("\n").map(fold) : [];
    index.having = having.split("\n");
    index.text = `\n${index.words.join("\n")}\n`;
    let start = 1;
    index.starts = index.words.map((word) => (start += word.length + 1) - word.length - 1);
    index.state = "ready";
    done();
  };
  const script = make("script", { src: told.index });
  script.onerror = () => {
    index.state = "failed";
    done();
  };
  document.head.append(script);
}

// The leaflets that have a word: their numbers are written as distances, five bits a digit.
function leafletsWith(number) {
  const found = [];
  let before = -1, rest = 0, weight = 1;
  for (const sign of index.having[number]) {
    const digit = told.digits.indexOf(sign);
    rest += (digit % 32) * weight;
    weight *= 32;
    if (digit < 32) {
      before += rest + 1;
      found.push(before);
      rest = 0;
      weight = 1;
    }
  }
  return found;
}

// The number of the word that stands at a place of the text of all words.
function wordAt(place) {
  let low = 0, high = index.starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (index.starts[middle] <= place) low = middle;
    else high = middle - 1;
  }
  return low;
}

// Whether what is looked for may stand within a word: a letter or two stand in most. In other
// scripts they are a word, or one that others are written to.
const countsInside = (part) => part.length > 2 || !/^[\x00-\x7f]*$/.test(part);

// Words that hold what is looked for, with how well: the word itself, its beginning, a part of it.
function wordsWith(part) {
  const found = new Map();
  const inside = countsInside(part);
  const wanted = inside ? part : `\n${part}`;
  for (let at = index.text.indexOf(wanted); at >= 0; at = index.text.indexOf(wanted, at + 1)) {
    const start = inside ? at : at + 1;
    const number = wordAt(start);
    const begins = index.starts[number] === start;
    const whole = begins && index.words[number].length === part.length;
    found.set(number, Math.max(found.get(number) ?? 0, whole ? 5 : begins ? 2 : 1));
  }
  return found;
}

// Whether two words differ by `most` signs at most: put in, left out, another, or two in turn.
// Rows are kept for the next words, for there are thousands; slips are near the diagonal.
const kept = [new Uint8Array(64), new Uint8Array(64), new Uint8Array(64)];
function isClose(one, other, most) {
  if (Math.abs(one.length - other.length) > most || one.length > 60 || other.length > 60) return false;
  let [before, row, next] = kept;
  for (let j = 0; j <= other.length; j += 1) row[j] = j;
  for (let i = 1; i <= one.length; i += 1) {
    const from = Math.max(1, i - most), to = Math.min(other.length, i + most);
    let least = (next[from - 1] = from > 1 ? most + 1 : i);
    for (let j = from; j <= to; j += 1) {
      const same = one[i - 1] === other[j - 1] ? 0 : 1;
      let cost = Math.min(row[j - 1] + same, next[j - 1] + 1);
      if (j < i + most) cost = Math.min(cost, row[j] + 1);
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) {
        cost = Math.min(cost, before[j - 2] + 1);
      }
      next[j] = cost;
      least = Math.min(least, cost);
    }
    if (least > most) return false;
    [before, row, next] = [row, next, before];
  }
  return row[other.length] <= most;
}

// How many slips a word may have and still be meant: short words have too many neighbours.
const slips = (word) => (word.length < 4 ? 0 : word.length < 8 ? 1 : 2);

