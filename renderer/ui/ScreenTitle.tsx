/** The heading of a screen. It takes the focus when the screen appears, so that screen readers say where we are. */

import { useEffect, useRef, type ReactNode } from 'react';

export function ScreenTitle({ children }: { readonly children: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <h1 ref={heading} tabIndex={-1}>
      {children}
    </h1>
  );
}
