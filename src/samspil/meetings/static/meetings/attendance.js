// A question that only one answer asks is shown where that answer is chosen: who comes instead, in whose place.
"use strict";

(() => {
  for (const part of document.querySelectorAll("[data-shown-for]")) {
    const choice = document.getElementById(part.dataset.shownFor);
    const show = () => { part.hidden = choice.value !== part.dataset.shownWhen; };
    choice?.addEventListener("change", show);
    if (choice) show();
  }
})();
