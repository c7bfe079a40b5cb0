import {
  type DragEvent,
  type KeyboardEvent,
  type ReactNode,
  useEffect,
  useId,
  useRef,
  useState,
} from 'react';

/** The height of a row, and how many are kept beyond those in sight. */
const ROW = 32;
const BEYOND = 12;

interface Props {
  readonly label: string;
  readonly count: number;
  /** The row that is chosen; null: none. */
  readonly selected: number | null;
  readonly onSelect: (place: number) => void;
  /** Enter, or a press by mouse. */
  readonly onActivate?: (place: number) => void;
  /** Hears keys first; true: it was one of its own. */
  readonly onKey?: (event: KeyboardEvent) => boolean;
  /** Makes rows draggable. */
  readonly onDragRow?: (place: number, event: DragEvent) => void;
  readonly row: (place: number) => ReactNode;
  readonly autoFocus?: boolean;
  readonly className?: string;
}

/** A list of rows of which one is chosen, by arrows or mouse. Only the rows in sight are made. */
export function ListBox(props: Props) {
  const { label, count, selected, onSelect, onActivate, onKey, onDragRow, row, className = '' } = props;
  const id = useId();
  const node = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  const [height, setHeight] = useState(480);

  useEffect(() => {
    const box = node.current;
    if (!box) return;
    const measure = (): void => setHeight(box.clientHeight || 480);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(box);
    if (props.autoFocus) box.focus();
    return () => observer.disconnect();
  }, [props.autoFocus]);

  useEffect(() => {
    const box = node.current;
    if (!box || selected === null) return;
    const from = selected * ROW;
    if (from < box.scrollTop) box.scrollTop = from;
    else if (from + ROW > box.scrollTop + box.clientHeight) box.scrollTop = from + ROW - box.clientHeight;
  }, [selected]);

  const page = Math.max(1, Math.floor(height / ROW) - 1);
  const press = (event: KeyboardEvent): void => {
    if (onKey?.(event)) {
      event.preventDefault();
      return;
    }
    const at = selected ?? -1;
    const goal: Readonly<Record<string, number>> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      PageDown: at + page,
      PageUp: at - page,
      Home: 0,
      End: count - 1,
    };
    const next = Object.hasOwn(goal, event.key) ? goal[event.key] : undefined;
    if (next !== undefined && count > 0) onSelect(Math.min(count - 1, Math.max(0, next)));
    else if (event.key === 'Enter' && selected !== null && onActivate) onActivate(selected);
    else return;
    event.preventDefault();
  };

  const first = Math.max(0, Math.floor(top / ROW) - BEYOND);
  const last = Math.min(count, Math.ceil((top + height) / ROW) + BEYOND);
  const shown = Array.from({ length: Math.max(0, last - first) }, (_, i) => first + i);
  const option = (place: number): string => `${id}-${place}`;
  const inSight = selected !== null && selected >= first && selected < last;
  return (
    <div
      ref={node}
      className={`list-box ${className}`}
      role="listbox"
      aria-label={label}
      aria-activedescendant={inSight ? option(selected) : undefined}
      tabIndex={0}
      onKeyDown={press}
      onScroll={(event) => setTop(event.currentTarget.scrollTop)}
    >
      <div className="list-rows" role="presentation" style={{ height: count * ROW }}>
        {shown.map((place) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the list hears the keys
          <div
            key={place}
            id={option(place)}
            className="list-row"
            role="option"
            tabIndex={-1}
            aria-selected={place === selected}
            aria-setsize={count}
            aria-posinset={place + 1}
            style={{ top: place * ROW }}
            draggable={onDragRow !== undefined}
            onDragStart={(event) => onDragRow?.(place, event)}
            onClick={() => {
              onSelect(place);
              onActivate?.(place);
              node.current?.focus();
            }}
          >
            {row(place)}
          </div>
        ))}
      </div>
    </div>
  );
}
