// The structure trees of PDF files as pdf.js sees them: JSON, one object a file, in order.
//
//   node read.mjs FILE.pdf ...
//
// A page of pdf.js has a tree of its own, with what of each element is on that page. Here each
// piece of marked content is replaced by its words.
import { readFileSync } from "node:fs";

// pdf.js wants the geometry of a browser to draw, which nobody does here.
globalThis.DOMMatrix ??= class {};
globalThis.ImageData ??= class {};
globalThis.Path2D ??= class {};
const { getDocument, VerbosityLevel } = await import("pdfjs-dist/legacy/build/pdf.mjs");

const words = async (page) => {
  const content = await page.getTextContent({ includeMarkedContent: true, disableNormalization: true });
  const said = new Map();
  const open = [];
  for (const item of content.items) {
    if (item.type === "endMarkedContent") {
      open.pop();
    } else if (item.type?.startsWith("beginMarkedContent")) {
      open.push(item.id ?? open.at(-1) ?? null);
    } else if (open.at(-1)) {
      const id = open.at(-1);
      said.set(id, (said.get(id) ?? "") + item.str + (item.hasEOL ? "\n" : ""));
    }
  }
  return said;
};

const element = (node, said) => ({
  role: node.role,
  ...(node.alt === undefined ? {} : { alt: node.alt }),
  ...(node.lang === undefined ? {} : { lang: node.lang }),
  kids: node.children.map((kid) => {
    if (kid.type === "content") return { words: said.get(kid.id) ?? "" };
    if (kid.type === undefined) return element(kid, said);
    return { object: kid.type };
  }),
});

const read = async (file) => {
  const data = new Uint8Array(readFileSync(file));
  const task = getDocument({ data, verbosity: VerbosityLevel.ERRORS, useSystemFonts: false });
  const pdf = await task.promise;
  const pages = [];
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const page = await pdf.getPage(number);
    const tree = await page.getStructTree();
    pages.push(tree ? element(tree, await words(page)) : null);
  }
  await task.destroy();
  return pages;
};

for (const file of process.argv.slice(2)) {
  console.log(JSON.stringify(await read(file)));
}
