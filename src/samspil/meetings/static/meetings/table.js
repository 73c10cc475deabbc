// Choosing a word fills responsible and deadline with what the forum's terms say, unless somebody has changed them.
(() => {
  const form = document.getElementById("decision-form");
  if (!form) return;
  const responsible = form.elements.namedItem("responsible");
  const due = form.elements.namedItem("due_on");
  let touched = false;
  for (const field of [responsible, due]) field?.addEventListener("input", () => { touched = true; });
  const fill = (radio) => {
    if (touched) return;
    if (responsible) responsible.value = radio.dataset.responsible || "";
    if (due) {
      due.value = radio.dataset.due || "";
      due.dispatchEvent(new Event("change", { bubbles: true }));
    }
    touched = false;
  };
  form.addEventListener("change", (event) => { if (event.target.name === "word") fill(event.target); });
  const chosen = form.querySelector("input[name=word]:checked");
  if (chosen && due && !due.value) fill(chosen);
})();
