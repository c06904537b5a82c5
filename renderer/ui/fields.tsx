/** Fields: one line, several lines, a secret, a search, a tick, one of several. */

import type { ReactNode, Ref } from 'react';
import {
  Button as AriaButton,
  Checkbox as AriaCheckbox,
  FieldError,
  Input,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Radio,
  RadioGroup,
  SearchField as AriaSearchField,
  Select as AriaSelect,
  SelectValue,
  Text,
  TextArea,
  TextField as AriaTextField,
} from 'react-aria-components';
import { Shape } from './Shape.tsx';

interface FieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly help?: string;
  readonly isDisabled?: boolean;
  readonly testId?: string;
}

interface TextFieldProps extends FieldProps {
  readonly kind?: 'text' | 'secret' | 'exact';
  readonly maxLength?: number;
  readonly autoFocus?: boolean;
  readonly isRequired?: boolean;
  readonly lines?: number;
  readonly inputRef?: Ref<HTMLInputElement>;
}

export function TextField(props: TextFieldProps) {
  const { label, value, onChange, kind = 'text', help, maxLength, lines = 1, inputRef, testId } = props;
  const more = maxLength === undefined ? {} : { maxLength };
  return (
    <AriaTextField
      className={`field kind-${kind}`}
      value={value}
      onChange={onChange}
      type={kind === 'secret' ? 'password' : 'text'}
      autoFocus={props.autoFocus ?? false}
      isRequired={props.isRequired ?? false}
      isDisabled={props.isDisabled ?? false}
      autoComplete="off"
      validationBehavior="aria"
      {...more}
    >
      <Label className="field-label">{label}</Label>
      {lines > 1 ? (
        <TextArea className="input" rows={lines} spellCheck={false} data-testid={testId} />
      ) : (
        <Input
          className="input"
          spellCheck={false}
          data-testid={testId}
          {...(inputRef === undefined ? {} : { ref: inputRef })}
        />
      )}
      {help === undefined ? null : (
        <Text slot="description" className="field-help">
          {help}
        </Text>
      )}
      <FieldError className="field-error" />
    </AriaTextField>
  );
}

interface SearchFieldProps extends FieldProps {
  readonly placeholder: string;
  readonly clearLabel: string;
  readonly inputRef?: Ref<HTMLInputElement>;
  /** Arrow down leaves the field for the list below it. */
  readonly onLeave?: () => void;
}

export function SearchField({
  label,
  value,
  onChange,
  placeholder,
  clearLabel,
  inputRef,
  onLeave,
  testId,
}: SearchFieldProps) {
  return (
    <AriaSearchField
      className="search"
      aria-label={label}
      value={value}
      onChange={onChange}
      onKeyDown={(event) => {
        if (event.key !== 'ArrowDown' || onLeave === undefined) {
          event.continuePropagation();
          return;
        }
        // Else the key would also scroll the list that it leads to.
        event.preventDefault();
        onLeave();
      }}
    >
      <Shape name="search" />
      <Input
        className="input"
        placeholder={placeholder}
        autoComplete="off"
        spellCheck={false}
        maxLength={100}
        data-testid={testId}
        {...(inputRef === undefined ? {} : { ref: inputRef })}
      />
      <AriaButton className="search-clear" aria-label={clearLabel}>
        <Shape name="cross" />
      </AriaButton>
    </AriaSearchField>
  );
}

interface CheckboxProps {
  readonly children: ReactNode;
  readonly isSelected: boolean;
  readonly onChange: (isSelected: boolean) => void;
  readonly isDisabled?: boolean;
  readonly testId?: string;
}

export function Checkbox({ children, isSelected, onChange, isDisabled = false, testId }: CheckboxProps) {
  return (
    <AriaCheckbox
      className="checkbox"
      isSelected={isSelected}
      onChange={onChange}
      isDisabled={isDisabled}
      data-testid={testId}
    >
      <span className="checkbox-box" aria-hidden="true">
        <Shape name="tick" />
      </span>
      <span>{children}</span>
    </AriaCheckbox>
  );
}

export interface Choice<T extends string> {
  readonly value: T;
  readonly text: string;
  readonly help?: string;
}

interface ChoiceProps<T extends string> {
  readonly label: string;
  readonly value: T | null;
  readonly onChange: (value: T) => void;
  readonly choices: readonly Choice<T>[];
}

/** One of a few, all visible. */
export function Choices<T extends string>({ label, value, onChange, choices }: ChoiceProps<T>) {
  return (
    <RadioGroup className="choices" value={value} onChange={(text) => pick(text, choices, onChange)}>
      <Label className="field-label">{label}</Label>
      {choices.map((choice) => (
        <Radio key={choice.value} value={choice.value} className="choice" data-testid={`choice-${choice.value}`}>
          <span className="choice-dot" aria-hidden="true" />
          <span>
            <span className="choice-text">{choice.text}</span>
            {choice.help === undefined ? null : <span className="choice-help">{choice.help}</span>}
          </span>
        </Radio>
      ))}
    </RadioGroup>
  );
}

/** One of many, in a list that opens. */
export function Select<T extends string>({ label, value, onChange, choices }: ChoiceProps<T>) {
  return (
    <AriaSelect
      className="field select"
      value={value}
      onChange={(key) => {
        if (key !== null) pick(String(key), choices, onChange);
      }}
    >
      <Label className="field-label">{label}</Label>
      <AriaButton className="input select-button">
        <SelectValue className="select-value" />
        <Shape name="down" />
      </AriaButton>
      <Popover className="popover">
        <ListBox className="listbox">
          {choices.map((choice) => (
            <ListBoxItem key={choice.value} id={choice.value} className="listbox-item" textValue={choice.text}>
              {choice.text}
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}

function pick<T extends string>(text: string, choices: readonly Choice<T>[], onChange: (value: T) => void): void {
  const choice = choices.find(({ value }) => value === text);
  if (choice !== undefined) onChange(choice.value);
}
