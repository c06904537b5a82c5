/** How many blanks are in each place: every one is in exactly one, so they add up. */

import { blankPlaceSchema, type BlankPlace } from '../../../shared/model/stock.ts';
import { useTexts } from '../../language.tsx';

export function Places({ places }: { readonly places: Readonly<Record<BlankPlace, number>> }) {
  const t = useTexts();
  const total = blankPlaceSchema.options.reduce((sum, place) => sum + places[place], 0);
  return (
    <section className="panel" aria-labelledby="places-title" data-testid="places">
      <h2 id="places-title">{t('stock.places')}</h2>
      <table className="plain-table">
        <thead className="unseen">
          <tr>
            <th scope="col">{t('stock.place')}</th>
            <th scope="col">{t('stock.count')}</th>
          </tr>
        </thead>
        <tbody>
          {blankPlaceSchema.options.map((place) => (
            <tr key={place} data-testid={`place-${place}`}>
              <th scope="row">{t(`blank.place.${place}`)}</th>
              <td className="number">{places[place]}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('stock.total')}</th>
            <td className="number">{total}</td>
          </tr>
        </tfoot>
      </table>
    </section>
  );
}
