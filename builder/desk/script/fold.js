// Words as they are compared: those of the index and those that are typed, by the same function.
// Capitals, accents and points make no difference, nor what keyboards write in two ways.

const told = JSON.parse(document.getElementById("told").textContent);
// Marks of Latin, Greek, Cyrillic, Hebrew and Arabic; those of other scripts are letters.
const MARKS = /[\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640]/g;
const ALIKE = { ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ı: "i", ς: "σ", ة: "ه", ى: "ي", ی: "ي", ک: "ك" };
const OTHER = new RegExp(`[${Object.keys(ALIKE).join("")}]`, "g");

function fold(text) {
  const small = text.toLowerCase();
  if (/^[\x00-\x7f]*$/.test(small)) return small;
  return small.normalize("NFKD").replace(MARKS, "").replace(OTHER, (sign) => ALIKE[sign]).normalize("NFC");
}

const WORD = /[\p{L}\p{M}\p{N}]+/gu;
const RUN = new RegExp(`[${told.unspaced}]+|[^${told.unspaced}]+`, "gu");
const UNSPACED = new RegExp(`^[${told.unspaced}]`, "u");

// The words of a text, folded. Writing without spaces gives each sign with the one after it.
function cut(text) {
  const found = [];
  for (const [word] of text.matchAll(WORD)) {
    for (const [run] of word.matchAll(RUN)) {
      if (!UNSPACED.test(run)) found.push(fold(run));
      else {
        const signs = [...run];
        if (signs.length === 1) found.push(fold(run));
        for (let at = 0; at + 1 < signs.length; at += 1) found.push(fold(signs[at] + signs[at + 1]));
      }
    }
  }
  return found;
}

const say = (name, values = {}) =>
  Object.entries(values).reduce((said, [key, value]) => said.replaceAll(`%${key}%`, String(value)), told.words[name]);

function make(tag, attributes, ...inside) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...inside);
  return made;
}

