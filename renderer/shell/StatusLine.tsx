/** The last thing that happened, always in the same place; screen readers speak it when it changes. */

import { useTexts } from '../language.tsx';
import { useLive } from '../live.ts';
import { useSession } from '../session.tsx';
import { Shape, type ShapeName } from '../ui/Shape.tsx';

const shapes: Readonly<Record<'plain' | 'good' | 'bad', ShapeName>> = { plain: 'ring', good: 'tick', bad: 'stop' };

export function StatusLine() {
  const t = useTexts();
  const said = useLive((live) => live.said);
  const { session } = useSession();
  return (
    <footer className="status-line">
      <div
        className={`status-said ${said.tone}`}
        role="status"
        aria-label={t('shell.status')}
        data-testid="status-line"
      >
        <Shape name={shapes[said.tone]} />
        {/* A new element for a new sentence: the same words said again are spoken again. */}
        <span key={said.count}>{t(said.key, said.values)}</span>
      </div>
      <span className="soft">
        {session.officeName[session.language]} · {session.workstation} · v{session.version}
      </span>
    </footer>
  );
}
