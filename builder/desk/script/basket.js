// The list of what is to be printed: kept by the browser where it keeps anything, or else for now.

const basket = document.getElementById("basket");
const rows = basket.querySelector("ol");
const KEY = `handouts ${location.pathname}`;
const MOST = 999; // copies
let items = []; // each the address of a file and how many copies

function store() {
  try {
    localStorage.setItem(KEY, JSON.stringify(items));
    return true;
  } catch {
    return false;
  }
}

function stored() {
  try {
    const found = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(found) ? found.filter((item) => typeof item?.path === "string") : [];
  } catch {
    return [];
  }
}

const copies = (value) => Math.min(MOST, Math.max(1, Math.trunc(Number(value)) || 1));
const pagesOf = (file) => Number(file.dataset.pages);
const fileOf = (path) => document.querySelector(`.files a[href="${CSS.escape(path)}"]`)?.closest("li");
const has = (path) => items.some((item) => item.path === path);
const named = (file) =>
  `${file.closest(".leaflet").querySelector("h2").textContent} – ${file.querySelector("a").firstChild.textContent}`;

// What can be done with a file, beside it: made when the leaflet is first listed.
function offer(leaflet) {
  if (leaflet.dataset.offered) return;
  leaflet.dataset.offered = "yes";
  for (const file of leaflet.querySelectorAll(".files li")) {
    const link = file.querySelector("a"), path = link.getAttribute("href");
    const heard = () => make("span", { class: "heard" }, `: ${named(file)}`);
    const print = make("a", { href: path, target: "_blank", rel: "noopener" }, say("print"), heard());
    print.addEventListener("click", () => tell(say("told_print")));
    const save = make("a", { href: path, download: "" }, say("save"), heard());
    const actions = make("span", { class: "do" }, print, save);
    if (pagesOf(file)) {
      const add = make("button", { type: "button", "data-path": path });
      add.addEventListener("click", () => toggle(path));
      actions.append(add);
      mark(add, file);
    }
    file.append(actions);
  }
}

function mark(button, file) {
  const on = has(button.dataset.path);
  button.setAttribute("aria-pressed", String(on));
  button.replaceChildren(say(on ? "added" : "add"), make("span", { class: "heard" }, `: ${named(file)}`));
}

function toggle(path) {
  const file = fileOf(path), on = has(path);
  items = on ? items.filter((item) => item.path !== path) : [...items, { path, copies: 1 }];
  tell(say(on ? "told_removed" : "told_added", { title: named(file) }));
  changed();
}

function changed() {
  const kept = store();
  rows.replaceChildren(...items.map(row));
  for (const button of document.querySelectorAll("[data-path]")) mark(button, button.closest("li"));
  document.querySelector(".count").textContent = String(items.length);
  basket.querySelector(".empty").hidden = items.length > 0;
  basket.querySelector(".full").hidden = !items.length;
  basket.querySelector(".forgets")?.remove();
  if (!kept && items.length) basket.append(make("p", { class: "hint forgets" }, say("list_forgets")));
  count();
}

function row(item) {
  const file = fileOf(item.path);
  const number = make("input", { type: "number", min: 1, max: MOST, value: item.copies, inputmode: "numeric" });
  number.addEventListener("change", () => {
    item.copies = number.value = copies(number.value);
    store();
    count();
  });
  const away = make("button", { type: "button" }, say("take_off"), make("span", { class: "heard" }, `: ${named(file)}`));
  away.addEventListener("click", () => {
    const place = items.indexOf(item);
    toggle(item.path);
    (rows.querySelectorAll("button")[Math.min(place, items.length - 1)] ?? basket).focus();
  });
  const pages = file.querySelector(".pages").textContent;
  const code = file.closest(".leaflet").dataset.code;
  const what = make("span", { class: "what" }, `${named(file)} `, make("span", { class: "pages" }, `${code}, ${pages}`));
  return make("li", {}, what, make("label", {}, say("copies"), make("span", { class: "heard" }, `: ${named(file)}`), number), away);
}

function count() {
  const sum = (of) => items.reduce((all, item) => all + of(item), 0);
  basket.querySelector(".total").textContent = say("list_total", {
    leaflets: items.length,
    copies: sum((item) => item.copies),
    pages: sum((item) => item.copies * pagesOf(fileOf(item.path))),
  });
  basket.querySelector("pre").textContent = commands().join("\n");
}

// The same for whoever has a command line.
function commands() {
  const several = new Set(leaflets.map((leaflet) => leaflet.dataset.site).filter(Boolean)).size > 1;
  const of = (item) => {
    const file = fileOf(item.path), leaflet = file.closest(".leaflet");
    const { code, site } = leaflet.dataset, draft = leaflet.querySelector(".draft") ? " --draft" : "";
    return { code, edition: file.dataset.edition, site: several ? ` --site ${site}` : "", copies: item.copies, draft };
  };
  const every = items.map(of);
  const lines = every.map((one) => `handouts print ${one.code} --edition ${one.edition} --copies ${one.copies}${one.site}${one.draft}`);
  const alike = new Set(every.map((one) => `${one.edition}${one.site}`)).size === 1;
  const codes = [...new Set(every.map((one) => one.code))];
  if (alike && codes.length > 1) {
    lines.push(`handouts pack ${codes.join(" ")} --edition ${every[0].edition}${every[0].site} --out pack.pdf`);
  }
  return lines;
}

// What was kept, but for files that are no longer here: that is said.
function openBasket() {
  const before = stored();
  items = before.filter((item) => fileOf(item.path)).map((item) => ({ path: item.path, copies: copies(item.copies) }));
  basket.hidden = false;
  basket.querySelector(".print-list").addEventListener("click", () => {
    document.body.classList.add("listing");
    window.print();
  });
  window.addEventListener("afterprint", () => document.body.classList.remove("listing"));
  basket.querySelector(".empty-list").addEventListener("click", () => {
    items = [];
    changed();
    basket.focus();
  });
  changed();
  if (before.length > items.length) tell(say("list_gone", { count: before.length - items.length }));
}

