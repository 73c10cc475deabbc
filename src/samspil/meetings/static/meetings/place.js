// One press chooses a whole group of what waits; who is not to be placed is then taken out again.
(() => {
  for (const button of document.querySelectorAll("[data-choose-all]")) {
    const boxes = () => button.form.querySelectorAll(`input[name="chosen"][value^="${button.dataset.chooseAll}-"]`);
    button.hidden = boxes().length < 2;
    button.addEventListener("click", () => {
      for (const box of boxes()) box.checked = true;
      boxes()[0]?.focus();
    });
  }
})();
