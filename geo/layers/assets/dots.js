/* The marks that a place is drawn with. One class, so that Leaflet's canvas still finds what is under the pointer. */
"use strict";

dateline.FLAG = { area: 1, derived: 2, contested: 4, besieged: 8, claimed: 16, stale: 32, changed: 64, inferred: 128 };
dateline.HIDDEN = 255; // nothing is known of the place yet

dateline.Dot = L.CircleMarker.extend({
  _updatePath: function () {
    const renderer = this._renderer;
    if (!renderer._drawing || this._empty() || this.options.mark.flags === dateline.HIDDEN) return;
    dateline.drawMark(renderer._ctx, this._point, this._radius, this.options.mark);
  },
  _containsPoint: function (at) {
    return this.options.mark.flags !== dateline.HIDDEN && L.CircleMarker.prototype._containsPoint.call(this, at);
  },
});

/* mark: {fill, second, flags, selected}; colours as CSS strings. */
dateline.drawMark = function (ctx, at, radius, mark) {
  const c = dateline.colours(), has = (flag) => (mark.flags & flag) !== 0, F = dateline.FLAG;
  const assumed = dateline.isAssumed(mark.flags), inferred = has(F.inferred) && !assumed, claimed = has(F.claimed) && !assumed;
  const hollow = has(F.area) || claimed || assumed, shape = assumed ? "square" : has(F.derived) ? "diamond" : "";
  ctx.save();
  ctx.setLineDash([]);
  dateline.outline(ctx, at, radius + 1, shape);
  ctx.globalAlpha = 0.9;
  ctx.lineWidth = hollow ? 4.5 : 2;
  ctx.strokeStyle = c.halo;
  ctx.stroke();
  dateline.outline(ctx, at, radius, shape);
  ctx.globalAlpha = has(F.stale) ? 0.25 : hollow ? 0.14 : 0.82;
  ctx.fillStyle = mark.fill;
  ctx.fill();
  if (has(F.contested)) dateline.halve(ctx, at, radius, mark.second || c.halo);
  if (hollow || has(F.stale)) dateline.rim(ctx, at, radius, mark.fill, claimed ? [4, 3] : [], shape);
  if (inferred && !has(F.area)) dateline.bore(ctx, at, radius, c.halo);
  if (has(F.besieged)) dateline.rim(ctx, at, radius + 4, c.ink, [2, 3], "");
  if (has(F.changed)) dateline.rim(ctx, at, radius + 2.5, c.ink, [], shape);
  if (mark.selected) dateline.rim(ctx, at, radius + 4, c.ink, [], "");
  ctx.restore();
};

/* Nobody says so outright: a disc with a hole. */
dateline.bore = function (ctx, at, radius, colour) {
  ctx.globalAlpha = 1;
  dateline.outline(ctx, at, Math.max(radius * 0.42, 1.8), "");
  ctx.fillStyle = colour;
  ctx.fill();
};

/* What only a given table says: claimed by nobody, so that both flags together mean it. */
dateline.isAssumed = (flags) => flags !== dateline.HIDDEN && (flags & 144) === 144;

dateline.outline = function (ctx, at, radius, shape) {
  ctx.beginPath();
  if (!shape) return ctx.arc(at.x, at.y, radius, 0, 2 * Math.PI);
  if (shape === "square") return ctx.rect(at.x - radius * 0.9, at.y - radius * 0.9, radius * 1.8, radius * 1.8);
  const r = radius * 1.25;
  ctx.moveTo(at.x, at.y - r);
  for (const [x, y] of [[r, 0], [0, r], [-r, 0]]) ctx.lineTo(at.x + x, at.y + y);
  return ctx.closePath();
};

dateline.halve = function (ctx, at, radius, colour) {
  ctx.globalAlpha = 0.9;
  ctx.beginPath();
  ctx.arc(at.x, at.y, radius, -Math.PI / 2, Math.PI / 2);
  ctx.closePath();
  ctx.fillStyle = colour;
  ctx.fill();
};

dateline.rim = function (ctx, at, radius, colour, dash, shape) {
  dateline.outline(ctx, at, radius, shape);
  ctx.globalAlpha = 1;
  ctx.setLineDash(dash);
  ctx.lineWidth = 2;
  ctx.strokeStyle = colour;
  ctx.stroke();
};
