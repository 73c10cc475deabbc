// Shortcut keys. Single characters work only while focus is inside a list marked data-shortcuts, never in a text field, and
// not at all when the person has switched them off (WCAG 2.2, 2.1.4). Chords such as Ctrl+Enter are always allowed.
//
//   data-shortcuts          on a list: single keys work while focus is inside
//   data-shortcuts-for="…"  on the list as well: other parts of the page in which its keys work, and where nothing has focus
//   data-key="J"            on a link, button, radio, checkbox or field: the key; several with spaces ("J ArrowRight")
//   data-key-label="…"      its words in the help; default: the element's text
//   data-why="…"            on an element: the reason, read aloud instead of acting (with aria-disabled where it is a control);
//                           the event samspil:refused tells the page
//   data-row                rows of the list: arrow up and down, Home and End move between them
//   data-open-shortcuts     a button that opens the help
"use strict";

(() => {
  const TEXT_TYPES = new Set(["text", "search", "email", "url", "tel", "password", "number", "date", "time", "datetime-local", ""]);
  const enabled = () => document.body.dataset.shortcutsEnabled !== "false";
  const help = document.getElementById("shortcut-help");

  function isTextField(element) {
    if (element.isContentEditable) return true;
    if (element.tagName === "TEXTAREA" || element.tagName === "SELECT") return true;
    return element.tagName === "INPUT" && TEXT_TYPES.has((element.getAttribute("type") ?? "").toLowerCase());
  }

  // "Ctrl+Enter", "J", "?", "ArrowDown"
  function nameOf(event) {
    const key = event.key.length === 1 ? event.key.toUpperCase() : event.key;
    const chord = [];
    if (event.ctrlKey || event.metaKey) chord.push("Ctrl");
    if (event.altKey) chord.push("Alt");
    if (event.shiftKey && event.key.length > 1) chord.push("Shift");
    return [...chord, key].join("+");
  }

  // Where another page is on its way, a key would act on the one that is being left: no key acts until the next page stands
  // there. Who stops the loading, or downloads something, has the keys again after a while.
  const ON_ITS_WAY = 20000;
  let leaving = 0;
  const leave = () => (leaving = Date.now() + ON_ITS_WAY);
  addEventListener("beforeunload", leave);
  addEventListener("pageshow", () => (leaving = 0));
  addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href]");
    if (!link || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const same = link.pathname === location.pathname && link.search === location.search;
    if (link.origin === location.origin && !link.target && !link.hasAttribute("download") && !(same && link.hash)) leave();
  });

  const isShown = (element) => element.getClientRects().length > 0 && !element.disabled;
  const keysOf = (element) => element.dataset.key.split(/\s+/);
  const withKey = (place, name) =>
    [...place.querySelectorAll("[data-key]")].filter((element) => keysOf(element).includes(name) && reachable(element));

  // a radio drawn as a choice is hidden itself; its label is what is seen
  const reachable = (element) => isShown(element) || [...(element.labels ?? [])].some((label) => label.getClientRects().length);

  // Whatever a key opens has the focus in its first field, in sight: what is typed next is written there, and is no command.
  const KEYED = "samspil-keyed"; // the address that a key has opened
  const WRITTEN = "textarea, input:not([type=hidden], [type=checkbox], [type=radio], [type=file], [type=submit])";

  function enter(element) {
    element.focus({ preventScroll: true });
    element.scrollIntoView({ block: "nearest" });
  }

  function firstField(place) {
    const shown = (selector) => [...place.querySelectorAll(selector)].find(isShown);
    return shown(WRITTEN) ?? shown("select") ?? shown("input:not([type=hidden])");
  }

  function act(element) {
    if (element.getAttribute("aria-disabled") === "true" || "why" in element.dataset) {
      window.samspil.say(element.dataset.why ?? "");
      element.dispatchEvent(new CustomEvent("samspil:refused", { bubbles: true }));
    } else if (isTextField(element)) {
      enter(element);
      element.select?.();
    } else {
      if (element.matches("a[href]")) sessionStorage.setItem(KEYED, element.pathname);
      // the key of a fold leads into it: it never closes what somebody is about to write in
      const fold = element.matches("summary") ? element.parentElement : null;
      if (!fold?.open) element.click();
      if (fold) enter((fold.open && (fold.querySelector("[aria-invalid=true]") ?? firstField(fold))) || element);
    }
  }

  const opened = sessionStorage.getItem(KEYED);
  sessionStorage.removeItem(KEYED);
  if (opened === location.pathname && !document.querySelector("[autofocus], [data-focus]")) {
    // never into a choice: what is typed there would choose something
    const field = [...(document.getElementById("main")?.querySelectorAll(WRITTEN) ?? [])].find(isShown);
    if (field) enter(field);
  }

  function chord(event, name) {
    const form = event.target.closest?.("form");
    const own = form && withKey(form, name)[0];
    if (own) return own;
    if (name === "Ctrl+Enter" && form) return form.querySelector("button[type=submit], button:not([type]), input[type=submit]");
    return withKey(document, name)[0];
  }

  // Own list first, then the page outside other lists.
  function single(list, name) {
    const own = withKey(list, name)[0];
    return own ?? withKey(document, name).find((element) => !element.closest("[data-shortcuts]"));
  }

  // The list whose keys work where the focus is: an error or a click must not make them deaf.
  function listFor(element) {
    const own = element.closest?.("[data-shortcuts]");
    if (own) return own;
    return [...document.querySelectorAll("[data-shortcuts-for]")].find(
      (list) => element === document.body || element.closest?.(list.dataset.shortcutsFor),
    );
  }

  function move(list, event) {
    const rows = [...list.querySelectorAll("[data-row]")].filter(isShown);
    const here = rows.findIndex((row) => row.contains(document.activeElement));
    const next = { ArrowDown: here + 1, ArrowUp: here < 0 ? 0 : here - 1, Home: 0, End: rows.length - 1 }[event.key];
    if (next === undefined || !rows[next]) return false;
    const row = rows[next];
    (row.matches("a, button, input, [tabindex]") ? row : row.querySelector("a, button, input, [tabindex]") ?? row).focus();
    return true;
  }

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing || event.repeat || document.querySelector("dialog[open]")) return;
    if (leaving > Date.now()) {
      if (!isTextField(event.target) || event.key === "Enter") event.preventDefault();
      return;
    }
    const name = nameOf(event);
    const modified = event.ctrlKey || event.metaKey || event.altKey;
    let target = null;
    if (modified) {
      target = chord(event, name);
    } else {
      if (isTextField(event.target)) return;
      const list = listFor(event.target);
      if (!list) return;
      const radio = event.target.type === "radio";
      if (!radio && list.contains(event.target) && move(list, event)) return event.preventDefault();
      if (event.key.length === 1 && !enabled()) return;
      if (radio && event.key.startsWith("Arrow")) return; // arrows choose among radios
      target = single(list, name);
    }
    if (!target) return;
    event.preventDefault();
    act(target);
  });

  // --- help -----------------------------------------------------------------------------------------------------------
  function wordsOf(element) {
    if (element.dataset.keyLabel) return element.dataset.keyLabel;
    const source = element.labels?.[0] ?? element;
    const copy = source.cloneNode(true);
    copy.querySelectorAll("kbd, svg, .sr-only").forEach((part) => part.remove());
    return copy.textContent.trim() || element.getAttribute("aria-label") || "";
  }

  function openHelp() {
    if (!help) return;
    const list = help.querySelector("[data-shortcut-list]");
    const lines = [...document.querySelectorAll("[data-key]")].filter(reachable).map((element) => {
      const line = document.createElement("div");
      const keys = document.createElement("dt");
      for (const key of keysOf(element)) {
        const cap = document.createElement("kbd");
        cap.textContent = key;
        keys.append(cap, " ");
      }
      const meaning = document.createElement("dd");
      meaning.textContent = wordsOf(element);
      line.append(keys, meaning);
      return line;
    });
    list.replaceChildren(...lines);
    help.showModal();
  }

  document.addEventListener("click", (event) => {
    if (event.target.closest?.("[data-open-shortcuts]")) openHelp();
  });
  const offer = () => {
    const any = document.querySelector("[data-key]:not([data-open-shortcuts])");
    document.querySelectorAll("[data-open-shortcuts][hidden]").forEach((button) => (button.hidden = !any));
  };
  document.addEventListener("htmx:load", offer);
  offer();
})();
