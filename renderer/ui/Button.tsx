/** A button. `primary` is the one action that a screen is for; `big` makes it a target that cannot be missed. */

import type { ReactNode, Ref } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { KeyHint } from './KeyHint.tsx';

export interface ButtonProps {
  readonly children: ReactNode;
  readonly onPress?: () => void;
  readonly look?: 'plain' | 'primary' | 'danger' | 'quiet';
  readonly big?: boolean;
  readonly isDisabled?: boolean;
  /** Busy: keeps the focus; its words say what is going on, and whoever made it takes no second press. */
  readonly isPending?: boolean;
  readonly type?: 'button' | 'submit';
  /** The key that does the same; shown, not part of the name. */
  readonly hotkey?: string;
  readonly label?: string;
  readonly testId?: string;
  readonly autoFocus?: boolean;
  readonly ref?: Ref<HTMLButtonElement>;
}

export function Button(props: ButtonProps) {
  const {
    children,
    onPress,
    look = 'plain',
    big = false,
    isPending = false,
    type = 'button',
    hotkey,
    label,
    testId,
    ref,
  } = props;
  return (
    <AriaButton
      className={`button ${look}${big ? ' big' : ''}${isPending ? ' pending' : ''}`}
      type={type}
      isDisabled={props.isDisabled ?? false}
      autoFocus={props.autoFocus ?? false}
      {...(onPress === undefined ? {} : { onPress })}
      {...(label === undefined ? {} : { 'aria-label': label })}
      {...(testId === undefined ? {} : { 'data-testid': testId })}
      {...(ref === undefined ? {} : { ref })}
    >
      <span className="button-text">{children}</span>
      {hotkey === undefined ? null : <KeyHint keys={hotkey} />}
    </AriaButton>
  );
}
