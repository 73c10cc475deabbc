// A form of these pages is sent by script, and the answer takes the place of the form in the same page: so no page with what was typed, and none
// with a receipt, an answer or the four words, stands in the browser's history, where "back" and "send again" would show it to the next one.
// Without this script the form is sent as any other, and the page says that the browser then keeps it (public/_form.html).
"use strict";

(() => {
  const { alertOnPage, connection, focus, words } = window.samspil;
  const main = document.getElementById("main");
  let isSending = false;

  // Shows the answer's page here. False where it holds none of ours, as when a proxy answers.
  function show(text) {
    const page = new DOMParser().parseFromString(text, "text/html");
    const answer = page.getElementById("main");
    if (!answer) return false;
    document.title = page.title;
    main.replaceChildren(...answer.childNodes);
    scrollTo(0, 0);
    main.dispatchEvent(new CustomEvent("public:shown"));
    focus(main.querySelector("[data-focus]")) || focus(main);
    return true;
  }

  async function send(form) {
    isSending = true;
    form.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(location.href, { method: "POST", body: new FormData(form), cache: "no-store" });
      const text = await answer.text();
      connection(false);
      if (answer.status >= 500 || !show(text)) alertOnPage(words.failed);
    } catch {
      connection(true);
    } finally {
      isSending = false;
      form.removeAttribute("aria-busy");
    }
  }

  main.addEventListener("submit", (event) => {
    if (event.defaultPrevented) return;
    event.preventDefault();
    if (!isSending) send(event.target);
  });

  // A browser that keeps the whole page in memory would show it again as it was left.
  addEventListener("pagehide", (event) => {
    document.body.hidden = event.persisted;
  });
  addEventListener("pageshow", (event) => {
    if (event.persisted) location.reload();
  });
})();
