// The quick way out: a neutral page takes the place of this one, so that "back" does not show it.
"use strict";

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[data-leave]");
  if (!link) return;
  event.preventDefault();
  document.body.hidden = true;
  location.replace(link.href);
});
