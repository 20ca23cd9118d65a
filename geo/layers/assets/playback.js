/* Control day by day: a bar on the map with a slider. The states come once; moving the slider asks nothing of the page.
   When it comes to rest, the page is told the day, so that the panel and the link follow. */
"use strict";

dateline.SPEEDS = [["slow", 500], ["normal", 200], ["fast", 60]]; // milliseconds a step

dateline.offerPlayback = function (control) {
  const state = (dateline.playing = dateline.playing || { timer: null, pace: 200 });
  state.days = control ? control.days : [];
  if (!control || control.days.length < 2) return dateline.dropPlayback();
  Object.assign(state, { steps: dateline.unpackSteps(control.steps), at: -1, next: 0, places: null });
  if (!state.bar) dateline.addBar();
  state.slider.max = control.days.length - 1;
  if (!state.timer) dateline.showFrame(control.frame, control.day);
  else dateline.showFrame(state.frame);
};

dateline.dropPlayback = function () {
  const state = dateline.playing;
  dateline.pause();
  if (state.bar) state.bar.remove();
  state.bar = null;
};

/* 6 bytes a step: place, frame, two colours' numbers, flags. */
dateline.unpackSteps = function (text) {
  const bytes = Uint8Array.from(atob(text), (c) => c.charCodeAt(0)), view = new DataView(bytes.buffer);
  return Array.from({ length: bytes.length / 6 }, (_, i) => ({
    place: view.getUint16(i * 6, true), frame: view.getUint16(i * 6 + 2, true),
    colour: bytes[i * 6 + 4] >> 4, second: bytes[i * 6 + 4] & 15, flags: bytes[i * 6 + 5],
  }));
};

dateline.addBar = function () {
  const state = dateline.playing, bar = L.DomUtil.create("div", "playback", dateline.map.getContainer());
  const button = (words, label, act) => {
    const made = L.DomUtil.create("button", "", bar);
    made.type = "button";
    made.textContent = words;
    made.setAttribute("aria-label", label);
    made.addEventListener("click", act);
    return made;
  };
  button("‹", "One step back", () => dateline.stepBy(-1));
  state.button = button("▶", "Play", () => (state.timer ? dateline.pause(true) : dateline.play()));
  button("›", "One step on", () => dateline.stepBy(1));
  state.slider = L.DomUtil.create("input", "", bar);
  state.slider.type = "range";
  state.slider.min = 0;
  state.slider.setAttribute("aria-label", "Day");
  state.slider.addEventListener("input", () => dateline.showFrame(Number(state.slider.value)));
  state.slider.addEventListener("change", () => dateline.tellDay());
  state.label = L.DomUtil.create("output", "", bar);
  bar.append(dateline.makePaces(state));
  L.DomEvent.disableClickPropagation(bar);
  L.DomEvent.disableScrollPropagation(bar);
  state.bar = bar;
};

dateline.makePaces = function (state) {
  const paces = document.createElement("select");
  paces.setAttribute("aria-label", "Speed");
  for (const [name, pace] of dateline.SPEEDS) paces.append(new Option(name, String(pace), pace === state.pace, pace === state.pace));
  paces.addEventListener("change", () => {
    state.pace = Number(paces.value);
    if (state.timer) dateline.play();
  });
  return paces;
};

/* While days go by, the list beside the map is of another day: the page around says so (assets/panels.css). */
dateline.sayPlaying = function (words) {
  try {
    if (words) parent.document.body.dataset.dlPlaying = words;
    else delete parent.document.body.dataset.dlPlaying;
  } catch (refused) { /* shown in a page of another host */ }
};

dateline.play = function () {
  const state = dateline.playing, last = state.days.length - 1;
  clearInterval(state.timer);
  if (state.frame >= last) dateline.showFrame(0);
  state.timer = setInterval(() => {
    dateline.showFrame(state.frame + 1);
    if (state.frame >= last) dateline.pause(true);
  }, state.pace);
  state.button.textContent = "❚❚";
  state.button.setAttribute("aria-label", "Pause");
};

dateline.pause = function (tell) {
  const state = dateline.playing;
  clearInterval(state.timer);
  state.timer = null;
  dateline.sayPlaying("");
  if (state.bar) {
    state.button.textContent = "▶";
    state.button.setAttribute("aria-label", "Play");
  }
  if (tell) dateline.tellDay();
};

dateline.stepBy = function (steps) {
  dateline.pause();
  dateline.showFrame(dateline.playing.frame + steps);
  dateline.tellDay();
};

/* A key that is held down steps thirty times a second: the page hears of the day at which it comes to rest. */
dateline.tellDay = function () {
  clearTimeout(dateline.telling);
  dateline.telling = setTimeout(() => dateline.send({ day: dateline.playing.days[dateline.playing.frame] }), 250);
};

/* Bring every place to its state in a frame. Only marks that change are drawn again. */
dateline.showFrame = function (frame, day) {
  const state = dateline.playing;
  state.frame = Math.min(Math.max(frame, 0), state.days.length - 1);
  state.slider.value = state.frame;
  const shown = day || state.days[state.frame];
  state.label.textContent = dateline.writeDay(shown);
  if (state.timer) dateline.sayPlaying("The map plays: " + dateline.writeDay(shown) + ". The list follows when it stops.");
  if (day) return; // the page has drawn this very day
  if (dateline.setStates(state) && dateline.gathered) dateline.layOut();
};

/* Forward, only the steps of the frames passed; backward, or over a new drawing, from the beginning. */
dateline.setStates = function (state) {
  const fresh = state.places !== dateline.places, from = fresh || state.frame < state.at ? -1 : state.at;
  const wanted = new Map();
  if (from < 0) dateline.places.forEach((_, i) => wanted.set(i, { colour: 0, second: 0, flags: dateline.HIDDEN }));
  for (let i = from < 0 ? 0 : state.next; ; i++) {
    state.next = i;
    if (i >= state.steps.length || state.steps[i].frame > state.frame) break;
    wanted.set(state.steps[i].place, state.steps[i]);
  }
  Object.assign(state, { at: state.frame, places: dateline.places });
  let changed = false, appeared = false;
  wanted.forEach((step, i) => {
    const place = dateline.places[i], was = place.flags === dateline.HIDDEN;
    if (place.colour === step.colour && place.flags === step.flags && place.second === step.second) return;
    appeared = appeared || was !== (step.flags === dateline.HIDDEN);
    Object.assign(place, { colour: step.colour, second: step.second, flags: step.flags });
    changed = true;
    dateline.redrawDot(i);
  });
  if (appeared && dateline.dots && !dateline.gathered) dateline.nameMarks(dateline.marks);
  return changed;
};

dateline.redrawDot = function (index) {
  const dot = dateline.dots && dateline.dots.get(index);
  if (!dot) return;
  dot.options.mark = dateline.makeMark(dateline.places[index]);
  dot.redraw();
};
