// What was typed and has not reached the server yet lies in sessionStorage, encrypted with AES-GCM. The key comes with the page
// (meta data-draft-key) and is never stored: it dies with sign-out. Nothing goes to localStorage or a cache. It survives a reload,
// and ends with the window.
"use strict";

window.samspil.kept = (() => {
  const meta = document.querySelector("meta[data-draft-key]");
  const bytes = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const base64 = (buffer) => btoa(Array.from(new Uint8Array(buffer), (code) => String.fromCharCode(code)).join(""));
  const encoded = (text) => new TextEncoder().encode(text);
  // crypto.subtle is missing on plain http: then nothing is kept in the browser at all
  const key = meta && crypto.subtle
    ? crypto.subtle.importKey("raw", bytes(meta.dataset.draftKey), "AES-GCM", false, ["encrypt", "decrypt"])
    : null;

  async function put(where, value) {
    if (!key) return;
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const aad = encoded(where);
    const data = await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData: aad }, await key, encoded(JSON.stringify(value)));
    sessionStorage.setItem(where, `${base64(iv)}.${base64(data)}`);
  }

  // null where nothing is kept, or where it cannot be read: another person's, or from before sign-out
  async function get(where) {
    const item = sessionStorage.getItem(where);
    if (!item || !key) return null;
    try {
      const [iv, data] = item.split(".").map(bytes);
      const open = { name: "AES-GCM", iv, additionalData: encoded(where) };
      return JSON.parse(new TextDecoder().decode(await crypto.subtle.decrypt(open, await key, data)));
    } catch {
      drop(where);
      return null;
    }
  }

  const drop = (where) => sessionStorage.removeItem(where);
  const has = (where) => sessionStorage.getItem(where) !== null;
  const names = (prefix) => Object.keys(sessionStorage).filter((name) => name.startsWith(prefix));

  return { put, get, drop, has, names, works: Boolean(key) };
})();
