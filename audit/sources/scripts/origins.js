// Runs before anything else, in a world of its own that no script of the page can see: takes the numbers out of the
// start tags as soon as the parser has made the elements, which is before the parser runs the next script.
(() => {
  const origins = new WeakMap();
  const failed = new Set();
  globalThis.cutline = { origins, failed, unstyled: 0, taken: 0, last: -1 };
  const take = (element) => {
    const value = element.getAttribute("data-cutline-at");
    if (value === null) return;
    origins.set(element, value);
    globalThis.cutline.taken += 1;
    globalThis.cutline.last = Math.max(globalThis.cutline.last, Number(value));
    element.removeAttribute("data-cutline-at");
  };
  new MutationObserver((records) => {
    for (const record of records) {
      for (const node of record.addedNodes) {
        if (node.nodeType !== Node.ELEMENT_NODE) continue;
        take(node);
        for (const inner of node.querySelectorAll("[data-cutline-at]")) take(inner);
      }
    }
  }).observe(document, { childList: true, subtree: true });
  document.addEventListener("error", (event) => {
    if (event.target instanceof HTMLScriptElement) failed.add(event.target);
    if (event.target instanceof HTMLLinkElement && event.target.relList.contains("stylesheet")) {
      globalThis.cutline.unstyled += 1;
    }
  }, true);
})();
