// Whoever goes out of the item while its page is open leaves the choosers. A choice made before stays: the refusal says who it was.
(() => {
  const renew = () => {
    const away = new Set((document.getElementById("item-out")?.dataset.away ?? "").split(" ").filter(Boolean));
    for (const option of document.querySelectorAll("select[name=responsible] option, select[name=said_by] option")) {
      option.disabled = away.has(option.value) && !option.selected;
      option.hidden = option.disabled;
    }
  };
  document.addEventListener("htmx:oobAfterSwap", renew);
  document.addEventListener("change", renew);
})();
// Choosing a word fills responsible and deadline with what the forum's terms say, unless somebody has changed them.
(() => {
  const form = document.getElementById("decision-form");
  if (!form) return;
  const responsible = form.elements.namedItem("responsible");
  const due = form.elements.namedItem("due_on");
  // What stands there and is not what the chosen word would fill in was chosen by somebody: what one undid oneself keeps its
  // responsible. What a colleague had chosen belongs to the colleague's word.
  const first = form.querySelector("input[name=word]:checked");
  let touched = Boolean(!("ofAnother" in form.dataset) && first && responsible?.value && responsible.value !== (first.dataset.responsible ?? ""));
  for (const field of [responsible, due]) field?.addEventListener("input", () => { touched = true; });
  const fill = (radio) => {
    if (touched && !("ends" in radio.dataset)) return; // what ends without follow-up has nobody responsible and no day
    if (responsible) responsible.value = radio.dataset.responsible || "";
    if (due) {
      due.value = radio.dataset.due || "";
      due.dispatchEvent(new Event("change", { bubbles: true }));
    }
    touched = false;
  };
  // A word's question stands below it; who does not see it hears it.
  const ask = (radio) => {
    const question = form.querySelector(`[data-question-of="${radio.id}"]`);
    if (!question) return;
    const lines = [...question.querySelectorAll("legend, label")].map((line) => line.textContent.replace(/\s+/g, " ").trim());
    window.samspil.say(lines.join(" "), { quiet: true });
    question.scrollIntoView({ block: "nearest" });
  };
  // What was refused was the word that was chosen: with another one it is no error any more. What is written and cannot be read (a day)
  // stays wrong. Hidden, not taken away: leaving the page still asks about what was typed and refused.
  const forgive = () => {
    for (const said of form.querySelectorAll("[data-error-summary], .form-error-message")) {
      const group = said.closest(".form-group.form-error");
      const fields = [...(group?.querySelectorAll("[aria-invalid=true]") ?? [])];
      if (fields.some((field) => field.value && field.type !== "radio" && field.value === field.defaultValue)) continue;
      said.hidden = true;
      group?.classList.remove("form-error");
      for (const field of fields) field.removeAttribute("aria-invalid");
    }
  };
  form.addEventListener("change", (event) => {
    if (event.target.name !== "word") return;
    if (event.target !== first) forgive();
    fill(event.target);
    event.target.closest(".choice")?.scrollIntoView({ block: "nearest" }); // a number may choose what lies below the edge
    ask(event.target);
  });
  // The number of a word that is not offered here decides nothing else either: what was chosen in advance is no answer to it.
  form.addEventListener("samspil:refused", () => {
    for (const radio of form.querySelectorAll("input[name=word]:checked")) radio.checked = false;
  });
  // Refused, because something is not written yet: what is typed next is written there, and is no command.
  const missing = [...form.querySelectorAll("textarea[aria-invalid=true], input[aria-invalid=true]:not([type=radio])")].find(
    (field) => !field.value && field.getClientRects().length,
  );
  if (missing) {
    missing.focus();
    window.samspil.say(form.querySelector("[data-error-summary]")?.innerText, { quiet: true });
  }
  const chosen = form.querySelector("input[name=word]:checked");
  if (chosen) form.querySelector(`[data-question-of="${chosen.id}"]`)?.scrollIntoView({ block: "nearest" });
  if (chosen && due && !due.value) fill(chosen);
})();
// What was saved or undone is read aloud on the page that follows: a region that comes with its page is read by few readers, one
// that changes by all. What was saved stands on the later pages too, and is read once; its number alone is kept.
(() => {
  const SAID = "samspil-saved-said";
  const said = [...document.querySelectorAll("#page-alert [role=status]")];
  const saved = document.querySelector("[data-saved]");
  if (saved && Number(saved.dataset.saved) > Number(sessionStorage.getItem(SAID) ?? 0)) {
    sessionStorage.setItem(SAID, saved.dataset.saved);
    said.push(saved);
  }
  if (said.length) window.samspil.say(said.map((one) => one.textContent.replace(/\s+/g, " ").trim()).join(" "), { quiet: true });
})();
