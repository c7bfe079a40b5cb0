import { useLayoutEffect, useRef } from 'react';
import type { Plot } from '#core/plots/plot.ts';
import { useTheme } from '#renderer/theme/useTheme.ts';
import { plotColours } from './plotColours.ts';

/** The dots of a plot as a bitmap: many of them as vectors would be drawn again whenever something beside them moves. */
export function DotsCanvas({ plot }: { readonly plot: Plot }) {
  const node = useRef<HTMLCanvasElement>(null);
  const theme = useTheme();
  // biome-ignore lint/correctness/useExhaustiveDependencies: another theme has other colours
  useLayoutEffect(() => {
    const canvas = node.current;
    const context = canvas?.getContext('2d');
    if (!canvas || !context) return;
    const { width, height } = plot.frame;
    // As sharp as the screen, for a plot that is shown up to a third larger than it is laid out.
    const scale = 1.34 * window.devicePixelRatio;
    canvas.width = Math.round(width * scale);
    canvas.height = Math.round(height * scale);
    context.scale(scale, scale);
    const colours = plotColours();
    context.globalAlpha = 0.7;
    for (const { places, role, hollow, radius } of plot.dots) {
      context.fillStyle = colours[role];
      context.strokeStyle = colours[role];
      context.lineWidth = 0.7;
      for (let i = 0; i < places.length; i += 2) {
        context.beginPath();
        context.arc(places[i] as number, places[i + 1] as number, radius, 0, 2 * Math.PI);
        if (hollow) context.stroke();
        else context.fill();
      }
    }
  }, [plot, theme]);
  return <canvas ref={node} className="plot-bitmap" />;
}
