/* 10,000 places somewhere in Syria and Iraq and 20,000 steps in 100 frames, played for four seconds: frames a second, and whether the view stayed. */
async () => {
  const places = 10000, steps = 20000, top = 2 ** 24 - 1;
  const days = Array.from({ length: 100 }, (_, i) => new Date(Date.UTC(2016, 0, 1 + i * 3)).toISOString().slice(0, 10));
  const marks = new Uint8Array(places * 10), view = new DataView(marks.buffer);
  const write = (at, share) => { const n = Math.floor(share * top); view.setUint16(at, n & 65535, true); marks[at + 2] = n >> 16; };
  for (let i = 0; i < places; i++) {
    write(i * 10, (122 + 5 * Math.random()) / 180);
    write(i * 10 + 3, (216 + 9 * Math.random()) / 360);
    view.setUint16(i * 10 + 6, 1 + (i % 9), true);
    marks[i * 10 + 8] = 16;
  }
  const moves = new Uint8Array(steps * 6), table = new DataView(moves.buffer);
  for (let i = 0; i < steps; i++) {
    table.setUint16(i * 6, Math.floor(Math.random() * places), true);
    table.setUint16(i * 6 + 2, Math.floor((i / steps) * days.length), true);
    moves[i * 6 + 4] = (1 + (i % 14)) << 4;
  }
  const text = (bytes) => btoa(Array.from(bytes, (b) => String.fromCharCode(b)).join(""));
  const control = { days: days, frame: 0, day: days[0], steps: text(moves) };
  dateline.draw(dateline.group, { ...dateline.data, places: text(marks), names: "", rings: [], most: 9, lines: [], selected: -1, control: control });
  const where = () => [dateline.map.getCenter().lat, dateline.map.getCenter().lng, dateline.map.getZoom()].join();
  const before = where(), begun = performance.now();
  let shown = 0;
  while (performance.now() - begun < 4000) {
    dateline.showFrame((dateline.playing.frame + 1) % days.length);
    shown += 1;
    await new Promise(requestAnimationFrame);
  }
  return [shown / 4, where() === before];
}
