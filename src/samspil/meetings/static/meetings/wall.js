// A wall that has lost its server must not go on showing the child of an item that is over.
(() => {
  const lost = document.querySelector("[data-wall-lost]");
  const show = (isLost) => {
    const wall = document.getElementById("wall");
    if (wall) wall.hidden = isLost;
    if (lost) lost.hidden = !isLost;
  };
  for (const no of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
    document.addEventListener(no, () => show(true));
  }
  document.addEventListener("htmx:afterRequest", (event) => { if (event.detail.successful) show(false); });
})();
