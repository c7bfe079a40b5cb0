/**
 * A patch of a plane: a faint tint and a quiet grid one pixel wide at any distance, both fading towards the
 * edge. Its corners come in clip space, computed in double precision; `local` runs from −1 to 1 across it.
 */
export const planeVertex = /* glsl */ `
in vec4 clip;
in vec2 local;
out vec2 at;

void main() {
  at = local;
  gl_Position = clip;
}
`;

export const planeFragment = /* glsl */ `
uniform vec3 colour;
uniform float tint, ink, cells, pixelRatio;
in vec2 at;
out vec4 result;

/** How much of the pixel the lines of one family cover; even grey where they are too close to be seen apart. */
float lines(float x) {
  float step = fwidth(x) / pixelRatio;
  float off = abs(x - round(x)) / max(step, 1e-6);
  return mix(clamp(1.0 - off, 0.0, 1.0), min(1.0, step), smoothstep(0.2, 0.5, step));
}

/** 1 inside, 0 at the edge of the patch. */
float fade(vec2 x) {
  vec2 edge = smoothstep(vec2(1.0), vec2(0.68), abs(x));
  return edge.x * edge.y;
}

void main() {
  vec2 x = at * cells;
  float grid = max(lines(x.x), lines(x.y));
  float alpha = fade(at) * mix(tint, ink, grid);
  if (alpha < 0.002) discard;
  result = vec4(colour, alpha);
}
`;
