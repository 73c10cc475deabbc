// What somebody has typed and not sent stays in this tab alone, so that a reload loses nothing. It ends with the tab, when it is sent, and
// with the quick way out; the server never gets it before it is sent.
"use strict";

(() => {
  const START = "samspil-typed:";
  const where = `${START}${location.pathname}`;
  const forget = () => {
    for (const name of Object.keys(sessionStorage)) if (name.startsWith(START)) sessionStorage.removeItem(name);
  };
  const main = document.querySelector("main");

  document.addEventListener(
    "click",
    (event) => {
      if (event.target.closest?.("a[data-leave]")) forget();
    },
    true,
  );
  if (main?.querySelector("[data-sent]")) forget();
  const form = main?.querySelector("[data-stays-in-tab] form");
  if (!form) return;

  const fields = [...form.querySelectorAll("textarea, input[type=text]")].filter((field) => field.name);
  let kept = {};
  try {
    kept = JSON.parse(sessionStorage.getItem(where) ?? "{}");
  } catch {
    sessionStorage.removeItem(where);
  }
  for (const field of fields) if (!field.value && typeof kept[field.name] === "string") field.value = kept[field.name];
  form.addEventListener("input", () => {
    const typed = fields.filter((field) => field.value).map((field) => [field.name, field.value]);
    try {
      if (typed.length) sessionStorage.setItem(where, JSON.stringify(Object.fromEntries(typed)));
      else sessionStorage.removeItem(where);
    } catch {
      // a tab that keeps nothing: as before
    }
  });
})();
