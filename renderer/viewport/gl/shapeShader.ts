/**
 * Flat shapes in CSS pixels, four vertices each, with edges smoothed by their exact distance in the pixel: 256
 * steps of coverage where multisampling has four, at a fraction of its cost.
 *
 * Per shape: three points (x, y in pixels; z ready for the depth buffer), `style` (kind; half-width or
 * radius; rim or 0; cap or inside), the colour, and the colour inside of a rim.
 */
export const KIND = { stroke: 0, triangle: 1, disc: 2 } as const;

export const shapeVertex = /* glsl */ `
in vec3 a, b, c;
in vec4 style;
in vec3 colour, inside;
uniform vec2 resolution;
out vec2 at;
flat out vec2 p, q, r;
flat out vec4 look;
flat out vec3 line, fill;

void main() {
  p = a.xy; q = b.xy; r = c.xy;
  look = style; line = colour; fill = inside;
  vec2 corner = position.xy;
  float pad = 1.5;
  float z;
  if (style.x == ${KIND.triangle}.0) {
    vec2 low = min(p, min(q, r)) - pad;
    vec2 high = max(p, max(q, r)) + pad;
    at = mix(low, high, corner);
    // The depth is that of the plane through the three corners.
    vec2 u = q - p, v = r - p, w = at - p;
    float area = u.x * v.y - u.y * v.x;
    float s = abs(area) < 1e-6 ? 0.0 : (w.x * v.y - w.y * v.x) / area;
    float t = abs(area) < 1e-6 ? 0.0 : (u.x * w.y - u.y * w.x) / area;
    z = a.z + s * (b.z - a.z) + t * (c.z - a.z);
  } else {
    vec2 along = q - p;
    float size = length(along);
    vec2 dir = size > 1e-6 ? along / size : vec2(1.0, 0.0);
    float reach = style.y + (style.x == ${KIND.disc}.0 ? style.z : 0.0) + pad;
    vec2 from = p - dir * reach, to = q + dir * reach;
    at = mix(from, to, corner.x) + vec2(-dir.y, dir.x) * (corner.y * 2.0 - 1.0) * reach;
    // The depth goes on as along the stroke, so that two strokes on one line agree whatever their widths.
    z = mix(a.z, b.z, size > 1.0 ? mix(-reach / size, 1.0 + reach / size, corner.x) : corner.x);
  }
  // Beyond the range of depths a corner is flattened, never cut away.
  z = clamp(z, -0.9999, 0.9999);
  vec2 ndc = at / resolution * 2.0 - 1.0;
  gl_Position = vec4(ndc.x, -ndc.y, z, 1.0);
}
`;

export const shapeFragment = /* glsl */ `
uniform float pixelRatio;
in vec2 at;
flat in vec2 p, q, r;
flat in vec4 look;
flat in vec3 line, fill;
out vec4 result;

float toSegment(vec2 x, vec2 a, vec2 b) {
  vec2 ab = b - a, ax = x - a;
  return length(ax - ab * clamp(dot(ax, ab) / max(dot(ab, ab), 1e-12), 0.0, 1.0));
}

float beyondEdge(vec2 x, vec2 a, vec2 b, float turn) {
  vec2 ab = b - a;
  return turn * (ab.y * (x.x - a.x) - ab.x * (x.y - a.y)) / max(length(ab), 1e-6);
}

void main() {
  float d, rim = look.z;
  if (look.x == ${KIND.triangle}.0) {
    float turn = (q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x) > 0.0 ? 1.0 : -1.0;
    d = max(beyondEdge(at, p, q, turn), max(beyondEdge(at, q, r, turn), beyondEdge(at, r, p, turn)));
  } else if (look.x == ${KIND.disc}.0) {
    d = length(at - p) - look.y;
    if (rim > 0.0) d -= rim * 0.5;
    if (rim > 0.0 && look.w == 2.0) d = max(d, -d - rim);
  } else if (look.w == 0.0) {
    d = toSegment(at, p, q) - look.y;
  } else {
    vec2 along = q - p;
    float size = max(length(along), 1e-6);
    vec2 dir = along / size;
    vec2 x = at - (p + q) * 0.5;
    d = max(abs(dot(x, dir)) - size * 0.5, abs(dot(x, vec2(-dir.y, dir.x))) - look.y);
  }
  float alpha = clamp(0.5 - d * pixelRatio, 0.0, 1.0);
  if (alpha < 0.02) discard;
  vec3 colour = line;
  if (rim > 0.0 && look.w != 2.0) colour = mix(fill, line, clamp(0.5 + (d + rim) * pixelRatio, 0.0, 1.0));
  result = vec4(colour, alpha);
}
`;
