// A leaflet becomes overdue by itself: what the page said on the day it was made is looked at again.

function lookAtStates() {
  const now = new Date();
  const pad = (number) => String(number).padStart(2, "0");
  const today = `${now.getFullYear()}-${pad(now.getMonth() + 1)}-${pad(now.getDate())}`;
  for (const state of document.querySelectorAll("[data-after]")) state.hidden = today <= state.dataset.after;
}

