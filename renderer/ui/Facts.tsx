/** Labelled values, as a definition list. */

import type { ReactNode } from 'react';

export interface Fact {
  readonly label: string;
  readonly value: ReactNode;
  /** Numbers and codes, in letters that cannot be mistaken for one another. */
  readonly exact?: boolean;
  /** Takes the whole line. */
  readonly wide?: boolean;
}

export function Facts({ facts, columns = 1 }: { readonly facts: readonly Fact[]; readonly columns?: 1 | 2 | 3 }) {
  return (
    <dl className={`facts columns-${columns}`}>
      {facts.map((fact) => (
        <div key={fact.label} className={fact.wide === true ? 'fact wide' : 'fact'}>
          <dt>{fact.label}</dt>
          <dd className={fact.exact === true ? 'exact' : ''}>{fact.value}</dd>
        </div>
      ))}
    </dl>
  );
}
