// What somebody has typed and chosen and not sent stays in this tab alone, so that a reload loses nothing. It ends with the tab, when it is sent, and
// with the quick way out; the server never gets it before it is sent. That an adult has sent something stays a while longer, and not what it was.
"use strict";

(() => {
  const START = "samspil-typed:";
  const where = `${START}${location.pathname}`;
  const forget = () => {
    for (const name of Object.keys(sessionStorage)) if (name.startsWith(START)) sessionStorage.removeItem(name);
  };
  const main = document.getElementById("main");

  document.addEventListener(
    "click",
    (event) => {
      if (event.target.closest?.("a[data-leave]")) forget();
    },
    true,
  );

  const isBox = (field) => ["radio", "checkbox"].includes(field.type);
  const keyOf = (field) => (isBox(field) ? `${field.name}=${field.value}` : field.name);
  const stands = (field) => (isBox(field) ? field.checked : field.value);

  function keep(form) {
    const fields = [...form.querySelectorAll("textarea, select, input:not([type=hidden], [type=file])")].filter((field) => field.name);
    let kept = {};
    try {
      kept = JSON.parse(sessionStorage.getItem(where) ?? "{}");
    } catch {
      sessionStorage.removeItem(where);
    }
    // Choices come back with the text: above all that somebody is in danger, which nobody asks about again.
    for (const field of fields) {
      const was = kept[keyOf(field)];
      if (isBox(field)) field.checked = typeof was === "boolean" ? was : field.checked;
      else if (typeof was !== "string") continue;
      else if (field.tagName === "SELECT") field.value = [...field.options].some(({ value }) => value === was) ? was : field.value;
      else if (!field.value) field.value = was;
    }
    form.addEventListener("input", () => {
      try {
        if (fields.some(stands)) sessionStorage.setItem(where, JSON.stringify(Object.fromEntries(fields.map((field) => [keyOf(field), stands(field)]))));
        else sessionStorage.removeItem(where);
      } catch {
        // a tab that keeps nothing: as before
      }
    });
  }

  // The receipt of an adult is shown once: the empty form that a reload brings says for a while that something was sent from this tab. Of what a
  // child sends no trace is kept.
  const SENT = `${START}sent`;
  const SAID_FOR = 15 * 60 * 1000; // milliseconds
  function sayWhatWasSent() {
    try {
      if (main.querySelector("[data-says-so]")) sessionStorage.setItem(SENT, String(Date.now()));
      const justSent = main.querySelector("[data-just-sent]");
      if (justSent) justSent.hidden = Date.now() - Number(sessionStorage.getItem(SENT) ?? 0) >= SAID_FOR;
    } catch {
      // a tab that keeps nothing
    }
  }

  // once for the page, and again for each answer that takes its place (sending.js)
  function begin() {
    if (main.querySelector("[data-sent]")) forget();
    sayWhatWasSent();
    const form = main.querySelector("[data-stays-in-tab] form");
    if (form) keep(form);
  }
  main.addEventListener("public:shown", begin);
  begin();
})();
