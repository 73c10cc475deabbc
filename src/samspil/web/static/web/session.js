// The sign-in has ended while a page was open: leave for the sign-in page, unless somebody has written something here.
"use strict";

(() => {
  const changed = (field) => field.type === "checkbox" || field.type === "radio"
    ? field.checked !== field.defaultChecked
    : field.value !== field.defaultValue;
  const written = (form) => [...form.elements].some((field) => "defaultValue" in field && field.type !== "hidden" && changed(field));

  document.addEventListener("htmx:afterRequest", (event) => {
    const address = event.detail.xhr?.getResponseHeader("Samspil-Sign-In");
    // What was looked up is no text to keep; a form that sends something is.
    const forms = [...document.forms].filter((form) => form.method === "post");
    if (address && !forms.some(written)) location.assign(address);
  });
})();
