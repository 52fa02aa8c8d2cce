(() => {
  "use strict";
  const root = document.documentElement;
  const untouched = `<!doctype html>${root.outerHTML}`;
  const slides = [...document.querySelectorAll(".slide")];
  const languages = [...new Set(slides.map((each) => each.lang))];
  const last = slides.filter((each) => each.lang === root.lang).length;
  const atDesk = location.hash.startsWith("#notes");
  const black = document.getElementById("black");
  const told = document.getElementById("told");
  const opened = Date.now();
  let number = 1;
  let shown = null;
  let out = false; // the room sees black

  const slideOf = (language, place) =>
    slides.find((each) => each.lang === language && Number(each.dataset.number) === place);

  function show() {
    const wanted = slideOf(root.lang, number);
    if (!wanted) return;
    if (wanted !== shown) {
      if (shown) shown.hidden = true;
      wanted.hidden = false;
      shown = wanted;
      told.textContent = `${number} / ${last}: ${wanted.querySelector("h2").textContent}`;
    }
    if (atDesk) {
      const next = slideOf(root.lang, number + 1);
      for (const desk of document.querySelectorAll(".desk"))
        desk.querySelector("[data-show=next]").textContent = next ? next.querySelector("h2").textContent : desk.dataset.end;
    } else {
      // Where a file may not write its own address, a reload starts at the first slide.
      try { history.replaceState(null, "", `#${number}-${root.lang}`); } catch { /* nothing is lost now */ }
    }
  }

  // Both windows tell each other where they are: by a channel, and by storage where a browser keeps files apart.
  const name = `ketenspiegel-${root.dataset.deck}`;
  const channel = "BroadcastChannel" in window ? new BroadcastChannel(name) : null;
  let latest = 0;

  function tell(more) {
    latest = performance.timeOrigin + performance.now();
    const message = { number, language: root.lang, black: out, at: latest, ...more };
    if (channel) channel.postMessage(message);
    try {
      localStorage.setItem(name, JSON.stringify(message));
      localStorage.removeItem(name);
    } catch { /* storage is switched off: the channel does it alone */ }
  }

  function hear(message) {
    if (message.asks) {
      if (!atDesk) tell({});
      return;
    }
    if (message.at <= latest) return;
    latest = message.at;
    number = message.number;
    root.lang = message.language;
    blacken(message.black);
    show();
  }

  // The presenter goes on seeing the slide, and is told that the room does not.
  function blacken(now) {
    out = now;
    black.hidden = atDesk || !out;
    for (const each of document.querySelectorAll("[data-show=black]")) each.hidden = !out;
  }

  // Where there may be no connection any more, the notes come from this very document; one copy for every time that they
  // are asked for, which the browser drops with the document.
  let copy = "";
  const itself = () => location.protocol === "file:" ? location.href.split("#")[0]
    : copy ||= URL.createObjectURL(new Blob([untouched], { type: "text/html" }));

  if (channel) channel.onmessage = (event) => hear(event.data);
  addEventListener("storage", (event) => {
    if (event.key === name && event.newValue) hear(JSON.parse(event.newValue));
  });

  function go(place) {
    if (out) {
      blacken(false); // the slide comes back before the next one
    } else {
      number = Math.min(last, Math.max(1, place));
    }
    show();
    tell({});
  }

  const acts = {
    next: () => go(number + 1),
    previous: () => go(number - 1),
    first: () => go(1),
    last: () => go(last),
    full: () => {
      if (document.fullscreenElement) document.exitFullscreen();
      else if (root.requestFullscreen) root.requestFullscreen().catch(() => {});
    },
    black: () => { blacken(!out); tell({}); },
    dark: () => { root.dataset.look = root.dataset.look === "dark" ? "light" : "dark"; },
    language: () => {
      if (languages.length < 2) return;
      root.lang = languages.find((each) => each !== root.lang);
      show();
      tell({});
    },
    notes: () => { if (!atDesk) window.open(`${itself()}#notes`, name, "popup,width=1200,height=760"); },
    escape: () => { if (out) acts.black(); },
    print: () => { root.classList.remove("handout"); window.print(); },
    handout: () => { root.classList.add("handout"); window.print(); },
  };
  // A clicker's start button is F5: it must not load the page again while there may be no connection.
  const keys = {
    PageDown: "next", ArrowRight: "next", ArrowDown: "next", " ": "next", PageUp: "previous", ArrowLeft: "previous",
    ArrowUp: "previous", Home: "first", End: "last", b: "black", ".": "black", f: "full", F5: "full", l: "language",
    n: "notes", d: "dark", Escape: "escape",
  };

  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    const act = keys[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!act) return;
    if (event.key === " " && event.target.closest("button")) return;
    if (event.key.startsWith("Arrow") && scrolls(event.target.closest(".roll"))) return;
    if (event.key !== "Escape") event.preventDefault();
    acts[act]();
  });
  const scrolls = (box) => box && box.scrollHeight > box.clientHeight + 1;

  addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button) acts[button.dataset.do]();
  });

  let sleep = 0;
  function wake() {
    root.classList.add("awake");
    clearTimeout(sleep);
    sleep = setTimeout(() => root.classList.remove("awake"), 2500);
  }
  for (const sign of ["pointermove", "pointerdown"]) addEventListener(sign, wake);
  addEventListener("afterprint", () => root.classList.remove("handout"));
  addEventListener("hashchange", start);

  function start() {
    const [, place, language] = /^#(\d+)(?:-(nl|en))?$/.exec(location.hash) || [];
    if (place) number = Math.min(last, Math.max(1, Number(place)));
    if (languages.includes(language)) root.lang = language;
    show();
  }

  function tick() {
    const since = Math.floor((Date.now() - opened) / 1000);
    const two = (value) => String(value).padStart(2, "0");
    for (const each of document.querySelectorAll("[data-show=time]"))
      each.textContent = new Date().toLocaleTimeString(root.lang, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
    for (const each of document.querySelectorAll("[data-show=since]"))
      each.textContent = `${Math.floor(since / 60)}:${two(since % 60)}`;
  }

  for (const each of slides) each.hidden = true;
  root.classList.add("presenting");
  start();
  wake();
  if (atDesk) {
    root.classList.add("at-desk");
    tick();
    setInterval(tick, 1000);
    tell({ asks: true });
  }
})();
