// What is left out of a list counts in no event: its line there is struck out, and an event of fewer than two lines steps back.
"use strict";

(() => {
  const form = document.querySelector("form.preview");
  if (!form) return;

  const isLeftOut = (index) => {
    const box = form.querySelector(`#skip-${index}`);
    const answer = form.querySelector(`input[name="line-${index}"]:checked`);
    return Boolean(box?.checked) || answer?.value === "skip" || Boolean(answer?.value.startsWith("update"));
  };

  function show() {
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
