// A file that would be refused is taken off when it is chosen, before anything is sent: a browser forgets all chosen files when a page
// comes back. The server looks at the content all the same.
"use strict";

(() => {
  if (window.samspilFiles) return; // one listener, however many fields there are
  window.samspilFiles = true;

  document.addEventListener("change", (event) => {
    const field = event.target;
    if (!field.matches?.("input[type=file][data-files]")) return;
    const told = field.parentElement.querySelector("[data-files-told]");
    const wrong = [];
    const fit = new DataTransfer();
    for (const file of field.files) {
      const why = /^(video|audio)\//.test(file.type) ? field.dataset.film
        : file.size > Number(field.dataset.largest) ? field.dataset.large : "";
      if (why) wrong.push(`${file.name}: ${why}`);
      else fit.items.add(file);
    }
    told.textContent = "";
    field.parentElement.querySelector("[data-files-refused]")?.remove();
    if (!wrong.length) return;
    field.files = fit.files;
    // Sent without a file, the form comes back with why there is none.
    if (!fit.files.length) {
      const refused = Object.assign(document.createElement("input"), { type: "hidden", name: `${field.name}-refused`, value: wrong.join(" ") });
      refused.dataset.filesRefused = "";
      told.after(refused);
    }
    for (const sentence of wrong) told.append(Object.assign(document.createElement("span"), { textContent: sentence }), document.createElement("br"));
    const { others, alone, several, all } = field.dataset;
    told.append(wrong.length > 1 ? (fit.files.length ? several : all) : fit.files.length ? others : alone);
  });
})();
