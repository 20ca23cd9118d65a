/* Two days on one map: left of the divider who held what on the earlier day, right of it who holds it on the later. */
"use strict";

dateline.offerSwipe = function (swipe) {
  const state = (dateline.swiping = dateline.swiping || { share: 0.5 });
  state.on = Boolean(swipe);
  if (!state.on) return dateline.dropSwipe();
  const bytes = Uint8Array.from(atob(swipe.earlier), (c) => c.charCodeAt(0));
  state.earlier = dateline.places.map((_, i) => ({ colour: bytes[i * 2] >> 4, second: bytes[i * 2] & 15, flags: bytes[i * 2 + 1] }));
  if (!state.box) dateline.addSwipe(state);
  state.days.forEach((label, i) => { label.textContent = dateline.writeDay(i ? swipe.on : swipe.then); });
  dateline.clipSides();
};

dateline.dropSwipe = function () {
  const state = dateline.swiping;
  if (state.box) state.box.remove();
  state.box = null;
};

dateline.writeDay = function (day) {
  return new Date(day + "T00:00:00Z").toLocaleDateString("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
};

dateline.addSwipe = function (state) {
  const map = dateline.map, box = L.DomUtil.create("div", "swipe", map.getContainer());
  state.box = box;
  state.days = ["earlier", "later"].map((side) => L.DomUtil.create("output", side, box));
  const grip = L.DomUtil.create("div", "grip", box);
  const slider = (state.slider = L.DomUtil.create("input", "", map.getContainer()));
  slider.type = "range";
  slider.className = "swipe-slider";
  slider.setAttribute("aria-label", "Divider: how much of the map shows the earlier day");
  slider.addEventListener("input", () => dateline.moveDivider(Number(slider.value) / 100));
  box.append(slider);
  L.DomEvent.disableClickPropagation(box);
  grip.addEventListener("pointerdown", (event) => grip.setPointerCapture(event.pointerId));
  grip.addEventListener("pointermove", (event) => {
    const frame = map.getContainer().getBoundingClientRect();
    if (grip.hasPointerCapture(event.pointerId)) dateline.moveDivider((event.clientX - frame.left) / frame.width);
  });
  if (!state.panes) {
    state.panes = ["earlier", "later"].map((name) => map.createPane(name));
    state.panes.forEach((pane) => { pane.style.zIndex = 420; });
    state.canvases = ["earlier", "later"].map((name) => L.canvas({ pane: name, padding: 0.3 }));
    map.on("move zoomend resize viewreset", dateline.clipSides);
  }
  dateline.moveDivider(state.share);
};

dateline.moveDivider = function (share) {
  const state = dateline.swiping;
  state.share = Math.min(Math.max(share, 0.02), 0.98);
  state.slider.value = Math.round(state.share * 100);
  state.box.style.left = state.share * 100 + "%";
  dateline.clipSides();
  if (dateline.marks && !state.naming) state.naming = requestAnimationFrame(() => { state.naming = 0; dateline.nameMarks(dateline.marks); });
};

/* Whether nothing is known of a place on the side where it lies. */
dateline.isUnknown = function (place, x) {
  const state = dateline.swiping;
  const earlier = state && state.on && x < dateline.map.getSize().x * state.share;
  return (earlier ? state.earlier[place.index] : place).flags === dateline.HIDDEN;
};

/* The panes move with the map, so their edges are set anew with each move. */
dateline.clipSides = function () {
  const state = dateline.swiping, map = dateline.map;
  if (!state || !state.on || !state.panes) return;
  const from = map.containerPointToLayerPoint([0, 0]), size = map.getSize(), to = from.add(size);
  const middle = from.x + size.x * state.share;
  const sides = [[from.x - 50, middle], [middle, to.x + 50]];
  state.panes.forEach((pane, i) => {
    const [left, right] = sides[i];
    pane.style.clipPath = `polygon(${left}px ${from.y}px, ${right}px ${from.y}px, ${right}px ${to.y}px, ${left}px ${to.y}px)`;
  });
};

/* The dots of a place: one, or one for each side of the divider. */
dateline.makeDots = function (place) {
  const state = dateline.swiping;
  if (!state || !state.on) return [dateline.makeDot(place)];
  return [{ ...place, ...state.earlier[place.index] }, place].map((side, i) => dateline.makeDot(side, state.canvases[i]));
};
