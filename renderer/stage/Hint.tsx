import { arrowOf } from '#core/arrows/arrows.ts';
import type { ConstraintSpec } from '#core/arrows/types.ts';
import type { Document } from '#core/document/schema.ts';
import { useAppState, useFrame, useShownDraft } from '#renderer/state/context.ts';

/** What the pointer or the keyboard would do now, in a line below the picture. */
export function Hint() {
  const { document, analysis } = useFrame();
  const draft = useShownDraft();
  const grabbed = useAppState((state) => state.grabbed);
  const hovered = useAppState((state) => state.hovered);
  const held = draft?.arrow ?? grabbed;
  const of = (id: string): string => arrowOf(document, id).plain;
  const where = (id: string): string =>
    place(document, id, arrowOf(document, id).constraint(document, analysis));
  const text = grabbed
    ? `Moving ${of(grabbed)} ${where(grabbed)} · Arrow keys, Page Up and Down · Shift coarse · Alt fine · Enter keeps · Esc cancels`
    : held
      ? `Dragging ${of(held)} ${where(held)} · Shift one direction · Alt depth · Ctrl no snapping · X Y Z axis · Esc cancels`
      : hovered
        ? `${of(hovered)}: ${hoverHint(where(hovered))}`
        : 'Drag an arrow to move it, beside it to turn the picture · Wheel zooms · Enter grabs the selected arrow';
  return (
    <p className="hint" aria-hidden="true">
      {text}
      {draft?.guide?.snap && <strong> · {draft.guide.snap.label}</strong>}
    </p>
  );
}

const hoverHint = (where: string): string =>
  where.startsWith('it ')
    ? `cannot be dragged, ${where}`
    : where === 'is locked'
      ? 'locked'
      : `drag it ${where}`;

/** Where an arrow may go, in words. */
function place(document: Document, id: string, constraint: ConstraintSpec): string {
  if (document.view.locked.includes(id)) return 'is locked';
  switch (constraint.kind) {
    case 'fixed':
      return `it ${constraint.reason}`;
    case 'viewPlane':
      return 'in the plane that faces you';
    case 'sphere':
      return `on the ${constraint.name}`;
    default:
      return `within the ${constraint.name}`;
  }
}
