// What somebody has typed and chosen and not sent stays in this tab alone, so that a reload loses nothing. It ends with the tab, when it is sent, and
// with the quick way out; the server never gets it before it is sent.
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

  // once for the page, and again for each answer that takes its place (sending.js)
  function begin() {
    if (main.querySelector("[data-sent]")) forget();
    const form = main.querySelector("[data-stays-in-tab] form");
    if (form) keep(form);
  }
  main.addEventListener("public:shown", begin);
  begin();
})();
