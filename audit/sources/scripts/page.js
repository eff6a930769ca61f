// What is measured, in the same world of its own. Numbers name elements: their place in the document at the capture.
(() => {
  const own = globalThis.cutline;
  if (own.capture) return;
  const numbers = new WeakMap();
  const numbered = [];
  const number = (element) => (element && numbers.has(element) ? numbers.get(element) : null);
  const frame = () => new Promise((resolve) => {
    // A window that nobody sees may draw no frames; the timer keeps the promise all the same.
    requestAnimationFrame(resolve);
    setTimeout(resolve, 50);
  });
  const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
  const until = async (done, milliseconds) => {
    const end = performance.now() + milliseconds;
    while (!done() && performance.now() < end) await pause(20);
  };
  const isDrawn = (element) => {
    if (!element.isConnected || !element.checkVisibility({ visibilityProperty: true })) return false;
    return [...element.getClientRects()].some((box) => box.width > 1 && box.height > 1);
  };

  // -- waiting for what a reader would wait for

  own.hide = (selectors) => {
    if (!selectors.length) return;
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(selectors.map((selector) => `${selector} { display: none !important }`).join("\n"));
    document.adoptedStyleSheets.push(sheet);
  };

  const imagesIn = (root) => [...root.querySelectorAll("*")].flatMap((element) => [
    ...(element instanceof HTMLImageElement ? [element] : []), ...(element.shadowRoot ? imagesIn(element.shadowRoot) : []),
  ]);

  own.stay = (milliseconds) => until(() => document.readyState === "complete", milliseconds);

  // A script that leads away while the page is still being read ends it there; what is behind was never made.
  own.isWhole = (last) => own.last === last && !!document.body &&
    (!!document.body.innerText.trim() || imagesIn(document.body).length > 0);

  own.settle = async (steps, milliseconds) => {
    const root = document.scrollingElement || document.documentElement;
    if (!root) return;
    const start = window.scrollY;
    for (let step = 1; step <= steps && window.scrollY + innerHeight < root.scrollHeight - 1; step += 1) {
      window.scrollTo({ top: start + step * innerHeight, behavior: "instant" });
      await frame();
    }
    const waited = imagesIn(document).filter((image) => image.loading !== "lazy" || isDrawn(image));
    await until(() => waited.every((image) => image.complete), milliseconds);
    window.scrollTo({ top: start, behavior: "instant" });
    await frame();
  };

  let grown = false;
  const growth = new MutationObserver((records) => {
    grown ||= records.some(({ addedNodes }) => [...addedNodes].some(
      (node) => node.nodeType === Node.ELEMENT_NODE && !isStyle(node)));
  });
  growth.observe(document, { childList: true, subtree: true });

  // Whether the page got elements since the last time that this was asked, or gets some now.
  own.grew = async (milliseconds) => {
    await until(() => grown, milliseconds);
    const did = grown;
    grown = false;
    return did;
  };

  const site = "nav, aside, header, footer, [role=navigation], [role=complementary], [role=banner], [role=contentinfo]";
  const showsPhoto = () => imagesIn(document).some((image) => {
    const box = image.getBoundingClientRect();
    return box.width >= 200 && box.height >= 150 && isDrawn(image) && !image.closest(site);
  });
  const runsScripts = () => [...document.scripts].some(({ type }) => !type || /javascript|module/i.test(type));

  own.photosCame = async (milliseconds) => {
    if (showsPhoto() || !runsScripts()) return false;
    await until(showsPhoto, milliseconds);
    return showsPhoto();
  };

  const refreshOf = (written) => {
    const [, seconds, address] = /^\s*(\d+)[\d.]*\s*[;,\s]\s*(?:url\s*=\s*)?["']?([^"']+)/i.exec(written) || [];
    if (!address || !URL.canParse(address.trim(), document.baseURI)) return null;
    const there = new URL(address.trim(), document.baseURI);
    const [here, plain] = [new URL(document.URL), new URL(there)];
    here.hash = plain.hash = "";
    return here.href === plain.href ? null : { seconds: Number(seconds), address: there.href };
  };

  // Where a mark of the page, or its server's header, leads within so many seconds; not a page that comes anew.
  own.refreshes = (header, limit) => {
    const marks = [...document.querySelectorAll("meta[http-equiv=refresh i]")].map((meta) => meta.content);
    return [header, ...marks].map(refreshOf).find((one) => one && one.seconds <= limit)?.address || "";
  };

  // The style sheets that are not there and without which a browser shows nothing.
  own.unstyledBy = () => [...document.querySelectorAll("link[rel~=stylesheet i][href]")].filter(
    (link) => !link.sheet && !link.disabled && (!link.media || matchMedia(link.media).matches),
  ).map((link) => link.href);

  // -- the page as it stands

  // A page without shadow trees is copied in one go, which is many times as fast as node by node.
  const copied = (inert) => {
    const copy = inert.importNode(document.documentElement, true);
    const live = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_ELEMENT);
    const still = inert.createTreeWalker(copy, NodeFilter.SHOW_ELEMENT);
    const pairs = [];
    for (let one = live.currentNode, other = still.currentNode; one && other; ) {
      pairs.push([one, other, false]);
      one = live.nextNode();
      other = still.nextNode();
    }
    return pairs;
  };

  const isSlot = (node) => node instanceof HTMLSlotElement && node.getRootNode() instanceof ShadowRoot;
  const inSlots = (nodes) => [...nodes].flatMap((node) => (isSlot(node) ? inSlots(node.assignedNodes({ flatten: true })) : [node]));
  const isStyle = (node) => node instanceof HTMLStyleElement || node instanceof HTMLLinkElement || node instanceof HTMLScriptElement;

  // The children that a reader gets: those of the shadow tree, with what is slotted in its place.
  const shownIn = (element) => {
    if (element.shadowRoot) return inSlots(element.shadowRoot.childNodes).filter((node) => !isStyle(node));
    return inSlots(element.childNodes);
  };

  // Each element with its copy, and whether the copy stands elsewhere than the element does in its own tree.
  const flattened = (inert) => {
    const root = document.documentElement;
    const pairs = [[root, inert.importNode(root, false), false]];
    const open = [[root, ...pairs[0].slice(1), shownIn(root).reverse()]];
    while (open.length) {
      const [parent, into, apart, rest] = open[open.length - 1];
      const node = rest.pop();
      if (!node) {
        open.pop();
        continue;
      }
      const copy = inert.importNode(node, node instanceof HTMLTemplateElement);
      into.append(copy);
      if (copy.nodeType !== Node.ELEMENT_NODE) continue;
      const isApart = apart || node.parentNode !== parent || !!parent.shadowRoot;
      pairs.push([node, copy, isApart]);
      open.push([node, copy, isApart, shownIn(node).reverse()]);
    }
    return pairs;
  };

  // Names are private to a shadow tree, and stay apart from the page's.
  const references = ["id", "for", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "usemap"];
  const scopes = [];

  const scope = (root, copy) => {
    if (!scopes.includes(root)) scopes.push(root);
    const mark = `cutline-shadow-${scopes.indexOf(root)}-`;
    for (const name of references) {
      const value = copy.getAttribute(name);
      if (value) copy.setAttribute(name, value.replace(/#?[^\s#]+/g, (word) => word.replace(/^#?/, (sign) => sign + mark)));
    }
  };

  const stepOf = (element) => {
    const alike = [...(element.parentNode?.children || [])].filter((one) => one.localName === element.localName);
    return element.localName + (alike.length > 1 ? `:nth-of-type(${alike.indexOf(element) + 1})` : "");
  };

  const pathOf = (element) => {
    const steps = [];
    let one = element;
    for (; one instanceof Element; one = one.parentNode) steps.unshift(stepOf(one));
    const path = steps.join(" > ");
    return one instanceof ShadowRoot ? `${pathOf(one.host)} >>> ${path}` : path;
  };

  const marked = (selectors) => {
    const inert = document.implementation.createHTMLDocument("");
    const hasShadow = [...document.querySelectorAll("*")].some((element) => element.shadowRoot);
    const pairs = hasShadow ? flattened(inert) : copied(inert);
    const hidden = new Set(selectors.length ? document.querySelectorAll(selectors.join(",")) : []);
    for (const [one, other, isApart] of pairs) {
      const origin = own.origins.get(one);
      other.setAttribute("data-cutline", numbered.length + (origin === undefined ? "" : `:${origin}`));
      if (isApart) other.setAttribute("data-cutline-path", pathOf(one));
      if (isApart && one.getRootNode() instanceof ShadowRoot) scope(one.getRootNode(), other);
      numbers.set(one, numbered.length);
      numbered.push(one);
    }
    for (const [one, other] of hidden.size ? pairs : []) {
      if (hidden.has(one)) other.remove();
    }
    const kind = document.compatMode === "CSS1Compat" ? "<!DOCTYPE html>" : "";
    return kind + pairs[0][1].outerHTML;
  };

  const loadOf = async (image) => {
    if (!image.complete) return "pending";
    if (image.naturalWidth > 0) return "shown";
    if (!image.currentSrc) return "pending";
    // A drawing without a size of its own has no natural width either; only decoding tells.
    const decoded = image.decode().then(() => "shown", () => "broken");
    return Promise.race([decoded, pause(500).then(() => "pending")]);
  };

  const images = async () => {
    const drawn = numbered.filter((image) => image instanceof HTMLImageElement && image.getClientRects().length);
    return Promise.all(drawn.map(async (image) => ({
      element: number(image),
      address: image.currentSrc.slice(0, 2000),
      load: await loadOf(image),
      width: image.naturalWidth,
      height: image.naturalHeight,
    })));
  };

  const clipping = (style) => {
    if (style.webkitLineClamp && style.webkitLineClamp !== "none") return "line-clamp";
    if (style.textOverflow === "ellipsis" && style.whiteSpace === "nowrap") return "ellipsis";
    return "overflow";
  };

  const blockOf = (element) => {
    let block = element;
    while (block.parentElement && getComputedStyle(block).display === "inline") block = block.parentElement;
    return block;
  };

  const words = (element) => {
    const found = [];
    const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    for (let text = texts.nextNode(); text && found.length < 600; text = texts.nextNode()) {
      for (const match of text.data.matchAll(/\S+/g)) {
        range.setStart(text, match.index);
        range.setEnd(text, match.index + match[0].length);
        const boxes = [...range.getClientRects()].filter((box) => box.width > 0 && box.height > 0);
        if (boxes.length) found.push({ word: match[0], boxes, block: blockOf(text.parentElement) });
      }
    }
    return found;
  };

  const opener = (element) => {
    const near = element.closest("figure, figcaption, li, article, section, div") || element;
    const around = near === element && near.parentElement ? near.parentElement : near;
    for (const control of around.querySelectorAll("button, summary, [role=button], [aria-expanded], a[href^='#']")) {
      if (isDrawn(control)) return control;
    }
    return null;
  };

  const clip = (element) => {
    const across = element.scrollWidth > element.clientWidth + 1;
    const down = element.scrollHeight > element.clientHeight + 1;
    if (!(across || down) || element.clientWidth < 20 || element.clientHeight < 8) return null;
    if (element === document.documentElement || element === document.body) return null;
    const style = getComputedStyle(element);
    const cuts = (value) => value === "hidden" || value === "clip";
    const how = clipping(style);
    if (!(down && cuts(style.overflowY)) && !(across && cuts(style.overflowX) && how === "ellipsis")) return null;
    if (element.textContent.length > 4000 || !isDrawn(element)) return null;
    const outer = element.getBoundingClientRect();
    const [left, top] = [outer.left + element.clientLeft, outer.top + element.clientTop];
    const [right, bottom] = [left + element.clientWidth, top + element.clientHeight];
    const isOut = (box) =>
      (box.top + box.height / 2 > bottom || box.top + box.height / 2 < top) ||
      (how === "ellipsis" && (box.left + box.width / 2 > right || box.left + box.width / 2 < left));
    const found = words(element);
    const hidden = found.filter(({ boxes }) => boxes.every(isOut));
    const visible = found.filter(({ boxes }) => !boxes.every(isOut));
    if (!hidden.length || !visible.length) return null;
    const text = (list) => list.map(({ word }) => word).join(" ").slice(0, 2000);
    const blocks = [...new Set(found.map(({ block }) => block))].filter((block) => number(block) !== null);
    const within = (list, block) => text(list.filter((one) => one.block === block));
    const pieces = blocks.map((block) => (
      { element: number(block), visible: within(visible, block), hidden: within(hidden, block) }));
    return {
      element: number(element), how, visible: text(visible), hidden: text(hidden), opener: number(opener(element)), pieces,
    };
  };

  const forward = /(^|\W|_)(next|forward|weiter|nächste\w*|suivante?|siguiente|próxim[ao]|successiv[ao])(\W|_|$)/i;
  const back = /(^|\W|_)(prev|previous|back|zurück|vorherige\w*|précédente?|anterior|precedente)(\W|_|$)/i;

  const galleries = "figure, section, article, [class*=gallery i], [class*=carousel i], [class*=slide i]," +
    "[class*=swiper i], [class*=lightbox i]";

  const controls = () => {
    const found = [];
    const selector = "[class*=next i], [class*=prev i], [aria-label*=next i], [aria-label*=prev i], [title*=next i]," +
      "[title*=prev i], [data-slide]";
    for (const element of document.querySelectorAll(selector)) {
      if (found.length >= 20) break;
      const said = ["aria-label", "title", "class", "data-slide"].map((name) => element.getAttribute(name) || "");
      const name = said.find((words) => forward.test(words) || back.test(words));
      if (!name || !isDrawn(element) || getComputedStyle(element).cursor !== "pointer") continue;
      if (element.closest("[aria-hidden=true], [inert]") || found.some((other) => other.node.contains(element))) continue;
      const gallery = element.closest(galleries);
      if (!gallery || !gallery.querySelector("img")) continue;
      const stops = "a[href], button, input, summary, [tabindex]";
      const stop = element.matches(stops) ? element : element.querySelector(stops) || element.closest(stops);
      const text = element.getAttribute("aria-label") || element.title || element.innerText || name;
      const reachable = !!stop && stop.tabIndex >= 0 && !stop.disabled;
      const scripted = reachable && !stop.matches("a[href], button, input, summary");
      found.push({ node: element, name: text.trim().slice(0, 60), reachable, scripted });
    }
    return found.map(({ node, ...told }) => ({ element: number(node), ...told }));
  };

  own.capture = async (selectors) => {
    growth.disconnect();
    const html = marked(selectors).toWellFormed();
    const found = { html, images: await images(), controls: controls() };
    found.clips = numbered.map(clip).filter(Boolean);
    found.focused = number(active());
    found.scripts_failed = own.failed.size;
    found.height = document.documentElement.scrollHeight;
    return JSON.stringify(found).toWellFormed();
  };

  own.place = (selectors) => selectors.map((selector) => {
    try {
      return number(selector.split(" >>> ").reduce(
        (found, part, depth) => (depth ? found?.shadowRoot : found)?.querySelector(part), document));
    } catch {
      return null;
    }
  });

  own.frameAt = (place) => {
    const element = document.querySelectorAll("iframe, frame")[place];
    return element && isDrawn(element) ? number(element) : null;
  };

  // -- the keyboard

  const active = () => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    return element && element !== document.body && element !== document.documentElement ? element : null;
  };

  // Whether an element is, or holds, another, which may stand in a shadow tree within.
  const holds = (outer, inner) => {
    let one = inner;
    while (one && !outer.contains(one)) one = one.getRootNode().host;
    return !!one;
  };

  const isInView = (element) => [...element.getClientRects()].some(
    (box) => box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth,
  );

  const isSeen = (element) => {
    if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return false;
    const style = getComputedStyle(element);
    if (/^rect\((0px|1px)/.test(style.clip) || /inset\((50|100)%/.test(style.clipPath)) return false;
    const boxes = [element, ...element.querySelectorAll("*")].flatMap((one) => [...one.getClientRects()]);
    return boxes.some((box) => box.width > 1 && box.height > 1 && box.bottom > 1 && box.right > 1 &&
      box.top < innerHeight - 1 && box.left < innerWidth - 1);
  };

  const coverOf = (element) => {
    let cover = null;
    for (const box of element.getClientRects()) {
      const points = [[0.5, 0.5], [0.1, 0.5], [0.9, 0.5]].map(
        ([x, y]) => [box.left + box.width * x, box.top + box.height * y],
      );
      for (const [x, y] of points) {
        if (x < 0 || y < 0 || x >= innerWidth || y >= innerHeight) continue;
        const over = document.elementFromPoint(x, y);
        if (!over || holds(element, over) || holds(over, element)) return null;
        if (getComputedStyle(over).pointerEvents === "none" || getComputedStyle(element).pointerEvents === "none") return null;
        cover = over;
      }
    }
    return cover;
  };

  own.quiet = async (milliseconds) => {
    await frame();
    const moving = () => document.getAnimations().some((one) =>
      one.playState === "running" && Number.isFinite(one.effect?.getComputedTiming().endTime ?? 0));
    let last = NaN;
    await until(() => {
      const still = window.scrollY === last && !moving();
      last = window.scrollY;
      return still;
    }, milliseconds);
  };

  own.stop = async () => {
    const element = active();
    if (!element) return null;
    const seen = isSeen(element);
    if (!seen) await own.quiet(400);
    const here = active();
    if (!here) return null;
    const visible = seen || isSeen(here);
    return {
      element: number(here), visible, covered_by: visible ? number(coverOf(here)) : null, jump: isJump(here),
      control: isControl(here), text: (here.getAttribute("aria-label") || here.innerText || "").slice(0, 200),
    };
  };

  const fragmentOf = (element) => {
    const link = element.closest("a[href]");
    if (!link) return null;
    const [here, there] = [new URL(document.URL), new URL(link.href, document.baseURI)];
    const fragment = there.hash.slice(1);
    here.hash = there.hash = "";
    return here.href === there.href && fragment ? fragment : null;
  };

  const targetOf = (element) => {
    const fragment = fragmentOf(element);
    if (fragment === null) return null;
    const named = (name) => document.getElementById(name) || document.getElementsByName(name)[0] || null;
    try {
      return named(fragment) || named(decodeURIComponent(fragment));
    } catch {
      return named(fragment);
    }
  };

  const isJump = (element) => fragmentOf(element) !== null || (element.getAttribute("role") === "link" && !element.href);

  const isControl = (element) => !isJump(element) && (
    element.matches("button, summary, [role=button], [aria-expanded], [aria-controls], [onclick]") ||
    /^(#|javascript:)/.test(element.getAttribute("href") || ""));

  let before = null;

  // Where a script or `autofocus` has put the keyboard already, it goes back to where readers begin.
  own.begin = () => {
    if (!active() || !document.body) return;
    const kept = document.body.getAttribute("tabindex");
    document.body.tabIndex = -1;
    document.body.focus({ preventScroll: true });
    if (kept === null) document.body.removeAttribute("tabindex");
    else document.body.setAttribute("tabindex", kept);
  };

  own.aim = () => {
    const element = active();
    const target = targetOf(element);
    before = { element, target, top: window.scrollY };
    return { link: number(element), target: number(target) };
  };

  // Many a script moves the keyboard only once it has scrolled.
  own.aimed = async () => {
    const { element, target, top } = before;
    await until(() => active() !== element, 500);
    await own.quiet(600);
    const box = target?.getClientRects()[0];
    return {
      in_view: !!target && (isInView(target) || (!!box && box.top >= -1 && box.top < innerHeight)),
      moved: Math.abs(window.scrollY - top) > 1,
    };
  };

  own.back = () => {
    const { element, top } = before;
    if (element.isConnected) element.focus({ preventScroll: true });
    window.scrollTo({ top, behavior: "instant" });
    return active() === element;
  };

  const partsOfTheSite = "nav, aside, header, footer, [role=navigation], [role=complementary], [role=banner]," +
    "[role=contentinfo], [role=search]";
  let parts = [];

  own.press = () => {
    const element = active();
    before = { element, target: null, top: window.scrollY };
    parts = [...document.querySelectorAll(partsOfTheSite)].filter(isDrawn);
    return number(element);
  };

  own.pressed = async () => {
    await own.quiet(400);
    const hidden = parts.filter((part) => !isDrawn(part));
    return { hidden: numbersOf(hidden), silenced: numbersOf(hidden.length ? [] : silenced()) };
  };

  const numbersOf = (elements) => elements.map(number).filter((one) => one !== null);

  // What a style sheet hides together with aria-hidden is hidden from everybody; only trying tells.
  const silenced = () => {
    const said = before.element.getAttribute("onclick") || before.element.getAttribute("href") || "";
    if (own.unstyled || !/aria-?hidden/i.test(said)) return [];
    const kept = parts.map((part) => part.getAttribute("aria-hidden"));
    for (const part of parts) part.setAttribute("aria-hidden", "true");
    const seen = parts.filter(isDrawn);
    parts.forEach((part, place) => {
      if (kept[place] === null) part.removeAttribute("aria-hidden");
      else part.setAttribute("aria-hidden", kept[place]);
    });
    return seen;
  };

  own.enter = (element) => {
    const root = numbered[element];
    const stops = [root, ...root.querySelectorAll("*"), root.closest("a[href], button, [tabindex]")].filter(Boolean);
    const first = stops.find((stop) => stop.tabIndex >= 0 && isDrawn(stop));
    if (first) first.focus();
    return !!first && active() === first;
  };

  own.record = () => {
    own.trail = [];
    document.addEventListener("focusin", (event) => own.trail.push(event.target), true);
  };

  own.trap = () => {
    // Three rounds over the same few stops, though the page has others to go to.
    const distinct = [...new Set(own.trail)];
    if (distinct.length < 1 || own.trail.length < 3 * distinct.length) return null;
    let around = distinct[0].parentElement;
    while (around && !distinct.every((stop) => around.contains(stop))) around = around.parentElement;
    const stops = [...document.querySelectorAll("a[href], button, input, select, textarea, [tabindex]")];
    const others = stops.some((stop) => stop.tabIndex >= 0 && !stop.disabled && isDrawn(stop) && !distinct.includes(stop));
    return around && others ? { element: number(around), stops: distinct.length } : null;
  };

  own.tools = { active, coverOf, galleries, holds, isControl, isDrawn, number, numbered, until };

  own.hasMain = () => !!document.querySelector("main, [role=main]");
})();
