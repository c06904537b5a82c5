/** Where the blanks are: each in exactly one place, so the places add up. */

import { blankPlaceSchema } from '../../../shared/model/stock.ts';
import { useTexts } from '../../language.tsx';
import { ErrorNotice } from '../../ui/Notice.tsx';
import { useCall } from '../../use-call.ts';

export function Stock({ version }: { readonly version: number }) {
  const t = useTexts();
  const { value, error } = useCall('stock.summary', {}, version);
  const places = blankPlaceSchema.options.map((place) => ({ place, count: value?.[place] ?? 0 }));
  const total = places.reduce((sum, { count }) => sum + count, 0);
  return (
    <section className="panel" aria-labelledby="stock-title" data-testid="stock">
      <h2 id="stock-title">{t('devices.stock')}</h2>
      {error === null ? null : <ErrorNotice error={error} />}
      <table className="plain-table stock-table">
        <thead>
          <tr>
            <th scope="col">{t('devices.stockPlace')}</th>
            <th scope="col">{t('devices.stockCount')}</th>
          </tr>
        </thead>
        <tbody>
          {places.map(({ place, count }) => (
            <tr key={place} data-testid={`stock-${place}`}>
              <th scope="row">{t(`blank.place.${place}`)}</th>
              <td>{count}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('devices.total')}</th>
            <td>{total}</td>
          </tr>
        </tfoot>
      </table>
    </section>
  );
}
