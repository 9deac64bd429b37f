// What happens when the page is opened, and when somebody types, chooses or presses a key.

lookAtStates();
form.hidden = false;
openBasket();
search();

query.addEventListener("focus", () => loadWords(() => { search(); if (query.value) speakLater(); }));
query.addEventListener("input", () => { search(); speakLater(); });
form.addEventListener("change", (event) => {
  if (event.target.localName === "select") { search(); speakLater(0); }
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (shelf.found.length) meant().focus();
  else speakLater(0);
});
form.addEventListener("reset", () => setTimeout(() => { search(); speakLater(0); }));
more.firstElementChild.addEventListener("click", showMore);
document.querySelector(".to-list").addEventListener("click", () => basket.focus());

// A link to a leaflet further down, or one that was not found, lists all up to it.
function follow() {
  const wanted = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!wanted?.matches(".leaflet") || !wanted.hidden) return;
  for (const field of [query, ...chosen()]) field.value = "";
  shelf.found = leaflets;
  shelf.shown = Math.max(AT_ONCE, leaflets.indexOf(wanted) + 1);
  show();
  wanted.scrollIntoView();
}
window.addEventListener("hashchange", follow);
// What was typed before the script ran, or before somebody went to a leaflet and came back.
window.addEventListener("pageshow", () => {
  if (query.value || chosen().length) search();
  follow();
  if (!location.hash && document.activeElement === document.body) query.focus({ preventScroll: true });
});
