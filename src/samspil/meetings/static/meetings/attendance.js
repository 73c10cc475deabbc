// A question that only one answer asks is shown where that answer is chosen: who comes instead, in whose place.
"use strict";

(() => {
  const comes = document.querySelector("select[data-holders]");
  const as = document.getElementById("id_state");
  comes?.addEventListener("change", () => {
    as.value = comes.dataset.holders.split(" ").includes(comes.value) ? "present" : "guest";
    as.dispatchEvent(new Event("change", { bubbles: true }));
  });
  for (const part of document.querySelectorAll("[data-shown-for]")) {
    const choice = document.getElementById(part.dataset.shownFor);
    const show = () => { part.hidden = choice.value !== part.dataset.shownWhen; };
    choice?.addEventListener("change", show);
    if (choice) show();
  }
})();
