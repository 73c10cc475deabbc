// What is left out of a list counts in no event: its line there is struck out, and an event of fewer than two lines steps back. Nor is it
// counted in the heading over the rows.
"use strict";

(() => {
  const form = document.querySelector("form.preview");
  if (!form) return;

  const isLeftOut = (index) => {
    const box = form.querySelector(`#skip-${index}`);
    const answer = form.querySelector(`input[name="line-${index}"]:checked`);
    return Boolean(box?.checked) || answer?.value === "skip" || Boolean(answer?.value.startsWith("update"));
  };

  function count() {
    for (const heading of form.querySelectorAll("h2[data-many]")) {
      const taken = heading.closest("section").querySelectorAll('input[name="skip"]:not(:checked)').length;
      heading.textContent = taken === 1 ? heading.dataset.one : heading.dataset.many.replace("#", taken);
    }
  }

  function show() {
    count();
    for (const event of form.querySelectorAll("[data-event]")) {
      let left = 0;
      for (const line of event.querySelectorAll("[data-row-of]")) {
        const out = isLeftOut(line.dataset.rowOf);
        line.classList.toggle("left-out", out);
        left += out ? 0 : 1;
      }
      const text = event.querySelector("textarea");
      const isWritten = ![event.dataset.event, ""].includes(text?.value.trim() ?? "");
      event.hidden = left < 2 && !isWritten; // what somebody wrote of it is not hidden away
    }
    for (const section of form.querySelectorAll("[data-events]")) {
      section.hidden = !section.querySelector("[data-event]:not([hidden])");
    }
  }

  form.addEventListener("input", show);
  show();
})();
