// A gallery under the hands of a reader: what turns its photos, what enlarges one, and whether there is a way back.
(() => {
  const own = globalThis.cutline;
  if (own.openers) return;
  const { active, coverOf, galleries, holds, isControl, isDrawn, number, numbered, until } = own.tools;
  const stops = "a[href], button, input, select, textarea, summary, [tabindex], [contenteditable]";

  const canStop = (element) => element.matches(stops) && element.tabIndex >= 0 && !element.disabled &&
    isDrawn(element) && !element.closest("[inert]");
  const stopsIn = (root) => [...root.children].flatMap((child) => [
    ...(canStop(child) ? [child] : []), ...(child.shadowRoot ? stopsIn(child.shadowRoot) : []), ...stopsIn(child),
  ]);
  const everyStopIn = (element) => [...(element.shadowRoot ? stopsIn(element.shadowRoot) : []), ...stopsIn(element)];
  const isAt = (element) => holds(element, active());

  own.focus = (place) => {
    const element = numbered[place];
    element.scrollIntoView({ block: "center", behavior: "instant" });
    element.focus({ preventScroll: true });
    return active() === element;
  };

  // Where a mouse would press an element: none where something else lies over it.
  own.point = (place) => {
    const element = numbered[place];
    element.scrollIntoView({ block: "center", behavior: "instant" });
    const box = element.getBoundingClientRect();
    const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
    const over = document.elementFromPoint(x, y);
    return over && (element.contains(over) || over.contains(element)) ? { x, y } : null;
  };

  // -- photos that are turned

  let watched = null;
  let last = "";
  // Whether a drawn frame looked otherwise than `last`: one key's late answer may undo another's before anybody asks.
  let moved = false;
  let frame = 0;

  const look = () => {
    const outer = watched.getBoundingClientRect();
    const seen = [...watched.querySelectorAll("img")].filter(
      (image) => image.checkVisibility({ opacityProperty: true, visibilityProperty: true }),
    ).map((image) => {
      const box = image.getBoundingClientRect();
      return `${image.currentSrc} ${Math.round((box.left - outer.left) / 8)} ${Math.round((box.top - outer.top) / 8)}`;
    });
    const middle = document.elementFromPoint(outer.left + outer.width / 2, Math.max(outer.top, 0) + 40);
    return [...seen, middle?.closest("img")?.src, watched.innerText.slice(0, 2000)].join("\n");
  };

  const remember = () => {
    last = look();
    moved = false;
  };

  const keepWatch = () => {
    moved ||= look() !== last;
    frame = requestAnimationFrame(keepWatch);
  };

  // The galleries of controls, by the controls' numbers, each gallery once.
  own.turnable = (controls) => {
    const found = new Map();
    for (const control of controls) {
      const gallery = numbered[control].closest(galleries);
      if (gallery) found.set(gallery, [...(found.get(gallery) || []), control]);
    }
    return [...found.values()];
  };

  own.watch = async (control) => {
    watched = numbered[control].closest(galleries);
    watched.scrollIntoView({ block: "nearest", behavior: "instant" });
    await own.quiet(300);
    remember();
    cancelAnimationFrame(frame);
    keepWatch();
  };

  own.unwatch = () => cancelAnimationFrame(frame);

  own.turned = async (patience) => {
    await until(() => moved || look() !== last, patience);
    await own.quiet(600);
    const changed = moved || look() !== last;
    remember();
    return changed;
  };

  own.into = () => {
    // Tab also stops at what scrolls and holds no stop of its own, though its tabIndex does not say so.
    const scrolls = (element) => element.scrollWidth > element.clientWidth + 1 &&
      ["auto", "scroll"].includes(getComputedStyle(element).overflowX);
    const first = canStop(watched) ? watched :
      stopsIn(watched)[0] || [watched, ...watched.querySelectorAll("*")].find(scrolls);
    if (first) first.focus();
    remember();
    return !!first && active() === first;
  };

  own.isInside = () => isAt(watched);

  own.switches = () => stopsIn(watched).filter((stop) => isControl(stop) && number(stop) !== null).slice(0, 3).map(number);

  // -- photos that are enlarged

  const enlarge = /(^|\W|_)(enlarge|zoom|full.?screen|lightbox|expand|magnify|vergrö\w+|vollbild|agrandir|plein écran|ampliar|pantalla completa|ingrandi\w*|gallery|galerie|galería|galleria|slideshow|diaporama|bilderstrecke|photos|fotos|bilder)(\W|_|$)/i;
  const marks = "[data-fancybox], [data-lightbox], [data-pswp-width], [data-glightbox], [data-featherlight], [aria-haspopup=dialog]";
  const site = "nav, aside, header, footer, [role=navigation], [role=banner], [role=contentinfo], [aria-hidden=true], [inert]";

  const leadsAway = (link) => {
    const written = link.getAttribute("href");
    if (written === null || /^(#|javascript:)/i.test(written) || link.matches(marks)) return false;
    return !/\.(jpe?g|png|webp|gif|avif)([?#]|$)/i.test(written);
  };

  const openerOf = (image) => {
    const stop = image.closest(`${stops}, [role=button]`);
    if (stop && (stop.matches("main, article, section, body") || stop.querySelectorAll("img").length > 3)) return null;
    if (stop) return leadsAway(stop) ? null : stop;
    const around = image.closest("figure, li") || image.parentElement;
    // A control beside the photo may do what a click on it does.
    return getComputedStyle(image).cursor === "pointer" && !stopsIn(around).length ? image : null;
  };

  own.openers = () => {
    const found = { keyboard: null, mouse: null };
    for (const image of document.images) {
      if (found.keyboard && found.mouse) break;
      const size = image.getBoundingClientRect();
      if (size.width < 60 || size.height < 40 || !isDrawn(image) || image.closest(site)) continue;
      const opener = openerOf(image);
      if (!opener || number(opener) === null) continue;
      found[canStop(opener) ? "keyboard" : "mouse"] ??= opener;
    }
    found.keyboard ??= [...document.querySelectorAll("button, [role=button], a[href^='#']")].find((control) =>
      canStop(control) && isControl(control) && !control.closest(site) && number(control) !== null &&
      enlarge.test(`${control.getAttribute("aria-label")} ${control.title} ${control.innerText}`)) ?? null;
    return Object.values(found).filter(Boolean).map((opener) => ({ element: number(opener), reachable: canStop(opener) }));
  };

  const dialogs = "dialog, [role=dialog], [role=alertdialog], [aria-modal=true]";
  let known = new Set();
  let box = null;
  // What the last box showed, which may be closed by now.
  let pictures = [];

  const covering = () => {
    for (let one = document.elementFromPoint(innerWidth / 2, innerHeight / 2); one; one = one.parentElement) {
      if (one === document.body || one === document.documentElement) return null;
      const place = one.getBoundingClientRect();
      const wide = place.width * place.height > 0.6 * innerWidth * innerHeight;
      if (wide && getComputedStyle(one).position === "fixed") return one;
    }
    return null;
  };

  const boxes = () => [...document.querySelectorAll(dialogs), covering()].filter((one) => one &&
    isDrawn(one) && one.checkVisibility({ opacityProperty: true }));

  const showsPicture = (element) => [...element.querySelectorAll("img, picture, canvas, video")].some(isDrawn);

  const fileOf = (image) => (image.currentSrc || image.src || "").split(/[?#]/)[0].split("/").pop();
  const areaOf = (image) => {
    const { width, height } = image.getBoundingClientRect();
    return width * height;
  };

  own.prepare = () => {
    known = new Set(boxes());
    box = null;
  };

  own.opened = async (milliseconds) => {
    await until(() => {
      box = boxes().find((one) => !known.has(one) && showsPicture(one)) || null;
      return box;
    }, milliseconds);
    if (box) await own.quiet(400);
    if (box) pictures = [...box.querySelectorAll("img, canvas, video")].filter(isDrawn).map(
      (one) => ({ file: fileOf(one), area: areaOf(one) }));
    return !!box;
  };

  // How that resembles the photo: it is the same file, or at least half the photo's size.
  own.likeness = (place) => {
    const opener = numbered[place];
    const photo = opener.localName === "img" ? opener :
      opener.querySelector("img") || opener.closest("figure, li")?.querySelector("img");
    if (photo && pictures.some(({ file }) => file && file === fileOf(photo))) return "same";
    return pictures.some(({ area }) => area >= (photo ? areaOf(photo) / 2 : 0)) ? "large" : "";
  };

  own.reenter = () => {
    if (!isAt(box)) everyStopIn(box)[0]?.focus();
  };

  own.boxStops = () => everyStopIn(box).length;

  // Where the keyboard is: in the box, or behind it at something that the box covers.
  own.whereabouts = () => {
    const element = active();
    const cover = element && !isAt(box) ? coverOf(element) : null;
    return { inside: isAt(box), behind: cover && box.contains(cover) ? number(element) : null };
  };

  const closing = /(^|\W|_)(close|dismiss|schließen|schliessen|fermer|cerrar|chiudi|fechar|sluit\w*|stäng|luk|lukk|zamknij|zavřít|закрыть|关闭|閉じる|닫기)(\W|_|$)|^\s*[×✕✖⨯xX]\s*$/i;

  own.closer = () => {
    const close = everyStopIn(box).find((stop) => [stop.getAttribute("aria-label"), stop.title, stop.innerText, stop.className]
      .some((words) => typeof words === "string" && closing.test(words)));
    if (!close) return null;
    close.focus();
    return active() === close ? (close.getAttribute("aria-label") || close.title || close.innerText).trim().slice(0, 60) : null;
  };

  own.closed = async () => {
    const isGone = () => !box || !isDrawn(box) || !box.checkVisibility({ opacityProperty: true }) || !showsPicture(box);
    await until(isGone, 500);
    return isGone();
  };

  const isBack = (place) => isAt(numbered[place]) || (!!active() && active().contains(numbered[place]));

  own.cameBack = async (place, milliseconds) => {
    await until(() => isBack(place), milliseconds);
    return isBack(place);
  };

  own.isNear = (place) => {
    const opener = numbered[place];
    const behind = [...document.querySelectorAll(stops)].filter(canStop).find((stop) =>
      opener.compareDocumentPosition(stop) & Node.DOCUMENT_POSITION_FOLLOWING && !opener.contains(stop));
    return isBack(place) || (!!behind && active() === behind);
  };
})();
