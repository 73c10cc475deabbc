// The sign-in has ended while a page was open: leave for the sign-in page, unless somebody has written something here.
"use strict";

(() => {
  const changed = (field) => field.type === "checkbox" || field.type === "radio"
    ? field.checked !== field.defaultChecked
    : field.value !== field.defaultValue;
  // what came back with something to put right was written too, though it stands there as the page's own
  const written = (form) => form.querySelector("[data-error-summary]") !== null || [...form.elements].some((field) => "defaultValue" in field && field.type !== "hidden" && changed(field));

  document.addEventListener("htmx:afterRequest", (event) => {
    const address = event.detail.xhr?.getResponseHeader("Samspil-Sign-In");
    // What is looked up is no text to keep, however it is sent; what anything else sends is.
    const forms = [...document.forms].filter((form) => form.method === "post" && !("looksUp" in form.dataset));
    if (address && !forms.some(written)) location.assign(address);
  });
})();
